import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { LoadEvent, TileEvent } from '../../core/dashboards/load-document.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Client, shopApp } from './platform.ts';
import { codeOf, type Json, loaded, read, tileIn } from './replies.ts';

const folder = temporaryFolder('dashboards');
let shop: Awaited<ReturnType<typeof shopApp>>;
let ann: Client;
let ben: Client;
let eve: Client;

beforeAll(async () => {
  shop = await shopApp(folder);
  [ann, ben, eve] = [await shop.signIn('ann'), await shop.signIn('ben'), await shop.signIn('eve')];
});
afterAll(() => shop.close());

const revenue = { name: 'revenue', metric: 'revenue' };
const byRegion = { measures: [revenue], dimensions: [{ field: 'sales.region' }] };
const spec = (id: string, more: object = {}) => ({
  version: 1,
  id,
  title: 'Sales <b>today</b>',
  model: 'shop',
  filters: [{ id: 'region', label: 'Region', field: 'sales.region', kind: 'values' }],
  tiles: [
    { id: 'total', kind: 'number', title: 'Revenue', at: { x: 0, y: 0, w: 3, h: 2 }, plan: { measures: [revenue] } },
    { id: 'regions', kind: 'bar', title: 'By region', at: { x: 3, y: 0, w: 9, h: 4 }, plan: byRegion },
    { id: 'note', kind: 'text', title: 'Note', at: { x: 0, y: 2, w: 3, h: 2 }, text: '<script>alert(1)</script>' },
  ],
  ...more,
});

const typeOf = (problem: Json) => codeOf(problem)[1];
const make = async (id: string, more: object = {}) =>
  read(await eve.post('/api/v1/dashboards', { spec: spec(id, more) }));
const edit = async (who: Client, id: string, base_revision: number, operations: readonly object[]) =>
  read(await who.post(`/api/v1/dashboards/${id}/edits`, { operations, base_revision }));

async function load(who: Client, id: string, body: object = {}): Promise<LoadEvent[]> {
  const response = await who.post(`/api/v1/dashboards/${id}/load`, body);
  expect(response.headers.get('content-type')).toContain('application/x-ndjson');
  return loaded(response);
}
const amounts = (tile: TileEvent) => new Map(tile.results.rows.map(([name, amount]) => [name, Number(amount)]));

