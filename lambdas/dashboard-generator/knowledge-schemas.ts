import * as v from 'valibot';
import { FORMATS, STATES } from '../../core/knowledge/document.ts';
import { limits } from '../../core/knowledge/limits.ts';
import { wholeNumber } from '../query-orchestrator/whole-number.ts';

/** Bodies and responses of documents. */

const state = v.picklist(STATES);

export const AddQuerySchema = v.object({
  /** Of the file. */
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000)),
  /** Left out: what the file says of itself, else its name. */
  title: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  /** Personas that it is for, parted by commas; `*` is everybody. Left out: all of the caller's. */
  personas: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(4_000))),
});

export const ListQuerySchema = v.object({
  state: v.optional(state),
  limit: v.optional(wholeNumber(1, 200), '50'),
  /** The last document of the page before. */
  after: v.optional(v.pipe(v.string(), v.maxLength(100))),
});

export const SearchQuerySchema = v.object({
  /** Words, "phrases", -without, begin*. */
  q: v.optional(v.pipe(v.string(), v.maxLength(2_000)), ''),
  state: v.optional(state),
  limit: v.optional(wholeNumber(1, 50), '20'),
  offset: v.optional(wholeNumber(0, 10_000), '0'),
});

/** The same search marks the text. */
export const ReadQuerySchema = v.object({ q: v.optional(v.pipe(v.string(), v.maxLength(2_000)), '') });

export const DiscoveryQuerySchema = v.object({
  limit: v.optional(wholeNumber(1, 200), '50'),
});

export const MoveSchema = v.strictObject({
  to: state,
  /** Of the document that was looked at. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Needed to reject it. */
  note: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(limits.note)))),
});

export const DocumentSchema = v.object({
  document_id: v.string(),
  title: v.string(),
  file_name: v.string(),
  format: v.picklist(FORMATS),
  /** Of the file. */
  bytes: v.number(),
  characters: v.number(),
  /** Null where the format knows none. */
  pages: v.nullable(v.number()),
  owner: v.string(),
  /** Personas that it is for; null is everybody. */
  personas: v.nullable(v.array(v.string())),
  added_at: v.string(),
  state,
  state_at: v.string(),
  state_by: v.string(),
  note: v.nullable(v.string()),
  version: v.number(),
  removed_at: v.nullable(v.string()),
  /** States that the caller may bring it to, and whether the caller may remove it. */
  moves: v.array(state),
  removable: v.boolean(),
});

const SegmentSchema = v.object({ text: v.string(), hit: v.boolean() });

export const DocumentsSchema = v.object({
  documents: v.array(DocumentSchema),
  counts: v.record(state, v.number()),
  /** Given as `after`, the next page begins; null on the last one. */
  next: v.nullable(v.string()),
  may_add: v.boolean(),
  limits: v.object({ bytes: v.number(), formats: v.array(v.picklist(FORMATS)) }),
});

export const FoundSchema = v.object({
  total: v.number(),
  hits: v.array(v.object({ document: DocumentSchema, title: v.array(SegmentSchema), excerpt: v.array(SegmentSchema) })),
});

export const DocumentDetailsSchema = v.object({
  ...DocumentSchema.entries,
  history: v.array(
    v.object({
      at: v.string(),
      by: v.string(),
      what: v.picklist(['added', 'moved', 'removed', 'restored']),
      from: state,
      to: state,
      note: v.nullable(v.string()),
    }),
  ),
});

export const DocumentTextSchema = v.object({
  /** One for formats without pages. */
  pages: v.array(v.object({ number: v.number(), segments: v.array(SegmentSchema) })),
  /** How many places are marked; there may be more where it is not all of them. */
  hits: v.number(),
  all_marked: v.boolean(),
});

export const DiscoverySchema = v.object({
  /** How the entries are ordered. */
  order: v.string(),
  entries: v.array(
    v.object({
      kind: v.picklist(['missing', 'wanted', 'unread', 'waiting', 'stale']),
      reason: v.string(),
      /** Searches and openings of the last 30 days. */
      wanted: v.number(),
      /** What was searched in vain, where that is the entry. */
      search: v.nullable(v.string()),
      document: v.nullable(DocumentSchema),
    }),
  ),
});
