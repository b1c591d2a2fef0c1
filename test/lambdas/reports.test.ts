import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createPlatformApp } from '../../local/server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { listener } from '../support/listener.ts';
import { setClock } from '../support/set-clock.ts';
import { type Client, shopApp } from './platform.ts';
import { codeOf, type Json, read } from './replies.ts';

const folder = temporaryFolder('reports');
/** A Monday. */
const begin = '2026-03-02T06:30:00.000Z';
const clock = setClock(begin);
const notifier = listener();
const sent = notifier.told;
let shop: Awaited<ReturnType<typeof shopApp>>;

beforeAll(async () => {
  const server = { notifier, publicUrl: 'https://sophia.example.com' };
  shop = await shopApp(folder, { clock, server });
  const eve = await shop.signIn('eve');
  expect((await eve.post('/api/v1/dashboards', { spec })).status).toBe(200);
});
afterAll(() => shop.close());
beforeEach(async () => {
  notifier.clear();
  clock.set(begin);
  await shop.forget('report');
});

const revenue = { name: 'revenue', metric: 'revenue' };
const spec = {
  version: 1,
  id: 'sales',
  title: 'Sales',
  model: 'shop',
  tiles: [
    {
      id: 'february',
      kind: 'number',
      title: 'February',
      at: { x: 0, y: 0, w: 3, h: 2 },
      plan: { measures: [revenue] },
      time: { range: { kind: 'between', start: '2026-02-01', end: '2026-03-01' } },
      comparison: { with: 'previousPeriod' },
    },
    {
      id: 'regions',
      kind: 'bar',
      title: 'By region',
      at: { x: 3, y: 0, w: 9, h: 4 },
      plan: {
        measures: [revenue],
        dimensions: [{ field: 'sales.region' }],
        orderBy: [{ column: 'region', direction: 'ASC' }],
      },
    },
    {
      id: 'count',
      kind: 'number',
      title: 'Sales',
      at: { x: 0, y: 2, w: 3, h: 2 },
      plan: { measures: [{ name: 'sales_count', metric: 'sales_count' }] },
    },
  ],
};

const daily = { cron: '0 8 * * *', time_zone: 'UTC' };
const rule = (more: object = {}) => ({ title: 'Morning', dashboard_id: 'sales', schedule: daily, ...more });
const make = async (who: Client, more: object = {}, persona?: string) =>
  read(await who.post('/api/v1/reports', { rule: rule(more), persona }));
const runsOf = async (id: unknown) =>
  (await read(await (await shop.signIn('ann')).get(`/api/v1/reports/${id}/history`)))['runs'] as Json[];
async function roundAt(instant: string): Promise<void> {
  clock.set(instant);
  await shop.round();
}

