import { describe, expect, test } from '@jest/globals';
import { createActivity } from '../../../core/dashboards/usage/activity.ts';
import { choose } from '../../../core/dashboards/usage/choose.ts';
import {
  compare,
  dailyFigures,
  LEAST_LOADS,
  periodsOf,
  prepared,
  tileFigures,
} from '../../../core/dashboards/usage/performance.ts';
import { predict } from '../../../core/dashboards/usage/predict.ts';
import { savingOf } from '../../../core/dashboards/usage/saving.ts';
import { athenaPrices } from '../../../core/ledger/prices.ts';
import type { DashboardLoad, Precomputation, TileLoad } from '../../../core/ports/stores.ts';

/** Monday, 2026-03-02, 08:10 UTC. */
const now = new Date('2026-03-02T08:10:00Z');
const hour = 3_600_000;
const day = 24 * hour;
const ago = (milliseconds: number): string => new Date(now.getTime() - milliseconds).toISOString();
let loads = 0;
const load = (at: string, more: Partial<DashboardLoad> = {}): DashboardLoad => ({
  kind: 'load',
  id: `l${++loads}`,
  dashboardId: 'sales',
  revision: 1,
  username: 'ann',
  persona: 'executive',
  at,
  view: {},
  firstTile: 10,
  allTiles: 100,
  cost: 5,
  freshness: '2026-03-01T00:00:00.000Z',
  tiles: [],
  ...more,
});
const mondays = (count: number, more: Partial<DashboardLoad> = {}) =>
  Array.from({ length: count }, (_, index) => load(ago((index + 1) * 7 * day - 20 * 60_000), more));

describe('what will probably be opened', () => {
  test('P1 the same hour of the same weekday: six of eight weeks are six of nine occasions', () => {
    const known = [...mondays(6), load(ago(8 * 7 * day - 9 * hour), { dashboardId: 'other' })];
    const [first] = predict(known, { now });
    expect(first).toMatchObject({ dashboardId: 'sales', persona: 'executive', view: {} });
    expect(first!.probability).toBeCloseTo(6 / 9);
    expect(first!.because).toContain('6 of the last 8 Mondays');
  });

  test('P2 several users are likelier than one, and a persona or a view of its own is something else', () => {
    const both = predict([...mondays(7), ...mondays(7, { username: 'bob' })], { now });
    expect(both).toHaveLength(1);
    expect(both[0]!.probability).toBeCloseTo(1 - (1 / 8) ** 2);
    const apart = predict(
      [...mondays(7), ...mondays(7, { persona: 'europe' }), ...mondays(7, { view: { cross: [] } })],
      { now },
    );
    expect(apart).toHaveLength(3);
  });

  test('P3 the same hour on days of work; days off say nothing', () => {
    const workdays = [3, 4, 5, 6, 7, 10, 11, 12, 13].map(days => load(ago(days * day)));
    const [first] = predict(workdays, { now });
    expect(first!.probability).toBeCloseTo(9 / 10);
  });

  test('P4 what followed a dashboard that was just opened; not what is open already', () => {
    const habit = [1, 2, 3, 4].flatMap(days => {
      const at = days * day + 5 * hour;
      return [load(ago(at), { dashboardId: 'a' }), load(ago(at - 600_000), { dashboardId: 'b' })];
    });
    const found = predict([...habit, load(ago(300_000), { dashboardId: 'a' })], { now });
    expect(found.map(({ dashboardId }) => dashboardId)).toEqual(['b']);
    expect(found[0]!.probability).toBeCloseTo(4 / 5);
  });

  test('P5 nothing known, nothing said; the future and what is long ago do not count', () => {
    expect(predict([], { now })).toEqual([]);
    expect(
      predict([load(ago(-hour)), ...mondays(6).map(one => ({ ...one, at: '2020-01-06T08:30:00.000Z' }))], { now }),
    ).toEqual([]);
  });

  test('P6 who comes at nine every day is awaited from eight on, not from nine; not the whole day', () => {
    const atNine = [3, 4, 5, 6, 7].map(days => load(ago(days * day - 50 * 60_000 - 60_000)));
    const [first] = predict(atNine, { now });
    expect(first).toMatchObject({
      dashboardId: 'sales',
      because: 'Opened on 5 of the last 5 days of work from 08:10 to 09:10 UTC.',
    });
    expect(predict(atNine, { now: new Date('2026-03-02T07:50:00Z') })).toEqual([]);
  });
});

