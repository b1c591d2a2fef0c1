import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { type Client, signIn } from '../lambdas/platform.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';

const script = fileURLToPath(new URL('./serve-shop.ts', import.meta.url));
const folder = temporaryFolder('server');
const servers: ChildProcess[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await kill(server);
});

async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGKILL');
  await once(server, 'exit');
}

/** A folder of its own for each test. */
function newFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

interface Served {
  readonly process: ChildProcess;
  readonly url: string;
  request(path: string, init?: RequestInit): Promise<Response>;
  signIn(username: string): Promise<Client>;
}

async function serve(directory: string): Promise<Served> {
  const server = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  servers.push(server);
  const [line] = (await Promise.race([
    once(createInterface({ input: server.stdout }), 'line'),
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`The server ended with ${code} before it served.`))),
  ])) as [string];
  const { url, passwords } = JSON.parse(line) as { url: string; passwords: Record<string, string> };
  const request = (path: string, init?: RequestInit) => fetch(url + path, init);
  return { process: server, url, request, signIn: name => signIn(request, name, passwords[name] ?? '') };
}

const readAs = async ({ token }: Client, server: Served, path: string) => {
  const response = await server.request(path, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('what was acknowledged outlives kill -9: sessions, answers, costs; what was running reads as failed', async () => {
  const directory = newFolder('kill');
  const first = await serve(directory);
  const ann = await first.signIn('ann');
  const answered = (await (await ann.ask('revenue by region', { wait_seconds: 20 })).json()) as Record<string, string>;
  const running = (await (await ann.ask('forever', { session_id: answered['session_id'] })).json()) as Record<
    string,
    string
  >;
  expect(running['status']).toBe('running');
  await kill(first.process);

  const second = await serve(directory);
  const answer = await readAs(ann, second, `/api/v1/query/${answered['query_id']}`);
  expect(answer).toMatchObject({ status: 200, body: { status: 'answered', results: { rows: expect.any(Array) } } });
  const lost = await readAs(ann, second, `/api/v1/query/${running['query_id']}`);
  expect(lost).toMatchObject({ status: 200, body: { status: 'failed' } });
  const conversation = await readAs(ann, second, `/api/v1/conversation/${answered['session_id']}`);
  expect(conversation.body['turns']).toMatchObject([{ status: 'answered' }, { status: 'failed' }]);
  expect((await readAs(ann, second, `/api/v1/cost/query/${answered['query_id']}`)).status).toBe(200);
});

test('an edit of a dashboard that was accepted outlives kill -9, whenever it comes', async () => {
  const directory = newFolder('edits');
  const board = { version: 1, id: 'board', title: 'Board', model: 'shop' };
  const accepted: string[] = [];
  for (const [round, after] of [9, 40].entries()) {
    const server = await serve(directory);
    const editor = await server.signIn('ann');
    if (round === 0) expect((await editor.post('/api/v1/dashboards', { spec: board })).status).toBe(200);
    const least = accepted.length + after;
    /** Adds one tile after the other until the server is gone; the others add theirs meanwhile. */
    const write = async (writer: number): Promise<void> => {
      for (let number = 0; ; number += 1) {
        const id = `r${round}w${writer}n${number}`;
        const tile = { id, kind: 'text', title: id, text: '', at: { x: 0, y: 0, w: 1, h: 1 } };
        const { revision } = (await readAs(editor, server, '/api/v1/dashboards/board')).body as { revision: number };
        const change = { base_revision: revision, operations: [{ kind: 'addTile', tile }] };
        const { status } = await editor.post('/api/v1/dashboards/board/edits', change);
        if (status === 200) accepted.push(id);
        if (accepted.length >= least) server.process.kill('SIGKILL');
      }
    };
    // Each ends by what it sent to a server that is gone.
    const ends = await Promise.allSettled([write(0), write(1), write(2)]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(accepted.length).toBeGreaterThanOrEqual(least);
  }
  const last = await serve(directory);
  const { body } = await readAs(await last.signIn('ann'), last, '/api/v1/dashboards/board');
  const { tiles } = body['spec'] as { tiles: readonly { id: string }[] };
  const kept = new Set(tiles.map(({ id }) => id));
  expect(accepted.filter(id => !kept.has(id))).toEqual([]);
}, 60_000);

test('a question of a megabyte is told to be too long, and the next one is answered', async () => {
  const server = await serve(newFolder('large'));
  const ann = await server.signIn('ann');
  for (let round = 0; round < 3; round++) {
    const large = await ann.ask('x'.repeat(1 << 20));
    expect({ status: large.status, problem: await large.json() }).toMatchObject({
      status: 413,
      problem: { type: 'urn:sophia:problem:request.body_too_large' },
    });
    expect((await ann.ask('revenue', { wait_seconds: 20 })).status).toBe(200);
  }
});

test('two servers on one folder: each reads what the other answers and runs', async () => {
  const directory = newFolder('two');
  const [left, right] = await Promise.all([serve(directory), serve(directory)]);
  const ann = await left.signIn('ann');
  const running = (await (await ann.ask('forever')).json()) as Record<string, string>;
  const path = `/api/v1/query/${running['query_id']}`;
  expect(await readAs(ann, right, path)).toMatchObject({ status: 202, body: { status: 'running' } });
  await ann.delete(path);
  expect(await readAs(ann, right, path)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
});

test('a client that hangs up while it waits takes its question along', async () => {
  const server = await serve(newFolder('gone'));
  const ann = await server.signIn('ann');
  const body = JSON.stringify({ query: 'forever', persona: 'executive', wait_seconds: 60 });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const head = ['POST /api/v1/query HTTP/1.1', 'host: shop', `authorization: Bearer ${ann.token}`];
  socket.write([...head, 'content-type: application/json', `content-length: ${body.length}`, '', body].join('\r\n'));
  const runs = async () => (await (await ann.get('/api/v1/cache/stats')).json()) as { engine_runs: number };
  await eventually(async () => (await runs()).engine_runs === 1);
  socket.destroy();
  await eventually(async () => {
    const { turns } = (await (await ann.get('/api/v1/history')).json()) as { turns: { status: string }[] };
    return turns[0]?.status === 'cancelled';
  });
});

test('SIGTERM lets running questions end', async () => {
  const server = await serve(newFolder('term'));
  const ann = await server.signIn('ann');
  const asked = ann.ask('revenue by product', { wait_seconds: 20 });
  const response = await asked;
  server.process.kill('SIGTERM');
  expect(await once(server.process, 'exit')).toEqual([0, null]);
  expect(response.status).toBe(200);
});
