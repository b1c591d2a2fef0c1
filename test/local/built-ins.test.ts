import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createUsersFile, openUsersFile } from '../../adapters/users-file.ts';
import { installBuiltIns } from '../../core/dashboards/built-in.ts';
import { builtInAuthor } from '../../core/dashboards/built-in-author.ts';
import type { LoadEvent } from '../../core/dashboards/load-document.ts';
import { createDashboardService } from '../../core/dashboards/service.ts';
import type { Api } from '../../dashboard/web/src/api/client.ts';
import type { OpenedDashboard } from '../../dashboard/web/src/dashboards/dashboards-api.ts';
import { duplicateBoard } from '../../dashboard/web/src/dashboards/duplicate-board.ts';
import { installFolder, readBuiltIns } from '../../lambdas/dashboard-generator/platform/built-ins.ts';
import { openPlatform, type Platform } from '../../local/platform.ts';
import { createPlatformApp, type PlatformApp } from '../../local/server.ts';
import { generateData } from '../../scripts/data/generate.ts';
import { type Client, type Requests, signIn } from '../lambdas/platform.ts';
import { loaded } from '../lambdas/replies.ts';
import { temporaryFolder } from '../support/folder.ts';

/** The two models of the demo side by side, with the dashboards that are there from the start. */
const folder = temporaryFolder('built-ins');
const directory = 'models/dashboards';
const ofModels = (...names: string[]) => names.map(name => join('models', name));

let platform: Platform;
let served: PlatformApp;
let request: Requests;
const clients: Record<string, Client> = {};
const users = [
  { username: 'ann', personas: ['*'], roles: ['admin'] },
  { username: 'eve', personas: ['warehouse_manager', 'chief_executive'], roles: ['editor'] },
  { username: 'ben', personas: ['warehouse_manager'] },
];

beforeAll(async () => {
  const dataDirectory = join(folder, 'data');
  await generateData({ directory: dataDirectory, scale: 0.001, seed: 3, until: '2026-05-20' });
  platform = await openPlatform({
    dataDirectory,
    modelFile: ofModels('supply-chain.yaml', 'company.yaml'),
    personasFile: ofModels('personas.yaml', 'company-personas.yaml'),
    clock: { now: () => new Date('2026-05-21T09:00:00Z') },
  });
  expect((await installFolder(platform, directory)).map(({ what, error }) => [what, error])).toEqual(
    Array.from({ length: 6 }, () => ['made', undefined]),
  );
  const file = join(folder, 'users.json');
  const made = await createUsersFile(file, users, { cost: 4 });
  served = await createPlatformApp({
    platform,
    identities: await openUsersFile({ file }),
    stateDirectory: folder,
    waitSeconds: 60,
    secureCookies: false,
    log: () => undefined,
  });
  request = (path, init) => served.app.request(path, init);
  for (const { username, password } of made) clients[username] = await signIn(request, username, password);
}, 180_000);

afterAll(async () => {
  await served?.drain();
  await platform?.close();
});

const eventsOf = async (client: Client, id: string, body: object = {}): Promise<LoadEvent[]> => {
  const response = await client.post(`/api/v1/dashboards/${id}/load`, body);
  expect(response.status).toBe(200);
  return loaded(response);
};
const personaOf = ([start]: readonly LoadEvent[]) => (start?.kind === 'start' ? start.persona : undefined);

