import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { AnswerReply, Choices } from '../../dashboard/web/src/api/types.ts';
import { answerParts } from './sophia-answers.ts';
import { costDays, MODEL, USER } from './sophia-model.ts';

/**
 * A double of the HTTP API for the page's tests: speaks the whole interface in memory and serves the built page with
 * the same content security policy as the server. Question words steer it: "slow" runs until released, "limit" is
 * refused with a problem, the other answers are in sophia-answers.ts.
 */
export interface ApiDouble {
  readonly url: string;
  /** Questions asked so far, with their choices. */
  readonly asked: { question: string; persona: string; session_id: string; choices: Choices }[];
  /** Ends every running query. */
  release(): void;
  /** Ends the session, as its expiry would; `refreshable` says whether a refresh brings it back. */
  expire(refreshable: boolean): void;
  close(): Promise<void>;
}

export const PASSWORD = 'correct horse';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const FREE = { bedrock_cost: 0, database_cost: 0, lambda_cost: 0, total_cost: 0 };

interface State {
  sessions: Set<string>;
  refreshable: boolean;
  failures: number;
  answers: Map<string, AnswerReply>;
  running: Set<string>;
  asked: ApiDouble['asked'];
  count: number;
}

const problem = (c: Context, status: 400 | 401 | 403 | 404 | 429, code: string, title: string, detail: string) =>
  c.body(JSON.stringify({ type: `urn:sophia:problem:${code}`, title, status, detail }), status, {
    'Content-Type': 'application/problem+json',
  });

