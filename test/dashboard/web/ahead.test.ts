import { describe, expect, jest, test } from '@jest/globals';
import { createApi } from '../../../dashboard/web/src/api/client.ts';

interface Sent {
  readonly what: string;
  readonly signal: AbortSignal | undefined;
}

/** A server that answers each request by its number, with these statuses at first and 200 then. */
function server(...statuses: number[]) {
  const sent: Sent[] = [];
  const fetch = (path: string, { method, signal }: RequestInit = {}): Promise<Response> => {
    sent.push({ what: `${method} ${path}`, signal: signal ?? undefined });
    return Promise.resolve(new Response(String(sent.length), { status: statuses[sent.length - 1] ?? 200 }));
  };
  return { sent, api: createApi({ fetch: fetch as typeof globalThis.fetch, onSignedOut: () => undefined }) };
}

describe('a request sent ahead', () => {
  test('is the answer to the first request of the same kind, and to none after it', async () => {
    const { sent, api } = server();
    await api.ahead('GET', '/a');
    expect(await (await api.request('GET', '/a')).text()).toBe('1');
    expect(await (await api.request('GET', '/a')).text()).toBe('2');
    expect(sent.map(({ what }) => what)).toEqual(['GET /a', 'GET /a']);
  });

  test('answers nothing that asks otherwise', async () => {
    const { api } = server();
    await api.ahead('POST', '/load', { persona: 'a' });
    expect(await (await api.request('POST', '/load', { persona: 'b' })).text()).toBe('2');
    expect(await (await api.request('POST', '/load', { persona: 'a' })).text()).toBe('1');
  });

  test('can be read by both, where the sender reads a clone', async () => {
    const { api } = server();
    const read = api.ahead('GET', '/a').then(response => response.clone().text());
    expect([await (await api.request('GET', '/a')).text(), await read]).toEqual(['1', '1']);
  });

  test('is sent anew where the session had ended meanwhile', async () => {
    const { sent, api } = server(401);
    await api.ahead('GET', '/a');
    expect(await (await api.request('GET', '/a')).text()).toBe('2');
    expect(sent).toHaveLength(2);
  });

  test('ends with who took it', async () => {
    const { sent, api } = server();
    const leaving = new AbortController();
    void api.ahead('GET', '/a');
    await api.request('GET', '/a', undefined, leaving.signal);
    expect(sent[0]?.signal?.aborted).toBe(false);
    leaving.abort();
    expect(sent[0]?.signal?.aborted).toBe(true);
  });

  test('that nobody takes is let go', async () => {
    const { sent, api } = server();
    jest.useFakeTimers();
    try {
      void api.ahead('GET', '/a');
      jest.advanceTimersByTime(10_000);
    } finally {
      jest.useRealTimers();
    }
    expect(sent[0]?.signal?.aborted).toBe(true);
    expect(await (await api.request('GET', '/a')).text()).toBe('2');
  });
});
