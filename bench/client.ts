import { setTimeout as wait } from 'node:timers/promises';

/** What of an answer the bench looks at. */
export interface HttpAnswer {
  readonly status: string;
  readonly sql?: string | null;
  readonly cached: boolean;
  /** As the server measured it: seconds. */
  readonly execution_time: number;
}

export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
  readonly engine_runs: number;
  readonly shared_runs: number;
}

/** A user of the HTTP API. */
export interface Client {
  /** Waits for the answer however long it takes (a minute at most). @throws Error on any status but 200 and 202 */
  ask(query: string, persona: string): Promise<HttpAnswer>;
  cacheStatistics(): Promise<CacheStatistics>;
  /** Any route, as this user. @throws Error on any status but 2xx */
  request(path: string, body?: unknown, signal?: AbortSignal | null): Promise<Response>;
}

const pollMilliseconds = 20;
const patienceMilliseconds = 60_000;

export async function signIn(url: string, username: string, password: string): Promise<Client> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const call = async (path: string, init: RequestInit = {}) => {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const response = await fetch(`${url}${path}`, { ...init, headers, signal });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${path} gave ${response.status}: ${JSON.stringify(body)}`);
    return { body, status: response.status, location: response.headers.get('location') };
  };
  const post = (path: string, body: unknown) => call(path, { method: 'POST', body: JSON.stringify(body) });
  const login = await post('/api/v1/auth/login', { username, password });
  headers['authorization'] = `Bearer ${(login.body as { access_token: string }).access_token}`;
  return {
    async ask(query, persona) {
      let reply = await post('/api/v1/query', { query, persona });
      const { location } = reply;
      while (reply.status === 202 && location) {
        await wait(pollMilliseconds);
        reply = await call(location);
      }
      return reply.body as HttpAnswer;
    },
    cacheStatistics: async () => (await call('/api/v1/cache/stats')).body as CacheStatistics,
    async request(path, body, signal = null) {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const response = await fetch(`${url}${path}`, { ...init, headers, signal });
      if (response.ok) return response;
      throw new Error(`${path} gave ${response.status}: ${(await response.text()).slice(0, 500)}`);
    },
  };
}
