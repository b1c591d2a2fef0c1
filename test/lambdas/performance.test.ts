import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLoader } from '../../core/dashboards/load.ts';
import { parseSpec } from '../../core/dashboards/parse-spec.ts';
import { refreshCost } from '../../core/dashboards/refresh-cost.ts';
import { createDashboardService, type DashboardService } from '../../core/dashboards/service.ts';
import { createActivity } from '../../core/dashboards/usage/activity.ts';
import { createPrecomputer, PRECOMPUTE_USER } from '../../core/dashboards/usage/precompute.ts';
import { proposeRollups, sizePlan } from '../../core/dashboards/usage/rollups.ts';
import { athenaPrices } from '../../core/ledger/prices.ts';
import { type Scheduler, systemScheduler } from '../../core/ports/scheduler.ts';
import type { DashboardLoad } from '../../core/ports/stores.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { manualScheduler } from '../support/manual-scheduler.ts';
import { type Client, shopApp } from './platform.ts';

/** Usage and what is made of it, over the shop's real parts. */
const folder = temporaryFolder('performance');
const hour = 3_600_000;
const week = 7 * 24 * hour;
let shop: Awaited<ReturnType<typeof shopApp>>;
let ann: Client;
let ben: Client;
let dashboards: DashboardService;

const revenue = { name: 'revenue', metric: 'revenue' };
const tile = (id: string, y: number, plan: object, more: object = {}) => ({
  ...{ id, kind: 'table', title: `Tile ${id}`, at: { x: 0, y, w: 12, h: 1 }, plan },
  ...more,
});
const spec = (id: string) => ({
  ...{ version: 1, id, title: id, model: 'shop' },
  filters: [{ id: 'product', label: 'Product', field: 'sales.product', kind: 'values' }],
  tiles: [
    tile('total', 0, { measures: [revenue] }),
    tile('months', 1, { measures: [revenue], time: { field: 'sales.day', grain: 'month' } }),
    tile('regions', 2, { measures: [revenue], dimensions: [{ field: 'sales.region' }] }),
    tile('average', 3, { measures: [{ name: 'a', expression: 'AVG(sales.amount)' }] }),
    tile('rows', 4, { fields: ['sales.day', 'sales.amount'] }),
  ],
});

beforeAll(async () => {
  shop = await shopApp(folder);
  [ann, ben] = [await shop.signIn('ann'), await shop.signIn('ben')];
  const { stores, clock, model, models } = shop.platform;
  dashboards = createDashboardService({ store: stores.dashboards, audit: stores.audit, clock, model, models });
});
afterAll(() => shop.close());

const make = async (id: string) => {
  expect((await ann.post('/api/v1/dashboards', { spec: spec(id) })).status).toBe(200);
};
const now = () => new Date();
const listed = () =>
  shop.platform.stores.usage.list({ kind: 'load', from: '2000', to: '2999-01-01T00:00:00.000Z', limit: 1_000 });
const read = async (who: Client, path: string) => (await (await who.get(path)).json()) as Record<string, never>;

/** A load as it might have been measured. */
const past = (id: string, at: number, more: Partial<DashboardLoad> = {}): DashboardLoad => ({
  ...{ kind: 'load', id: `${id}${at}`, dashboardId: id, revision: 1, username: 'ann', persona: 'executive' },
  at: new Date(at).toISOString(),
  ...{ view: {}, firstTile: 10, allTiles: 400, cost: 5, freshness: null },
  tiles: [{ tileId: 'regions', status: 'answered', cached: false, milliseconds: 300, bytesScanned: 1_000_000 }],
  ...more,
});

test('R1 a whole load is recorded with its times, tiles and view; one of some tiles is not', async () => {
  await make('recorded');
  const view = { filters: { product: { selected: ['Anvil'] } } };
  await (await ann.post('/api/v1/dashboards/recorded/load', { view })).text();
  await (await ann.post('/api/v1/dashboards/recorded/load', { tiles: ['total'] })).text();
  await eventually(async () => (await listed()).length > 0);
  const [load, ...more] = await listed();
  expect(more).toEqual([]);
  expect(load).toMatchObject({ dashboardId: 'recorded', username: 'ann', persona: 'executive', view, revision: 1 });
  expect(load!.tiles.map(({ tileId }) => tileId).toSorted()).toEqual(['average', 'months', 'regions', 'rows', 'total']);
  expect(load!.allTiles).toBeGreaterThanOrEqual(load!.firstTile);
  expect(load!.tiles.find(({ tileId }) => tileId === 'total')).toMatchObject({ status: 'answered', cached: false });
  expect(load!.tiles.find(({ tileId }) => tileId === 'total')!.bytesScanned).toBeGreaterThan(0);
});

