import * as v from 'valibot';
import { wholeNumber } from '../query-orchestrator/whole-number.ts';

/** How a dashboard performs. Times in milliseconds, costs in dollars; null where too few loads say nothing. */

const number = v.nullable(v.number());

export const PerformanceQuerySchema = v.object({
  /** Of each of the two periods that are compared. */
  days: v.optional(wholeNumber(1, 45), '14'),
  persona: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  /** Counts what proposed rollups would hold: a query each, on the caller's account. */
  measure: v.optional(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform(text => text === 'true'),
    ),
    'false',
  ),
});

const PeriodSchema = v.object({
  from: v.string(),
  to: v.string(),
  loads: v.number(),
  viewers: v.number(),
  enough: v.boolean(),
  first_tile_p50: number,
  all_tiles_p50: number,
  all_tiles_p95: number,
  cached_share: number,
  engine_time: v.number(),
  cost: v.number(),
  /** Of what was computed ahead in that time, besides that of the loads. */
  ahead_cost: v.number(),
});

export const PerformanceSchema = v.object({
  dashboard_id: v.string(),
  revision: v.number(),
  now: v.string(),
  days: v.number(),
  /** Loads of a period below which no middle is told and nothing compared. */
  least_loads: v.number(),
  comparison: v.object({
    /** precomputing: before and after the dashboard was first computed ahead. time: it never was. */
    divided_by: v.picklist(['precomputing', 'time']),
    before: PeriodSchema,
    after: PeriodSchema,
    /** As fractions; null with not enough loads in one of them. */
    change: v.nullable(v.object({ all_tiles_p50: number, all_tiles_p95: number })),
    /** What is compared, or that there are not enough loads yet. */
    message: v.string(),
  }),
  daily: v.array(PeriodSchema),
  precomputing: v.object({
    enabled: v.boolean(),
    budget_per_day: v.number(),
    /** Of all dashboards, as the ledger has it. */
    spent_today: v.number(),
    times: v.number(),
    cost: v.number(),
    last: v.nullable(v.object({ at: v.string(), persona: v.string(), because: v.string() })),
    /** Loads that found what was computed ahead for them, and the others. */
    loads_prepared: v.number(),
    prepared_all_tiles_p50: number,
    loads_others: v.number(),
    others_all_tiles_p50: number,
  }),
  tiles: v.array(
    v.object({
      tile_id: v.string(),
      title: v.string(),
      answers: v.number(),
      runs: v.number(),
      cached_share: number,
      run_p50: number,
      bytes_p50: number,
      engine_time: v.number(),
    }),
  ),
  rollups: v.array(
    v.object({
      name: v.string(),
      persona: v.string(),
      tiles: v.array(v.object({ tile_id: v.string(), title: v.string() })),
      grouping: v.array(v.string()),
      time: v.nullable(v.object({ field: v.string(), grain: v.string() })),
      measures: v.array(v.string()),
      sql: v.string(),
      /** Runs of its tiles that were recorded, and those that looked at them in a way that it would serve. */
      runs: v.number(),
      runs_served: v.number(),
      saving: v.nullable(
        v.object({
          runs: v.number(),
          rows_before: v.number(),
          rows_after: v.number(),
          bytes_before: v.number(),
          bytes_after: v.number(),
          engine_time_before: v.number(),
          engine_time_after: v.number(),
          cost_before: v.number(),
          cost_after: v.number(),
        }),
      ),
      note: v.nullable(v.string()),
    }),
  ),
  no_rollup: v.array(v.object({ tile_id: v.string(), title: v.string(), reason: v.string() })),
  /** Who opened it in the time looked at; null for those who may only look. */
  viewers: v.nullable(v.array(v.object({ username: v.string(), loads: v.number(), last: v.string() }))),
});
export type PerformanceDocument = v.InferOutput<typeof PerformanceSchema>;
