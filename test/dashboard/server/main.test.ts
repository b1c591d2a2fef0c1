import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleServer } from '../../../scripts/build-server.ts';
import { jsonFault, ServiceDouble } from '../../doubles/aws/server.ts';
import { ann, type Cloud, startCloud } from '../../support/cloud.ts';
import { docx, paragraph, pdf } from '../../support/documents.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/folder.ts';

/** The server as its image runs it: the bundle alone, in a folder of its own, set by its environment. */
const folder = temporaryFolder('server');
const app = path.join(folder, 'app');
let cloud: Cloud;
const running: Server[] = [];

beforeAll(async () => {
  cloud = await startCloud(folder);
  await bundleServer(app);
  mkdirSync(path.join(app, 'page/assets'), { recursive: true });
  writeFileSync(path.join(app, 'page/index.html'), '<!doctype html><title>Sophia</title>');
  writeFileSync(path.join(app, 'page/assets/index-1a2b.js'), 'export {};');
  mkdirSync(path.join(app, 'models'));
  for (const [name, file] of Object.entries(cloud.image.files)) cpSync(file, path.join(app, name));
});
afterAll(async () => {
  for (const each of running) each.process.kill('SIGKILL');
  await cloud.stop();
});

class Server {
  readonly process: ChildProcess;
  readonly log: Record<string, unknown>[] = [];
  readonly exit: Promise<unknown>;