describe('dashboards as documents', () => {
  test('made, read, listed; markup in titles stays text', async () => {
    expect(await make('first')).toMatchObject({
      status: 200,
      dashboard_id: 'first',
      revision: 1,
      url: '/dashboards/first',
    });
    expect(await read(await ben.get('/api/v1/dashboards/first'))).toMatchObject({
      revision: 1,
      role: 'viewer',
      spec: {
        title: 'Sales <b>today</b>',
        theme: { mode: 'system' },
        tiles: [{ id: 'total' }, { id: 'regions' }, { id: 'note' }],
      },
    });
    const { dashboards, role } = await read(await ben.get('/api/v1/dashboards'));
    expect(role).toBe('viewer');
    expect(dashboards).toContainEqual(expect.objectContaining({ id: 'first', tiles: 3, created_by: 'eve' }));
    expect(typeOf(await make('first'))).toBe('dashboard.exists');
  });

  test('every fault at once, each with its place', async () => {
    const { tiles } = spec('x');
    const bad = [
      { ...tiles[0], plan: { measures: [{ name: 'revenue', metric: 'revenu' }] } },
      {
        ...tiles[1],
        encoding: { x: 'country' },
        drill: ['sales.regin'],
        annotations: [{ id: 'a', kind: 'line', axis: 'x', from: '2026-02-31' }],
      },
    ];
    const problem = await make('faulty', { model: 'shop', tiles: bad });
    expect([problem.status, typeOf(problem)]).toEqual([422, 'dashboard.invalid']);
    const faults = problem['faults'] as { path: unknown[]; mend: string }[];
    expect(faults.map(fault => fault.path.join('.'))).toEqual([
      'tiles.0.plan.measures.0.metric',
      'tiles.1.drill.0',
      'tiles.1.annotations.0.from',
      'tiles.1.encoding.x',
    ]);
    expect(faults[0]?.mend).toContain('revenue');
    expect(typeOf(await make('newer', { version: 2 }))).toBe('dashboard.version_newer');
    const many = Array.from({ length: 500 }, (_, i) => ({ ...tiles[2], id: `t${i}`, at: { x: 0, y: i, w: 1, h: 1 } }));
    expect((await make('many', { tiles: many }))['faults']).toMatchObject([{ path: ['tiles'] }]);
  });

  describe('targets and colours by value that a kind draws nowhere', () => {
    const pie = { ...spec('x').tiles[1], kind: 'pie', target: { value: 5 } };
    const pathsOf = (problem: Json) =>
      (problem['faults'] as { path: unknown[]; mend: string }[]).map(({ path, mend }) => [path.join('.'), mend]);

    test('are refused with the kinds that draw them; so are rules about columns that are not there', async () => {
      const rules = [{ column: 'wombats', operator: '<', value: 1, tone: 'bad' }];
      const bar = { ...spec('x').tiles[1], style: { rules } };
      const total = { ...spec('x').tiles[0], style: { rules } };
      expect(pathsOf(await make('drawn', { tiles: [pie] }))).toEqual([
        ['tiles.0.target', 'Leave it out, or make it a number, gauge, line, area, bar or scatter.'],
      ]);
      expect(pathsOf(await make('drawn', { tiles: [bar] }))[0]).toEqual([
        'tiles.0.style.rules',
        'Leave it out, or make it a number, gauge, table, list or pivot.',
      ]);
      expect(pathsOf(await make('drawn', { tiles: [total] })).map(([path]) => path)).toEqual([
        'tiles.0.style.rules.0.column',
      ]);
      const ofRows = { style: { rules: [{ column: 'revenue', operator: '<', value: 1, tone: 'bad', marks: 'row' }] } };
      expect(pathsOf(await make('drawn', { tiles: [{ ...spec('x').tiles[0], ...ofRows }] }))).toEqual([
        ['tiles.0.style.rules.0.marks', 'Let the rule mark its cell, or make it a table.'],
      ]);
      const table = { ...spec('x').tiles[0], kind: 'table', ...ofRows };
      expect((await make('drawn', { tiles: [table] }))['faults']).toBeUndefined();
    });

    test('that are stored open, stay in nobody’s way, and do not come back with a revision', async () => {
      await make('old');
      const stored = (await shop.platform.stores.dashboards.get('old'))!;
      const before = { ...(stored.spec as object), tiles: [pie] };
      const summary = (await shop.platform.stores.dashboards.list()).find(({ id }) => id === 'old')!;
      const next = { ...stored, revision: 2, spec: before };
      expect(await shop.platform.stores.dashboards.append(next, { ...summary, revision: 2 })).toBe(true);
      expect((await read(await eve.get('/api/v1/dashboards/old')))['spec']).toMatchObject({ tiles: [pie] });
      expect((await edit(eve, 'old', 2, [{ kind: 'retitle', value: 'Older' }])).status).toBe(200);
      expect((await edit(eve, 'old', 3, [{ kind: 'setTarget', tile_id: 'regions', value: null }])).status).toBe(200);
      const restored = await read(await eve.post('/api/v1/dashboards/old/restore', { revision: 2 }));
      expect([restored.status, (restored['spec'] as { tiles: Json[] }).tiles[0]?.['target']]).toEqual([200, undefined]);
    });
  });

  test('viewers look, editors change, admins remove', async () => {
    await read(await ann.post('/api/v1/dashboards', { spec: spec('roles') }));
    expect(typeOf(await edit(ben, 'roles', 1, [{ kind: 'retitle', value: 'Mine' }]))).toBe('dashboard.forbidden');
    expect((await ben.post('/api/v1/dashboards', { spec: spec('bens') })).status).toBe(403);
    expect((await eve.delete('/api/v1/dashboards/roles?revision=1')).status).toBe(403);
    expect((await ann.delete('/api/v1/dashboards/roles?revision=1')).status).toBe(204);
    expect((await ben.get('/api/v1/dashboards/roles')).status).toBe(404);
  });

  test('an editor removes what the editor made, on the revision that was seen', async () => {
    await make('own');
    const removable = async (who: Client) => (await read(await who.get('/api/v1/dashboards/own')))['may_remove'];
    expect([await removable(ann), await removable(ben), await removable(eve)]).toEqual([true, false, true]);
    await edit(ann, 'own', 1, [{ kind: 'retitle', value: 'Hers' }]);
    expect((await eve.delete('/api/v1/dashboards/own?revision=1')).status).toBe(409);
    expect((await eve.delete('/api/v1/dashboards/own?revision=2')).status).toBe(204);
    expect((await eve.get('/api/v1/dashboards/own')).status).toBe(404);
  });

  test('what was removed comes back with its history by who made it, and for nobody else', async () => {
    await read(await ann.post('/api/v1/dashboards', { spec: spec('back') }));
    expect((await ann.delete('/api/v1/dashboards/back?revision=1')).status).toBe(204);
    expect(typeOf(await make('back'))).toBe('dashboard.exists');
    const again = await read(await ann.post('/api/v1/dashboards', { spec: spec('back', { title: 'Back' }) }));
    expect([again.status, again['revision']]).toEqual([200, 2]);
    const { revisions } = await read(await ann.get('/api/v1/dashboards/back/history'));
    expect((revisions as Json[]).map(({ revision }) => revision)).toEqual([2, 1]);
    const undone = await read(await ann.post('/api/v1/dashboards/back/restore', { revision: 1 }));
    expect(undone).toMatchObject({ status: 200, spec: { title: 'Sales <b>today</b>' } });
  });

  test('what an admin took from the view of its maker does not come back to the maker', async () => {
    await make('narrowed', { personas: ['executive', 'europe'] });
    await edit(ann, 'narrowed', 1, [{ kind: 'setPersonas', value: ['poor'] }]);
    await edit(ann, 'narrowed', 2, [{ kind: 'retitle', value: 'For the poor alone' }]);
    expect((await eve.get('/api/v1/dashboards/narrowed')).status).toBe(404);
    expect((await ann.delete('/api/v1/dashboards/narrowed?revision=3')).status).toBe(204);
    expect(typeOf(await make('narrowed'))).toBe('dashboard.exists');
    expect((await eve.get('/api/v1/dashboards/narrowed/history')).status).toBe(404);
    expect((await ann.post('/api/v1/dashboards', { spec: spec('narrowed') })).status).toBe(200);
  });

  describe('an editor who would be shut out', () => {
    const faultsOf = (problem: Json) => [typeOf(problem), problem['faults']];
    const shutOut = (whose: string) => [
      'dashboard.invalid',
      [
        {
          path: ['personas'],
          message: `It would be for ${whose}, and you could not open it any more.`,
          mend: 'Add one of your personas (europe, executive), have it for everybody, or ask an administrator to do it.',
        },
      ],
    ];
    const handOver = [{ kind: 'setPersonas', value: ['poor'] }];

    test('is told before and after, by preview, edit, replacement, making and restoring; nothing is changed', async () => {
      await make('kept');
      const { filters, tiles, ...whole } = spec('kept', { personas: [] });
      const replaced = [{ kind: 'replaceSpec', spec: { ...whole, filters, tiles } }];
      const preview = await eve.post('/api/v1/dashboards/kept/preview', { operations: handOver, base_revision: 1 });
      expect(faultsOf(await read(preview))).toEqual(shutOut('poor only'));
      expect(faultsOf(await edit(eve, 'kept', 1, handOver))).toEqual(shutOut('poor only'));
      expect(faultsOf(await edit(eve, 'kept', 1, replaced))).toEqual(shutOut('nobody but administrators'));
      expect(faultsOf(await make('others', { personas: ['poor'] }))).toEqual(shutOut('poor only'));
      await edit(ann, 'kept', 1, handOver);
      await edit(ann, 'kept', 2, [{ kind: 'setPersonas', value: null }]);
      const restored = await eve.post('/api/v1/dashboards/kept/restore', { revision: 2 });
      expect(faultsOf(await read(restored))).toEqual(shutOut('poor only'));
      expect(await read(await eve.get('/api/v1/dashboards/kept'))).toMatchObject({ status: 200, revision: 3 });
    });

    test('not where one of theirs stays, nor where an administrator does it', async () => {
      await make('shared-out');
      expect((await edit(eve, 'shared-out', 1, [{ kind: 'setPersonas', value: ['poor', 'europe'] }])).status).toBe(200);
      expect((await edit(ann, 'shared-out', 2, handOver)).status).toBe(200);
      expect((await ann.get('/api/v1/dashboards/shared-out')).status).toBe(200);
    });
  });

  describe('links, alerts and reports', () => {
    const attach = async (id: string): Promise<string> => {
      await make(id);
      const { token } = await read(await eve.post(`/api/v1/dashboards/${id}/shares`, { audience: 'anyone' }));
      const condition = { kind: 'threshold', direction: 'above', trigger: 1 };
      const alert = { title: 'High', of: { dashboard_id: id, tile_id: 'total' }, condition };
      const schedule = { cron: '0 8 * * *', time_zone: 'UTC' };
      const report = { rule: { title: 'Daily', dashboard_id: id, schedule } };
      expect((await eve.post('/api/v1/alerts', { rule: { ...alert } })).status).toBe(200);
      expect((await ann.post('/api/v1/reports', report)).status).toBe(200);
      expect((await shop.request(`/api/v1/shared/${token}`)).status).toBe(200);
      return String(token);
    };
    const kept = async (id: string) => {
      const paths = [`dashboards/${id}/shares`, `alerts?dashboard_id=${id}`, `reports?dashboard_id=${id}`];
      const lists = await Promise.all(paths.map(async path => read(await ann.get(`/api/v1/${path}`))));
      return lists.map(({ shares, alerts, reports }) => ((shares ?? alerts ?? reports) as unknown[]).length);
    };

    test('go with a dashboard: brought back, it has none', async () => {
      const token = await attach('passing');
      expect(await kept('passing')).toEqual([1, 1, 1]);
      expect((await eve.delete('/api/v1/dashboards/passing?revision=1')).status).toBe(204);
      expect((await shop.request(`/api/v1/shared/${token}`)).status).toBe(404);
      await make('passing');
      expect((await shop.request(`/api/v1/shared/${token}`)).status).toBe(404);
      expect(await kept('passing')).toEqual([0, 0, 0]);
    });

    test('do not hold again where the server died before they were gone', async () => {
      const token = await attach('cut');
      await shop.platform.stores.dashboards.remove('cut', 1);
      expect((await make('cut')).status).toBe(200);
      expect((await shop.request(`/api/v1/shared/${token}`)).status).toBe(404);
      expect(await kept('cut')).toEqual([0, 0, 0]);
      // Those of one that is there stay, whoever gives its id once more.
      const other = await attach('standing');
      expect(typeOf(await make('standing'))).toBe('dashboard.exists');
      expect((await shop.request(`/api/v1/shared/${other}`)).status).toBe(200);
      expect(await kept('standing')).toEqual([1, 1, 1]);
    });

    test('are counted for who may take the dashboard away: all of them, but of links those that open', async () => {
      await attach('counted');
      const more = await read(await ann.post('/api/v1/dashboards/counted/shares', { audience: 'signed_in' }));
      const over = await read(await ann.post('/api/v1/dashboards/counted/shares', { audience: 'signed_in' }));
      expect(more.status).toBe(200);
      await ann.delete(`/api/v1/dashboards/counted/shares/${(over['share'] as Json)['share_id']}`);
      const path = '/api/v1/dashboards/counted/attachments';
      expect(await read(await eve.get(path))).toEqual({ status: 200, links: 2, alerts: 1, reports: 1 });
      expect(codeOf(await read(await ben.get(path)))).toEqual([403, 'dashboard.forbidden']);
      expect((await eve.get('/api/v1/dashboards/none/attachments')).status).toBe(404);
    });
  });

  test('a dashboard for other personas does not exist', async () => {
    await make('board', { personas: ['executive'] });
    expect((await ben.get('/api/v1/dashboards/board')).status).toBe(404);
    expect((await ben.post('/api/v1/dashboards/board/load', {})).status).toBe(404);
    expect((await eve.get('/api/v1/dashboards/board')).status).toBe(200);
  });

  test('nobody writes what they may not see', async () => {
    const tile = { id: 'n', kind: 'number', title: 'N', at: { x: 0, y: 9, w: 2, h: 2 } };
    const plan = { measures: [{ name: 'n', metric: 'sales_count' }] };
    await make('writing');
    const done = await edit(eve, 'writing', 1, [{ kind: 'addTile', tile: { ...tile, plan } }]);
    expect(done.status).toBe(200);
    const events = await load(ben, 'writing');
    expect(tileIn(events, 'n')).toMatchObject({ status: 'refused', results: { rows: [] } });
    expect(tileIn(events, 'total').status).toBe('answered');
  });

  test('why a tile can not be is told by the persona that may see it, not by the first', async () => {
    const forever = { name: 'forever', metric: 'forever' };
    const tile = { id: 'n', kind: 'bar', title: 'N', at: { x: 0, y: 9, w: 2, h: 2 } };
    const plan = { measures: [forever], dimensions: [{ field: 'sales.region' }] };
    await make('told');
    const problem = await edit(eve, 'told', 1, [{ kind: 'addTile', tile: { ...tile, plan } }]);
    expect(problem['detail']).toMatch(/No relationship connects endless and sales/);
  });
});

