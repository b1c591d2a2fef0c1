import type { OpenedDashboard } from '../../core/dashboards/service.ts';
import type { Performance, ProposedRollup } from '../../core/dashboards/usage/optimiser.ts';
import { type Comparison, LEAST_LOADS, type PeriodFigures } from '../../core/dashboards/usage/performance.ts';
import { toDollars } from '../../core/ledger/cost.ts';
import type { PerformanceDocument } from './performance-schemas.ts';

export interface PerformanceContext {
  readonly opened: OpenedDashboard;
  readonly persona: string;
  readonly now: Date;
  readonly days: number;
  /** Whether the caller is told who opened it. */
  readonly showViewers: boolean;
}

export function performanceDocument(performance: Performance, context: PerformanceContext): PerformanceDocument {
  const { opened, now, days, showViewers, persona } = context;
  const titles = new Map(opened.spec.tiles.map(({ id, title }) => [id, title]));
  const titled = (tile_id: string) => ({ tile_id, title: titles.get(tile_id) ?? tile_id });
  const { comparison, precomputing, tiles, rollups, refused, viewers } = performance;
  const { found, last } = precomputing;
  return {
    dashboard_id: opened.spec.id,
    revision: opened.revision,
    now: now.toISOString(),
    days,
    least_loads: LEAST_LOADS,
    comparison: comparisonDocument(comparison),
    daily: performance.days.map(period),
    precomputing: {
      enabled: precomputing.budgetPerDay > 0,
      budget_per_day: toDollars(precomputing.budgetPerDay),
      spent_today: toDollars(precomputing.spentToday),
      times: precomputing.times,
      cost: toDollars(precomputing.cost),
      last: last ? { ...last } : null,
      loads_prepared: found.loads,
      prepared_all_tiles_p50: found.allTilesP50,
      loads_others: found.others,
      others_all_tiles_p50: found.othersAllTilesP50,
    },
    tiles: tiles.map(one => ({
      ...titled(one.tileId),
      answers: one.answers,
      runs: one.runs,
      cached_share: one.cachedShare,
      run_p50: one.millisecondsP50,
      bytes_p50: one.bytesP50,
      engine_time: one.engineMilliseconds,
    })),
    rollups: rollups.map(one => rollupDocument(one, persona, titled)),
    no_rollup: refused.map(({ tileId, reason }) => ({ ...titled(tileId), reason })),
    viewers: showViewers ? viewers.map(viewer => ({ ...viewer })) : null,
  };
}

const period = (figures: PeriodFigures): PerformanceDocument['daily'][number] => ({
  from: figures.from,
  to: figures.to,
  loads: figures.loads,
  viewers: figures.viewers,
  enough: figures.enough,
  first_tile_p50: figures.firstTileP50,
  all_tiles_p50: figures.allTilesP50,
  all_tiles_p95: figures.allTilesP95,
  cached_share: figures.cachedShare,
  engine_time: figures.engineMilliseconds,
  cost: toDollars(figures.cost),
  ahead_cost: toDollars(figures.aheadCost),
});

function comparisonDocument(comparison: Comparison): PerformanceDocument['comparison'] {
  const { before, after, dividedBy, change } = comparison;
  return {
    divided_by: dividedBy,
    before: period(before),
    after: period(after),
    change: change && { all_tiles_p50: change.allTilesP50, all_tiles_p95: change.allTilesP95 },
    message: messageOf(comparison),
  };
}

function messageOf({ before, after, dividedBy, change }: Comparison): string {
  const counts = `${before.loads} loads before, ${after.loads} after`;
  if (!change) return `Not enough loads yet: ${counts}; each side takes ${LEAST_LOADS}.`;
  const what =
    dividedBy === 'precomputing' ? 'Before and since it was first computed ahead' : 'The time before and now';
  return `${what}: ${counts}.`;
}

function rollupDocument(
  { rollup, runs, served, saving, note }: ProposedRollup,
  persona: string,
  titled: (id: string) => { tile_id: string; title: string },
): PerformanceDocument['rollups'][number] {
  return {
    name: rollup.name,
    persona,
    tiles: rollup.tileIds.map(titled),
    grouping: [...rollup.grouping],
    time: rollup.time ? { ...rollup.time } : null,
    measures: [...rollup.measures],
    sql: rollup.sql,
    runs,
    runs_served: served,
    saving: saving
      ? {
          runs: saving.runs,
          rows_before: saving.rowsBefore,
          rows_after: saving.rowsAfter,
          bytes_before: saving.bytesBefore,
          bytes_after: saving.bytesAfter,
          engine_time_before: saving.millisecondsBefore,
          engine_time_after: saving.millisecondsAfter,
          cost_before: toDollars(saving.costBefore),
          cost_after: toDollars(saving.costAfter),
        }
      : null,
    note: note ?? null,
  };
}
