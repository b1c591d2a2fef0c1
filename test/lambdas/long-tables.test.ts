import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningServer, startServer } from '../../local/server.ts';
import { eventStream } from '../support/event-stream.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Client, openShop, type Shop, signIn } from './platform.ts';
import { codeOf, loaded, read, tileIn } from './replies.ts';

/** Tables of more rows than other answers have, over real connections. */
const folder = temporaryFolder('long-tables');
const count = 12_000;
let shop: Shop;
let server: RunningServer;
let ann: Client;
let ben: Client;
let eve: Client;

beforeAll(async () => {
  await mkdir(join(folder, 'data'), { recursive: true });
  const lines = Array.from(
    { length: count },
    (_, i) => `2026-01-05,${i % 4 === 0 ? 'Asia' : 'Europe'},P${String(i).padStart(5, '0')},1.25`,
  );
  await writeFile(join(folder, 'data', 'sales.csv'), `day,region,product,amount\n${lines.join('\n')}\n`);
  shop = await openShop(folder);
  server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0 });
  const signedIn = (name: string) =>
    signIn((path, init) => fetch(`http://127.0.0.1:${server.port}${path}`, init), name, shop.passwords[name]!);
  [ann, ben, eve] = [await signedIn('ann'), await signedIn('ben'), await signedIn('eve')];
});
afterAll(() => server.stop());

const fields = ['sales.product', 'sales.region', 'sales.amount'];
const table = (id: string, limit?: number, more: object = {}) => ({
  ...{ id, kind: 'table', title: id, at: { x: 0, y: 0, w: 12, h: 4 } },
  plan: { fields, ...(limit !== undefined && { limit }) },
  ...more,
});
const make = async (id: string, tiles: readonly object[]) => {
  const spread = tiles.map((tile, i) => ({ ...tile, at: { x: 0, y: 4 * i, w: 12, h: 4 } }));
  return read(eve.post('/api/v1/dashboards', { spec: { version: 1, id, title: id, model: 'shop', tiles: spread } }));
};
const tileOf = async (who: Client, id: string, tile: string, body: object = {}) =>
  tileIn(await loaded(who.post(`/api/v1/dashboards/${id}/load`, { persona: 'executive', ...body })), tile);
const runs = () => shop.platform.executor.statistics().engineRuns;

test('a table has as many rows as its limit says, and the next viewer gets them from the cache', async () => {
  expect(await make('long', [table('rows', 11_500)])).toMatchObject({ status: 200 });
  const before = runs();
  const tile = await tileOf(ann, 'long', 'rows');
  expect([tile.status, tile.results.rows.length, tile.results.truncated, tile.cached]).toEqual([
    'answered',
    11_500,
    false,
    false,
  ]);
  const again = await tileOf(eve, 'long', 'rows');
  expect([again.results.rows.length, again.cached, runs() - before]).toEqual([11_500, true, 1]);
});

test('viewers who come at the same time cause one run', async () => {
  await make('together', [table('rows', 11_400)]);
  const before = runs();
  const tiles = await Promise.all([ann, eve, ann].map(who => tileOf(who, 'together', 'rows')));
  expect([tiles.map(({ results }) => results.rows.length), runs() - before]).toEqual([[11_400, 11_400, 11_400], 1]);
});

test('a persona sees its own rows alone', async () => {
  await make('whole', [table('rows', 100_000)]);
  const { results } = await tileOf(ben, 'whole', 'rows', { persona: 'europe' });
  expect(results.rows).toHaveLength(9_000);
  expect(new Set(results.rows.map(([, region]) => region))).toEqual(new Set(['Europe']));
  expect((await tileOf(ann, 'whole', 'rows')).results.rows).toHaveLength(count);
});

test('its export has all of them', async () => {
  await make('taken', [table('rows', 11_500)]);
  const file = await ann.get('/api/v1/dashboards/taken/tiles/rows/export?persona=executive');
  expect(file.headers.get('x-sophia-truncated')).toBe('false');
  expect((await file.text()).trim().split('\n')).toHaveLength(11_501);
});

test('those who follow it get all of them', async () => {
  await make('followed', [table('rows', 11_500, { refresh: 60 })]);
  const response = await fetch(`http://127.0.0.1:${server.port}/api/v1/dashboards/followed/live?persona=executive`, {
    headers: { authorization: `Bearer ${ann.token}` },
  });
  const stream = eventStream(response);
  await stream.until(({ kind }) => kind === 'tile', 1);
  const tile = stream.events.find(event => event.kind === 'tile');
  expect(tile?.kind === 'tile' && tile.results.rows.length).toBe(11_500);
  await stream.close();
});