describe('what is worth it', () => {
  const candidate = (what: string, probability: number, saved: number, cost: number, persona = 'p') => ({
    ...{ what, probability, saved, cost, persona },
  });
  const chosen = (limits: { budget: number; p?: number }) =>
    choose(
      [
        candidate('dear', 0.9, 100, 80),
        candidate('cheap', 0.9, 100, 20),
        candidate('unlikely', 0.1, 9_000, 1),
        candidate('fast', 1, 0, 1),
        candidate('spent', 1, 1_000, 1, 'q'),
      ],
      {
        budget: limits.budget,
        perPersona: new Map([
          ['p', limits.p ?? 1_000],
          ['q', 0],
        ]),
      },
    ).map(({ what }) => what);

  test('C1 most time for the cost first, while the budget lasts; never for a persona whose budget is reached', () => {
    expect(chosen({ budget: 1_000 })).toEqual(['cheap', 'dear']);
    expect(chosen({ budget: 90 })).toEqual(['cheap']);
    expect(chosen({ budget: 1_000, p: 79 })).toEqual(['cheap']);
    expect(chosen({ budget: 0 })).toEqual([]);
  });

  test('C2 it is quiet when nobody waits and nobody has for a while', () => {
    let at = 1_000_000;
    let questions = 0;
    const activity = createActivity({ now: () => new Date(at) }, () => questions);
    expect(activity.isQuiet(30_000)).toBe(true);
    const end = activity.begin();
    expect(activity.isQuiet(0)).toBe(false);
    end();
    expect(activity.isQuiet(30_000)).toBe(false);
    at += 30_000;
    expect(activity.isQuiet(30_000)).toBe(true);
    questions += 1;
    expect(activity.isQuiet(30_000)).toBe(false);
    at += 30_000;
    questions += 1;
    activity.disregard();
    expect(activity.isQuiet(30_000)).toBe(true);
  });
});

