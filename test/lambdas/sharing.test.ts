import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TileEvent } from '../../core/dashboards/load-document.ts';
import { temporaryFolder } from '../support/folder.ts';
import { setClock } from '../support/set-clock.ts';
import { type Client, postJson, shopApp } from './platform.ts';
import { codeOf, type Json, loaded, read, tileIn } from './replies.ts';

const folder = temporaryFolder('sharing');
const clock = setClock('2026-03-02T08:00:00.000Z');
const day = 86_400;
let shop: Awaited<ReturnType<typeof shopApp>>;

beforeAll(async () => {
  shop = await shopApp(folder, { clock, server: { embedOrigins: ['https://intranet.example.com'] } });
  const eve = await shop.signIn('eve');
  const made = await eve.post('/api/v1/dashboards', { spec });
  expect(made.status).toBe(200);
});
afterAll(() => shop.close());

const revenue = { name: 'revenue', metric: 'revenue' };
const spec = {
  version: 1,
  id: 'sales',
  title: 'Sales',
  folder: 'board',
  model: 'shop',
  filters: [
    { id: 'region', label: 'Region', field: 'sales.region', kind: 'values', tiles: ['regions'] },
    { id: 'product', label: 'Product', field: 'sales.product', kind: 'values' },
  ],
  tiles: [
    { id: 'total', kind: 'number', title: 'Revenue', at: { x: 0, y: 0, w: 3, h: 2 }, plan: { measures: [revenue] } },
    {
      id: 'regions',
      kind: 'bar',
      title: 'By region',
      at: { x: 3, y: 0, w: 9, h: 4 },
      plan: { measures: [revenue], dimensions: [{ field: 'sales.region' }] },
      drill: ['sales.region', 'sales.product'],
    },
    { id: 'ask', kind: 'question', title: 'Ask', at: { x: 0, y: 4, w: 3, h: 2 } },
    { id: 'choose', kind: 'filter', title: 'Region', at: { x: 3, y: 4, w: 3, h: 2 }, filter: 'region' },
  ],
};

const share = async (who: Client, body: object = {}, id = 'sales') =>
  read(await who.post(`/api/v1/dashboards/${id}/shares`, body));
const tokenOf = async (who: Client, body: object) => String((await share(who, body))['token']);
const open = async (token: string, who?: Client) =>
  read(await (who ? who.get(`/api/v1/shared/${token}`) : shop.request(`/api/v1/shared/${token}`)));

const load = (path: string, body: object = {}) => loaded(shop.request(path, postJson(body)));
const amounts = (tile: TileEvent) =>
  Object.fromEntries(tile.results.rows.map(([name, amount]) => [name, Number(amount)]));

/** Somebody's personas from now on. */
async function give(username: string, personas: readonly string[]): Promise<void> {
  const file = JSON.parse(await readFile(shop.usersFile, 'utf8')) as {
    users: { username: string; personas: unknown }[];
  };
  for (const user of file.users) if (user.username === username) user.personas = personas;
  await writeFile(shop.usersFile, JSON.stringify(file));
}