describe('the built-in dashboards', () => {
  test.each(['ceo', 'knowledge', 'project', 'sales-performance', 'supply-chain', 'success-metrics'])(
    '%s is well, and each of its tiles and filters shows rows to everybody it is for',
    async id => {
      const health = await request(`/dashboards/${id}/api/health`);
      expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok', dashboard_id: id }]);
      const { spec } = (await (await clients['ann']!.get(`/api/v1/dashboards/${id}`)).json()) as {
        spec: { personas: string[] };
      };
      for (const persona of spec.personas) {
        const events = await eventsOf(clients['ann']!, id, { persona });
        const faults = events.flatMap<LoadEvent>(event => {
          if (event.kind === 'filter') return event.values.length > 0 ? [] : [event];
          if (event.kind !== 'tile') return [];
          const rows = event.results.rows.length > 0 && event.sparkline?.rows.length !== 0;
          return event.status === 'answered' && rows && event.not_applied.length === 0 ? [] : [event];
        });
        expect([personaOf(events), faults]).toEqual([persona, []]);
      }
    },
  );

  test('numbers of which less is better say so', async () => {
    const events = await eventsOf(clients['ann']!, 'success-metrics', {
      tiles: ['cost', 'satisfaction'],
      filters: false,
    });
    const better = events.flatMap(event =>
      event.kind === 'tile' ? [[event.tile_id, event.results.columns.map(column => column.better ?? '')]] : [],
    );
    expect(Object.fromEntries(better)).toEqual({ cost: ['lower', '', ''], satisfaction: ['', '', ''] });
  });

  test('health tells the tile that can not be shown, and nothing of dashboards that people made', async () => {
    const copy = (await (await clients['ann']!.get('/api/v1/dashboards/ceo')).json()) as { spec: { title: string } };
    const spec = { ...copy.spec, id: 'mine' };
    expect((await clients['eve']!.post('/api/v1/dashboards', { spec })).status).toBe(200);
    expect((await request('/dashboards/mine/api/health')).status).toBe(404);

    const { dashboards: store } = platform.stores;
    const head = (await store.get('success-metrics'))!;
    const tile = { id: 'gone', kind: 'number', title: 'Gone', at: { x: 0, y: 90, w: 3, h: 2 } };
    const broken = { ...tile, plan: { measures: [{ name: 'gone', metric: 'no_such_metric' }] } };
    const old = head.spec as { tiles: readonly unknown[] };
    const [summary] = (await store.list()).filter(one => one.id === 'success-metrics');
    const next = { ...head, revision: 2, spec: { ...old, tiles: [...old.tiles, broken] } };
    expect(await store.append(next, { ...summary!, revision: 2 })).toBe(true);
    const response = await request('/dashboards/success-metrics/api/health');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { type: 'urn:sophia:problem:dashboard.unhealthy', faults: [{ path: ['tiles', old.tiles.length] }] },
    ]);
  });
});

describe('several models', () => {
  test('whoever asks, asks the model of the persona', async () => {
    const ask = async (persona: string, query: string) =>
      (await (await clients['eve']!.ask(query, { persona })).json()) as { status: string; sql: string };
    const own = await ask('chief_executive', 'MRR by plan');
    expect(own.status).toBe('answered');
    expect(own.sql).toContain('subscription_month');
    expect((await ask('warehouse_manager', 'MRR by plan')).status).toBe('refused');
    expect((await ask('warehouse_manager', 'stock on hand by warehouse')).status).toBe('answered');
    const named = async (persona: string) =>
      ((await (await clients['eve']!.get(`/api/v1/model?persona=${persona}`)).json()) as { name: string }).name;
    expect([await named('chief_executive'), await named('warehouse_manager')]).toEqual(['company', 'supply_chain']);
  });

  test('every example of the company and its personas is answered with rows', async () => {
    const chief = platform.personas.find(({ name }) => name === 'chief_executive')!;
    const asked = [
      ...platform.personas.flatMap(persona => persona.examples.map(question => ({ persona, question }))),
      ...platform.models.named('company')!.model.aiContext.examples.map(question => ({ persona: chief, question })),
    ].filter(({ persona }) => persona.model === 'company');
    expect(asked).toHaveLength(5 * 8 + 4);
    const unanswered: unknown[] = [];
    for (const { persona, question } of asked) {
      const request = { queryId: 'qry', username: 'ann', persona, question, conversation: [], choices: {} };
      const { status, sentence, results } = await platform.answerer.answer(request);
      if (status !== 'answered' || results?.rows.length === 0) unanswered.push([persona.name, question, sentence]);
    }
    expect(unanswered).toEqual([]);
  });

  test('a dashboard is shown with a persona of its model, whichever is asked for; without one it says so', async () => {
    expect(personaOf(await eventsOf(clients['eve']!, 'ceo', { persona: 'warehouse_manager', filters: false }))).toBe(
      'chief_executive',
    );
    const copy = (await (await clients['ann']!.get('/api/v1/dashboards/ceo')).json()) as { spec: object };
    const spec = { ...copy.spec, id: 'for-all', personas: undefined };
    expect((await clients['eve']!.post('/api/v1/dashboards', { spec })).status).toBe(200);
    const refused = await clients['ben']!.post('/api/v1/dashboards/for-all/load', {});
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { type: 'urn:sophia:problem:dashboard.persona_missing' },
    ]);
    // Nor may its plans be read or changed, which name fields and values of that model.
    const edit = { operations: [{ kind: 'retitle', value: 'Mine' }], base_revision: 1 };
    const others = await Promise.all([
      clients['ben']!.get('/api/v1/dashboards/for-all'),
      clients['ben']!.get('/api/v1/dashboards/for-all/export'),
      clients['ben']!.post('/api/v1/dashboards/for-all/edits', edit),
    ]);
    expect(others.map(({ status }) => status)).toEqual([403, 403, 403]);
    const listed = async (name: string) =>
      (
        (await (await clients[name]!.get('/api/v1/dashboards')).json()) as { dashboards: { id: string }[] }
      ).dashboards.map(({ id }) => id);
    expect(await listed('ben')).toEqual(['supply-chain']);
    expect(await listed('eve')).toEqual(expect.arrayContaining(['ceo', 'for-all', 'supply-chain']));
  });

  test('words make a dashboard over the model of the persona that speaks', async () => {
    const response = await clients['eve']!.post('/generate-dashboard', {
      description: 'MRR by month and win rate by deal owner',
      persona: 'chief_executive',
      dry_run: true,
    });
    const made = (await response.json()) as { spec: { model: string; tiles: unknown[] }; unfulfilled: unknown[] };
    expect([made.spec.model, made.spec.tiles.length, made.unfulfilled]).toEqual(['company', 2, []]);
  });
});

