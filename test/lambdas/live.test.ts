import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LiveEvent } from '../../core/dashboards/live/live-document.ts';
import type { LoadEvent, TileEvent } from '../../core/dashboards/load-document.ts';
import type { Scheduler } from '../../core/ports/scheduler.ts';
import { type RunningServer, startServer } from '../../local/server.ts';
import { type EventStream, eventStream } from '../support/event-stream.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { manualScheduler } from '../support/manual-scheduler.ts';
import { type Client, openShop, type Requests, type Shop, signIn } from './platform.ts';

/** Following dashboards, over real connections; time passes when it is told to. Rules L1 to L10. */
const folder = temporaryFolder('live');
const scheduler = manualScheduler();
/** Rounds of alerts and of what is computed ahead come less often than any tile here: they never come. */
const ofTiles: Scheduler = {
  after: (milliseconds, work) => (milliseconds > 10_000 ? () => undefined : scheduler.after(milliseconds, work)),
};
let shop: Shop;
let server: RunningServer;
let ann: Client;
let ben: Client;
let eve: Client;
let request: Requests;
const open: EventStream[] = [];

beforeAll(async () => {
  shop = await openShop(folder, { recheckMilliseconds: 0 });
  server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, scheduler: ofTiles, streamsPerUser: 50 });
  request = (path, init) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  const signedIn = (name: string) => signIn(request, name, shop.passwords[name]!);
  [ann, ben, eve] = [await signedIn('ann'), await signedIn('ben'), await signedIn('eve')];
});
afterAll(() => server.stop());

const tenSeconds = 10_000;
const tile = (id: string, y: number, plan: object, more: object = {}) => ({
  ...{ id, kind: 'table', title: id, at: { x: 0, y, w: 12, h: 1 }, plan },
  ...more,
});
const revenue = { measures: [{ name: 'revenue', metric: 'revenue' }] };
const byRegion = { ...revenue, dimensions: [{ field: 'sales.region' }] };
const atMost = (limit: number) => ({ ...byRegion, dimensions: [{ field: 'sales.product' }], limit });
/** Two tiles that are followed, and one that is not. */
const two = [tile('total', 0, revenue), tile('regions', 1, byRegion), { ...tile('note', 2, revenue), kind: 'text' }];

async function make(id: string, more: object = {}): Promise<void> {
  const tiles = two.map(each => (each.kind === 'text' ? { ...each, plan: undefined, text: 'x' } : each));
  const spec = { version: 1, id, title: id, model: 'shop', refresh: 10, tiles, ...more };
  const response = await ann.post('/api/v1/dashboards', { spec });
  expect([response.status, await response.text()]).toEqual([200, expect.anything()]);
}

async function follow(who: Client, id: string, query = '', headers: Record<string, string> = {}): Promise<EventStream> {
  const response = await request(`/api/v1/dashboards/${id}/live${query}`, {
    headers: { authorization: `Bearer ${who.token}`, ...headers },
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const stream = eventStream(response);
  open.push(stream);
  return stream;
}

async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map(stream => stream.close()));
  await eventually(async () => scheduler.waiting === 0);
}

let written = 0;
/** Other data: the revenue of Europe is as told. */
const sell = (europe: number) =>
  writeFile(
    join(folder, 'data', 'sales.csv'),
    `day,region,product,amount\n2026-01-05,Europe,Anvil,${europe}.00\n2026-01-20,Asia,Anvil,50.25\n${'2026-01-21,Asia,Bolt,0.00\n'.repeat(++written)}`,
  );

const isTile = (event: LiveEvent): event is TileEvent => event.kind === 'tile';
const tilesOf = ({ events }: EventStream) => events.filter(isTile).map(({ tile_id }) => tile_id);
const kindsOf = ({ events }: EventStream) => events.map(({ kind }) => kind);
const totalOf = ({ events }: EventStream) =>
  Number(
    events.findLast((event): event is TileEvent => isTile(event) && event.tile_id === 'total')?.results.rows[0]?.[0],
  );
const runs = () => shop.platform.executor.statistics().engineRuns;
const isUnchanged = ({ kind }: LiveEvent) => kind === 'unchanged';

test('L1 what was loaded is not sent again, what changed is, and what did not is told in short', async () => {
  await sell(100);
  await make('first');
  const lines = (await (await ann.post('/api/v1/dashboards/first/load', {})).text()).trim().split('\n');
  const end = JSON.parse(lines.at(-1)!) as Extract<LoadEvent, { kind: 'end' }>;
  const stream = await follow(ann, 'first', `?after=${end.live}`);
  await stream.until(isUnchanged, 2);
  expect(kindsOf(stream)).toEqual(['start', 'unchanged', 'unchanged']);
  expect(stream.events[0]).toMatchObject({
    ...{ dashboard_id: 'first', revision: 1, persona: 'executive' },
    tiles: [
      { tile_id: 'total', refresh: 10 },
      { tile_id: 'regions', refresh: 10 },
    ],
  });
  await sell(200);
  scheduler.pass(tenSeconds);
  await stream.until(isTile, 2);
  expect(totalOf(stream)).toBe(250.25);
  scheduler.pass(tenSeconds);
  await stream.until(isUnchanged, 4);
  expect(tilesOf(stream).toSorted()).toEqual(['regions', 'total']);
  await closeAll();
});