test('R2 too few loads are told as too few; both addresses say the same; viewers are not told who else looks', async () => {
  const found = await read(ann, '/api/v1/dashboards/recorded/performance');
  expect(found).toMatchObject({
    dashboard_id: 'recorded',
    comparison: { divided_by: 'time', change: null, after: { loads: 1, enough: false, all_tiles_p50: null } },
    precomputing: { enabled: false, times: 0, last: null },
    viewers: [{ username: 'ann', loads: 1 }],
    rollups: [],
  });
  expect(await read(ben, '/api/dashboards/recorded/performance')).toMatchObject({ viewers: null });
  expect((await ann.get('/api/dashboards/none/performance')).status).toBe(404);
  expect((await ann.get('/api/dashboards/recorded/performance?days=0')).status).toBe(400);
});

test('R3 enough loads are compared; a slow tile gets a table proposed, whose size is counted when asked to', async () => {
  await make('slow');
  const days = (count: number) => Date.now() - count * 24 * hour;
  for (let index = 0; index < 20; index += 1) {
    await shop.platform.stores.usage.record(past('slow', days(20) + index * 1_000));
    await shop.platform.stores.usage.record(past('slow', days(3) + index * 1_000, { allTiles: 100 }));
  }
  const found = await read(ann, '/api/v1/dashboards/slow/performance');
  expect(found).toMatchObject({
    comparison: { change: { all_tiles_p50: -0.75, all_tiles_p95: -0.75 }, before: { all_tiles_p50: 400 } },
    tiles: [{ tile_id: 'regions', title: 'Tile regions', runs: 20, run_p50: 300, engine_time: 6_000 }],
    rollups: [{ grouping: ['sales.region', 'sales.product'], time: null, saving: null }],
  });
  const measured = await read(ann, '/api/v1/dashboards/slow/performance?measure=true');
  // Four groups of four rows: it would spare nothing, and that is told.
  expect(measured).toMatchObject({ rollups: [{ saving: null, note: expect.stringContaining('4 rows of 4') }] });
});

test('R4 the table that is proposed adds up to what the tile shows; what does not add up is not proposed', async () => {
  const { engine, model, personas, answerer } = shop.platform;
  const opened = parseSpec(spec('rollup'));
  const ids = new Set(opened.tiles.map(({ id }) => id));
  const persona = personas.find(({ name }) => name === 'executive')!;
  const options = { model, persona, dialect: engine.dialect, now: now() };
  const { proposed, refused } = proposeRollups(ids, opened, options);
  expect(refused.map(({ tileId }) => tileId)).toEqual(['average', 'rows']);
  const timed = proposed.find(({ time }) => time)!;
  expect(timed).toMatchObject({ tileIds: ['months'], time: { field: 'sales.day', grain: 'month' } });
  const regions = proposed.find(({ tileIds }) => tileIds.includes('regions'))!;
  const query = regions.sql.replace(/^CREATE TABLE \w+ AS\n/, '');
  const total = `SELECT sum(m1) AS total, count(*) AS size FROM (${query}) AS r`;
  const { rows } = await engine.run({ text: total, values: [] }, { maxRows: 10 });
  // 100.50 + 50.25 + 20.00 + 30.00, in groups of region and product.
  expect(rows.map(([sum, size]) => [Number(sum), Number(size)])).toEqual([[200.75, 4]]);
  const request = { queryId: 'q-size', username: 'ann', persona, plan: sizePlan(regions), now: now() };
  expect((await answerer.answerPlan(request)).results?.rows).toEqual([[4]]);
});

test('R6 a table is proposed for the windows and clicks that enough loads had, and says how many it serves', async () => {
  await make('windows');
  const since = Date.now() - 3 * 24 * hour;
  const months = { time: { range: { kind: 'previous', unit: 'month', count: 3 } } };
  const clicked = { cross: [{ tile_id: 'months', field: 'sales.product', values: ['Anvil'] }] };
  const days = { time: { range: { kind: 'between', start: '2026-01-03', end: '2026-01-20' } } };
  const views = [...Array(15).fill(months), ...Array(14).fill({}), ...Array(10).fill(clicked), days];
  for (const [index, view] of views.entries()) {
    await shop.platform.stores.usage.record(past('windows', since + index * 1_000, { view }));
  }
  const found = await read(ann, '/api/v1/dashboards/windows/performance');
  // One load in forty went by days: the table that it would take is not worth that.
  expect(found['rollups']).toMatchObject([
    {
      ...{ grouping: ['sales.region', 'sales.product'], time: { field: 'sales.day', grain: 'month' } },
      ...{ runs: 40, runs_served: 39 },
    },
  ]);
});