test('without a limit it has the usual number, and says that there are more', async () => {
  await make('usual', [table('rows')]);
  const { results } = await tileOf(ann, 'usual', 'rows');
  expect([results.rows.length, results.truncated]).toEqual([10_000, true]);
});

test('what can not be given is refused with what can', async () => {
  const faultsOf = async (...tiles: object[]) => {
    const reply = await make('refused', tiles);
    expect(codeOf(reply)).toEqual([422, 'dashboard.invalid']);
    return reply['faults'];
  };
  expect(await faultsOf({ ...table('rows', 11_000), kind: 'list' })).toMatchObject([
    { path: ['tiles', 0, 'plan', 'limit'], message: 'A list shows 10,000 rows at most.' },
  ]);
  const names = Array.from({ length: 20 }, (_, i) => `n${i}`);
  const plan = {
    dimensions: [{ field: 'sales.product' }],
    measures: names.map(name => ({ name, metric: 'revenue' })),
    steps: names.slice(0, 4).map(name => ({ kind: 'shareOfTotal', name: `${name}_share`, measure: name })),
    limit: 90_000,
  };
  expect(await faultsOf({ ...table('rows'), plan })).toMatchObject([
    { message: 'A table of 25 columns shows 80,000 rows at most.', mend: 'Lower the limit, or show fewer columns.' },
  ]);
  const four = ['a', 'b', 'c', 'd'].map(id => table(id, 20_000));
  expect(await faultsOf(...four)).toMatchObject(
    four.map(() => ({ message: '4 tiles have more than 10,000 rows; 3 may.' })),
  );
  expect(await faultsOf(table('rows', 100_001))).toHaveLength(1);
});

describe('totals', () => {
  const totals = { encoding: { totals: true } };
  const byProduct = { dimensions: [{ field: 'sales.product' }], measures: [{ name: 'revenue', metric: 'revenue' }] };

  test('of a listing that is cut are of all its rows, worked out where the data is', async () => {
    await make('listed', [table('cut', undefined, totals), table('few', 3, totals)]);
    const [cut, few] = [await tileOf(ann, 'listed', 'cut'), await tileOf(ann, 'listed', 'few')];
    // 12,000 rows of 1.25.
    expect([cut.results.rows.length, few.results.rows.length]).toEqual([10_000, 3]);
    expect([cut, few].map(tile => tile.totals?.map(cell => cell && Number(cell)))).toEqual([
      [null, null, 15_000],
      [null, null, 15_000],
    ]);
  });

  test('are of the rows that the viewer may see and the filters let through', async () => {
    await make('narrowed', [table('few', 3, totals)]);
    const own = await tileOf(ben, 'narrowed', 'few', { persona: 'europe' });
    expect(Number(own.totals?.[2])).toBe(11_250);
    const cross = [{ tile_id: 'other', field: 'sales.region', values: ['Asia'] }];
    const asia = await tileOf(ann, 'narrowed', 'few', { view: { cross } });
    expect(Number(asia.totals?.[2])).toBe(3_750);
  });

  test('of the first groups are of all groups', async () => {
    const plan = { ...byProduct, orderBy: [{ column: 'revenue', direction: 'DESC' }], limit: 2 };
    await make('first', [{ ...table('top', undefined, totals), plan }]);
    const { results, totals: found } = await tileOf(ann, 'first', 'top');
    expect([results.rows.length, found?.map(cell => cell && Number(cell))]).toEqual([2, [null, 15_000]]);
  });

  test('are asked for only where the rows do not tell them', async () => {
    const plan = { dimensions: [{ field: 'sales.region' }], measures: byProduct.measures };
    const kept = { ...plan, having: [{ column: 'revenue', operator: '>', values: [0] }], limit: 1 };
    await make('told', [
      { ...table('all', undefined, totals), plan },
      { ...table('kept', undefined, totals), plan: kept },
      table('none', 3),
    ]);
    const tiles = await Promise.all(['all', 'kept', 'none'].map(id => tileOf(ann, 'told', id)));
    expect(tiles.map(tile => tile.totals)).toEqual([undefined, undefined, undefined]);
    // The whole of a listing is added up in the page, by what its columns say.
    await make('whole-listing', [table('rows', 100_000, totals)]);
    const { results } = await tileOf(ann, 'whole-listing', 'rows');
    expect(results.columns.map(({ additivity }) => additivity)).toEqual([undefined, undefined, 'additive']);
  });
});