describe('edits', () => {
  test('on top of later ones where they do not meet, undone by their inverse', async () => {
    await make('merged');
    const one = await edit(eve, 'merged', 1, [{ kind: 'retitleTile', tile_id: 'total', value: 'Sum' }]);
    const two = await edit(ann, 'merged', 1, [{ kind: 'moveTile', tile_id: 'total', to: { x: 0, y: 6 } }]);
    expect([one['revision'], two['revision']]).toEqual([2, 3]);
    expect(two['spec']).toMatchObject({ tiles: [{ title: 'Sum', at: { y: 6 } }, {}, {}] });
    const undone = await edit(eve, 'merged', 2, one['inverse'] as object[]);
    expect(undone).toMatchObject({ revision: 4, spec: { tiles: [{ title: 'Revenue', at: { y: 6 } }, {}, {}] } });
  });

  test('a conflict is told with tile, person and time, and changes nothing', async () => {
    await make('clash');
    await edit(eve, 'clash', 1, [{ kind: 'retitleTile', tile_id: 'total', value: 'Hers' }]);
    const problem = await edit(ann, 'clash', 1, [
      { kind: 'retitle', value: 'New' },
      { kind: 'retitleTile', tile_id: 'total', value: 'Anns' },
    ]);
    expect([problem.status, typeOf(problem), problem['revision']]).toEqual([409, 'dashboard.conflict', 2]);
    expect(problem['conflicts']).toMatchObject([
      { tile_id: 'total', title: 'Hers', what: 'title', by: 'eve', revision: 2, operation: 1 },
    ]);
    expect(await read(await ann.get('/api/v1/dashboards/clash'))).toMatchObject({
      revision: 2,
      spec: { title: 'Sales <b>today</b>' },
    });
  });

  test('what comes to nothing makes no revision, and says so', async () => {
    await make('same');
    const title = (value: string) => ({ kind: 'retitle', value });
    for (const operations of [
      [{ kind: 'tidy' }],
      [title('Sales <b>today</b>')],
      [title('Other'), title('Sales <b>today</b>')],
      [],
    ]) {
      const nothing = { revision: 1, unchanged: true, operations: [], inverse: [], updated_by: 'eve' };
      expect(await edit(eve, 'same', 1, operations)).toMatchObject(nothing);
      const looked = await read(await ben.post('/api/v1/dashboards/same/preview', { operations, base_revision: 1 }));
      expect(looked).toMatchObject(nothing);
    }
    expect(await read(await eve.post('/api/v1/dashboards/same/restore', { revision: 1 }))).toMatchObject({
      revision: 1,
      unchanged: true,
    });
    const { revisions } = await read(await eve.get('/api/v1/dashboards/same/history'));
    expect(revisions).toHaveLength(1);
    expect(await edit(eve, 'same', 1, [title('Other')])).toMatchObject({ revision: 2, unchanged: false });
  });

  test('history and restore', async () => {
    await make('past');
    await edit(eve, 'past', 1, [{ kind: 'retitle', value: 'Two' }]);
    await edit(eve, 'past', 2, [{ kind: 'removeTile', tile_id: 'regions' }]);
    const restored = await read(await eve.post('/api/v1/dashboards/past/restore', { revision: 1 }));
    expect(restored).toMatchObject({ revision: 4, spec: { title: 'Sales <b>today</b>' } });
    const { revisions } = await read(await ben.get('/api/v1/dashboards/past/history'));
    expect((revisions as { revision: number; by: string }[]).map(one => [one.revision, one.by])).toEqual([
      [4, 'eve'],
      [3, 'eve'],
      [2, 'eve'],
      [1, 'eve'],
    ]);
    expect(await read(await ben.get('/api/v1/dashboards/past?revision=2'))).toMatchObject({ spec: { title: 'Two' } });
    expect((await ben.get('/api/v1/dashboards/past?revision=9')).status).toBe(404);
  });

  test('a preview changes nothing', async () => {
    await make('previewed');
    const body = { operations: [{ kind: 'retitle', value: 'Maybe' }], base_revision: 1 };
    expect(await read(await eve.post('/api/v1/dashboards/previewed/preview', body))).toMatchObject({
      spec: { title: 'Maybe' },
    });
    expect(await read(await eve.get('/api/v1/dashboards/previewed'))).toMatchObject({ revision: 1 });
  });

  test('exported as YAML, imported again', async () => {
    await make('filed');
    const text = await (await eve.get('/api/v1/dashboards/filed/export')).text();
    expect(parse(text)).toMatchObject({ id: 'filed', tiles: [{ title: 'Revenue' }, {}, {}] });
    const copy = await read(
      await eve.post('/api/v1/dashboards/import', { text: text.replace('id: filed', 'id: copied') }),
    );
    expect(copy).toMatchObject({ dashboard_id: 'copied', revision: 1 });
    const changed = text.replace('title: Revenue', 'title: Turnover');
    const replaced = await read(await eve.post('/api/v1/dashboards/import', { text: changed, base_revision: 1 }));
    expect(replaced).toMatchObject({ revision: 2, spec: { tiles: [{ title: 'Turnover' }, {}, {}] } });
    // The same file once more is no change, whatever it was made from.
    for (const base of [2, 1]) {
      const again = await read(await eve.post('/api/v1/dashboards/import', { text: changed, base_revision: base }));
      expect(again).toMatchObject({ revision: 2, operations: [] });
    }
    for (const unreadable of ['a: [', ' \n']) {
      const told = await read(await eve.post('/api/v1/dashboards/import', { text: unreadable }));
      expect(typeOf(told)).toBe('dashboard.unreadable');
    }
  });
});

