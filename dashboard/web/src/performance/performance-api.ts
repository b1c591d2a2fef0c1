import type { Api } from '../api/client.ts';

/** Figures of a period. Times in milliseconds, costs in dollars; null where too few loads say nothing. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly loads: number;
  readonly viewers: number;
  readonly enough: boolean;
  readonly first_tile_p50: number | null;
  readonly all_tiles_p50: number | null;
  readonly all_tiles_p95: number | null;
  readonly cached_share: number | null;
  readonly engine_time: number;
  readonly cost: number;
  /** Of what was computed ahead, besides. */
  readonly ahead_cost: number;
}

export interface TitledTile {
  readonly tile_id: string;
  readonly title: string;
}

export interface SlowTile extends TitledTile {
  readonly answers: number;
  readonly runs: number;
  readonly cached_share: number | null;
  readonly run_p50: number | null;
  readonly bytes_p50: number | null;
  readonly engine_time: number;
}

export interface Saving {
  readonly runs: number;
  readonly rows_before: number;
  readonly rows_after: number;
  readonly bytes_before: number;
  readonly bytes_after: number;
  readonly engine_time_before: number;
  readonly engine_time_after: number;
  readonly cost_before: number;
  readonly cost_after: number;
}

export interface ProposedRollup {
  readonly name: string;
  readonly persona: string;
  readonly tiles: readonly TitledTile[];
  readonly grouping: readonly string[];
  readonly time: { readonly field: string; readonly grain: string } | null;
  readonly measures: readonly string[];
  readonly sql: string;
  /** Runs that were recorded, and those whose window and filters it would serve. */
  readonly runs: number;
  readonly runs_served: number;
  readonly saving: Saving | null;
  readonly note: string | null;
}

/** How a dashboard performs, as the API tells it. */
export interface PerformanceReply {
  readonly dashboard_id: string;
  readonly now: string;
  readonly days: number;
  readonly least_loads: number;
  readonly comparison: {
    readonly divided_by: 'precomputing' | 'time';
    readonly before: Period;
    readonly after: Period;
    readonly change: { readonly all_tiles_p50: number | null; readonly all_tiles_p95: number | null } | null;
    readonly message: string;
  };
  readonly daily: readonly Period[];
  readonly precomputing: {
    readonly enabled: boolean;
    readonly budget_per_day: number;
    readonly spent_today: number;
    readonly times: number;
    readonly cost: number;
    readonly last: { readonly at: string; readonly persona: string; readonly because: string } | null;
    readonly loads_prepared: number;
    readonly prepared_all_tiles_p50: number | null;
    readonly loads_others: number;
    readonly others_all_tiles_p50: number | null;
  };
  readonly tiles: readonly SlowTile[];
  readonly rollups: readonly ProposedRollup[];
  readonly no_rollup: readonly (TitledTile & { readonly reason: string })[];
  readonly viewers: readonly { readonly username: string; readonly loads: number; readonly last: string }[] | null;
}

/** `measure`: what proposed tables would hold is counted now, a query each. */
export function readPerformance(
  api: Pick<Api, 'json'>,
  id: string,
  { days, persona, measure }: { days: number; persona: string | undefined; measure: boolean },
): Promise<PerformanceReply> {
  const search = new URLSearchParams({ days: String(days), measure: String(measure), ...(persona && { persona }) });
  return api.json('GET', `/api/v1/dashboards/${encodeURIComponent(id)}/performance?${search}`);
}
