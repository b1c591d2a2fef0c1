import * as v from 'valibot';
import { PlanSchema } from '../../plan/schema.ts';
import {
  DashboardSpecSchema,
  EncodingSchema,
  FilterControlSchema,
  IdSchema,
  PlaceSchema,
  SourceQuerySchema,
  TILE_KINDS,
  TileSchema,
} from '../spec.ts';
import { specMembers, tileMembers } from './members.ts';

/** Places of other tiles that the operation settles with it: what an inverse needs to put things back. */
const places = v.optional(v.record(IdSchema, PlaceSchema));
const index = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const tile_id = IdSchema;
const kind = <const K extends string>(name: K) => v.literal(name);

/** Puts a tile in; what lies where it is to be goes down. `index` is its place in the list, the end by default. */
const AddTileSchema = v.strictObject({ kind: kind('addTile'), tile: TileSchema, index, places });
const RemoveTileSchema = v.strictObject({ kind: kind('removeTile'), tile_id, places });
const MoveTileSchema = v.strictObject({
  kind: kind('moveTile'),
  tile_id,
  to: v.pick(PlaceSchema, ['x', 'y']),
});
const ResizeTileSchema = v.strictObject({
  kind: kind('resizeTile'),
  tile_id,
  to: v.pick(PlaceSchema, ['w', 'h']),
});
/** Puts tiles exactly there; others under them go down. */
const ArrangeSchema = v.strictObject({ kind: kind('arrange'), places: v.record(IdSchema, PlaceSchema) });
/** Moves everything up as far as it goes. */
const TidySchema = v.strictObject({ kind: kind('tidy') });
/** Other content: the plan, or the query of a source, with the words and the encoding that belong to it. */
const ChangePlanSchema = v.strictObject({
  kind: kind('changePlan'),
  tile_id,
  plan: v.optional(PlanSchema),
  source: v.optional(SourceQuerySchema),
  question: v.optional(TileSchema.entries.question.wrapped),
  encoding: v.optional(EncodingSchema),
});
/** Another kind of tile, with the encoding that fits it. */
const ChangeKindSchema = v.strictObject({
  kind: kind('changeKind'),
  tile_id,
  to: v.picklist(TILE_KINDS),
  encoding: v.optional(EncodingSchema),
});
/** Adds a filter control, or puts it in place of the one of its id. */
const PutFilterSchema = v.strictObject({ kind: kind('putFilter'), filter: FilterControlSchema, index });
const RemoveFilterSchema = v.strictObject({ kind: kind('removeFilter'), filter_id: IdSchema });
/** All but the id becomes as in `spec`: what restoring and importing do. */
const ReplaceSpecSchema = v.strictObject({ kind: kind('replaceSpec'), spec: DashboardSpecSchema });

const own = [
  AddTileSchema,
  RemoveTileSchema,
  MoveTileSchema,
  ResizeTileSchema,
  ArrangeSchema,
  TidySchema,
  ChangePlanSchema,
  ChangeKindSchema,
  PutFilterSchema,
  RemoveFilterSchema,
  ReplaceSpecSchema,
] as const;

export const OperationSchema = v.variant('kind', [...own, ...tileMembers.schemas, ...specMembers.schemas]);

export type Operation = v.InferOutput<typeof OperationSchema>;
export type OperationInput = v.InferInput<typeof OperationSchema>;
export type OperationKind = Operation['kind'];
export type OperationOf<K extends OperationKind> = Extract<Operation, { kind: K }>;