describe('a link', () => {
  test('shows a stranger the dashboard with the rights of its persona, to be looked at only', async () => {
    const eve = await shop.signIn('eve');
    const token = await tokenOf(eve, { persona: 'europe', audience: 'anyone' });
    const opened = await open(token);
    expect(opened).toMatchObject({
      status: 200,
      dashboard_id: 'sales',
      spec: { title: 'Sales' },
      fixed: { filters: [] },
    });
    const shown = opened['spec'] as { tiles: { id: string }[]; folder?: string };
    expect(shown.tiles.map(({ id }) => id)).toEqual(['total', 'regions', 'choose']);
    expect(JSON.stringify(shown)).not.toMatch(/drill|folder/);
    const events = await load(`/api/v1/shared/${token}/load`);
    expect(amounts(tileIn(events, 'regions'))).toEqual({ Europe: 120.5 });
    expect(tileIn(events, 'regions').sql).toBeNull();
    const executive = await tokenOf(eve, { persona: 'executive', audience: 'anyone' });
    expect(amounts(tileIn(await load(`/api/v1/shared/${executive}/load`), 'regions'))).toEqual({
      Europe: 120.5,
      Asia: 80.25,
    });
  });

  test('is for who is signed in, unless it was made for anyone', async () => {
    const token = await tokenOf(await shop.signIn('eve'), { persona: 'executive' });
    expect(codeOf(await open(token))).toEqual([401, 'auth.required']);
    expect((await shop.request(`/api/v1/shared/${token}/load`, postJson({}))).status).toBe(401);
    expect((await open(token, await shop.signIn('ben'))).status).toBe(200);
  });

  test('takes a role and a persona of its sharer', async () => {
    const [ben, eve] = [await shop.signIn('ben'), await shop.signIn('eve')];
    expect(codeOf(await share(ben))).toEqual([403, 'dashboard.forbidden']);
    expect(codeOf(await share(eve, { persona: 'miser' }))).toEqual([403, 'persona.unknown']);
    expect(codeOf(await share(eve, {}, 'none'))).toEqual([404, 'dashboard.unknown']);
    expect((await share(eve, { expires_in_seconds: 5 })).status).toBe(400);
  });

  test('ends when it expires, when it is revoked, and when its persona is taken from its sharer', async () => {
    const eve = await shop.signIn('eve');
    const short = await tokenOf(eve, { audience: 'anyone', expires_in_seconds: 60 });
    clock.pass(60);
    expect(codeOf(await open(short))).toEqual([410, 'share.ended']);
    const { events } = await shop.platform.stores.audit.page({ action: 'share.open', limit: 1 });
    expect(events[0]).toMatchObject({ outcome: 'refused', details: { sharer: 'eve', code: 'share.ended' } });

    const { token, share: made } = await share(eve, { audience: 'anyone' });
    const path = `/api/v1/dashboards/sales/shares/${(made as Json)['share_id']}`;
    expect((await (await shop.signIn('ben')).delete(path)).status).toBe(404);
    expect((await eve.delete(path)).status).toBe(204);
    expect(codeOf(await open(String(token)))).toEqual([410, 'share.ended']);

    const hers = await tokenOf(eve, { persona: 'executive', audience: 'anyone' });
    await give('eve', ['europe']);
    expect(codeOf(await open(hers))).toEqual([410, 'share.ended']);
    expect((await shop.request(`/api/v1/shared/${hers}/load`, postJson({}))).status).toBe(410);
    await give('eve', ['europe', 'executive']);
    expect((await open(hers)).status).toBe(200);
  });

  test('counts for the limit of a dashboard as long as it can be opened', async () => {
    const eve = await shop.signIn('eve');
    expect((await eve.post('/api/v1/dashboards', { spec: { ...spec, id: 'full' } })).status).toBe(200);
    const { documents } = shop.platform.stores;
    const createdAt = clock.now().toISOString();
    const over = { persona: 'executive', audience: 'anyone', createdAt, expiresAt: createdAt, secretHash: 'x' };
    const add = async (name: string, more: object) => {
      for (let i = 0; i < 200; i += 1) {
        const document = { ...over, ...more };
        await documents.create({ kind: 'share', id: `${name}${i}`, owner: 'eve', subject: 'full', document });
      }
    };
    const expiresAt = new Date(clock.now().getTime() + day * 1000).toISOString();
    await add('expired', {});
    await add('revoked', { expiresAt, revokedAt: createdAt, revokedBy: 'eve' });
    expect((await share(eve, {}, 'full')).status).toBe(200);
    await add('open', { expiresAt });
    expect(codeOf(await share(eve, {}, 'full'))[1]).toBe('share.limit');
  });

  test('that is forged says nothing, whatever it was made of', async () => {
    const token = await tokenOf(await shop.signIn('eve'), { audience: 'anyone' });
    const flipped = (at: number) => token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    for (const forged of [flipped(3), flipped(40), flipped(80), 'x', token.slice(0, -1), `${token}A`, '..%2F..']) {
      expect(codeOf(await open(forged))).toEqual([404, 'share.unknown']);
    }
  });

  test('counts its openings, and is kept without its secret', async () => {
    const eve = await shop.signIn('eve');
    const token = await tokenOf(eve, { audience: 'anyone', label: 'For the board' });
    await Promise.all([open(token), open(token), open(token)]);
    await load(`/api/v1/shared/${token}/load`);
    const { shares } = await read(await eve.get('/api/v1/dashboards/sales/shares'));
    const made = (shares as Json[]).find(({ label }) => label === 'For the board');
    expect(made).toMatchObject({ openings: 3, state: 'active', sharer: 'eve' });
    const kept = JSON.stringify(await shop.platform.stores.documents.list('share'));
    expect(kept).not.toContain(token.slice(22, 65));
    const audited = await shop.platform.stores.audit.page({ action: 'share.open', target: 'sales', limit: 1 });
    expect(audited.events[0]).toMatchObject({ actor: 'guest', outcome: 'ok', details: { sharer: 'eve' } });
    const [loaded] = (await shop.platform.stores.audit.page({ action: 'dashboard.load', limit: 1 })).events;
    expect(loaded).toMatchObject({ actor: 'guest', details: { via: made?.['share_id'] } });
  });

  test('keeps what it fixes, whatever the guest chooses', async () => {
    const eve = await shop.signIn('eve');
    const view = { filters: { region: { selected: ['Asia'] } } };
    const token = await tokenOf(eve, { persona: 'executive', audience: 'anyone', view });
    const opened = await open(token);
    expect(opened).toMatchObject({
      fixed: { filters: [{ filter_id: 'region', label: 'Region', selected: ['Asia'] }] },
    });
    expect(JSON.stringify((opened['spec'] as Json)['filters'])).not.toContain('region');
    const events = await load(`/api/v1/shared/${token}/load`, {
      view: { filters: { region: { selected: ['Europe'] }, product: { selected: ['Anvil'] } } },
    });
    // Also where the control was not meant for the tile.
    expect(Number(tileIn(events, 'total').results.rows[0]?.[0])).toBe(50.25);
    expect(amounts(tileIn(events, 'regions'))).toEqual({ Asia: 50.25 });
    expect(events.flatMap(event => (event.kind === 'filter' ? [event.filter_id] : []))).toEqual(['product']);
    expect(codeOf(await share(eve, { view: { filters: { none: { selected: ['x'] } } } }))).toEqual([
      422,
      'share.view_invalid',
    ]);
  });
});