test('R7 fields that were clicked are held, those of controls too; a window of its own keeps a tile from others', () => {
  const { engine, model, personas } = shop.platform;
  const persona = personas.find(({ name }) => name === 'executive')!;
  const options = { model, persona, dialect: engine.dialect, now: now() };
  const bare = parseSpec({ ...spec('bare'), filters: [] });
  const view = {
    time: { range: { kind: 'previous' as const, unit: 'week' as const, count: 4 } },
    cross: [{ field: 'sales.product', values: ['Anvil'] }],
  };
  const heldBy = (of: typeof bare) => {
    const { proposed } = proposeRollups(new Set(['regions']), of, { ...options, viewed: [{ view, loads: 9 }] });
    return proposed.map(({ grouping, time }) => [grouping, time?.grain]);
  };
  expect(proposeRollups(new Set(['regions']), bare, options).proposed[0]).toMatchObject({ grouping: ['sales.region'] });
  expect(heldBy(bare)).toEqual([[['sales.region', 'sales.product'], 'week']]);
  const pinned = bare.tiles.map(one => ({ ...one, time: { pinned: true } }));
  expect(heldBy({ ...bare, tiles: pinned })).toEqual([[['sales.region', 'sales.product'], undefined]]);
  const dated = [{ id: 'day', label: 'Day', field: 'sales.day', kind: 'date' as const }];
  expect(heldBy({ ...bare, filters: dated })).toEqual([[['sales.region', 'sales.product'], 'day']]);
});

test('R5 what will probably be opened is computed ahead at a quiet time: who comes waits for no engine, and the ledger says what it cost', async () => {
  await make('ahead');
  const { platform } = shop;
  const { stores, answerer, model, models, ledger, audit, clock, personas, engine } = {
    ...platform,
    ...platform.stores,
  };
  const thisHour = Math.floor(Date.now() / hour) * hour;
  for (let index = 1; index <= 6; index += 1) {
    // In the hour that is now and in the next, which may have begun when it is looked at.
    await stores.usage.record(past('ahead', thisHour - index * week + 600_000));
    await stores.usage.record(past('ahead', thisHour - index * week + hour + 600_000));
    await stores.usage.record(
      past('ahead', thisHour - index * week + 600_000, { id: `poor${index}`, persona: 'poor' }),
    );
  }
  const silent = { answerer, model, models, clock, audit, ledger };
  let busy = true;
  let looked = 0;
  const precomputer = (budgetPerDay: number, holder = 'here', scheduler: Scheduler = systemScheduler) =>
    createPrecomputer({
      ...{ usage: stores.usage, ledger, leases: stores.leases, personas, clock, scheduler },
      ...{ budgetPerDay, holder },
      loader: createLoader(silent),
      activity: { ...createActivity(clock), isQuiet: () => !busy },
      open: id => dashboards.open({ username: 'x', roles: ['admin'], personas }, id).catch(() => undefined),
      refreshCost: (persona, of) => refreshCost({ model, engine, prices: athenaPrices }, persona, of, clock.now()),
      dataVersion() {
        looked += 1;
        return engine.dataVersion();
      },
    });
  expect(await precomputer(1_000_000).round()).toBe(0);
  busy = false;
  expect(await precomputer(0).round()).toBe(0);
  expect(await precomputer(10).round()).toBe(0);
  const working = precomputer(1_000_000);
  expect(await working.round()).toBe(1);
  // Once for the same data; and another process leaves it to the one that holds it.
  expect(await working.round()).toBe(0);
  expect(await precomputer(1_000_000, 'there').round()).toBe(0);

  // Where somebody asks whenever it looks, the next pause is taken, and not the one in five minutes.
  const waiting = manualScheduler();
  const patient = precomputer(10, 'here', waiting);
  [busy, looked] = [true, 0];
  patient.start();
  waiting.pass(300_000);
  expect(looked).toBe(0);
  busy = false;
  waiting.pass(30_000);
  await eventually(async () => looked === 1);
  await eventually(async () => waiting.waiting === 1);
  patient.stop();

  const runs = platform.executor.statistics().engineRuns;
  await (await ann.post('/api/v1/dashboards/ahead/load', {})).text();
  expect(platform.executor.statistics().engineRuns).toBe(runs);
  const today = new Date().toISOString().slice(0, 10);
  const spent = await ledger.daily({ from: today, to: today, username: PRECOMPUTE_USER });
  expect(spent.map(({ persona }) => persona)).toEqual(['executive']);
  expect(spent[0]!.database).toBeGreaterThan(0);
  await eventually(async () => (await listed()).some(one => one.dashboardId === 'ahead' && one.freshness !== null));
  const found = await read(ann, '/api/v1/dashboards/ahead/performance');
  expect(found).toMatchObject({
    comparison: { divided_by: 'precomputing' },
    precomputing: { times: 1, loads_prepared: 1, last: { persona: 'executive' } },
  });
  // What it cost stands beside the loads that it made cheap.
  const { comparison, precomputing } = found as unknown as Record<
    string,
    { cost: number; after: { ahead_cost: number } }
  >;
  expect(comparison!.after.ahead_cost).toBe(precomputing!.cost);
  expect(precomputing!.cost).toBeGreaterThan(0);
});
