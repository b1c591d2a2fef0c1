import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPlatformApp } from '../../local/server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { listener } from '../support/listener.ts';
import { setClock } from '../support/set-clock.ts';
import { type Client, shopApp } from './platform.ts';
import { codeOf, type Json, read } from './replies.ts';

const folder = temporaryFolder('alerts');
const clock = setClock('2026-03-02T08:00:00.000Z');
const notifier = listener();
const { told } = notifier;
let shop: Awaited<ReturnType<typeof shopApp>>;

beforeAll(async () => {
  shop = await shopApp(folder, { clock, recheckMilliseconds: 0, server: { notifier } });
  const eve = await shop.signIn('eve');
  expect((await eve.post('/api/v1/dashboards', { spec })).status).toBe(200);
});
afterAll(() => shop.close());
beforeEach(async () => {
  notifier.clear();
  await shop.forget('alert');
  await sell(0);
});

const revenue = { name: 'revenue', metric: 'revenue' };
const spec = {
  version: 1,
  id: 'sales',
  title: 'Sales',
  model: 'shop',
  tiles: [
    { id: 'total', kind: 'number', title: 'Revenue', at: { x: 0, y: 0, w: 3, h: 2 }, plan: { measures: [revenue] } },
    {
      id: 'regions',
      kind: 'bar',
      title: 'By region',
      at: { x: 3, y: 0, w: 9, h: 4 },
      plan: { measures: [revenue], dimensions: [{ field: 'sales.region' }] },
    },
    {
      id: 'february',
      kind: 'number',
      title: 'February',
      at: { x: 0, y: 4, w: 3, h: 2 },
      plan: { measures: [revenue] },
      time: { range: { kind: 'between', start: '2026-02-01', end: '2026-03-01' } },
    },
  ],
};
/** The shop's rows (Europe 120.5, Asia 80.25), and what was sold in Europe besides. */
const rows = `day,region,product,amount
2026-01-05,Europe,Anvil,100.50
2026-01-20,Asia,Anvil,50.25
2026-02-03,Europe,=Bellows,20.00
2026-02-11,Asia,Chisel,30.00
`;
const salesFile = join(folder, 'data', 'sales.csv');
const sell = (amount: number) => writeFile(salesFile, `${rows}2026-02-20,Europe,Drill,${amount.toFixed(2)}\n`);

const total = { dashboard_id: 'sales', tile_id: 'total' };
const rule = (condition: object, more: object = {}) => ({ title: 'Revenue is high', of: total, condition, ...more });
const over = (trigger: number, more: object = {}) => rule({ kind: 'threshold', direction: 'above', trigger, ...more });
const make = async (who: Client, body: object) => read(await who.post('/api/v1/alerts', body));

/** The alert after the next check, five minutes later. */
async function checked(id: unknown, seconds = 300): Promise<Json> {
  clock.pass(seconds);
  await shop.round();
  const body = await (await (await shop.signIn('ann')).get(`/api/v1/alerts/${id}`)).json();
  return body as Json;
}
const happened = async (id: unknown): Promise<Json[]> => {
  const { events } = (await (await (await shop.signIn('ann')).get(`/api/v1/alerts/${id}/history`)).json()) as Json;
  return (events as Json[]).toReversed();
};

