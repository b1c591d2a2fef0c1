import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { createUsersFile, openUsersFile } from '../../../../adapters/users-file.ts';
import type { DashboardSpecInput } from '../../../../core/dashboards/spec.ts';
import { openPlatform } from '../../../../local/platform.ts';
import { startServer } from '../../../../local/server.ts';
import { shopModel } from '../../../support/shop-model.ts';

/** A shop over real parts, with a page: three products in three regions, one year of days. */
function salesCsv(): string {
  const lines = ['day,region,product,amount'];
  for (let day = 0; day < 364; day += 1) {
    const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
    const region = ['Europe', 'Asia', 'America'][day % 3];
    const product = ['Anvil', 'Bellows', 'Chisel'][Math.floor(day / 7) % 3];
    lines.push(`${date},${region},${product},${100 + (day % 50)}`);
  }
  return `${lines.join('\n')}\n`;
}

const byDay = `{vendor_name: COMMON, data: '{"time_field":"sales.day"}'}`;
const model = shopModel({
  metrics: [`{name: orders, expression: COUNT(sales.product), custom_extensions: [${byDay}]}`],
});

const personas = `
personas:
  - name: executive
    title: Executive
    datasets: '*'
    metrics: '*'
    examples: [revenue]
`;

const revenue = { name: 'revenue', metric: 'revenue' };
const orders = { name: 'orders', metric: 'orders' };

/** A board of six tiles, each of a kind that edits are tried on. */
const board = (id: string): DashboardSpecInput => ({
  version: 1,
  id,
  title: 'Sales today',
  model: 'shop',
  tiles: [
    {
      id: 'total',
      kind: 'number',
      title: 'Revenue',
      at: { x: 0, y: 0, w: 3, h: 2 },
      plan: { version: 1, measures: [revenue] },
    },
    {
      id: 'count',
      kind: 'number',
      title: 'Orders',
      at: { x: 3, y: 0, w: 3, h: 2 },
      plan: { version: 1, measures: [orders] },
    },
    {
      id: 'note',
      kind: 'text',
      title: 'Note',
      at: { x: 6, y: 0, w: 6, h: 2 },
      text: 'Numbers of all regions, in **US dollars**.',
    },
    {
      id: 'months',
      kind: 'line',
      title: 'Revenue by month',
      at: { x: 0, y: 2, w: 6, h: 4 },
      plan: { version: 1, measures: [revenue], time: { field: 'sales.day', grain: 'month' } },
    },
    {
      id: 'regions',
      kind: 'bar',
      title: 'Revenue by region',
      at: { x: 6, y: 2, w: 6, h: 4 },
      plan: { version: 1, measures: [revenue], dimensions: [{ field: 'sales.region' }] },
    },
    {
      id: 'products',
      kind: 'table',
      title: 'Products',
      at: { x: 0, y: 6, w: 12, h: 4 },
      plan: { version: 1, measures: [revenue, orders], dimensions: [{ field: 'sales.product' }] },
    },
  ],
});

export interface ShopServer {
  readonly url: string;
  /** Signs a browser in, without the page's form. */
  signIn(context: BrowserContext, username: string): Promise<void>;
  /** Makes a board of that id. */
  make(id: string, spec?: DashboardSpecInput): Promise<void>;
  /** Somebody else, by the API. */
  post(path: string, body: unknown): Promise<Record<string, unknown>>;
  get(path: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/** Serves the shop with the built page: eve and bob edit, ben looks. */
export async function serveShop(directory: string, pageDirectory: string): Promise<ShopServer> {
  const files = { model: join(directory, 'model.yaml'), personas: join(directory, 'personas.yaml') };
  const data = join(directory, 'data');
  await mkdir(data, { recursive: true });
  await writeFile(join(data, 'sales.csv'), salesCsv());
  await writeFile(files.model, model);
  await writeFile(files.personas, personas);
  const stateDirectory = join(directory, 'state');
  const platform = await openPlatform({
    dataDirectory: data,
    modelFile: files.model,
    personasFile: files.personas,
    stateDirectory,
    threads: 1,
    clock: { now: () => new Date('2026-11-20T12:00:00Z') },
  });
  const usersFile = join(directory, 'users.json');
  const made = await createUsersFile(
    usersFile,
    [
      { username: 'eve', personas: ['executive'], roles: ['editor'] },
      { username: 'bob', personas: ['executive'], roles: ['editor'] },
      { username: 'ben', personas: ['executive'] },
    ],
    { cost: 4 },
  );
  const passwords = new Map(made.map(({ username, password }) => [username, password]));
  const server = await startServer({
    platform,
    identities: await openUsersFile({ file: usersFile }),
    stateDirectory,
    host: '127.0.0.1',
    port: 0,
    waitSeconds: 5,
    secureCookies: false,
    pageDirectory,
    log: () => {},
  });
  const url = `http://127.0.0.1:${server.port}`;
  const login = { username: 'bob', password: passwords.get('bob') };
  const { access_token } = await send('POST', '/api/v1/auth/login', login);

  async function send(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(path.endsWith('/login') ? {} : { authorization: `Bearer ${access_token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Record<string, unknown>;
  }
  return {
    url,
    async signIn(context, username) {
      const password = passwords.get(username);
      const reply = await context.request.post(`${url}/api/v1/auth/login`, { data: { username, password } });
      if (!reply.ok()) throw new Error(`Sign-in of ${username} gave ${reply.status()}`);
    },
    async make(id, spec = board(id)) {
      const saved = await send('POST', '/api/v1/dashboards', { spec });
      if (saved['revision'] !== 1) throw new Error(JSON.stringify(saved));
    },
    post: (path, body) => send('POST', path, body),
    get: path => send('GET', path),
    stop: () => server.stop(),
  };
}