test('L2 a hundred who follow twelve tiles cause twelve runs of the engine, and twelve more when the data changes', async () => {
  await sell(300);
  const tiles = Array.from({ length: 12 }, (_, index) => tile(`t${index}`, index, atMost(index + 1)));
  await make('wall', { tiles });
  const before = runs();
  const viewers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => follow(index % 2 === 0 ? ann : eve, 'wall', '?persona=executive')),
  );
  await Promise.all(viewers.map(viewer => viewer.until(isTile, 12)));
  expect(runs() - before).toBe(12);
  await sell(400);
  scheduler.pass(tenSeconds);
  await Promise.all(viewers.map(viewer => viewer.until(isTile, 24)));
  expect(runs() - before).toBe(24);
  await closeAll();
});

test('L3 after a lost connection comes what changed meanwhile, whichever server sends it', async () => {
  await sell(100);
  await make('lost');
  const stream = await follow(ann, 'lost');
  await stream.until(isTile, 2);
  await closeAll();
  const again = await follow(ann, 'lost', '', { 'last-event-id': stream.lastId! });
  await again.until(isUnchanged, 2);
  expect(tilesOf(again)).toEqual([]);
  await closeAll();
  await sell(101);
  const later = await follow(ann, 'lost', '', { 'last-event-id': again.lastId! });
  await later.until(isTile, 2);
  expect(totalOf(later)).toBe(151.25);
  await closeAll();
});

test('L4 nobody looks, nothing is asked', async () => {
  await make('quiet');
  const stream = await follow(ann, 'quiet');
  await stream.until(isTile, 2);
  expect(scheduler.waiting).toBe(3);
  await closeAll();
  const before = shop.platform.executor.statistics();
  await sell(500);
  scheduler.pass(tenSeconds * 10);
  expect([scheduler.waiting, shop.platform.executor.statistics()]).toEqual([0, before]);
});

test('L5 an edit is told, and what it made of the tiles follows', async () => {
  await make('edited');
  const stream = await follow(ann, 'edited');
  await stream.until(isTile, 2);
  const operations = [
    { kind: 'changePlan', tile_id: 'total', plan: { measures: [{ name: 'n', metric: 'sales_count' }] } },
  ];
  await ann.post('/api/v1/dashboards/edited/edits', { operations, base_revision: 1 });
  await stream.until(isTile, 3);
  expect(kindsOf(stream)).toContain('revision');
  expect(stream.events.find(({ kind }) => kind === 'revision')).toMatchObject({ revision: 2, by: 'ann' });
  expect(tilesOf(stream).at(-1)).toBe('total');
  await closeAll();
  const missed = await follow(ann, 'edited', `?after=${stream.lastId!.replace(/^2\./, '1.')}`);
  await missed.until(isUnchanged, 2);
  expect(kindsOf(missed)).toEqual(['start', 'revision', 'unchanged', 'unchanged']);
  await closeAll();
});

test('L6 each sees what the persona may see, by the same tile', async () => {
  await sell(700);
  await make('rights');
  const [all, europe] = [await follow(ann, 'rights'), await follow(ben, 'rights')];
  await Promise.all([all.until(isTile, 2), europe.until(isTile, 2)]);
  expect([totalOf(all), totalOf(europe)]).toEqual([750.25, 700]);
  await closeAll();
});

test('L7 signing out ends the stream, and so does taking the dashboard away', async () => {
  await make('ending');
  const guest = await signIn(request, 'ann', shop.passwords['ann']!);
  const [mine, theirs] = [await follow(ann, 'ending'), await follow(guest, 'ending')];
  await Promise.all([mine.until(isTile, 2), theirs.until(isTile, 2)]);
  await guest.post('/api/v1/auth/logout', {});
  scheduler.pass(5_000);
  await theirs.rest();
  expect(theirs.events.at(-1)).toEqual({ kind: 'end', reason: 'signed_out' });
  await ann.delete('/api/v1/dashboards/ending?revision=1');
  await mine.rest();
  expect(mine.events.at(-1)).toEqual({ kind: 'end', reason: 'removed' });
  await closeAll();
});

test('L8 a user follows so many at the same time, and is told when it is one more', async () => {
  await make('many');
  for (let count = 0; count < 50; count += 1) await follow(ben, 'many');
  const refused = await ben.get('/api/v1/dashboards/many/live');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
  expect(await refused.json()).toMatchObject({ type: 'urn:sophia:problem:dashboard.too_many_streams' });
  await closeAll();
  await follow(ben, 'many');
  await closeAll();
});

test('L9 a view that is none, and a dashboard that is none, are refused before anything is sent', async () => {
  const statuses = await Promise.all(
    ['first/live?view=[', 'first/live?view={"filters":3}', 'none/live'].map(
      async path => (await ann.get(`/api/v1/dashboards/${path}`)).status,
    ),
  );
  expect(statuses).toEqual([400, 400, 404]);
});