describe('alerts', () => {
  test('fire on a level, remind, are over at the clearing level, and every change is told once and kept', async () => {
    const body = { rule: { ...over(250, { clear: 220 }), reminder_seconds: 600 }, persona: 'executive' };
    const { alert_id: id } = await make(await shop.signIn('eve'), body);
    expect(await checked(id)).toMatchObject({ state: 'ok', value: 200.75, value_text: '$200.75', owner: 'eve' });
    await sell(60);
    expect(await checked(id)).toMatchObject({ state: 'firing', value: 260.75 });
    await sell(40);
    expect(await checked(id)).toMatchObject({ state: 'firing', value: 240.75 });
    await checked(id);
    await sell(10);
    expect(await checked(id)).toMatchObject({ state: 'ok', value: 210.75 });
    await checked(id);
    expect(told.map(({ subject, severity }) => [subject.split(':')[0], severity])).toEqual([
      ['Alert', 'warning'],
      ['Alert', 'warning'],
      ['Over', 'info'],
    ]);
    expect(told[0]?.text).toContain('$260.75');
    expect(told[0]?.text).toContain('/dashboards/sales');
    expect((await happened(id))[2]).toMatchObject({ kind: 'state', to: 'firing', value_text: '$260.75' });
    expect((await happened(id)).map(({ kind, from, to, what }) => [kind, from ?? what, to])).toEqual([
      ['created', undefined, undefined],
      ['state', 'new', 'ok'],
      ['state', 'ok', 'firing'],
      ['told', 'change', undefined],
      ['told', 'reminder', undefined],
      ['state', 'firing', 'ok'],
      ['told', 'change', undefined],
    ]);
  });

  test('read the rows of their persona: the same rule, two personas, two numbers', async () => {
    const eve = await shop.signIn('eve');
    const all = await make(eve, { rule: over(150), persona: 'executive' });
    const europe = await make(eve, { rule: over(150), persona: 'europe' });
    expect(await checked(all['alert_id'])).toMatchObject({ state: 'firing', value: 200.75 });
    expect(await checked(europe['alert_id'])).toMatchObject({ state: 'ok', value: 120.5 });
    const ben = await shop.signIn('ben');
    expect(codeOf(await read(await ben.get(`/api/v1/alerts/${all['alert_id']}`)))).toEqual([404, 'alert.unknown']);
    const { alerts } = (await read(await ben.get('/api/v1/alerts?dashboard_id=sales'))) as Json;
    expect((alerts as Json[]).map(one => one['alert_id'])).toEqual([europe['alert_id']]);
  });

  test('watch a change against the time before, missing data and old data', async () => {
    const eve = await shop.signIn('eve');
    const change = { kind: 'change', with: 'previousPeriod', direction: 'below', clear: -10 };
    const of = { dashboard_id: 'sales', tile_id: 'february' };
    // February 50 after January's 150.75: -66.8 %, or -100.75.
    const percent = await make(eve, {
      rule: { ...rule({ ...change, measure: 'percent', trigger: -20 }), of },
      persona: 'executive',
    });
    const absolute = await make(eve, {
      rule: { ...rule({ ...change, measure: 'absolute', trigger: -101 }), of },
      persona: 'executive',
    });
    expect(await checked(percent['alert_id'])).toMatchObject({ state: 'firing', value_text: '−66.8 %' });
    expect(await checked(absolute['alert_id'])).toMatchObject({ state: 'ok', value: -100.75 });
    // The plan's own comparison with another time is not taken for the one that is asked for.
    const steps = ['value', 'growth'].map(output => ({
      ...{ kind: 'comparison', measure: 'revenue', with: 'previousYear', output },
      name: output === 'value' ? 'revenue_before' : 'revenue_growth',
    }));
    const time = { field: 'sales.day', range: { kind: 'between', start: '2026-02-01', end: '2026-03-01' } };
    const ownRule = {
      ...rule({ ...change, measure: 'percent', trigger: -20 }),
      of: { plan: { measures: [revenue], time, steps } },
    };
    expect(codeOf(await make(eve, { rule: ownRule, persona: 'executive' }))).toEqual([422, 'alert.not_comparable']);
    const nobody = { measures: [revenue], where: [{ field: 'sales.region', operator: '=', values: ['Atlantis'] }] };
    const missing = await make(eve, {
      rule: { ...rule({ kind: 'missing' }), of: { plan: nobody } },
      persona: 'executive',
    });
    const level = await make(eve, { rule: { ...over(1), of: { plan: nobody } }, persona: 'executive' });
    expect(await checked(missing['alert_id'])).toMatchObject({ state: 'firing', value: null });
    expect(await checked(level['alert_id'])).toMatchObject({ state: 'error', error: { code: 'alert.number_missing' } });
    const stale = await make(await shop.signIn('eve'), {
      rule: rule({ kind: 'stale', older_than_seconds: 3600 }),
      persona: 'executive',
    });
    await utimes(salesFile, clock.now(), clock.now());
    expect(await checked(stale['alert_id'], 3600)).toMatchObject({ state: 'ok' });
    expect(await checked(stale['alert_id'])).toMatchObject({
      state: 'firing',
      value: 3900,
      value_text: expect.stringMatching(/^1.h 5.min$/),
    });
  });

  test('that can not be checked say so, and are never ok', async () => {
    const eve = await shop.signIn('eve');
    const { alert_id: id } = await make(eve, { rule: over(150), persona: 'executive' });
    const users = await readFile(shop.usersFile, 'utf8');
    await writeFile(shop.usersFile, users.replaceAll('"executive"', '"europe"'));
    expect(await checked(id)).toMatchObject({ state: 'error', value: null, error: { code: 'alert.owner_gone' } });
    await writeFile(shop.usersFile, users);
    expect(await checked(id)).toMatchObject({ state: 'firing', error: null });
    await writeFile(salesFile, 'day,region,product\n2026-01-05,Europe,Anvil\n');
    expect(await checked(id)).toMatchObject({ state: 'error' });
    await sell(0);
    expect(await checked(id)).toMatchObject({ state: 'firing' });
    expect(told.map(({ subject }) => subject.split(':')[0])).toEqual([
      'Can not be checked',
      'Alert',
      'Can not be checked',
      'Alert',
    ]);
  });

  test('tell later what a mute or a failure kept back', async () => {
    const eve = await shop.signIn('eve');
    const { alert_id: id } = await make(eve, { rule: over(150), persona: 'executive' });
    const until = new Date(clock.now().getTime() + 400_000).toISOString();
    expect((await read(await eve.post(`/api/v1/alerts/${id}/mute`, { until })))['muted_until']).toBe(until);
    expect(await checked(id)).toMatchObject({ state: 'firing' });
    expect(told).toHaveLength(0);
    notifier.deaf = true;
    await checked(id);
    expect((await happened(id)).at(-1)).toMatchObject({ kind: 'telling_failed' });
    notifier.deaf = false;
    await checked(id);
    await checked(id);
    expect(told).toHaveLength(1);
  });

  test('are checked once, though two servers share the folder', async () => {
    const other = await createPlatformApp(shop.options);
    const ids = await Promise.all(
      [100, 110, 120].map(
        async level => (await make(await shop.signIn('eve'), { rule: over(level), persona: 'executive' }))['alert_id'],
      ),
    );
    clock.pass(300);
    await Promise.all([shop.round(), other.round(), shop.round(), other.round()]);
    await other.drain();
    expect(told).toHaveLength(3);
    for (const id of ids) expect((await happened(id)).filter(({ kind }) => kind === 'told')).toHaveLength(1);
  });

  test('are refused where there is no one number, or not the right to it', async () => {
    const [ben, eve] = [await shop.signIn('ben'), await shop.signIn('eve')];
    const of = (more: object) => make(eve, { rule: { ...over(1), of: { ...total, ...more } }, persona: 'executive' });
    expect(codeOf(await make(ben, { rule: over(1) }))).toEqual([403, 'dashboard.forbidden']);
    expect(codeOf(await make(eve, { rule: over(1), persona: 'miser' }))).toEqual([403, 'persona.unknown']);
    expect(codeOf(await of({ tile_id: 'regions' }))).toEqual([422, 'alert.no_number']);
    expect(codeOf(await of({ tile_id: 'none' }))).toEqual([422, 'alert.tile_gone']);
    expect(codeOf(await of({ column: 'profit' }))).toEqual([422, 'alert.column_unknown']);
    expect(codeOf(await make(eve, { rule: over(1, { clear: 2 }) }))).toEqual([400, 'request.invalid']);
    const change = { kind: 'change', with: 'previousYear', measure: 'percent', direction: 'above', trigger: 1 };
    expect(codeOf(await make(eve, { rule: rule(change), persona: 'executive' }))).toEqual([
      422,
      'alert.not_comparable',
    ]);
    const preview = await read(await eve.post('/api/v1/alerts/preview', { rule: over(150), persona: 'executive' }));
    expect(preview).toMatchObject({ status: 200, value: 200.75, signal: 'breach' });
    expect(await shop.platform.stores.documents.list('alert')).toEqual([]);
  });

  test('are changed and taken away by who made them, or an admin', async () => {
    const [ann, eve, ben] = [await shop.signIn('ann'), await shop.signIn('eve'), await shop.signIn('ben')];
    const { alert_id: id } = await make(ann, { rule: over(150), persona: 'europe' });
    const path = `/api/v1/alerts/${id}`;
    expect((await ben.get(path)).status).toBe(200);
    expect(codeOf(await read(await eve.post(path, { rule: over(1), persona: 'europe' })))).toEqual([
      403,
      'alert.not_yours',
    ]);
    expect((await eve.delete(path)).status).toBe(403);
    const changed = await read(await ann.post(path, { rule: over(100), persona: 'europe' }));
    expect(changed).toMatchObject({ state: 'new', rule: { condition: { trigger: 100 } } });
    expect(await checked(id)).toMatchObject({ state: 'firing', value: 120.5 });
    expect((await ann.delete(path)).status).toBe(204);
    expect((await ann.get(path)).status).toBe(404);
  });

  test('stay with their dashboard, and say so where another is asked for', async () => {
    const eve = await shop.signIn('eve');
    const other = await read(await eve.post('/api/v1/dashboards', { spec: { ...spec, id: 'others' } }));
    expect(other.status).toBe(200);
    const { alert_id: id } = await make(eve, { rule: over(150), persona: 'executive' });
    const path = `/api/v1/alerts/${id}`;
    const moved = await read(
      await eve.post(path, { rule: { ...over(150), of: { ...total, dashboard_id: 'others' } }, persona: 'executive' }),
    );
    expect(codeOf(moved)).toEqual([409, 'alert.other_dashboard']);
    // Both are named, and what to do: the reason was there before, but with a mend for something else.
    expect(moved).toMatchObject({ path: ['of'], detail: expect.stringMatching(/sales.*others/) });
    const bare = { ...over(150), of: { plan: { measures: [revenue] } } };
    expect(codeOf(await read(await eve.post(path, { rule: bare, persona: 'executive' })))).toEqual([
      409,
      'alert.other_dashboard',
    ]);
    // It says so too where nothing of that name is watched there.
    const nowhere = { ...over(150), of: { dashboard_id: 'others', tile_id: 'none' } };
    expect(codeOf(await read(await eve.post(path, { rule: nowhere, persona: 'executive' })))).toEqual([
      409,
      'alert.other_dashboard',
    ]);
    expect(await read(await eve.get(path))).toMatchObject({ rule: { of: total } });
  });

  test('whose tile is gone tell what they can watch in its place, until they watch that', async () => {
    const eve = await shop.signIn('eve');
    const board = { ...spec, id: 'passing', title: 'Passing' };
    expect((await eve.post('/api/v1/dashboards', { spec: board })).status).toBe(200);
    const of = { dashboard_id: 'passing', tile_id: 'total' };
    const { alert_id: id } = await make(eve, { rule: { ...over(150), of }, persona: 'executive' });
    const operations = [{ kind: 'removeTile', tile_id: 'total' }];
    expect((await eve.post('/api/v1/dashboards/passing/edits', { operations, base_revision: 1 })).status).toBe(200);
    const error = { code: 'alert.tile_gone', message: expect.stringMatching(/Passing.*total.*February/) };
    expect(await checked(id)).toMatchObject({ state: 'error', value: null, error });
    expect(told.at(-1)?.text).toContain('February');
    const path = `/api/v1/alerts/${id}`;
    const again = await read(await eve.post(path, { rule: { ...over(150), of }, persona: 'executive' }));
    expect(codeOf(again)).toEqual([422, 'alert.tile_gone']);
    const february = { ...over(150), of: { ...of, tile_id: 'february' } };
    expect((await eve.post(path, { rule: february, persona: 'executive' })).status).toBe(200);
    expect(await checked(id)).toMatchObject({ state: 'ok', value: 50 });
  });

  test('whose dashboard is not for their maker any more say whose rights are missing', async () => {
    const [ann, eve] = [await shop.signIn('ann'), await shop.signIn('eve')];
    expect((await ann.post('/api/v1/dashboards', { spec: { ...spec, id: 'inner' } })).status).toBe(200);
    const rules = { ...over(150), of: { dashboard_id: 'inner', tile_id: 'total' } };
    const { alert_id: id } = await make(eve, { rule: rules, persona: 'executive' });
    const operations = [{ kind: 'setPersonas', value: ['poor'] }];
    const edited = await ann.post('/api/v1/dashboards/inner/edits', { operations, base_revision: 1 });
    expect(edited.status).toBe(200);
    expect(await checked(id)).toMatchObject({ state: 'error', error: { code: 'alert.dashboard_hidden' } });
  });

  test('that a removal left behind go without a word', async () => {
    const eve = await shop.signIn('eve');
    expect((await eve.post('/api/v1/dashboards', { spec: { ...spec, id: 'left' } })).status).toBe(200);
    await make(eve, { rule: { ...over(1), of: { ...total, dashboard_id: 'left' } }, persona: 'executive' });
    await make(eve, { rule: over(1000), persona: 'executive' });
    await shop.platform.stores.dashboards.remove('left', 1);
    clock.pass(300);
    await shop.round();
    expect((await shop.platform.stores.documents.list('alert')).map(({ subject }) => subject)).toEqual(['sales']);
    expect(told).toEqual([]);
  });
});