describe('measured before and after', () => {
  const many = (count: number, from: number, times: (index: number) => number, more: Partial<DashboardLoad> = {}) =>
    Array.from({ length: count }, (_, index) => load(ago(from - index * 60_000), { allTiles: times(index), ...more }));

  test('M1 twenty on each side are compared, by the nearest rank', () => {
    const known = [...many(20, 20 * day, index => (index + 1) * 100), ...many(20, 2 * day, index => (index + 1) * 10)];
    const { before, after, change, dividedBy } = compare(known, periodsOf(now, 14, undefined));
    expect([before.loads, before.allTilesP50, before.allTilesP95]).toEqual([20, 1_000, 1_900]);
    expect([after.loads, after.allTilesP50, after.allTilesP95]).toEqual([20, 100, 190]);
    expect([dividedBy, change]).toEqual(['time', { allTilesP50: -0.9, allTilesP95: -0.9 }]);
  });

  test('M2 with one less nothing is said but how many there were', () => {
    const known = [...many(20, 20 * day, () => 5), ...many(LEAST_LOADS - 1, 2 * day, () => 5)];
    const { before, after, change } = compare(known, periodsOf(now, 14, undefined));
    expect([change, before.allTilesP50, after.loads, after.allTilesP50, after.cachedShare]).toEqual([
      null,
      5,
      19,
      null,
      null,
    ]);
  });

  test('M3 what was computed ahead divides the time from its first', () => {
    expect(periodsOf(now, 14, ago(3 * day))).toEqual({
      dividedBy: 'precomputing',
      before: [ago(17 * day), ago(3 * day)],
      after: [ago(3 * day), now.toISOString()],
    });
  });

  test('M4 tiles by the time they take of the engine; days without loads are there', () => {
    const tile = (tileId: string, milliseconds: number, more: Partial<TileLoad> = {}): TileLoad => ({
      ...{ tileId, status: 'answered', cached: false, milliseconds, bytesScanned: 1_000 },
      ...more,
    });
    const known = [
      load(ago(hour), { tiles: [tile('a', 100), tile('b', 30), tile('c', 1, { cached: true })] }),
      load(ago(2 * hour), {
        tiles: [tile('a', 300), tile('b', 1, { cached: true }), tile('d', 9, { status: 'failed' })],
      }),
    ];
    expect(tileFigures(known)).toEqual([
      {
        tileId: 'a',
        answers: 2,
        runs: 2,
        cachedShare: 0,
        millisecondsP50: 100,
        bytesP50: 1_000,
        engineMilliseconds: 400,
      },
      {
        tileId: 'b',
        answers: 2,
        runs: 1,
        cachedShare: 0.5,
        millisecondsP50: 30,
        bytesP50: 1_000,
        engineMilliseconds: 30,
      },
      {
        tileId: 'c',
        answers: 1,
        runs: 0,
        cachedShare: 1,
        millisecondsP50: null,
        bytesP50: null,
        engineMilliseconds: 0,
      },
    ]);
    expect(dailyFigures(known, now, 3).map(({ from, loads: count }) => [from.slice(0, 10), count])).toEqual([
      ['2026-02-28', 0],
      ['2026-03-01', 0],
      ['2026-03-02', 2],
    ]);
  });

  test('M5 loads that found what was computed for them: of that persona, view and data, and before', () => {
    const ahead = {
      kind: 'precomputation',
      persona: 'executive',
      view: {},
      at: ago(2 * hour),
      freshness: load('').freshness,
    };
    const known = [
      load(ago(hour)),
      load(ago(3 * hour)),
      load(ago(hour), { persona: 'europe' }),
      load(ago(hour), { freshness: '2026-03-02T00:00:00.000Z' }),
    ];
    expect(prepared(known, [ahead as Precomputation])).toMatchObject({ loads: 1, others: 3, allTilesP50: null });
  });

  test('M6 a rollup of a tenth of the rows spares nine tenths of bytes and time, and what the price counts', () => {
    const mebibyte = 1024 ** 2;
    const tile = {
      tileId: 'a',
      answers: 9,
      runs: 4,
      cachedShare: 0,
      millisecondsP50: 500,
      bytesP50: 1_000 * mebibyte,
      engineMilliseconds: 2_000,
    };
    const all = { ...tile, served: 4 };
    expect(savingOf([all], 1_000_000, 100_000, athenaPrices)).toEqual({
      ...{ runs: 4, rowsBefore: 1_000_000, rowsAfter: 100_000 },
      ...{
        bytesBefore: 4_000 * mebibyte,
        bytesAfter: 400 * mebibyte,
        millisecondsBefore: 2_000,
        millisecondsAfter: 200,
      },
      // 1,000 MB of a TB at $5 are 4,768 micro-dollars, 100 MB 477.
      ...{ costBefore: 4 * 4_768, costAfter: 4 * 477 },
    });
    expect(savingOf([all], 1_000_000, 600_000, athenaPrices)).toBeUndefined();
    // One of four runs looks at another window: it reads all rows after as before.
    expect(savingOf([{ ...tile, served: 3 }], 1_000_000, 100_000, athenaPrices)).toMatchObject({
      ...{ runs: 4, bytesAfter: 1_300 * mebibyte, millisecondsAfter: 650, costAfter: 3 * 477 + 4_768 },
    });
    expect(savingOf([{ ...tile, served: 0 }], 1_000_000, 100_000, athenaPrices)).toBeUndefined();
  });

  test('M7 what was computed ahead costs besides the loads, in the time that it was done', () => {
    const ahead = [2 * day, 1 * day].map(before => ({ at: ago(before), cost: 40 }) as Precomputation);
    const known = [load(ago(20 * day)), load(ago(hour))];
    const { before, after } = compare(known, periodsOf(now, 14, undefined), ahead);
    expect([before, after].map(({ cost, aheadCost }) => [cost, aheadCost])).toEqual([
      [5, 0],
      [5, 80],
    ]);
    expect(dailyFigures(known, now, 3, ahead).map(({ aheadCost }) => aheadCost)).toEqual([40, 40, 0]);
  });
});
