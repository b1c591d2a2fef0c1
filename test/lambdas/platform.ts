import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createUsersFile, openUsersFile } from '../../adapters/users-file.ts';
import type { Planner } from '../../core/ask/planner.ts';
import type { Assumption, PlannerResult } from '../../core/ask/types.ts';
import { parsePlan } from '../../core/plan/parse.ts';
import type { PlanInput } from '../../core/plan/schema.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { LanguageModel } from '../../core/ports/language-model.ts';
import type { LogEntry } from '../../lambdas/query-orchestrator/dependencies.ts';
import { openPlatform, type Platform } from '../../local/platform.ts';
import { createPlatformApp, type ServerOptions } from '../../local/server.ts';
import { shopModel } from '../support/shop-model.ts';

/**
 * A shop of two regions over real parts (DuckDB, SQLite, bcrypt). Only the understanding of questions is
 * written down, question by question, so that these tests are about what is done with a plan.
 */
const sales = `day,region,product,amount
2026-01-05,Europe,Anvil,100.50
2026-01-20,Asia,Anvil,50.25
2026-02-03,Europe,=Bellows,20.00
2026-02-11,Asia,Chisel,30.00
`;

const endless = 'SELECT count(*) AS n FROM range(1000000000) a, range(1000000000) b';
const datasets = [`{name: endless, source: "${endless}", fields: [{name: n, expression: n, datatype: Integer}]}`];
const metrics = [
  '{name: sales_count, expression: COUNT(sales.product)}',
  '{name: forever, expression: SUM(endless.n)}',
];

const personas = `
personas:
  - name: executive
    title: Executive
    datasets: '*'
    metrics: '*'
    budget: {dollars_per_day: 1, dollars_per_query: 0.1}
    examples: [revenue]
  - name: europe
    title: Europe Manager
    datasets: [sales]
    metrics: [revenue]
    row_filters: {sales: "sales.region = 'Europe'"}
    budget: {dollars_per_day: 1, dollars_per_query: 0.1}
  - name: poor
    title: Poor
    datasets: '*'
    metrics: '*'
    budget: {dollars_per_day: 0.0001, dollars_per_query: 0.1}
  - name: miser
    title: Miser
    datasets: '*'
    metrics: '*'
    budget: {dollars_per_day: 1, dollars_per_query: 0.00001}
`;

const revenue = { name: 'revenue', metric: 'revenue' };
const plans: Readonly<Record<string, PlanInput>> = {
  revenue: { measures: [revenue] },
  'revenue by region': { measures: [revenue], dimensions: [{ field: 'sales.region' }] },
  'revenue by product': { measures: [revenue], dimensions: [{ field: 'sales.product' }] },
  'revenue by month': { measures: [revenue], time: { field: 'sales.day', grain: 'month' } },
  'revenue in Atlantis': {
    measures: [revenue],
    where: [{ field: 'sales.region', operator: '=', values: ['Atlantis'] }],
  },
  'number of sales': { measures: [{ name: 'sales_count', metric: 'sales_count' }] },
  forever: { measures: [{ name: 'forever', metric: 'forever' }] },
};

/** Opened by a test: then questions that begin with "held" are understood. */
export interface Gate {
  open(): void;
}

export interface ShopOptions {
  readonly waitSeconds?: number;
  readonly maximumStateBytes?: number;
  readonly languageModel?: LanguageModel;
  readonly recheckMilliseconds?: number;
  readonly clock?: Clock;
  /** Datasets and metrics besides, each an object of YAML on a line. */
  readonly model?: { readonly datasets: readonly string[]; readonly metrics: readonly string[] };
  /** What the server is given besides: where to tell alerts, who may embed. */
  readonly server?: Partial<ServerOptions>;
}

export interface Shop {
  readonly platform: Platform;
  readonly options: Omit<ServerOptions, 'host' | 'port'>;
  readonly passwords: Readonly<Record<string, string>>;
  readonly gate: Gate;
  /** Read anew when it changes: what somebody may do can be taken away. */
  readonly usersFile: string;
  readonly log: LogEntry[];
}

