import * as v from 'valibot';
import { CostDocumentSchema } from '../../core/answer/document.ts';
import { IdSchema } from '../../core/dashboards/spec.ts';
import { SavedSchema } from './schemas.ts';

const words = v.string();
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const persona = v.optional(v.nullable(name));
const dry_run = v.optional(v.boolean(), false);
const base_revision = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)));

export const GenerateSchema = v.object({
  description: words,
  type: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200)))),
  data_sources: v.optional(v.pipe(v.array(name), v.maxLength(50)), []),
  features: v.optional(v.pipe(v.array(name), v.maxLength(50)), []),
  title: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(120))),
  persona,
  /** Shows what would come of it; nothing is stored. */
  dry_run,
});

export const AddComponentSchema = v.object({
  dashboard_id: IdSchema,
  description: words,
  data_source: v.optional(v.nullable(name)),
  /** "top right", "below revenue" … */
  position: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200)))),
  persona,
  base_revision,
  dry_run,
});

export const ModifySchema = v.object({
  dashboard_id: IdSchema,
  modification: words,
  /** Every tile stays, with its plan as it is. */
  preserve_functionality: v.optional(v.boolean(), false),
  persona,
  base_revision,
  dry_run,
});

const tile = { tile_id: v.string(), title: v.string() };

export const GeneratedSchema = v.object({
  ...SavedSchema.entries,
  /** What could not be done, why, and the nearest that can. */
  unfulfilled: v.array(v.object({ text: v.string(), reason: v.string(), nearest: v.array(v.string()) })),
  assumptions: v.array(v.object({ text: v.string(), tile_id: v.optional(v.string()) })),
  changes: v.object({
    added: v.array(v.object(tile)),
    removed: v.array(v.object(tile)),
    changed: v.array(v.object({ ...tile, what: v.array(v.string()) })),
    dashboard: v.array(v.string()),
  }),
  /** Words of the request that a language model read, where rules could not; to be checked by whoever asked. */
  by_language_model: v.array(v.string()),
  /** Of making it. */
  cost: CostDocumentSchema,
  /** Dollars, at most, that taking all its data anew costs. */
  refresh_cost: v.number(),
  dry_run: v.boolean(),
});
