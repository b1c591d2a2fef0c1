import { stableJson } from '../../plan/canonical.ts';
import type { DashboardLoad, Precomputation } from '../../ports/stores.ts';
import { percentile, share, sum } from './statistics.ts';

/** Loads of a period in a few numbers. Milliseconds and micro-dollars; null where too few loads say nothing. */
export interface PeriodFigures {
  readonly from: string;
  readonly to: string;
  readonly loads: number;
  readonly viewers: number;
  /** There are enough loads for the numbers below. */
  readonly enough: boolean;
  readonly firstTileP50: number | null;
  readonly allTilesP50: number | null;
  readonly allTilesP95: number | null;
  /** Part of the answered tiles that came from the cache. */
  readonly cachedShare: number | null;
  /** Of all loads together. */
  readonly engineMilliseconds: number;
  readonly cost: number;
  /** Of what was computed ahead in that time, for whoever would come. */
  readonly aheadCost: number;
}

export interface Comparison {
  readonly before: PeriodFigures;
  readonly after: PeriodFigures;
  /** What divides them: the first time that the dashboard was computed ahead, else the middle of the time looked at. */
  readonly dividedBy: 'precomputing' | 'time';
  /** Changes as fractions, after against before; null where there are not enough loads in one of them. */
  readonly change: { readonly allTilesP50: number | null; readonly allTilesP95: number | null } | null;
}

/** Loads in a period below which no middle is told, and nothing is compared. */
export const LEAST_LOADS = 20;

const dayMilliseconds = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString();

/** The periods that are compared: so many days each, divided by the first computing ahead where that was before now. */
export function periodsOf(now: Date, days: number, firstPrecomputed: string | undefined) {
  const end = now.getTime();
  const span = days * dayMilliseconds;
  if (firstPrecomputed === undefined) {
    return {
      dividedBy: 'time' as const,
      before: [iso(end - 2 * span), iso(end - span)],
      after: [iso(end - span), iso(end)],
    } as const;
  }
  const first = Date.parse(firstPrecomputed);
  return {
    dividedBy: 'precomputing' as const,
    before: [iso(first - span), iso(first)],
    after: [iso(Math.max(first, end - span)), iso(end)],
  } as const;
}

export function compare(
  loads: readonly DashboardLoad[],
  periods: ReturnType<typeof periodsOf>,
  ahead: readonly Precomputation[] = [],
): Comparison {
  const [before, after] = [figuresOf(loads, ahead, ...periods.before), figuresOf(loads, ahead, ...periods.after)];
  const changed = (of: (figures: PeriodFigures) => number | null): number | null => {
    const [was, is] = [of(before), of(after)];
    return was === null || is === null || was === 0 ? null : is / was - 1;
  };
  const enough = before.enough && after.enough;
  const change = { allTilesP50: changed(one => one.allTilesP50), allTilesP95: changed(one => one.allTilesP95) };
  return { before, after, dividedBy: periods.dividedBy, change: enough ? change : null };
}

/** From included, to not. */
function figuresOf(
  all: readonly DashboardLoad[],
  ahead: readonly Precomputation[],
  from: string,
  to: string,
): PeriodFigures {
  const isWithin = ({ at }: { readonly at: string }) => at >= from && at < to;
  const loads = all.filter(isWithin);
  const enough = loads.length >= LEAST_LOADS;
  const tiles = loads.flatMap(load => load.tiles.filter(({ status }) => status === 'answered'));
  const middle = (of: (load: DashboardLoad) => number, part: number) =>
    enough ? percentile(loads.map(of), part) : null;
  return {
    from,
    to,
    loads: loads.length,
    viewers: new Set(loads.map(({ username }) => username)).size,
    enough,
    firstTileP50: middle(({ firstTile }) => firstTile, 0.5),
    allTilesP50: middle(({ allTiles }) => allTiles, 0.5),
    allTilesP95: middle(({ allTiles }) => allTiles, 0.95),
    cachedShare: enough ? share(tiles.filter(({ cached }) => cached).length, tiles.length) : null,
    engineMilliseconds: Math.round(sum(tiles.filter(({ cached }) => !cached).map(({ milliseconds }) => milliseconds))),
    cost: sum(loads.map(({ cost }) => cost)),
    aheadCost: sum(ahead.filter(isWithin).map(({ cost }) => cost)),
  };
}

/** The same numbers day by day, the days without loads too. */
export function dailyFigures(
  loads: readonly DashboardLoad[],
  now: Date,
  days: number,
  ahead: readonly Precomputation[] = [],
): PeriodFigures[] {
  const today = Date.parse(iso(now.getTime()).slice(0, 10));
  const byDay = Map.groupBy(loads, ({ at }) => at.slice(0, 10));
  return Array.from({ length: days }, (_, index) => {
    const from = today - (days - 1 - index) * dayMilliseconds;
    return figuresOf(byDay.get(iso(from).slice(0, 10)) ?? [], ahead, iso(from), iso(from + dayMilliseconds));
  });
}

/** How a tile runs when it is not in the cache. */
export interface TileFigures {
  readonly tileId: string;
  readonly answers: number;
  /** Of these, how many ran on the engine. */
  readonly runs: number;
  readonly cachedShare: number | null;
  /** Of a run; null without any. */
  readonly millisecondsP50: number | null;
  readonly bytesP50: number | null;
  /** Of all runs together. */
  readonly engineMilliseconds: number;
}

/** Slowest first: those that the engine spends the most time on, in all. */
export function tileFigures(loads: readonly DashboardLoad[]): TileFigures[] {
  const answered = loads.flatMap(load => load.tiles.filter(({ status }) => status === 'answered'));
  return [...Map.groupBy(answered, ({ tileId }) => tileId)]
    .map(([tileId, answers]) => {
      const ran = answers.filter(({ cached }) => !cached);
      return {
        tileId,
        answers: answers.length,
        runs: ran.length,
        cachedShare: share(answers.length - ran.length, answers.length),
        millisecondsP50: percentile(
          ran.map(({ milliseconds }) => milliseconds),
          0.5,
        ),
        bytesP50: percentile(
          ran.map(({ bytesScanned }) => bytesScanned),
          0.5,
        ),
        engineMilliseconds: Math.round(sum(ran.map(({ milliseconds }) => milliseconds))),
      };
    })
    .sort((a, b) => b.engineMilliseconds - a.engineMilliseconds || (a.tileId < b.tileId ? -1 : 1));
}

/** Loads that found what had been computed ahead for them, and the others. */
export function prepared(loads: readonly DashboardLoad[], ahead: readonly Precomputation[]) {
  const key = ({ persona, view, freshness }: DashboardLoad | Precomputation) => stableJson([persona, view, freshness]);
  const first = new Map<string, string>();
  for (const one of ahead) {
    const before = first.get(key(one));
    if (before === undefined || one.at < before) first.set(key(one), one.at);
  }
  const found = loads.filter(load => (first.get(key(load)) ?? load.at) < load.at);
  const times = (some: readonly DashboardLoad[]) =>
    some.length >= LEAST_LOADS
      ? percentile(
          some.map(({ allTiles }) => allTiles),
          0.5,
        )
      : null;
  const others = loads.filter(load => !found.includes(load));
  return { loads: found.length, allTilesP50: times(found), others: others.length, othersAllTilesP50: times(others) };
}
