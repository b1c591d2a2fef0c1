import * as v from 'valibot';

export const FORMATS = ['text', 'markdown', 'pdf', 'docx'] as const;
export type DocumentFormat = (typeof FORMATS)[number];

/**
 * Where a document stands: `new` waits to be looked at, `in_review` somebody does, `curated` is part of what is known,
 * `outdated` was, `rejected` is not worth it.
 */
export const STATES = ['new', 'in_review', 'curated', 'outdated', 'rejected'] as const;
export type DocumentState = (typeof STATES)[number];

export const KnownDocumentSchema = v.object({
  id: v.string(),
  title: v.string(),
  /** Of the file that was added. */
  fileName: v.string(),
  format: v.picklist(FORMATS),
  /** Of the file. */
  bytes: v.number(),
  /** Of its text. */
  characters: v.number(),
  /** Absent where the format knows none. */
  pages: v.optional(v.number()),
  /** SHA-256 of the file, in hexadecimal. */
  hash: v.string(),
  /** Who added it. */
  owner: v.string(),
  /** Personas that it is for, or everybody. */
  audience: v.union([v.literal('*'), v.array(v.string())]),
  addedAt: v.string(),
  state: v.picklist(STATES),
  /** Since when it is in its state, who brought it there, and why. */
  stateAt: v.string(),
  stateBy: v.string(),
  note: v.optional(v.string()),
  /** One more with each change. */
  version: v.number(),
  removedAt: v.optional(v.string()),
  removedBy: v.optional(v.string()),
});
/** A document whose text is kept. */
export type KnownDocument = v.InferOutput<typeof KnownDocumentSchema>;

export const StateChangeSchema = v.object({
  at: v.string(),
  by: v.string(),
  what: v.picklist(['added', 'moved', 'removed', 'restored']),
  /** The states before and after; the same where it was not moved. */
  from: v.picklist(STATES),
  to: v.picklist(STATES),
  note: v.optional(v.string()),
});
/** One line of a document's history, which is only ever added to. */
export type StateChange = v.InferOutput<typeof StateChangeSchema>;