test('clicks that a link fixes hold in every tile, whatever the guest clicks', async () => {
  const cross = [{ tile_id: 'total', field: 'sales.region', values: ['Europe'] }];
  const token = await tokenOf(await shop.signIn('eve'), {
    persona: 'executive',
    audience: 'anyone',
    view: { cross },
  });
  const everything = { field: 'sales.region', values: ['Europe', 'Asia'] };
  const view = { cross: Array.from({ length: 20 }, () => everything) };
  const events = await load(`/api/v1/shared/${token}/load`, { view });
  expect(Number(tileIn(events, 'total').results.rows[0]?.[0])).toBe(120.5);
  expect(amounts(tileIn(events, 'regions'))).toEqual({ Europe: 120.5 });
});

test('a guest narrows by what is shown, and finds out nothing else by narrowing', async () => {
  const token = await tokenOf(await shop.signIn('eve'), { persona: 'executive', audience: 'anyone' });
  const totalWith = async (field: string, values: unknown[]) => {
    const events = await load(`/api/v1/shared/${token}/load`, { view: { cross: [{ field, values }] } });
    return Number(tileIn(events, 'total').results.rows[0]?.[0]);
  };
  expect(await totalWith('sales.region', ['Asia'])).toBe(80.25);
  expect(await totalWith('sales.amount', [100.5])).toBe(200.75);
});

