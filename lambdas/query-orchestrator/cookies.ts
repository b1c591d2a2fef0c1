import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { SignedIn } from '../../core/identity/sessions.ts';

/** The page's tokens: out of reach of scripts, sent by this site alone. */
const accessCookie = 'sophia_access';
const refreshCookie = 'sophia_refresh';
const refreshPath = '/api/v1/auth';
/** Says only that there is a session, so that the page of a visitor without one asks for nothing in vain. */
const toldCookie = 'sophia_signed_in';

const base = (secure: boolean): CookieOptions => ({ httpOnly: true, sameSite: 'Strict', secure });

export function setSessionCookies(c: Context, signedIn: SignedIn, secure: boolean, now: Date): void {
  const seconds = (until: Date) => Math.max(0, Math.floor((until.getTime() - now.getTime()) / 1000));
  setCookie(c, accessCookie, signedIn.accessToken, {
    ...base(secure),
    path: '/',
    maxAge: seconds(signedIn.accessExpiresAt),
  });
  const maxAge = seconds(new Date(signedIn.session.expiresAt));
  setCookie(c, refreshCookie, signedIn.refreshToken, { ...base(secure), path: refreshPath, maxAge });
  setCookie(c, toldCookie, '1', { ...base(secure), httpOnly: false, path: '/', maxAge });
}

export function clearSessionCookies(c: Context, secure: boolean): void {
  deleteCookie(c, accessCookie, { ...base(secure), path: '/' });
  deleteCookie(c, refreshCookie, { ...base(secure), path: refreshPath });
  deleteCookie(c, toldCookie, { ...base(secure), path: '/' });
}

export const accessTokenOf = (c: Context): string | undefined => getCookie(c, accessCookie);
export const refreshTokenOf = (c: Context): string | undefined => getCookie(c, refreshCookie);