describe('scheduled reports', () => {
  test('come at their time, once, as text with a link and files to fetch', async () => {
    const { report_id: id } = await make(await shop.signIn('eve'), { attachments: ['regions'] }, 'executive');
    await roundAt('2026-03-02T07:59:59Z');
    expect(sent).toEqual([]);
    await roundAt('2026-03-02T08:00:10Z');
    await roundAt('2026-03-02T08:00:30Z');
    expect(sent.map(({ subject, severity }) => [subject, severity])).toEqual([['Morning', 'info']]);
    const lines = sent[0]!.text.split('\n');
    expect(lines[0]).toBe('February: $50.00 (before $150.75, −66.8 %)');
    expect(lines.some(line => line.startsWith('By region: '))).toBe(true);
    expect(lines).toContain('Sales: 4');
    expect(lines.at(-1)).toBe('https://sophia.example.com/dashboards/sales');
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ status: 'sent', missed: 0, answered: 3, by: 'schedule' });
    const [file] = run!['files'] as Json[];
    expect(sent[0]!.text).toContain(`https://sophia.example.com${file!['url']}`);
    const [ben, eve] = [await shop.signIn('ben'), await shop.signIn('eve')];
    expect(await (await eve.get(String(file!['url']))).text()).toBe('Region,Revenue\r\nAsia,80.25\r\nEurope,120.5\r\n');
    expect((await ben.get(String(file!['url']))).status).toBe(404);
    await roundAt('2026-03-03T08:00:00Z');
    expect(sent).toHaveLength(2);
  });

  test('show the rows of their persona, and say what it may not see', async () => {
    const { report_id: id } = await make(await shop.signIn('eve'), { attachments: ['regions'] }, 'europe');
    await roundAt('2026-03-02T08:00:00Z');
    expect(sent[0]).toMatchObject({ severity: 'warning' });
    expect(sent[0]!.text).toContain('February: $20.00 (before $100.50');
    expect(sent[0]!.text).toMatch(/Sales: not available/);
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ without: ['Sales'], answered: 2 });
    const [file] = run!['files'] as Json[];
    const ben = await shop.signIn('ben');
    expect(await (await ben.get(String(file!['url']))).text()).toBe('Region,Revenue\r\nEurope,120.5\r\n');
    expect((await ben.get(`/api/v1/reports/${id}/runs/20260302T080000Z/files/..%2F..%2Fx.csv`)).status).toBe(404);
  });

  test('of times that were missed come once, and say so', async () => {
    const { report_id: id } = await make(await shop.signIn('eve'), {}, 'executive');
    await roundAt('2026-03-05T09:30:00Z');
    await shop.round();
    expect(sent).toHaveLength(1);
    expect(sent[0]!.text).toMatch(/2026-03-05 08:00.*3 before it were missed/);
    expect(await runsOf(id)).toMatchObject([{ missed: 3, scheduled_for: '2026-03-05T08:00:00.000Z', status: 'sent' }]);
    const { next_run_at } = await read(await (await shop.signIn('eve')).get(`/api/v1/reports/${id}`));
    expect(next_run_at).toBe('2026-03-06T08:00:00.000Z');
  });

  test('keep their hour when clocks are changed', async () => {
    clock.set('2026-03-27T12:00:00Z');
    const schedule = { cron: '0 8 * * *', time_zone: 'Europe/Berlin' };
    const preview = await read(
      await (await shop.signIn('eve')).post('/api/v1/reports/preview', {
        rule: rule({ schedule }),
        persona: 'executive',
      }),
    );
    expect(preview['next']).toEqual([
      '2026-03-28T07:00:00.000Z',
      '2026-03-29T06:00:00.000Z',
      '2026-03-30T06:00:00.000Z',
    ]);
    expect(preview['text']).toContain('February: $50.00');
    expect(sent).toEqual([]);
  });

  test('come from one of two servers on one folder', async () => {
    const other = await createPlatformApp(shop.options);
    const { report_id: id } = await make(await shop.signIn('eve'), {}, 'executive');
    clock.set('2026-03-02T08:00:00Z');
    await Promise.all([shop.round(), other.round()]);
    await Promise.all([other.round(), shop.round()]);
    await other.drain();
    expect(sent).toHaveLength(1);
    expect(await runsOf(id)).toHaveLength(1);
  });

  test('that can not be sent are tried again, and given up for their next time', async () => {
    const { report_id: id } = await make(await shop.signIn('eve'), {}, 'executive');
    notifier.deaf = true;
    for (const minute of ['00', '05', '10', '15']) await roundAt(`2026-03-02T08:${minute}:00Z`);
    expect((await runsOf(id)).map(({ status, reason }) => [status, reason !== null])).toEqual([
      ['failed', true],
      ['failed', true],
      ['failed', true],
    ]);
    notifier.deaf = false;
    await roundAt('2026-03-02T08:20:00Z');
    expect(sent).toEqual([]);
    await roundAt('2026-03-03T08:00:00Z');
    expect(sent).toHaveLength(1);
  });

  test('end with the rights of their owner, and tell that they do not come', async () => {
    const { report_id: id } = await make(await shop.signIn('eve'), {}, 'executive');
    const users = await readFile(shop.usersFile, 'utf8');
    await writeFile(shop.usersFile, users.replaceAll('"executive"', '"europe"'));
    for (const minute of ['00', '05', '10']) await roundAt(`2026-03-02T08:${minute}:00Z`);
    await writeFile(shop.usersFile, users);
    expect(sent.map(({ subject, severity }) => [subject, severity])).toEqual([['No report: Morning', 'warning']]);
    expect((await runsOf(id)).every(({ status }) => status === 'failed')).toBe(true);
  });

  test('come by hand, paused or not, and are changed by their owner', async () => {
    const { report_id: id } = await make(await shop.signIn('eve'), { paused: true }, 'europe');
    const path = `/api/v1/reports/${id}`;
    await roundAt('2026-03-02T08:00:00Z');
    expect(sent).toEqual([]);
    const ben = await shop.signIn('ben');
    expect(codeOf(await read(await ben.post(`${path}/send`, {})))).toEqual([403, 'report.not_yours']);
    expect((await (await shop.signIn('eve')).post(`${path}/send`, {})).status).toBe(200);
    await shop.round();
    await shop.round();
    expect(await runsOf(id)).toMatchObject([{ by: 'hand', missed: 0 }]);
    expect(sent).toHaveLength(1);
    const again = await shop.signIn('eve');
    const resumed = await read(await again.post(path, { rule: rule(), persona: 'europe' }));
    expect(resumed).toMatchObject({ status: 200, next_run_at: '2026-03-03T08:00:00.000Z' });
    expect((await again.delete(path)).status).toBe(204);
    expect((await again.get(path)).status).toBe(404);
  });

  test('stay with their dashboard, and say so where another is asked for', async () => {
    const eve = await shop.signIn('eve');
    expect((await eve.post('/api/v1/dashboards', { spec: { ...spec, id: 'others' } })).status).toBe(200);
    const { report_id: id } = await make(eve, {}, 'executive');
    const path = `/api/v1/reports/${id}`;
    const moved = await read(await eve.post(path, { rule: rule({ dashboard_id: 'others' }), persona: 'executive' }));
    expect(codeOf(moved)).toEqual([409, 'report.other_dashboard']);
    expect(moved).toMatchObject({ path: ['rule', 'dashboard_id'], detail: expect.stringMatching(/sales.*others/) });
    expect(await read(await eve.get(path))).toMatchObject({ rule: { dashboard_id: 'sales' } });
  });

  test('that are asked for while they are being sent come once more', async () => {
    const { report_id: id } = await make(await shop.signIn('eve'), {}, 'executive');
    const send = async () => {
      const reply = await (await shop.signIn('eve')).post(`/api/v1/reports/${id}/send`, {});
      expect(reply.status).toBe(200);
    };
    // By the schedule, and asked for meanwhile; and asked for, and asked for again at the same moment.
    for (const [first, second] of [
      ['schedule', 'hand'],
      ['hand', 'hand'],
    ]) {
      notifier.clear();
      clock.set(first === 'schedule' ? '2026-03-02T08:00:00Z' : '2026-03-02T12:00:00Z');
      if (first === 'hand') await send();
      notifier.meanwhile = send;
      await shop.round();
      expect(sent).toHaveLength(1);
      clock.pass(15);
      await shop.round();
      await shop.round();
      expect(sent).toHaveLength(2);
      expect((await runsOf(id)).slice(0, 2).map(({ by }) => by)).toEqual([second, first]);
    }
    const { next_run_at } = await read(await (await shop.signIn('eve')).get(`/api/v1/reports/${id}`));
    expect(next_run_at).toBe('2026-03-03T08:00:00.000Z');
  });

  test('that a removal left behind go without a word', async () => {
    const eve = await shop.signIn('eve');
    expect((await eve.post('/api/v1/dashboards', { spec: { ...spec, id: 'left' } })).status).toBe(200);
    await make(eve, { dashboard_id: 'left' }, 'executive');
    await make(eve, { title: 'Stays' }, 'executive');
    await shop.platform.stores.dashboards.remove('left', 1);
    await roundAt('2026-03-02T08:00:00Z');
    expect((await shop.platform.stores.documents.list('report')).map(({ subject }) => subject)).toEqual(['sales']);
    expect(sent.map(({ subject }) => subject)).toEqual(['Stays']);
  });

  describe('leave no file behind', () => {
    const files = async () =>
      (await readdir(join(folder, 'state', 'objects'), { recursive: true })).filter(name => /\.csv$/.test(name));
    const sentOf = async (id: string) => {
      const eve = await shop.signIn('eve');
      await eve.post('/api/v1/dashboards', { spec: { ...spec, id } });
      const { report_id } = await make(eve, { dashboard_id: id, attachments: ['regions'] }, 'executive');
      await roundAt('2026-03-02T08:00:00Z');
      return report_id;
    };
    // Sessions end sooner than reports come.
    const removing = async (id: string) => {
      const eve = await shop.signIn('eve');
      const { revision } = await read(await eve.get(`/api/v1/dashboards/${id}`));
      expect((await eve.delete(`/api/v1/dashboards/${id}?revision=${revision}`)).status).toBe(204);
    };

    test('when they are taken away, or their dashboard is', async () => {
      const before = await files();
      const id = await sentOf('filed');
      expect((await files()).length).toBe(before.length + 1);
      const eve = await shop.signIn('eve');
      expect((await eve.delete(`/api/v1/reports/${id}`)).status).toBe(204);
      expect(await files()).toEqual(before);
      clock.set(begin);
      await sentOf('filed');
      expect((await files()).length).toBe(before.length + 1);
      await removing('filed');
      expect(await files()).toEqual(before);
    });

    test('when their dashboard is taken away while they are sent, or a removal left them', async () => {
      const before = await files();
      notifier.meanwhile = () => removing('brief');
      await sentOf('brief');
      expect(await files()).toEqual(before);
      clock.set(begin);
      await sentOf('brief');
      expect((await files()).length).toBe(before.length + 1);
      const { revision } = (await shop.platform.stores.dashboards.get('brief'))!;
      await shop.platform.stores.dashboards.remove('brief', revision);
      await roundAt('2026-03-03T08:00:00Z');
      expect(await files()).toEqual(before);
    });
  });

  test('that are asked for come, though they are changed before', async () => {
    const eve = await shop.signIn('eve');
    const { report_id: id } = await make(eve, {}, 'executive');
    const path = `/api/v1/reports/${id}`;
    await eve.post(`${path}/send`, {});
    await eve.post(path, { rule: rule({ title: 'Renamed' }), persona: 'executive' });
    // While it is sent it is changed again: nothing was asked for since.
    notifier.meanwhile = () => eve.post(path, { rule: rule({ title: 'Once more' }), persona: 'executive' });
    await shop.round();
    await shop.round();
    expect(sent.map(({ subject }) => subject)).toEqual(['Renamed']);
  });

  test.each([
    ['words', { schedule: { cron: 'every morning' } }, 'report.schedule_invalid'],
    ['seconds', { schedule: { cron: '* * * * * *' } }, 'report.schedule_invalid'],
    ['a day that never is', { schedule: { cron: '0 0 30 2 *' } }, 'report.never'],
    [
      'a place that is none',
      { schedule: { cron: '0 8 * * *', time_zone: 'Mars/Olympus' } },
      'report.time_zone_unknown',
    ],
    ['a tile that is none', { attachments: ['none'] }, 'dashboard.tile_unknown'],
  ])('are refused for %s', async (_, more, code) => {
    expect(codeOf(await make(await shop.signIn('eve'), more))).toEqual([422, code]);
  });
});