describe('an embedding', () => {
  const sign = async (who: Client, body: object = {}) => read(await who.post('/api/v1/dashboards/sales/embeds', body));
  const openEmbed = async (token: unknown) => read(await shop.request(`/api/v1/embedded/${token}`));

  test('shows the dashboard by its signature alone', async () => {
    const signed = await sign(await shop.signIn('eve'), { persona: 'europe' });
    expect(await openEmbed(signed['token'])).toMatchObject({ status: 200, spec: { title: 'Sales' } });
    const events = await load(`/api/v1/embedded/${signed['token']}/load`);
    expect(amounts(tileIn(events, 'regions'))).toEqual({ Europe: 120.5 });
    const audited = await shop.platform.stores.audit.page({ action: 'embed.open', limit: 9 });
    expect(audited.events).toHaveLength(1);
  });

  test('forged is 404, over is 410', async () => {
    const eve = await shop.signIn('eve');
    const token = String((await sign(eve, { persona: 'executive', expires_in_seconds: day }))['token']);
    const [head, body, signature] = token.split('.') as [string, string, string];
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Json;
    const altered = Buffer.from(JSON.stringify({ ...claims, persona: 'miser' })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'x' })).toString('base64url');
    for (const forged of [`${head}.${altered}.${signature}`, `${none}.${body}.`, 'x', `${head}.${body}`, eve.token]) {
      expect(codeOf(await openEmbed(forged))).toEqual([404, 'share.unknown']);
    }
    clock.pass(day);
    expect(codeOf(await openEmbed(token))).toEqual([410, 'share.ended']);
  });

  test('ends with its dashboard, also where that is brought back', async () => {
    const eve = await shop.signIn('eve');
    const board = async () => read(await eve.get('/api/v1/dashboards/passing'));
    const { spec } = await read(await eve.get('/api/v1/dashboards/sales'));
    const passing = { spec: { ...(spec as object), id: 'passing' } };
    expect((await eve.post('/api/v1/dashboards', passing)).status).toBe(200);
    const signing = async () => (await read(await eve.post('/api/v1/dashboards/passing/embeds', {})))['token'];
    const before = await signing();
    expect((await openEmbed(before)).status).toBe(200);
    expect((await eve.delete(`/api/v1/dashboards/passing?revision=${(await board())['revision']}`)).status).toBe(204);
    expect(codeOf(await openEmbed(before))).toEqual([410, 'share.ended']);
    expect((await eve.post('/api/v1/dashboards', passing)).status).toBe(200);
    expect(codeOf(await openEmbed(before))).toEqual([410, 'share.ended']);
    // Edits of what is there now end nothing.
    const after = await signing();
    const { revision } = await board();
    const edit = { operations: [{ kind: 'retitle', value: 'Again' }], base_revision: revision };
    expect((await eve.post('/api/v1/dashboards/passing/edits', edit)).status).toBe(200);
    expect((await openEmbed(after)).status).toBe(200);
  });

  test('keys turn: the new one signs, older ones stay good until they are revoked', async () => {
    const [eve, ann] = [await shop.signIn('eve'), await shop.signIn('ann')];
    const first = await sign(eve);
    clock.pass(1);
    expect(codeOf(await read(await eve.post('/api/v1/embed-keys', {})))).toEqual([403, 'dashboard.forbidden']);
    const key = await read(await ann.post('/api/v1/embed-keys', {}));
    const second = await sign(eve);
    expect(second['key_id']).toBe(key['key_id']);
    expect(second['key_id']).not.toBe(first['key_id']);
    expect((await openEmbed(first['token'])).status).toBe(200);
    expect((await ann.delete(`/api/v1/embed-keys/${first['key_id']}`)).status).toBe(204);
    expect(codeOf(await openEmbed(first['token']))).toEqual([404, 'share.unknown']);
    expect((await openEmbed(second['token'])).status).toBe(200);
    const { events } = await read(await ann.get('/api/v1/audit?action=embed_key.revoke&limit=1'));
    expect(events).toMatchObject([{ actor: 'ann', target: first['key_id'] }]);
  });
});

