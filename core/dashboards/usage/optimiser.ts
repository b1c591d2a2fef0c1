import type { Answerer } from '../../answer/answerer.ts';
import { isSophiaError } from '../../errors.ts';
import type { Persona } from '../../identity/persona.ts';
import { randomId } from '../../identity/secrets.ts';
import type { PriceTable } from '../../ledger/prices.ts';
import type { Clock } from '../../ports/clock.ts';
import type { QueryEngine } from '../../ports/query-engine.ts';
import type { DashboardLoad, Ledger, UsageStore } from '../../ports/stores.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import type { OpenedDashboard } from '../service.ts';
import type { DashboardSpec } from '../spec.ts';
import {
  type Comparison,
  compare,
  dailyFigures,
  type PeriodFigures,
  periodsOf,
  prepared,
  type TileFigures,
  tileFigures,
} from './performance.ts';
import { PRECOMPUTE_USER } from './precompute.ts';
import { viewedIn } from './rollup-need.ts';
import { proposeRollups, type Rollup, serves, sizePlan } from './rollups.ts';
import { type Saving, type ServedTile, savingOf } from './saving.ts';
import { sum } from './statistics.ts';

export interface OptimiserOptions {
  readonly usage: UsageStore;
  readonly ledger: Pick<Ledger, 'daily'>;
  readonly engine: Pick<QueryEngine, 'dialect' | 'tables'>;
  readonly answerer: Pick<Answerer, 'answerPlan'>;
  readonly prices: PriceTable;
  readonly clock: Clock;
  readonly budgetPerDay: number;
  modelOf(spec: DashboardSpec): ResolvedModel;
}

export interface ProposedRollup {
  readonly rollup: Rollup;
  /** Runs of its tiles that were recorded, and how many of these looked at them in a way that it would serve. */
  readonly runs: number;
  readonly served: number;
  /** Undefined where the size is not known or it would spare too little. */
  readonly saving?: Saving | undefined;
  /** Why there is no saving. */
  readonly note?: string | undefined;
}

/** How a dashboard performs, from what was measured. */
export interface Performance {
  readonly comparison: Comparison;
  readonly days: readonly PeriodFigures[];
  readonly precomputing: {
    readonly budgetPerDay: number;
    /** Micro-dollars that computing ahead cost today, of all dashboards: as the ledger has it. */
    readonly spentToday: number;
    /** Of this dashboard, in the time looked at. */
    readonly times: number;
    readonly cost: number;
    readonly last?: { readonly at: string; readonly persona: string; readonly because: string } | undefined;
    readonly found: ReturnType<typeof prepared>;
  };
  readonly tiles: readonly TileFigures[];
  readonly rollups: readonly ProposedRollup[];
  readonly refused: readonly { readonly tileId: string; readonly reason: string }[];
  readonly viewers: readonly { readonly username: string; readonly loads: number; readonly last: string }[];
}

export interface PerformanceRequest {
  readonly opened: OpenedDashboard;
  /** Whose rows rollups would hold. */
  readonly persona: Persona;
  readonly username: string;
  readonly days: number;
  /** Whether sizes of rollups that are not known are counted now: a run of the engine each, on the asker's account. */
  readonly measure: boolean;
}

const mostEntries = 20_000;
const mostPrecomputations = 5_000;
const keptMilliseconds = 90 * 86_400_000;
/** A tile is slow when a run of it takes or reads so much, in the middle of so many runs at least. */
const slow = { milliseconds: 200, bytes: 100 * 1024 ** 2, runs: 5 };
const mostSlow = 10;

/** Reads what was recorded of a dashboard, and what could be done about it. */
export const performanceOf =
  (options: OptimiserOptions) =>
  async (request: PerformanceRequest): Promise<Performance> => {
    const { usage, ledger, clock, budgetPerDay } = options;
    const { opened, days } = request;
    const now = clock.now();
    const dashboardId = opened.spec.id;
    const all = { from: new Date(now.getTime() - keptMilliseconds).toISOString(), to: now.toISOString(), dashboardId };
    const today = all.to.slice(0, 10);
    const [loads, ahead, spent] = await Promise.all([
      usage.list({ kind: 'load', ...all, limit: mostEntries }),
      usage.list({ kind: 'precomputation', ...all, limit: mostPrecomputations }),
      ledger.daily({ from: today, to: today, username: PRECOMPUTE_USER }),
    ]);
    const comparison = compare(loads, periodsOf(now, days, ahead.at(-1)?.at), ahead);
    const { from } = comparison.after;
    const recent = loads.filter(({ at }) => at >= from);
    const computed = ahead.filter(({ at }) => at >= from);
    const present = new Set(opened.spec.tiles.map(({ id }) => id));
    const tiles = tileFigures(recent).filter(({ tileId }) => present.has(tileId));
    const [last] = ahead;
    return {
      comparison,
      days: dailyFigures(loads, now, days, ahead),
      precomputing: {
        budgetPerDay,
        spentToday: sum(spent.map(({ model, database, compute }) => model + database + compute)),
        times: computed.length,
        cost: sum(computed.map(({ cost }) => cost)),
        ...(last && { last: { at: last.at, persona: last.persona, because: last.because } }),
        found: prepared(recent, ahead),
      },
      tiles,
      ...(await rollupsFor(tiles, recent, request, options, now)),
      viewers: viewersOf(recent),
    };
  };