  constructor(environment: Readonly<Record<string, string>>) {
    this.process = spawn(process.execPath, ['index.mjs'], {
      cwd: app,
      env: {
        PATH: process.env['PATH'] ?? '',
        AWS_REGION: 'us-east-1',
        ...{ AWS_ACCESS_KEY_ID: 'double', AWS_SECRET_ACCESS_KEY: 'double', AWS_EC2_METADATA_DISABLED: 'true' },
        ...{ PORT: '0', SOPHIA_VERSION: '1.2.3', SOPHIA_GRACE_SECONDS: '0' },
        ...cloud.environment,
        ...cloud.image.environment,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.exit = once(this.process, 'exit').then(([code]) => code);
    createInterface({ input: this.process.stdout! }).on('line', line => this.log.push(JSON.parse(line)));
    running.push(this);
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<Server> {
    const server = new Server(environment);
    await eventually(async () => server.log.some(({ message }) => message === 'Serving'));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.log.find(({ message }) => message === 'Serving')?.['port']}`;
  }

  get(at: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}${at}`, { headers });
  }

  post(at: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const all = { 'content-type': 'application/json', 'x-forwarded-proto': 'https', ...headers };
    return fetch(`${this.url}${at}`, { method: 'POST', body: JSON.stringify(body), headers: all });
  }

  login(headers: Record<string, string> = {}, password: string = ann.password): Promise<Response> {
    return this.post('/api/v1/auth/login', { username: ann.username, password }, headers);
  }

  async ask(query: string): Promise<Response> {
    const { access_token } = (await (await this.login()).json()) as { access_token: string };
    const authorization = `Bearer ${access_token}`;
    return this.post('/api/v1/query', { query, persona: 'executive', wait_seconds: 0 }, { authorization });
  }
}

interface Dashboards {
  readonly dashboards: readonly { readonly id: string }[];
}

describe('The server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });

  test('serves the page and its files, with what keeps other pages out', async () => {
    for (const at of ['/', '/conversations/con_1']) {
      const page = await server.get(at, { accept: 'text/html' });
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Sophia</title>')]);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.headers.get('strict-transport-security')).not.toBeNull();
    }
    expect((await server.get('/assets/index-1a2b.js')).headers.get('cache-control')).toContain('immutable');
    expect((await server.get('/assets/none.js')).status).toBe(404);
  });

  test('answers questions, and waits for them: another server would not know of them', async () => {
    const response = await server.ask('revenue by region');
    expect(response.status).toBe(200);
    const { status, results } = (await response.json()) as { status: string; results: { rows: unknown } };
    expect([status, results.rows]).toEqual([
      'answered',
      [
        ['Europe', 120.5],
        ['Asia', 80.25],
      ],
    ]);
    expect(server.log).toContainEqual(expect.objectContaining({ service: 'dashboard', Questions: 1 }));
  });

  test('serves dashboards: the built-in ones are there, their tiles come as they are ready, and they can be followed', async () => {
    const { access_token } = (await (await server.login()).json()) as { access_token: string };
    const authorization = `Bearer ${access_token}`;
    const { dashboards } = (await (await server.get('/api/v1/dashboards', { authorization })).json()) as Dashboards;
    expect(dashboards).toMatchObject([{ id: 'sales', created_by: 'Sophia (built in)' }]);
    const load = await server.post('/api/v1/dashboards/sales/load', {}, { authorization });
    const kinds = (await load.text())
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { kind: string }).kind);
    expect(kinds).toEqual(['start', 'tile', 'tile', 'end']);
    const following = new AbortController();
    const live = await fetch(`${server.url}/api/v1/dashboards/sales/live`, {
      headers: { authorization },
      signal: following.signal,
    });
    expect([live.status, live.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const { value } = await live.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toContain('retry:');
    following.abort();
  });

  test('is well as long as it works, whatever becomes of the lake', async () => {
    const failing = jsonFault(500, 'InternalServerException');
    cloud.athena.fail({ kind: 'respond', response: failing }, { times: 100 });
    const response = await server.get('/health');
    cloud.athena.forget();
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok', version: '1.2.3' }]);
  });

  test('cookies are for TLS alone, but in a trial that has none', async () => {
    const attributes = async (proto: string) =>
      (await server.login({ 'x-forwarded-proto': proto })).headers
        .getSetCookie()
        .map(cookie => /; Secure/i.test(cookie));
    expect(new Set(await attributes('https'))).toEqual(new Set([true]));
    expect(new Set(await attributes('http'))).toEqual(new Set([false]));
  });

  test('who fails to sign in too often is the address that the load balancer saw', async () => {
    const wrong = (address: string) => server.login({ 'x-forwarded-for': `1.2.3.4, ${address}` }, 'wrong');
    const answers: number[] = [];
    // Delays double from a second: however slow the machine is, some try comes within one.
    while (answers.length < 60 && !answers.includes(429)) answers.push((await wrong('203.0.113.66')).status);
    expect(answers.at(-1)).toBe(429);
    expect((await wrong('203.0.113.67')).status).toBe(401);
    expect(server.log.some(line => JSON.stringify(line).includes('wrong'))).toBe(false);
  });
});

describe('Documents', () => {
  const send = async (server: Server, name: string, content: Uint8Array) => {
    const { access_token } = (await (await server.login()).json()) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/octet-stream' };
    const body = new Uint8Array(content);
    const response = await fetch(`${server.url}/api/v1/documents?name=${name}`, { method: 'POST', headers, body });
    return { headers, status: response.status, document: (await response.json()) as Record<string, unknown> };
  };

  test('are read by the bundle alone, found at another server at once, and given back as they came', async () => {
    const [one, other] = await Promise.all([Server.start(), Server.start()]);
    const file = pdf(['Refunds within 30 days'], { title: 'Refund handbook' });
    const { status, document, headers } = await send(one, 'handbook.pdf', file);
    expect([status, document['title'], document['pages']]).toEqual([200, 'Refund handbook', 1]);
    expect((await send(other, 'notes.docx', docx(paragraph('Travel costs')))).document['format']).toBe('docx');
    const notes = new TextEncoder().encode('# Onboarding\n\nWho to *ask*.');
    expect((await send(one, 'onboarding.md', notes)).document['title']).toBe('Onboarding');
    const twice = await send(other, 'copy.pdf', file);
    expect([twice.status, twice.document['type']]).toEqual([409, 'urn:sophia:problem:knowledge.duplicate']);
    const found = await (await other.get('/api/v1/documents/search?q=refunds', headers)).json();
    expect(found).toMatchObject({ total: 1, hits: [{ document: { document_id: document['document_id'] } }] });
    const original = await other.get(`/api/v1/documents/${document['document_id']}/original`, headers);
    expect(new Uint8Array(await original.arrayBuffer())).toEqual(new Uint8Array(file));
    const broken = await send(one, 'broken.pdf', file.slice(0, 200));
    expect([broken.status, broken.document['type']]).toEqual([422, 'urn:sophia:problem:knowledge.damaged']);
    for (const server of [one, other]) server.process.kill('SIGTERM');
    expect(await Promise.all([one.exit, other.exit])).toEqual([0, 0]);
  });

  test('are not kept without a bucket, which is said', async () => {
    const server = await Server.start({ SOPHIA_DOCUMENTS_BUCKET: '' });
    const { status, document } = await send(server, 'a.txt', new TextEncoder().encode('words'));
    expect([status, document['type']]).toEqual([501, 'urn:sophia:problem:knowledge.not_kept']);
  });
});

describe('On Fargate', () => {
  test('it acts by the credentials of its task', async () => {
    const credentials = {
      ...{ AccessKeyId: 'ofTheTask', SecretAccessKey: 'secret', Token: 'token' },
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const agent = await ServiceDouble.start(() => ({ body: JSON.stringify(credentials) }));
    const server = await Server.start({
      ...{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${agent.url}/v2/credentials`,
    });
    const before = cloud.athena.requests.length;
    expect((await server.ask('revenue by product')).status).toBe(200);
    const signed = cloud.athena.requests.slice(before).map(({ headers }) => headers['authorization']);
    expect(signed.length).toBeGreaterThan(0);
    for (const each of signed) expect(each).toContain('Credential=ofTheTask/');
    await agent.stop();
  });
});

describe('Stopping', () => {
  test('lets a question that runs end, takes no more, and leaves in order', async () => {
    const server = await Server.start();
    const hold = Promise.withResolvers<void>();
    await server.ask('revenue by region');
    cloud.athena.held = hold.promise;
    const before = cloud.athena.executions.length;
    const asked = server.ask('revenue by month');
    await eventually(async () => cloud.athena.executions.length > before);
    server.process.kill('SIGTERM');
    await eventually(async () =>
      server.get('/').then(
        () => false,
        () => true,
      ),
    );
    hold.resolve();
    const response = await asked;
    expect([response.status, ((await response.json()) as { status: string }).status]).toEqual([200, 'answered']);
    expect(await server.exit).toBe(0);
    cloud.athena.held = undefined;
  });

  test('is not well while it waits for the load balancer to notice; told again, it ends at once', async () => {
    const server = await Server.start({ SOPHIA_GRACE_SECONDS: '60' });
    server.process.kill('SIGTERM');
    await eventually(async () => (await server.get('/health')).status === 503);
    expect((await server.get('/')).headers.get('connection')).toBe('close');
    server.process.kill('SIGTERM');
    expect(await server.exit).toBe(1);
  });
});

describe('What keeps it from starting', () => {
  test('is told whole, then it ends', async () => {
    const server = new Server({ PORT: 'http', SOPHIA_LEDGER_TABLE: '', SOPHIA_USER_POOL_ID: 'none' });
    expect(await server.exit).toBe(1);
    const told = JSON.stringify(server.log);
    for (const name of ['PORT', 'SOPHIA_LEDGER_TABLE', 'SOPHIA_USER_POOL_ID']) expect(told).toContain(`${name}: `);
    expect(told).not.toContain('SOPHIA_AUDIT_TABLE: ');
  });

  test('a port that is taken, a store that is denied', async () => {
    const server = await Server.start();
    expect(await new Server({ PORT: new URL(server.url).port }).exit).toBe(1);
    cloud.dynamo.fail({ kind: 'respond', response: jsonFault(400, 'AccessDeniedException') }, { times: 10 });
    expect(await new Server({}).exit).toBe(1);
    cloud.dynamo.forget();
  });
});

describe('The image', () => {
  const lines = readFileSync('dashboard/server/Dockerfile', 'utf8')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
  const words = (instruction: string) =>
    lines.filter(line => line.startsWith(`${instruction} `)).map(line => line.split(/\s+/).slice(1));
  const ignored = readFileSync('dashboard/server/Dockerfile.dockerignore', 'utf8').trim().split('\n');

  test('copies what is there, and nothing that is left out of its context', () => {
    const sources = words('COPY')
      .filter(([first]) => !first!.startsWith('--from'))
      .flatMap(each => each.slice(0, -1));
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect(() => cpSync(source, path.join(folder, 'context', source), { recursive: true, filter })).not.toThrow();
      expect(ignored).not.toContain(source);
    }
  });

  test('has all that its bundle is made of', () => {
    // What the first stage copied, with the packages that it installs.
    const context = path.join(folder, 'context');
    symlinkSync(path.resolve('node_modules'), path.join(context, 'node_modules'));
    const call = `const { bundleServer } = await import('./scripts/build-server.ts'); await bundleServer('dist/server');`;
    execFileSync(process.execPath, ['scripts/pack-words.ts'], { cwd: context });
    execFileSync(process.execPath, ['--input-type=module', '-e', call], { cwd: context });
    expect(readdirSync(path.join(context, 'dist/server'))).toContain('index.mjs');
  });

  test('runs as nobody special, on the present Node, checks itself, and starts what is built', () => {
    expect(words('FROM').map(([image]) => image)).toEqual(['node:24-slim', 'node:24-slim']);
    expect(words('USER').at(-1)).toEqual(['node']);
    // The one folder that a task may write to.
    expect(words('VOLUME')).toEqual([['["/tmp"]']]);
    expect(words('HEALTHCHECK')).toHaveLength(1);
    expect(words('CMD').at(-1)?.join(' ')).toBe('["node", "index.mjs"]');
    expect(words('EXPOSE')).toEqual([['8080']]);
  });
});

const filter = (source: string) =>
  !/(^|\/)(node_modules|dist(-[^/]*)?|words\.data\.json)(\/|$)/.test(path.relative('.', source));