test('what the guide says can be said is done, on the dashboard of its pictures', async () => {
  const guide = await readFile('docs/guides/by-words.md', 'utf8');
  const cells = [...guide.matchAll(/^\|[^|]*\|(.*)\|$/gm)].map(([, cell]) => cell!);
  const said = cells.flatMap(cell => [...cell.matchAll(/"([^"]+)"/g)].map(([, words]) => words!));
  expect(said.length).toBeGreaterThan(10);
  for (const words of said) {
    const body = { dashboard_id: 'ceo', modification: words, persona: 'chief_executive', dry_run: true };
    const reply = (await (await clients['ann']!.post('/modify-dashboard', body)).json()) as {
      operations: unknown[];
      unfulfilled: unknown[];
    };
    expect([words, reply.operations.length > 0, reply.unfulfilled]).toEqual([words, true, []]);
  }
});

describe('files that come anew', () => {
  const install = async (text: string) => {
    const { stores, model, models, personas, clock } = platform;
    const { dashboards: store, audit } = stores;
    const dashboards = createDashboardService({ store, audit, clock, model, models });
    const [outcome] = await installBuiltIns([{ name: 'tried.yaml', text }], { dashboards, store, clock, personas });
    return outcome!.what;
  };
  const titled = async (title: string) =>
    (await readFile(join(directory, 'ceo.yaml'), 'utf8')).replace(
      /^id: ceo\ntitle: CEO$/m,
      `id: tried\ntitle: ${title}`,
    );
  const historyOf = async () => platform.stores.dashboards.history('tried', { limit: 10 });

  test('take the place of what nobody changed, and leave alone what somebody did, which the history tells once', async () => {
    expect(await install(await titled('One'))).toBe('made');
    expect(await install(await titled('One'))).toBe('current');
    expect(await install(await titled('Two'))).toBe('updated');
    const edit = { operations: [{ kind: 'retitle', value: 'Mine' }], base_revision: 2 };
    expect((await clients['ann']!.post('/api/v1/dashboards/tried/edits', edit)).status).toBe(200);
    expect(await install(await titled('Two'))).toBe('current');
    for (let i = 0; i < 2; i += 1) expect(await install(await titled('Three'))).toBe('kept');
    const history = await historyOf();
    expect(history.map(({ by }) => by)).toEqual([builtInAuthor, 'ann', builtInAuthor, builtInAuthor]);
    const opened = (await (await clients['ann']!.get('/api/v1/dashboards/tried')).json()) as {
      spec: { title: string };
    };
    expect(opened.spec.title).toBe('Mine');
    await clients['ann']!.post('/api/v1/dashboards/tried/restore', { revision: 2 });
    expect(await install(await titled('Three'))).toBe('updated');
  });

  test('stay away once an administrator took them away, and are told when they do not fit', async () => {
    expect((await clients['ann']!.delete('/api/v1/dashboards/tried?revision=6')).status).toBe(204);
    expect(await install(await titled('Four'))).toBe('removed');
    expect(await install('tiles: 7')).toBe('invalid');
    expect((await readBuiltIns(directory)).map(({ name }) => name)).toContain('ceo.yaml');
  });
});

describe('a copy of a built-in dashboard', () => {
  test('a copy of one is no built-in one, and in none of their folders', async () => {
    const openedBy = async (id: string) =>
      (await (await clients['ann']!.get(`/api/v1/dashboards/${id}`)).json()) as OpenedDashboard;
    const ceo = await openedBy('ceo');
    expect([ceo.spec.folder, ceo.built_in]).toEqual(['Built in', true]);
    const api = {
      json: async (_: string, path: string, body: unknown) => (await clients['ann']!.post(path, body)).json(),
    } as unknown as Api;
    const copy = await duplicateBoard(api, ceo, 1);
    expect([copy.spec.folder, copy.spec.title]).toEqual([undefined, `${ceo.spec.title} (copy)`]);
    expect((await openedBy(copy.dashboard_id)).built_in).toBe(false);
    const filed = await duplicateBoard(api, { ...ceo, built_in: false }, 2);
    expect(filed.spec.folder).toBe('Built in');
  });
});
