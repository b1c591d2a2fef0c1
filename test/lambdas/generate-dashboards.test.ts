import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createUsersFile, openUsersFile } from '../../adapters/users-file.ts';
import { openPlatform, type Platform } from '../../local/platform.ts';
import { createPlatformApp, type PlatformApp } from '../../local/server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Client, signIn } from './platform.ts';

/** The routes of dashboards in words, over real questions. */
const folder = temporaryFolder('generate');
const sample = join(import.meta.dirname, '..', 'questions', 'subscriptions');
let platform: Platform;
let app: PlatformApp;
let eve: Client;
let ben: Client;

beforeAll(async () => {
  platform = await openPlatform({
    dataDirectory: join(sample, 'data'),
    modelFile: join(sample, 'model.yaml'),
    stateDirectory: join(folder, 'state'),
    clock: { now: () => new Date('2026-07-01T00:00:00Z') },
  });
  const file = join(folder, 'users.json');
  const users = [
    { username: 'eve', personas: ['analyst'], roles: ['editor'] },
    { username: 'ben', personas: ['analyst'], roles: ['viewer'] },
  ];
  const made = await createUsersFile(file, users, { cost: 4 });
  app = await createPlatformApp({
    platform,
    identities: await openUsersFile({ file }),
    stateDirectory: join(folder, 'state'),
    waitSeconds: 20,
    secureCookies: false,
    log: () => undefined,
  });
  const of = (name: string) => made.find(one => one.username === name)!.password;
  const request = (path: string, init?: RequestInit) => app.app.request(path, init);
  [eve, ben] = [await signIn(request, 'eve', of('eve')), await signIn(request, 'ben', of('ben'))];
}, 60_000);
afterAll(async () => {
  await app.drain();
  await platform.close();
});

type Document = Record<string, unknown> & { spec: { tiles: Record<string, unknown>[] } };
const post = async (who: Client, path: string, body: object) => {
  const response = await who.post(path, body);
  return { status: response.status, document: (await response.json()) as Document };
};

describe('dashboards in words', () => {
  test('a dashboard is made, loads, gets a component and is modified', async () => {
    const description =
      'A support dashboard with tickets and CSAT as KPIs at the top and tickets by month as a line chart';
    const { status, document } = await post(eve, '/generate-dashboard', {
      description,
      type: 'operational',
      data_sources: ['tickets'],
      features: ['real-time-updates'],
    });
    expect(status).toBe(200);
    expect(document).toMatchObject({
      dashboard_id: 'support-dashboard',
      revision: 1,
      url: '/dashboards/support-dashboard',
      unfulfilled: [],
      cost: { total_cost: 0 },
      spec: { refresh: 60, tiles: [{ kind: 'number' }, { kind: 'number' }, { kind: 'line' }] },
    });
    expect(document['refresh_cost']).toBeGreaterThan(0);
    const load = await eve.post('/api/v1/dashboards/support-dashboard/load', {});
    const end = JSON.parse((await load.text()).trim().split('\n').at(-1)!);
    expect(end).toMatchObject({ kind: 'end', answered: 3, refused: 0, failed: 0 });

    const added = await post(eve, '/add-component', {
      dashboard_id: 'support-dashboard',
      description: 'tickets by priority',
      data_source: 'tickets',
      position: 'top right',
    });
    expect(added.document).toMatchObject({ revision: 2, changes: { added: [{ tile_id: 'tickets-by-priority' }] } });
    expect(added.document.spec.tiles.at(-1)).toMatchObject({ kind: 'bar', at: { x: 6, y: 0 } });

    const modified = await post(eve, '/modify-dashboard', {
      dashboard_id: 'support-dashboard',
      modification: 'Turn tickets by priority into a pie chart. Split it by channel.',
      preserve_functionality: true,
    });
    expect(modified.document).toMatchObject({
      revision: 3,
      changes: { changed: [{ tile_id: 'tickets-by-priority', what: ['encoding', 'kind'] }] },
    });
    expect(modified.document['unfulfilled']).toMatchObject([{ text: 'Split it by channel' }]);
    const undone = await post(eve, '/api/v1/dashboards/support-dashboard/edits', {
      operations: modified.document['inverse'],
      base_revision: 3,
    });
    expect(undone.document.spec).toEqual(added.document.spec);
  });

  test('a preview stores nothing; viewers may look at one, not make one', async () => {
    const body = { description: 'mrr by plan', title: 'Plans' };
    const preview = await post(ben, '/generate-dashboard', { ...body, dry_run: true });
    expect(preview).toMatchObject({ status: 200, document: { dry_run: true, dashboard_id: 'plans', revision: 0 } });
    expect((await ben.get('/api/v1/dashboards/plans')).status).toBe(404);
    expect((await post(ben, '/generate-dashboard', body)).status).toBe(403);
    expect((await post(eve, '/generate-dashboard', body)).document['dashboard_id']).toBe('plans');
    expect((await post(eve, '/generate-dashboard', body)).document['dashboard_id']).toBe('plans-2');
  });

  test('what can not be done is told with a reason and what is near', async () => {
    const { document } = await post(eve, '/generate-dashboard', {
      description: 'mrr by plan and mrr by wombat',
      title: 'W',
    });
    expect(document.spec.tiles).toHaveLength(1);
    expect(document['unfulfilled']).toMatchObject([
      { text: 'mrr by wombat', reason: expect.stringContaining('wombat') },
    ]);
  });

  test('empty and endless words, unknown dashboards and faulty bodies are problems', async () => {
    expect((await post(eve, '/generate-dashboard', { description: ' ' })).status).toBe(422);
    expect((await post(eve, '/generate-dashboard', { description: 'x '.repeat(9_000) })).status).toBe(422);
    expect((await post(eve, '/generate-dashboard', {})).status).toBe(400);
    expect((await post(eve, '/add-component', { dashboard_id: 'none', description: 'mrr' })).status).toBe(404);
    expect((await post(eve, '/modify-dashboard', { dashboard_id: '../x', modification: 'mrr' })).status).toBe(400);
  });

  test('an edit in words of an earlier revision conflicts loudly, or goes on top', async () => {
    await post(eve, '/generate-dashboard', { description: 'mrr, tickets by month', title: 'Both' });
    const say = (modification: string) =>
      post(eve, '/modify-dashboard', { dashboard_id: 'both', modification, base_revision: 1 });
    expect((await say('make tickets by month red')).document['revision']).toBe(2);
    expect((await say('dark mode')).document['revision']).toBe(3);
    const clash = await say('make tickets by month green');
    expect([clash.status, clash.document['type']]).toEqual([409, 'urn:sophia:problem:dashboard.conflict']);
  });

  test('the routes are in the API document', async () => {
    const document = (await (await eve.get('/openapi.json')).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/generate-dashboard',
        '/add-component',
        '/modify-dashboard',
        '/api/v1/dashboards/{id}/load',
      ]),
    );
  });
});
