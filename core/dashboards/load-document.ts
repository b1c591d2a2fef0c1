import * as v from 'valibot';
import {
  CellDocumentSchema,
  ComputationDocumentSchema,
  CostDocumentSchema,
  ResultsDocumentSchema,
} from '../answer/document.ts';
import { ValueSchema } from '../plan/schema.ts';

/** What is sent while a dashboard loads: one event a line, in the order in which things are ready. */

const ChartSchema = v.object({
  kind: v.string(),
  x: v.optional(v.string()),
  y: v.array(v.string()),
  series: v.optional(v.string()),
});

const NotAppliedSchema = v.object({
  what: v.picklist(['filter', 'time', 'comparison', 'sparkline', 'totals']),
  filter_id: v.optional(v.string()),
  /** Filters: the field that does not narrow the tile. */
  field: v.optional(v.string()),
  reason: v.string(),
});

const StartEventSchema = v.object({
  kind: v.literal('start'),
  dashboard_id: v.string(),
  revision: v.number(),
  persona: v.string(),
  now: v.string(),
  /** Tiles that answers will come for. */
  tiles: v.array(v.string()),
});

export const TileEventSchema = v.object({
  kind: v.literal('tile'),
  tile_id: v.string(),
  query_id: v.string(),
  status: v.picklist(['answered', 'refused', 'failed']),
  /** The answer in a sentence, or why there is none. */
  message: v.string(),
  /** Stable, where there is no answer. */
  code: v.optional(v.string()),
  results: ResultsDocumentSchema,
  /** The fit chart for these rows: what a tile's encoding leaves open. */
  chart: ChartSchema,
  sparkline: v.nullable(ResultsDocumentSchema),
  /** Tables with a row of totals, where there are more rows than these: by column, over all rows; null without one. */
  totals: v.optional(v.array(CellDocumentSchema)),
  /** What of the view does not reach this tile, and why. */
  not_applied: v.array(NotAppliedSchema),
  restrictions: v.array(v.string()),
  explanation: v.nullable(v.string()),
  /** Tiles of an agent: how it was computed. */
  computation: v.optional(ComputationDocumentSchema),
  sql: v.nullable(v.string()),
  cost: CostDocumentSchema,
  cached: v.boolean(),
  execution_time: v.number(),
  freshness: v.nullable(v.string()),
});

const FilterEventSchema = v.object({
  kind: v.literal('filter'),
  filter_id: v.string(),
  status: v.picklist(['answered', 'refused', 'failed']),
  message: v.string(),
  /** value, values: what there is to choose from, in order. */
  values: v.array(ValueSchema),
  truncated: v.boolean(),
  /** numberRange, date: the least and the greatest. */
  minimum: v.nullable(v.union([v.number(), v.string()])),
  maximum: v.nullable(v.union([v.number(), v.string()])),
});

const EndEventSchema = v.object({
  kind: v.literal('end'),
  answered: v.number(),
  refused: v.number(),
  failed: v.number(),
  cached: v.number(),
  cost: CostDocumentSchema,
  execution_time: v.number(),
  /**
   * What was seen: given to a stream that follows the dashboard, so that it sends what changes from here. Absent where
   * nothing can be followed: then tiles are to be loaded again at their intervals.
   */
  live: v.optional(v.string()),
});

export const LoadEventSchema = v.variant('kind', [
  StartEventSchema,
  TileEventSchema,
  FilterEventSchema,
  EndEventSchema,
]);
export type LoadEvent = v.InferOutput<typeof LoadEventSchema>;
export type TileEvent = v.InferOutput<typeof TileEventSchema>;
export type FilterEvent = v.InferOutput<typeof FilterEventSchema>;
