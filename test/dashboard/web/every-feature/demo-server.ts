import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { createUsersFile, openUsersFile } from '../../../../adapters/users-file.ts';
import type { DashboardSpecInput } from '../../../../core/dashboards/spec.ts';
import { installFolder } from '../../../../lambdas/dashboard-generator/platform/built-ins.ts';
import { openPlatform } from '../../../../local/platform.ts';
import { startServer } from '../../../../local/server.ts';
import { generateData } from '../../../../scripts/data/generate.ts';
import { type Listener, listener } from '../../../support/listener.ts';
import { type SetClock, setClock } from '../../../support/set-clock.ts';
import { buildPage, distribution } from '../browser.ts';

const ofModels = (...names: string[]) => names.map(name => join('models', name));
const NOW = '2026-05-21T09:00:00Z';

/** Who uses the demo, and as whom they begin. */
const PEOPLE = {
  ann: { personas: ['*'], roles: ['admin'], persona: 'executive' },
  eve: { personas: ['executive', 'warehouse_manager', 'chief_executive'], roles: ['editor'], persona: 'executive' },
  kim: { personas: ['knowledge_curator', 'chief_executive'], roles: ['editor'], persona: 'knowledge_curator' },
  ben: { personas: ['warehouse_manager'], roles: [], persona: 'warehouse_manager' },
} as const;
export type Person = keyof typeof PEOPLE;

export interface DemoServer {
  readonly url: string;
  readonly clock: SetClock;
  /** Whom alerts and reports are told. */
  readonly notifier: Listener;
  /** A round of alerts and reports. */
  round(): Promise<void>;
  /** For a context before its first page: the person is signed in, in the persona they begin as. */
  as(person: Person, persona?: string): (context: BrowserContext) => Promise<void>;
  /** Makes a dashboard as eve. */
  make(spec: DashboardSpecInput): Promise<void>;
  /** As eve, by the API. */
  post(path: string, body: unknown): Promise<Record<string, unknown>>;
  get(path: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** The demo of both models with the dashboards that are there from the start, small, at one hour of one day. */
export async function serveDemo(directory: string, embedOrigins: readonly string[] = []): Promise<DemoServer> {
  await buildPage();
  const dataDirectory = join(directory, 'data');
  await generateData({ directory: dataDirectory, scale: 0.001, seed: 3, until: '2026-05-20' });
  const stateDirectory = join(directory, 'state');
  const clock = setClock(NOW);
  const platform = await openPlatform({
    dataDirectory,
    modelFile: ofModels('supply-chain.yaml', 'company.yaml'),
    personasFile: ofModels('personas.yaml', 'company-personas.yaml'),
    stateDirectory,
    threads: 1,
    clock,
  });
  await installFolder(platform, ofModels('dashboards')[0]!);
  const usersFile = join(directory, 'users.json');
  const users = Object.entries(PEOPLE).map(([username, { personas, roles }]) => ({
    username,
    personas: [...personas],
    roles: [...roles],
  }));
  const made = await createUsersFile(usersFile, users, { cost: 4 });
  const passwords = new Map(made.map(({ username, password }) => [username, password]));
  const notifier = listener();
  const server = await startServer({
    platform,
    identities: await openUsersFile({ file: usersFile }),
    stateDirectory,
    host: '127.0.0.1',
    port: 0,
    waitSeconds: 30,
    secureCookies: false,
    pageDirectory: distribution,
    notifier,
    embedOrigins,
    log: () => undefined,
  });
  const url = `http://127.0.0.1:${server.port}`;
  const login = await request('POST', '/api/v1/auth/login', { username: 'eve', password: passwords.get('eve') });

  async function request(method: string, path: string, body?: unknown, token?: unknown) {
    const response = await fetch(url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Record<string, unknown>;
  }
  const post = (path: string, body: unknown) => request('POST', path, body, login['access_token']);
  return {
    url,
    clock,
    notifier,
    round: () => server.round(),
    as: (person, persona) => async context => {
      const data = { username: person, password: passwords.get(person) };
      const reply = await context.request.post(`${url}/api/v1/auth/login`, { data });
      if (!reply.ok()) throw new Error(`Sign-in of ${person} gave ${reply.status()}`);
      await context.addInitScript(([key, name]) => localStorage.setItem(key ?? '', name ?? ''), [
        `sophia.persona.${person}`,
        persona ?? PEOPLE[person].persona,
      ] as const);
    },
    async make(spec) {
      const saved = await post('/api/v1/dashboards', { spec });
      if (saved['revision'] !== 1) throw new Error(JSON.stringify(saved));
    },
    post,
    get: path => request('GET', path, undefined, login['access_token']),
    stop: () => server.stop(),
  };
}
