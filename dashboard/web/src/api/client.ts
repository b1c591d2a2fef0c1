import { createAhead } from './ahead.ts';
import { ApiProblem, offline, problemOf } from './problem.ts';
import type {
  AnswerReply,
  CacheStatistics,
  CostDay,
  HistoryTurn,
  ModelReply,
  QueryRequest,
  RunningReply,
  SessionReply,
  Suggestion,
} from './types.ts';

export interface Api {
  /**
   * A request of any route, with the session's cookies and CSRF token, refreshed once where it has ended.
   * @throws ApiProblem where the answer is not 2xx, or none comes
   */
  request(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response>;
  /**
   * Sends a request before what needs its answer is there: the next `request` of the same method, path and body has it.
   * The answer is given too; who reads it here reads a clone.
   */
  ahead(method: string, path: string, body?: unknown): Promise<Response>;
  /**
   * As `request`, sent by other means than fetch: `send` is given the headers that authorise it, once more after a
   * refresh. @throws ApiProblem
   */
  through(send: (headers: Readonly<Record<string, string>>) => Promise<Response>): Promise<Response>;
  /** The JSON that a request is answered with. @throws ApiProblem */
  json<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T>;
  session(): Promise<SessionReply>;
  signIn(username: string, password: string): Promise<SessionReply>;
  signOut(): Promise<void>;
  ask(request: QueryRequest, signal?: AbortSignal): Promise<AnswerReply | RunningReply>;
  answer(queryId: string, signal?: AbortSignal): Promise<AnswerReply | RunningReply>;
  cancel(queryId: string): Promise<void>;
  conversation(sessionId: string): Promise<{ session_id: string; turns: AnswerReply[] }>;
  history(options: { search?: string; limit?: number; before?: string }): Promise<{ turns: HistoryTurn[] }>;
  costDaily(from: string, to: string): Promise<{ days: CostDay[] }>;
  cacheStatistics(): Promise<CacheStatistics>;
  model(persona: string): Promise<ModelReply>;
  suggest(
    options: { persona: string; q: string; session_id?: string | undefined },
    signal?: AbortSignal,
  ): Promise<{ suggestions: Suggestion[] }>;
}

export interface ApiOptions {
  readonly fetch: typeof fetch;
  /** Called when the session is over and could not be refreshed. */
  readonly onSignedOut: () => void;
}

type Query = Record<string, string | number | undefined>;

const withQuery = (path: string, query: Query): string => {
  const set = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  const search = new URLSearchParams(set.map(([key, value]) => [key, String(value)]));
  return search.size > 0 ? `${path}?${search}` : path;
};

const keyOf = (method: string, path: string, body: unknown): string => JSON.stringify([method, path, body]);

/**
 * The HTTP API by the page's own cookies. Unsafe requests carry the CSRF token of the session; a request refused
 * with 401 is repeated once after a refresh, and many at once share that refresh.
 */
export function createApi({ fetch, onSignedOut }: ApiOptions): Api {
  let csrfToken = '';
  let refreshing: Promise<boolean> | undefined;
  const ahead = createAhead();

  async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET' && csrfToken !== '') headers['X-CSRF-Token'] = csrfToken;
    try {
      return await fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw offline();
    }
  }

  async function keepSession(response: Response): Promise<SessionReply> {
    const reply = (await response.json()) as SessionReply;
    csrfToken = reply.csrf_token;
    return reply;
  }

  async function refresh(): Promise<boolean> {
    const response = await send('POST', '/api/v1/auth/refresh', {});
    if (!response.ok) return false;
    await keepSession(response);
    return true;
  }

  async function attempted(once: () => Promise<Response>): Promise<Response> {
    let response = await once();
    if (response.status === 401) {
      refreshing ??= refresh().finally(() => {
        refreshing = undefined;
      });
      if (await refreshing) response = await once();
      if (response.status === 401) onSignedOut();
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  const request = (method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> =>
    attempted(async () => {
      const early = await ahead.take(keyOf(method, path, body), signal);
      // It may have been sent with what the session no longer was.
      return early !== undefined && early.status !== 401 ? early : send(method, path, body, signal);
    });

  const json = async <T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> =>
    (await (await request(method, path, body, signal)).json()) as T;

  return {
    request,
    json,
    ahead: (method, path, body) => ahead.send(keyOf(method, path, body), signal => send(method, path, body, signal)),
    through: sent => attempted(() => sent(csrfToken === '' ? {} : { 'X-CSRF-Token': csrfToken })),
    async session() {
      let response = await send('GET', '/api/v1/auth/session');
      if (response.status === 401 && (await refresh())) response = await send('GET', '/api/v1/auth/session');
      if (!response.ok) throw await problemOf(response);
      return keepSession(response);
    },
    async signIn(username, password) {
      const response = await send('POST', '/api/v1/auth/login', { username, password });
      if (!response.ok) throw await problemOf(response);
      return keepSession(response);
    },
    async signOut() {
      await send('POST', '/api/v1/auth/logout', {});
      csrfToken = '';
    },
    ask: (query, signal) => json('POST', '/api/v1/query', query, signal),
    answer: (id, signal) => json('GET', `/api/v1/query/${encodeURIComponent(id)}`, undefined, signal),
    async cancel(id) {
      await request('DELETE', `/api/v1/query/${encodeURIComponent(id)}`);
    },
    conversation: id => json('GET', `/api/v1/conversation/${encodeURIComponent(id)}`),
    history: options => json('GET', withQuery('/api/v1/history', options)),
    costDaily: (from, to) => json('GET', withQuery('/api/v1/cost/daily', { from, to })),
    cacheStatistics: () => json('GET', '/api/v1/cache/stats'),
    model: persona => json('GET', withQuery('/api/v1/model', { persona })),
    suggest: (options, signal) => json('GET', withQuery('/api/v1/suggest', options), undefined, signal),
  };
}

/** Where the rows of an answer can be downloaded. */
export const csvPath = (queryId: string): string => `/api/v1/query/${encodeURIComponent(queryId)}/csv`;

/** The problem behind whatever was thrown. */
export const asProblem = (thrown: unknown): ApiProblem => {
  if (thrown instanceof ApiProblem) return thrown;
  return new ApiProblem({
    type: 'urn:sophia:problem:page.fault',
    status: 0,
    title: 'The page made a mistake',
    detail: thrown instanceof Error ? thrown.message : String(thrown),
  });
};
