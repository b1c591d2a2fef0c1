import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPlatformApp } from '../../local/server.ts';
import { temporaryFolder } from '../support/folder.ts';
import { setClock } from '../support/set-clock.ts';
import { postJson, shopApp } from './platform.ts';

const folder = temporaryFolder('session');
let shop: Awaited<ReturnType<typeof shopApp>>;

beforeAll(async () => {
  shop = await shopApp(folder);
});
afterAll(() => shop.close());

interface Signed {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly csrf_token: string;
  readonly session_id: string;
}

const login = () => shop.request('/api/v1/auth/login', postJson({ username: 'ann', password: shop.passwords['ann'] }));

/** Cookies as a browser sends them back. */
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ');

const signedIn = async () => {
  const response = await login();
  return { cookie: cookiesOf(response), ...((await response.json()) as Signed) };
};

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const sessionBy = async (token: string) => (await shop.request('/api/v1/auth/session', bearer(token))).status;
const refreshBy = (token: string) => shop.request('/api/v1/auth/refresh', postJson({ refresh_token: token }));

describe('the page’s cookies', () => {
  test('are out of reach of scripts and other sites', async () => {
    const cookies = (await login()).headers.getSetCookie();
    expect(cookies).toHaveLength(3);
    for (const cookie of cookies) expect(cookie).toContain('SameSite=Strict');
    // One is told to scripts: that there is a session, and nothing of it.
    const told = cookies.filter(cookie => !cookie.includes('HttpOnly'));
    expect(told.map(cookie => cookie.split(';')[0])).toEqual(['sophia_signed_in=1']);
    expect(cookies.find(cookie => cookie.startsWith('sophia_refresh'))).toContain('Path=/api/v1/auth');
  });

  test('read without more, but change only with the session’s CSRF token', async () => {
    const { cookie, csrf_token } = await signedIn();
    const other = await signedIn();
    const ask = (headers: Record<string, string>) =>
      shop.request('/api/v1/query', postJson({ query: 'revenue', persona: 'executive' }, { cookie, ...headers }));
    expect((await shop.request('/api/v1/auth/session', { headers: { cookie } })).status).toBe(200);
    expect((await ask({})).status).toBe(403);
    expect((await ask({ 'x-csrf-token': other.csrf_token })).status).toBe(403);
    expect((await ask({ 'x-csrf-token': csrf_token })).status).toBe(200);
  });

  test('sign in from another site’s page is refused', async () => {
    const body = { username: 'ann', password: shop.passwords['ann'] };
    const response = await shop.request('/api/v1/auth/login', postJson(body, { 'sec-fetch-site': 'cross-site' }));
    expect(response.status).toBe(403);
  });
});

describe('a session', () => {
  test('tells the user, personas and the CSRF token, and no secret', async () => {
    const { access_token, csrf_token, session_id } = await signedIn();
    const session = await (await shop.request('/api/v1/auth/session', bearer(access_token))).json();
    expect(session).toMatchObject({ session_id, csrf_token, user: { username: 'ann', roles: ['admin'] } });
    expect(JSON.stringify(session)).not.toContain('hash');
  });

  test('ends for every token of it at sign-out', async () => {
    const { access_token, refresh_token } = await signedIn();
    expect(await sessionBy(access_token)).toBe(200);
    const out = await shop.request('/api/v1/auth/logout', { method: 'POST', ...bearer(access_token) });
    expect(out.status).toBe(204);
    expect(await sessionBy(access_token)).toBe(401);
    expect((await refreshBy(refresh_token)).status).toBe(401);
  });

  test('goes on by a refresh token, from the body or the cookie', async () => {
    const { cookie, refresh_token } = await signedIn();
    const refreshed = (await (await refreshBy(refresh_token)).json()) as Signed;
    expect(await sessionBy(refreshed.access_token)).toBe(200);
    const other = await signedIn();
    const byCookie = await shop.request('/api/v1/auth/refresh', { method: 'POST', headers: { cookie: other.cookie } });
    expect(byCookie.status).toBe(200);
    expect(cookie).not.toBe('');
  });

  test('ends when a used refresh token comes again', async () => {
    const { refresh_token } = await signedIn();
    const next = (await (await refreshBy(refresh_token)).json()) as Signed;
    expect((await refreshBy(refresh_token)).status).toBe(401);
    expect((await refreshBy(next.refresh_token)).status).toBe(401);
    expect(await sessionBy(next.access_token)).toBe(401);
  });

  test('survives an invented refresh token of its id', async () => {
    const { access_token, session_id } = await signedIn();
    expect((await refreshBy(`${session_id}.guess.guess`)).status).toBe(401);
    expect(await sessionBy(access_token)).toBe(200);
  });

  test('is refreshed once by tabs that do it at the same time', async () => {
    const { refresh_token } = await signedIn();
    const responses = await Promise.all([refreshBy(refresh_token), refreshBy(refresh_token)]);
    expect(responses.map(each => each.status)).toEqual([200, 200]);
  });

  test('asks for a new access token after a quarter of an hour, and for nothing else', async () => {
    const clock = setClock(new Date().toISOString());
    const { app, drain } = await createPlatformApp({ ...shop.options, platform: { ...shop.platform, clock } });
    const signIn = postJson({ username: 'ann', password: shop.passwords['ann'] });
    const answer = await app.request('/api/v1/auth/login', signIn);
    const cookie = cookiesOf(answer);
    const { access_token, refresh_token } = (await answer.json()) as Signed;
    const withToken = () => app.request('/api/v1/auth/session', bearer(access_token));
    const withCookie = () => app.request('/api/v1/auth/session', { headers: { cookie } });
    clock.pass(14 * 60);
    expect([(await withToken()).status, (await withCookie()).status]).toEqual([200, 200]);
    clock.pass(61);
    const refused = await withToken();
    expect([refused.status, (await withCookie()).status]).toEqual([401, 401]);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    const renewed = await app.request('/api/v1/auth/refresh', postJson({ refresh_token }));
    expect(renewed.status).toBe(200);
    const { access_token: next } = (await renewed.json()) as Signed;
    expect((await app.request('/api/v1/auth/session', bearer(next))).status).toBe(200);
    expect((await withToken()).status).toBe(401);
    await drain();
  });

  test('is forgotten by the next start once it is over', async () => {
    const { session_id } = await signedIn();
    const { sessions } = shop.platform.stores;
    const clock = setClock((await sessions.get(session_id))!.expiresAt);
    const { drain } = await createPlatformApp({ ...shop.options, platform: { ...shop.platform, clock } });
    await drain();
    expect(await sessions.get(session_id)).toBeUndefined();
  });
});