describe('exports', () => {
  const path = '/api/v1/dashboards/sales/tiles/regions/export';

  test("are the persona's rows, in the view, as CSV or JSON", async () => {
    const [ben, eve] = [await shop.signIn('ben'), await shop.signIn('eve')];
    const europe = await ben.get(path);
    expect(europe.headers.get('content-disposition')).toBe('attachment; filename="sales-regions.csv"');
    expect(await europe.text()).toBe('Region,Revenue\r\nEurope,120.5\r\n');
    const all = await read(await eve.get(`${path}?persona=executive&format=json`));
    expect(amounts(all as unknown as TileEvent)).toEqual({ Europe: 120.5, Asia: 80.25 });
    const view = encodeURIComponent(JSON.stringify({ filters: { product: { selected: ['Anvil'] } } }));
    const anvils = await read(await eve.get(`${path}?persona=executive&format=json&view=${view}`));
    expect(amounts(anvils as unknown as TileEvent)).toEqual({ Europe: 100.5, Asia: 50.25 });
    expect((await ben.get(`${path}?persona=executive`)).status).toBe(403);
    const refused = async (tile: string) => codeOf(await read(await ben.get(path.replace('regions', tile))));
    expect(await refused('nothing')).toEqual([422, 'dashboard.tile_unknown']);
    // a question box is there, but asks nothing by itself
    expect(await refused('ask')).toEqual([422, 'dashboard.export_refused']);
    const audited = await shop.platform.stores.audit.page({ action: 'dashboard.export', actor: 'ben', limit: 9 });
    expect(audited.events).toMatchObject([
      { target: 'sales', details: { persona: 'europe', tile: 'regions', rows: 1 } },
    ]);
  });

  test('of what the persona may not see are refused', async () => {
    const [ben, eve] = [await shop.signIn('ben'), await shop.signIn('eve')];
    const plan = { measures: [{ name: 'n', metric: 'sales_count' }] };
    const tiles = [{ id: 'n', kind: 'number', title: 'N', at: { x: 0, y: 0, w: 2, h: 2 }, plan }];
    await eve.post('/api/v1/dashboards', { spec: { version: 1, id: 'counts', title: 'Counts', model: 'shop', tiles } });
    const counts = '/api/v1/dashboards/counts/tiles/n/export';
    expect(codeOf(await read(await ben.get(counts)))).toEqual([422, 'dashboard.export_refused']);
    expect((await eve.get(`${counts}?persona=executive`)).status).toBe(200);
  });
});

describe('favourites and what was opened last', () => {
  test('are each user’s own', async () => {
    const [ben, eve] = [await shop.signIn('ben'), await shop.signIn('eve')];
    const idsOf = async (who: Client, list: string) =>
      ((await read(await who.get(`/api/v1/${list}`)))['dashboards'] as Json[]).map(({ id }) => id);
    for (const id of ['one', 'two', 'three']) {
      const personas = id === 'three' ? ['executive'] : undefined;
      await eve.post('/api/v1/dashboards', { spec: { ...spec, id, personas } });
      await eve.get(`/api/v1/dashboards/${id}`);
    }
    await eve.get('/api/v1/dashboards/one');
    expect((await idsOf(eve, 'recent')).slice(0, 3)).toEqual(['one', 'three', 'two']);
    expect(await idsOf(ben, 'recent')).toEqual([]);
    for (const dashboard_id of ['two', 'one', 'two']) {
      expect((await eve.post('/api/v1/favourites', { dashboard_id })).status).toBe(204);
    }
    expect(await idsOf(eve, 'favourites')).toEqual(['two', 'one']);
    expect((await ben.post('/api/v1/favourites', { dashboard_id: 'three' })).status).toBe(404);
    await eve.delete('/api/v1/favourites/two');
    expect(await idsOf(eve, 'favourites')).toEqual(['one']);
    // What is taken away, or not theirs any more, is out of the lists.
    await (await shop.signIn('ann')).delete('/api/v1/dashboards/one?revision=1');
    expect(await idsOf(eve, 'favourites')).toEqual([]);
  });
});

describe('the audit log', () => {
  test('is for administrators, in pages', async () => {
    const [ann, eve] = [await shop.signIn('ann'), await shop.signIn('eve')];
    expect(codeOf(await read(await eve.get('/api/v1/audit')))).toEqual([403, 'dashboard.forbidden']);
    const first = await read(await ann.get('/api/v1/audit?actor=eve&action=share.create&limit=2'));
    const second = await read(
      await ann.get(`/api/v1/audit?actor=eve&action=share.create&limit=50&before=${first['next']}`),
    );
    const events = [...(first['events'] as Json[]), ...(second['events'] as Json[])];
    expect(events.length).toBeGreaterThan(5);
    expect(new Set(events.map(({ details }) => (details as Json)['share'])).size).toBe(events.length);
    expect(second['next']).toBeNull();
    const { events: reading } = await read(await ann.get('/api/v1/audit?action=audit.read&limit=1'));
    expect(reading).toMatchObject([{ actor: 'ann' }]);
  });
});
