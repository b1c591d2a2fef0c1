import * as v from 'valibot';
import { PlanSchema } from '../../plan/schema.ts';
import { OperationSchema } from '../operations/schema.ts';
import { EncodingSchema, IdSchema, TileSchema } from '../spec.ts';

/**
 * What a language model may ask for: the operations of every edit, but for those that decide who sees a dashboard or
 * that write it whole. Content is a plan, never a query of a source.
 */
const notOffered = new Set(['addTile', 'changePlan', 'replaceSpec', 'setPersonas', 'setFilters', 'setFolder']);

const AddTileSchema = v.strictObject({ kind: v.literal('addTile'), tile: v.omit(TileSchema, ['source', 'question']) });
const ChangePlanSchema = v.strictObject({
  kind: v.literal('changePlan'),
  tile_id: IdSchema,
  plan: PlanSchema,
  encoding: v.optional(EncodingSchema),
});

export const OfferedOperationSchema = v.variant('kind', [
  AddTileSchema,
  ChangePlanSchema,
  ...OperationSchema.options.filter(({ entries }) => !notOffered.has(entries.kind.literal)),
]);

const offered = new Set<string>(OfferedOperationSchema.options.map(({ entries }) => entries.kind.literal));

export const isOffered = (kind: string): boolean => offered.has(kind);
