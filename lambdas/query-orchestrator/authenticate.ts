import type { Context } from 'hono';
import { SophiaError } from '../../core/errors.ts';
import { equalSecrets } from '../../core/identity/secrets.ts';
import type { Authenticated, Sessions } from '../../core/identity/sessions.ts';
import { accessTokenOf } from './cookies.ts';

/**
 * Who calls: by bearer token, else by the page's cookie. A cookie is sent by the browser whoever made it do
 * so, which is why an unsafe request by cookie must also carry the session's CSRF token.
 *
 * @throws auth.required, auth.csrf
 */
export async function authenticate(c: Context, sessions: Sessions): Promise<Authenticated> {
  const header = c.req.header('authorization');
  const bearer = header === undefined ? undefined : /^Bearer +([\w.~+/=-]+)$/i.exec(header)?.[1];
  const token = header === undefined ? accessTokenOf(c) : bearer;
  const caller = token === undefined ? undefined : await sessions.authenticate(token);
  if (!caller) throw new SophiaError('auth.required', [], {});
  if (header === undefined && !isSafe(c.req.method)) checkCsrf(c, sessions.csrfToken(caller.session.id));
  return caller;
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

function checkCsrf(c: Context, expected: string): void {
  if (!equalSecrets(c.req.header('x-csrf-token') ?? '', expected)) throw new SophiaError('auth.csrf', [], {});
}

/** Sign-in and refresh need no token, so they are for our own page and for clients that are no browsers. */
export function refuseOtherSites(c: Context): void {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new SophiaError('auth.csrf', [], {});
}
