import * as v from 'valibot';
import { OperationSchema } from '../../core/dashboards/operations/schema.ts';
import { DashboardSpecSchema, IdSchema } from '../../core/dashboards/spec.ts';
import { ViewSchema } from '../../core/dashboards/view.ts';
import { DATE_PARTS } from '../../core/plan/date-part.ts';
import { ValueSchema } from '../../core/plan/schema.ts';
import { wholeNumber } from '../query-orchestrator/whole-number.ts';

/** Bodies and queries of the dashboards' API. What core reads itself, with better words, is left open here. */

const revision = v.pipe(v.number(), v.integer(), v.minValue(1));
const note = v.optional(v.pipe(v.string(), v.maxLength(500)));
const persona = v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200))));

export const SummarySchema = v.object({
  id: v.string(),
  url: v.string(),
  revision: v.number(),
  title: v.string(),
  /** Its beginning, in one line. */
  description: v.nullable(v.string()),
  folder: v.nullable(v.string()),
  model: v.nullable(v.string()),
  personas: v.nullable(v.array(v.string())),
  tiles: v.number(),
  created_at: v.string(),
  created_by: v.string(),
  updated_at: v.string(),
  updated_by: v.string(),
});
export const ListSchema = v.object({
  dashboards: v.array(SummarySchema),
  /** What the caller may do: viewer looks, editor changes, admin removes. */
  role: v.picklist(['viewer', 'editor', 'admin']),
});

export const DashboardSchema = v.object({
  dashboard_id: v.string(),
  revision: v.number(),
  url: v.string(),
  spec: DashboardSpecSchema,
  updated_at: v.string(),
  updated_by: v.string(),
});
/** What the caller may do: viewer looks, editor changes, admin does all. */
const role = v.picklist(['viewer', 'editor', 'admin']);
export const OpenedSchema = v.object({
  ...DashboardSchema.entries,
  role,
  /** Admins may remove any, an editor those that the editor made. */
  may_remove: v.boolean(),
  /** It came with the platform, whatever people made of it since. */
  built_in: v.boolean(),
});
export const SavedSchema = v.object({
  ...DashboardSchema.entries,
  operations: v.array(OperationSchema),
  /** Undo: sent as an edit on this revision it takes this one back. */
  inverse: v.array(OperationSchema),
  /** It was like that already: no revision was made. */
  unchanged: v.boolean(),
});

export const OpenQuerySchema = v.object({ revision: v.optional(wholeNumber(1)) });
export const CreateSchema = v.object({ spec: v.record(v.string(), v.unknown()), note });
export const EditSchema = v.object({ operations: v.array(v.unknown()), base_revision: revision, note });
export const RestoreSchema = v.object({ revision, base_revision: v.optional(revision) });
export const AttachedSchema = v.object({
  /** Those that still open. */
  links: v.number(),
  alerts: v.number(),
  reports: v.number(),
});
export const RemoveQuerySchema = v.object({ revision: wholeNumber(1) });
export const ImportSchema = v.object({
  /** YAML or JSON. */
  text: v.string(),
  /** The revision of the dashboard of that id that the file takes the place of; left out, a new one is made. */
  base_revision: v.optional(revision),
  note,
});

export const HistoryQuerySchema = v.object({
  limit: v.optional(wholeNumber(1, 200), '50'),
  before: v.optional(wholeNumber(1)),
});
export const HistorySchema = v.object({
  revisions: v.array(
    v.object({
      revision: v.number(),
      at: v.string(),
      by: v.string(),
      note: v.nullable(v.string()),
      operations: v.array(OperationSchema),
      inverse: v.array(OperationSchema),
    }),
  ),
});

export const LoadSchema = v.object({
  persona,
  view: v.optional(ViewSchema, {}),
  /** Those wanted; all when left out. */
  tiles: v.optional(v.pipe(v.array(IdSchema), v.maxLength(100))),
  /** Whether what filters can be set to is wanted. */
  filters: v.optional(v.boolean(), true),
  revision: v.optional(revision),
  /** An edit on that revision, or the latest, that is looked at before it is made. */
  operations: v.optional(v.array(v.unknown())),
});

export const DrillSchema = v.object({
  tile_id: IdSchema,
  /** What was clicked: of a group its value, of a period its beginning. */
  values: v.pipe(
    v.array(
      v.object({
        field: v.pipe(v.string(), v.minLength(3), v.maxLength(260)),
        /** What of the date it is: its weekday, its month in any year. */
        part: v.optional(v.picklist(DATE_PARTS)),
        value: v.nullable(ValueSchema),
      }),
    ),
    v.maxLength(10),
  ),
  persona,
  view: v.optional(ViewSchema, {}),
});