export async function startApiDouble(distribution: string, port = 0): Promise<ApiDouble> {
  const state: State = {
    sessions: new Set(),
    refreshable: true,
    failures: 0,
    answers: new Map(),
    running: new Set(),
    asked: [],
    count: 0,
  };
  const app = new Hono();
  addAuthentication(app, state);
  addQueries(app, state);
  addReading(app, state);
  addPage(app, distribution);
  const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
  await new Promise(resolve => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: state.asked,
    release: () => state.running.clear(),
    expire: refreshable => {
      state.sessions.clear();
      state.refreshable = refreshable;
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}

function addAuthentication(app: Hono, state: State): void {
  const enter = (c: Context) => {
    state.count += 1;
    const id = `s${state.count}`;
    state.sessions.add(id);
    setCookie(c, 'session', id, { httpOnly: true, sameSite: 'Strict' });
    setCookie(c, 'sophia_signed_in', '1', { sameSite: 'Strict' });
    return c.json({ session_id: id, expires_at: '2026-11-22T00:00:00Z', csrf_token: `csrf-${id}`, user: USER });
  };
  app.post('/api/v1/auth/login', async c => {
    const { username, password } = await c.req.json();
    if (username === 'throttled') {
      c.header('Retry-After', '42');
      return problem(c, 429, 'auth.throttled', 'Too many attempts', 'Too many attempts. Try again in 42 seconds.');
    }
    if (username !== USER.username || password !== PASSWORD)
      return problem(c, 401, 'auth.refused', 'Not signed in', 'Name or password is wrong.');
    state.refreshable = true;
    return enter(c);
  });
  app.post('/api/v1/auth/refresh', c =>
    getCookie(c, 'session') !== undefined && state.refreshable
      ? enter(c)
      : problem(c, 401, 'auth.expired', 'Signed out', 'Sign in again.'),
  );
  app.use('/api/v1/*', async (c, next) => {
    const id = getCookie(c, 'session');
    if (id === undefined || !state.sessions.has(id))
      return problem(c, 401, 'auth.expired', 'Signed out', 'Sign in again.');
    if (c.req.method !== 'GET' && c.req.header('X-CSRF-Token') !== `csrf-${id}`)
      return problem(c, 403, 'auth.csrf', 'Forged request', 'The CSRF token is missing.');
    await next();
  });
  app.get('/api/v1/auth/session', c => {
    const id = getCookie(c, 'session');
    return c.json({ session_id: id, expires_at: '2026-11-22T00:00:00Z', csrf_token: `csrf-${id}`, user: USER });
  });
  app.post('/api/v1/auth/logout', c => {
    state.sessions.delete(getCookie(c, 'session') ?? '');
    state.refreshable = false;
    return c.body(null, 204);
  });
}

function addQueries(app: Hono, state: State): void {
  app.post('/api/v1/query', async c => {
    const { query, persona, session_id, choices = {}, replaces } = await c.req.json();
    if (/limit/i.test(query))
      return problem(
        c,
        429,
        'budget.exhausted',
        'The budget of today is spent',
        'The persona Analyst may spend $50 a day and has. It is free again at 00:00 UTC.',
      );
    state.count += 1;
    const query_id = `q${state.count}`;
    const session = session_id ?? `c${state.count}`;
    state.asked.push({ question: query, persona, session_id: session, choices });
    const parts = answerParts(query);
    const assumptions = (parts.assumptions ?? []).map(one => {
      const chosen = one.choices.find(({ id }) => id === choices[one.id]);
      return chosen === undefined
        ? one
        : {
            ...one,
            chosen: chosen.id,
            text: one.id === 'date' ? `Counted by ${chosen.label.toLowerCase()}` : chosen.label,
          };
    });
    const answer: AnswerReply = {
      query_id,
      session_id: session,
      question: query,
      asked_at: new Date(Date.UTC(2026, 10, 20, 9, 0, state.count)).toISOString(),
      persona,
      not_understood: [],
      suggestions: [],
      restrictions: [],
      cost: FREE,
      execution_time: 0.001,
      cached: false,
      ...parts,
      assumptions,
    };
    const before = [...state.answers].filter(([id]) => id !== replaces);
    const place = [...state.answers.keys()].indexOf(replaces);
    state.answers = new Map(before.toSpliced(place < 0 ? before.length : place, 0, [query_id, answer]));
    if (!/slow/i.test(query)) return c.json(answer);
    state.running.add(query_id);
    c.header('Location', `/api/v1/query/${query_id}`);
    return c.json({ query_id, session_id: session, status: 'running' }, 202);
  });
  app.get('/api/v1/query/:id', c => {
    const answer = state.answers.get(c.req.param('id'));
    if (answer === undefined)
      return problem(
        c,
        404,
        'answer.unknown',
        'No such answer',
        'There is no answer at this address, or it is not yours.',
      );
    if (state.running.has(answer.query_id))
      return c.json({ query_id: answer.query_id, session_id: answer.session_id, status: 'running' }, 202);
    return c.json(answer);
  });
  app.delete('/api/v1/query/:id', c => {
    state.running.delete(c.req.param('id'));
    return c.body(null, 204);
  });
  app.get('/api/v1/query/:id/csv', c => {
    const results = state.answers.get(c.req.param('id'))?.results;
    if (!results) return problem(c, 404, 'answer.unknown', 'No such answer', 'There is no answer at this address.');
    const lines = [results.columns.map(({ label }) => label), ...results.rows.map(row => row.map(cell => cell ?? ''))];
    return c.body(lines.map(line => line.join(',')).join('\r\n'), 200, { 'Content-Type': 'text/csv; charset=utf-8' });
  });
}

function addReading(app: Hono, state: State): void {
  const newest = () => [...state.answers.values()].reverse();
  app.get('/api/v1/conversation/:id', c => {
    const turns = [...state.answers.values()].filter(({ session_id }) => session_id === c.req.param('id'));
    if (turns.length === 0)
      return problem(
        c,
        404,
        'conversation.unknown',
        'No such conversation',
        'There is no conversation at this address, or it is not yours.',
      );
    return c.json({ session_id: c.req.param('id'), turns });
  });
  app.get('/api/v1/history', c => {
    const search = (c.req.query('search') ?? '').toLowerCase();
    const before = c.req.query('before') ?? '9';
    const found = newest().filter(turn => turn.question.toLowerCase().includes(search) && turn.asked_at < before);
    return c.json({ turns: found.slice(0, Number(c.req.query('limit') ?? 50)) });
  });
  app.get('/api/v1/model', c => c.json({ ...MODEL, persona: c.req.query('persona') }));
  app.get('/api/v1/suggest', c => {
    const q = (c.req.query('q') ?? '').toLowerCase();
    const asked = newest().map(({ question }) => ({ text: question, kind: 'history' }));
    const model = [...MODEL.examples, 'Revenue last quarter'].map(text => ({ text, kind: 'model' }));
    const all = [...model, ...asked].filter(
      ({ text }, index, list) =>
        text.toLowerCase().includes(q) && list.findIndex(other => other.text === text) === index,
    );
    return c.json({ suggestions: all.slice(0, 8) });
  });
  app.get('/api/v1/cost/daily', c =>
    c.json({
      days: costDays(Date.now()).filter(
        ({ day }) => day >= (c.req.query('from') ?? '') && day <= (c.req.query('to') ?? '9'),
      ),
    }),
  );
  app.get('/api/v1/cache/stats', c =>
    c.json({
      hits: 412,
      misses: 901,
      hit_rate: 0.3138,
      entries: 388,
      bytes: 18_400_000,
      evictions: 0,
      engine_runs: 901,
      shared_runs: 99,
    }),
  );
}

function addPage(app: Hono, distribution: string): void {
  app.get('*', async c => {
    const wanted = join(distribution, c.req.path);
    const file = extname(wanted) !== '' && existsSync(wanted) ? wanted : join(distribution, 'index.html');
    c.header('Content-Security-Policy', POLICY);
    return c.body(await readFile(file), 200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
  });
}