async function rollupsFor(
  tiles: readonly TileFigures[],
  loads: readonly DashboardLoad[],
  { opened, persona, username, measure }: PerformanceRequest,
  options: OptimiserOptions,
  now: Date,
): Promise<Pick<Performance, 'rollups' | 'refused'>> {
  const candidates = tiles
    .filter(({ runs }) => runs >= slow.runs)
    .filter(
      ({ millisecondsP50, bytesP50 }) => (millisecondsP50 ?? 0) >= slow.milliseconds || (bytesP50 ?? 0) >= slow.bytes,
    )
    .slice(0, mostSlow);
  const { engine } = options;
  const model = options.modelOf(opened.spec);
  const ids = new Set(candidates.map(({ tileId }) => tileId));
  const { spec } = opened;
  const viewed = viewedIn(loads);
  const { proposed, refused } = proposeRollups(ids, spec, { model, persona, dialect: engine.dialect, now, viewed });
  const servedBy = (rollup: Rollup) => {
    const served = servedRuns(rollup, loads, spec, model);
    const own = candidates.filter(({ tileId }) => rollup.tileIds.includes(tileId));
    return own.map(tile => ({ ...tile, served: served.get(tile.tileId) ?? 0 }));
  };
  const counted = (own: readonly ServedTile[]) => ({
    runs: sum(own.map(({ runs }) => runs)),
    served: sum(own.map(({ served }) => served)),
  });
  if (proposed.length === 0 || !measure) {
    const note = 'The rows that it would have were not counted yet.';
    return { rollups: proposed.map(rollup => ({ rollup, ...counted(servedBy(rollup)), note })), refused };
  }
  const sizes = new Map((await engine.tables()).map(({ name, rowCount }) => [name, rowCount]));
  const rollups = await Promise.all(
    proposed.map(async (rollup): Promise<ProposedRollup> => {
      const before = Math.max(0, ...rollup.tables.map(name => sizes.get(name) ?? 0));
      const after = await sizeOf(rollup, persona, username, now, options);
      const own = servedBy(rollup);
      const told = { rollup, ...counted(own) };
      if (typeof after === 'string') return { ...told, note: after };
      const saving = savingOf(own, before, after, options.prices);
      const note =
        told.served === 0
          ? 'It would serve none of the runs that were recorded.'
          : `It would have ${after} rows of ${before}: too many to be worth keeping.`;
      return saving ? { ...told, saving } : { ...told, note };
    }),
  );
  return { rollups, refused };
}

/** By tile the runs that looked at it in a way that a rollup serves. */
function servedRuns(
  rollup: Rollup,
  loads: readonly DashboardLoad[],
  spec: DashboardSpec,
  model: ResolvedModel,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const own = spec.tiles.filter(({ id }) => rollup.tileIds.includes(id));
  for (const load of loads) {
    const [viewed] = viewedIn([load]);
    for (const tile of viewed ? own : []) {
      const ran = load.tiles.some(
        ({ tileId, status, cached }) => tileId === tile.id && status === 'answered' && !cached,
      );
      if (ran && serves(rollup, tile, { view: viewed!.view, spec, model })) {
        counts.set(tile.id, (counts.get(tile.id) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** Rows, or why they can't be counted. */
async function sizeOf(
  rollup: Rollup,
  persona: Persona,
  username: string,
  now: Date,
  { answerer }: OptimiserOptions,
): Promise<number | string> {
  try {
    const request = { queryId: randomId('qry'), username, persona, plan: sizePlan(rollup), now };
    const { status, results, sentence } = await answerer.answerPlan(request);
    return status === 'answered' ? Number(results?.rows[0]?.[0] ?? 0) : sentence;
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return error.message;
  }
}

/** The loads are newest first. */
function viewersOf(loads: readonly DashboardLoad[]): Performance['viewers'] {
  return [...Map.groupBy(loads, ({ username }) => username)]
    .map(([username, own]) => ({ username, loads: own.length, last: own[0]!.at }))
    .sort((a, b) => b.loads - a.loads || (a.username < b.username ? -1 : 1));
}