/** By way of another name: a second server that starts on the folder never reads half a file. */
async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.${process.pid}`, text);
  await rename(`${file}.${process.pid}`, file);
}

/** Writes the shop into a folder (unless it is there) and opens it. */
export async function openShop(directory: string, options: ShopOptions = {}): Promise<Shop> {
  const gate = Promise.withResolvers<void>();
  const data = join(directory, 'data');
  const files = { model: join(directory, 'model.yaml'), personas: join(directory, 'personas.yaml') };
  const model = {
    datasets: [...datasets, ...(options.model?.datasets ?? [])],
    metrics: [...metrics, ...(options.model?.metrics ?? [])],
  };
  await writeWhole(files.model, shopModel(model));
  await writeWhole(files.personas, personas);
  await mkdir(data, { recursive: true });
  if (!existsSync(join(data, 'sales.csv'))) await writeWhole(join(data, 'sales.csv'), sales);
  const stateDirectory = join(directory, 'state');
  const platform = await openPlatform({
    dataDirectory: data,
    modelFile: files.model,
    personasFile: files.personas,
    stateDirectory,
    maximumStateBytes: options.maximumStateBytes,
    languageModel: options.languageModel,
    clock: options.clock,
    threads: 1,
    recheckMilliseconds: options.recheckMilliseconds,
    createPlanner: async () => scriptedPlanner(gate.promise),
  });
  const usersFile = join(directory, `users-${process.pid}-${Math.random()}.json`);
  const all = platform.personas.map(persona => persona.name);
  const made = await createUsersFile(
    usersFile,
    [
      { username: 'ann', personas: all, roles: ['admin'] },
      { username: 'ben', personas: ['europe'] },
      { username: 'eve', personas: ['europe', 'executive'], roles: ['editor'] },
    ],
    { cost: 4 },
  );
  const log: LogEntry[] = [];
  return {
    platform,
    passwords: Object.fromEntries(made.map(({ username, password }) => [username, password])),
    gate: { open: gate.resolve },
    usersFile,
    log,
    options: {
      platform,
      identities: await openUsersFile({ file: usersFile }),
      stateDirectory,
      waitSeconds: options.waitSeconds ?? 20,
      secureCookies: false,
      log: entry => log.push(entry),
      ...options.server,
    },
  };
}

const countedByDay: Assumption = {
  id: 'date',
  kind: 'date',
  text: 'Counted by day.',
  chosen: 'sales.day',
  choices: [],
};

function scriptedPlanner(gate: Promise<void>): Planner {
  return {
    async plan({ question, conversation }): Promise<PlannerResult> {
      if (question.startsWith('held ')) await gate;
      const text = question.replace(/^held /, '');
      if (text === 'same again') {
        const before = conversation.at(-1);
        if (before?.plan) return { status: 'planned', plan: before.plan, assumptions: [] };
      }
      if (text === 'sales by place') {
        const options = [{ label: 'Region', question: 'revenue by region', choices: { 'term:place': 'sales.region' } }];
        return { status: 'clarify', question: 'Which place is meant?', options };
      }
      const plan = plans[text];
      const assumptions = text === 'revenue by month' ? [countedByDay] : [];
      if (plan) return { status: 'planned', plan: parsePlan(plan), assumptions };
      return {
        status: 'refused',
        reason: `I do not know ${text}.`,
        notUnderstood: [{ text, start: 0, end: text.length, reason: 'unknown' }],
        suggestions: ['revenue by region'],
      };
    },
    complete: async text => Object.keys(plans).filter(question => question.startsWith(text)),
    starters: async () => ['revenue by region'],
  };
}

export interface Client {
  readonly token: string;
  readonly sessionId: string;
  get(path: string): Promise<Response>;
  post(path: string, body: unknown, init?: RequestInit): Promise<Response>;
  delete(path: string): Promise<Response>;
  ask(query: string, more?: object): Promise<Response>;
}

export type Requests = (path: string, init?: RequestInit) => Response | Promise<Response>;

/** The shop's app, to be asked without a socket. */
export async function shopApp(directory: string, options: ShopOptions = {}) {
  const shop = await openShop(directory, options);
  const { app, drain, round } = await createPlatformApp(shop.options);
  const request: Requests = (path, init) => app.request(path, init);
  return {
    ...shop,
    request,
    round,
    signIn: (username: string) => signIn(request, username, shop.passwords[username] ?? ''),
    /** Removes all kept documents of a kind, such as `alert`. */
    async forget(kind: string) {
      const { documents } = shop.platform.stores;
      for (const { id, version } of await documents.list(kind)) await documents.remove(kind, id, version);
    },
    async close() {
      shop.gate.open();
      await drain();
      await shop.platform.close();
    },
  };
}

export const postJson = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** A client with a bearer token. */
export async function signIn(request: Requests, username: string, password: string): Promise<Client> {
  const response = await request('/api/v1/auth/login', postJson({ username, password }));
  if (response.status !== 200) throw new Error(`Sign-in of ${username} gave ${response.status}`);
  const { access_token: token, session_id: sessionId } = (await response.json()) as Record<string, string>;
  const headers = { authorization: `Bearer ${token}` };
  const post = async (path: string, body: unknown, init: RequestInit = {}) =>
    request(path, { ...postJson(body, headers), ...init });
  return {
    token: token ?? '',
    sessionId: sessionId ?? '',
    get: async path => request(path, { headers }),
    post,
    delete: async path => request(path, { method: 'DELETE', headers }),
    ask: (query, more = {}) => post('/api/v1/query', { query, persona: 'executive', ...more }),
  };
}