describe('loading', () => {
  test('a line for each tile between start and end, with rows, SQL, cost and freshness', async () => {
    await make('loaded');
    const events = await load(eve, 'loaded', { persona: 'executive' });
    expect(events[0]).toMatchObject({ kind: 'start', revision: 1, tiles: ['total', 'regions'] });
    expect(events.at(-1)).toMatchObject({ kind: 'end', answered: 2, refused: 0, failed: 0 });
    const regions = tileIn(events, 'regions');
    expect(amounts(regions)).toEqual(
      new Map([
        ['Europe', 120.5],
        ['Asia', 80.25],
      ]),
    );
    expect(regions).toMatchObject({ status: 'answered', chart: { kind: 'bar' }, freshness: expect.any(String) });
    expect(regions.sql).toMatch(/select/i);
    const filter = events.find(event => event.kind === 'filter');
    expect(filter).toMatchObject({ filter_id: 'region', values: ['Asia', 'Europe'], truncated: false });
    const again = await load(eve, 'loaded', { persona: 'executive' });
    expect(tileIn(again, 'regions')).toMatchObject({ cached: true, cost: { database_cost: 0 } });
  });

  test('an edit is looked at with its data before it is made, and passes the checks of one', async () => {
    await make('tried');
    const plan = { measures: [revenue], dimensions: [{ field: 'sales.product' }] };
    const operations = [{ kind: 'changePlan', tile_id: 'total', plan }];
    const tried = tileIn(await load(eve, 'tried', { persona: 'executive', tiles: ['total'], operations }), 'total');
    expect(amounts(tried).get('Chisel')).toBe(30);
    expect((await read(await eve.get('/api/v1/dashboards/tried')))['revision']).toBe(1);
    const hidden = { measures: [{ name: 'n', expression: 'SUM(endless.n)' }] };
    const response = await ben.post('/api/v1/dashboards/tried/load', {
      operations: [{ kind: 'changePlan', tile_id: 'total', plan: hidden }],
    });
    expect(typeOf(await read(response))).toBe('dashboard.invalid');
  });

  test("the persona's row filters hold in every tile and filter", async () => {
    await make('rows');
    const events = await load(ben, 'rows');
    expect(amounts(tileIn(events, 'regions'))).toEqual(new Map([['Europe', 120.5]]));
    expect(events.find(event => event.kind === 'filter')).toMatchObject({ values: ['Europe'] });
    expect((await ben.post('/api/v1/dashboards/rows/load', { persona: 'executive' })).status).toBe(403);
  });

  test('filters and clicks narrow what they concern', async () => {
    await make('narrowed');
    const events = await load(eve, 'narrowed', {
      persona: 'executive',
      view: { filters: { region: { selected: ['Asia'] } } },
    });
    expect(Number(tileIn(events, 'total').results.rows[0]?.[0])).toBe(80.25);
    const cross = [{ tile_id: 'regions', field: 'sales.region', values: ['Europe'] }];
    const clicked = await load(eve, 'narrowed', { persona: 'executive', view: { cross }, tiles: ['total', 'regions'] });
    expect(Number(tileIn(clicked, 'total').results.rows[0]?.[0])).toBe(120.5);
    expect(tileIn(clicked, 'regions').results.rows).toHaveLength(2);
  });

  test('a click on a period narrows to it, one on what has no value to what has none; what is not reached says which field', async () => {
    await make('periods');
    const total = async (cross: object) => {
      const events = await load(eve, 'periods', { persona: 'executive', view: { cross: [cross] }, tiles: ['total'] });
      return tileIn(events, 'total');
    };
    const period = { kind: 'between', start: '2026-01-01', end: '2026-02-01' };
    const january = await total({ field: 'sales.day', period });
    expect(Number(january.results.rows[0]?.[0])).toBe(150.75);
    expect(january.not_applied).toEqual([]);
    expect((await total({ field: 'sales.region', values: [null] })).results.rows[0]?.[0] ?? 0).toBe(0);
    expect(Number((await total({ field: 'sales.region', values: ['Asia', null] })).results.rows[0]?.[0])).toBe(80.25);
    const missed = await total({ field: 'sales.unheard', values: ['x'] });
    expect(missed.not_applied).toEqual([expect.objectContaining({ what: 'filter', field: 'sales.unheard' })]);
    const neither = { persona: 'executive', view: { cross: [{ field: 'sales.region' }] } };
    expect((await eve.post('/api/v1/dashboards/periods/load', neither)).status).toBe(400);
    // To a schema without required fields a list is an object without any.
    expect((await eve.post('/api/v1/dashboards/periods/load', [null])).status).toBe(400);
  });

  test('behind a value are the next field of the drill path, at last the rows', async () => {
    const [, regions] = spec('x').tiles;
    await make('drilled', { tiles: [{ ...regions, drill: ['sales.region', 'sales.product'] }] });
    const drill = async (who: Client, values: object[], persona?: string) =>
      read(await who.post('/api/v1/dashboards/drilled/drill', { tile_id: 'regions', values, persona }));
    const europe = { field: 'sales.region', value: 'Europe' };
    const products = (await drill(eve, [europe], 'executive')) as unknown as TileEvent;
    expect(amounts(products)).toEqual(
      new Map([
        ['Anvil', 100.5],
        ['=Bellows', 20],
      ]),
    );
    const rows = (await drill(
      eve,
      [europe, { field: 'sales.product', value: 'Anvil' }],
      'executive',
    )) as unknown as TileEvent;
    expect(rows.results.columns.map(({ name }) => name)).toEqual(['day', 'region', 'product', 'amount']);
    expect(rows.results.rows).toHaveLength(1);
    const asia = (await drill(ben, [{ field: 'sales.region', value: 'Asia' }])) as unknown as TileEvent;
    expect(asia.results.rows).toEqual([]);
    expect(typeOf(await drill(eve, [{ field: 'sales.day', value: 'x' }]))).toBe('dashboard.operation_invalid');
  });

  test('a click on a weekday or a month of the year narrows to it, and leads down to its rows', async () => {
    const [, regions] = spec('x').tiles;
    const weekday = { field: 'sales.day', part: 'dayofweek', name: 'weekday', label: 'Weekday' };
    await make('weekdays', {
      tiles: [spec('x').tiles[0], { ...regions, plan: { ...regions?.plan, dimensions: [weekday] } }],
    });
    const shown = await load(eve, 'weekdays', { persona: 'executive' });
    const days = amounts(tileIn(shown, 'regions'));
    const whole = Number(tileIn(shown, 'total').results.rows[0]?.[0]);
    expect([...days.values()].reduce((sum, value) => sum + value, 0)).toBeCloseTo(whole);
    const behind = async (value: object) =>
      read(
        await eve.post('/api/v1/dashboards/weekdays/drill', {
          tile_id: 'regions',
          values: [value],
          persona: 'executive',
        }),
      );
    for (const [day, amount] of days) {
      const cross = [{ tile_id: 'regions', field: 'sales.day', part: 'dayofweek', values: [day] }];
      const clicked = await load(eve, 'weekdays', { persona: 'executive', view: { cross }, tiles: ['total'] });
      expect([day, Number(tileIn(clicked, 'total').results.rows[0]?.[0])]).toEqual([day, amount]);
      const rows = (await behind({ field: 'sales.day', part: 'dayofweek', value: day })) as unknown as TileEvent;
      const at = rows.results.columns.findIndex(({ name }) => name === 'amount');
      expect(rows.results.rows.reduce((sum, row) => sum + Number(row[at]), 0)).toBeCloseTo(amount);
    }
    const both = {
      persona: 'executive',
      view: { cross: [{ field: 'sales.day', part: 'month', values: ['January'] }] },
    };
    expect(Number(tileIn(await load(eve, 'weekdays', both), 'total').results.rows[0]?.[0])).toBe(150.75);
    // What the tile does not show is no way down.
    for (const [part, value] of [
      ['dayofweek', 'Noday'],
      ['month', 'January'],
    ]) {
      expect(typeOf(await behind({ field: 'sales.day', part, value }))).toBe('dashboard.operation_invalid');
    }
  });

  test('windows, comparisons and sparklines', async () => {
    const [total] = spec('x').tiles;
    const time = { range: { kind: 'between', start: '2026-02-01', end: '2026-03-01' } };
    const tile = { ...total, comparison: { with: 'previousPeriod' }, sparkline: { grain: 'month', periods: 3 } };
    await make('timed', { time, tiles: [tile] });
    const event = tileIn(await load(eve, 'timed', { persona: 'executive' }), 'total');
    expect(event.results.columns.map(column => column.name)).toEqual(['revenue', 'revenue_before', 'revenue_growth']);
    const [now, before, growth] = event.results.rows[0]!.map(Number);
    expect([now, before]).toEqual([50, 150.75]);
    expect(growth).toBeCloseTo(50 / 150.75 - 1, 9);
    expect(event.sparkline?.columns.map(column => column.name)).toEqual(['day', 'revenue']);
    expect(event.sparkline?.rows).toHaveLength(3);
    // A click on a period is the window of tiles that go by its date, so it is compared with the period before.
    const period = { kind: 'between', start: '2026-02-01', end: '2026-03-01' };
    const view = {
      time: { range: { kind: 'previous', unit: 'year', count: 1 } },
      cross: [{ field: 'sales.day', period }],
    };
    const clicked = tileIn(await load(eve, 'timed', { persona: 'executive', view }), 'total');
    expect(clicked.results.rows[0]!.slice(0, 2).map(Number)).toEqual([50, 150.75]);
    expect(clicked.sparkline?.rows).toEqual(event.sparkline?.rows);
  });

  test('many viewers at once cause one run a tile', async () => {
    const plan = { measures: [revenue], dimensions: [{ field: 'sales.product' }], limit: 17 };
    const tile = { ...spec('x').tiles[1], id: 'shared', plan, encoding: undefined };
    await make('crowd', { filters: [], tiles: [tile] });
    const runs = async () =>
      Number(((await read(await ann.get('/api/v1/cache/stats'))) as { engine_runs?: number }).engine_runs);
    const before = await runs();
    const all = await Promise.all(Array.from({ length: 20 }, () => load(eve, 'crowd', { persona: 'executive' })));
    expect(all.every(events => tileIn(events, 'shared').status === 'answered')).toBe(true);
    expect((await runs()) - before).toBe(1);
  });

  test('who saw and changed what is written down', async () => {
    await make('audited');
    await edit(ben, 'audited', 1, [{ kind: 'retitle', value: 'x' }]);
    await load(ben, 'audited');
    const events = await shop.platform.stores.audit.list({ limit: 200 });
    const of = events
      .filter(event => event.target === 'audited')
      .map(({ actor, action, outcome }) => [actor, action, outcome]);
    expect(of).toEqual([
      ['ben', 'dashboard.load', 'ok'],
      ['ben', 'dashboard.edit', 'refused'],
      ['eve', 'dashboard.create', 'ok'],
    ]);
  });
});
