import { SophiaError } from '../../../core/errors.ts';
import { personasOf } from '../../../core/identity/authorise.ts';
import type { Authenticated, SignedIn } from '../../../core/identity/sessions.ts';
import { refuseOtherSites } from '../authenticate.ts';
import { clearSessionCookies, refreshTokenOf, setSessionCookies } from '../cookies.ts';
import type { OrchestratorDependencies } from '../dependencies.ts';
import { defineRoute, json, type Route } from '../route.ts';
import { LoginSchema, RefreshSchema, SessionSchema, SignedInSchema } from '../schemas.ts';

export function authRoutes(dependencies: OrchestratorDependencies): Route[] {
  const { sessions, personas, clock, secureCookies } = dependencies;

  const sessionDocument = ({ session, identity }: Authenticated) => ({
    session_id: session.id,
    expires_at: session.expiresAt,
    csrf_token: sessions.csrfToken(session.id),
    user: {
      username: identity.username,
      roles: identity.roles,
      personas: personasOf(identity, personas).map(({ name, title, description, model, examples }) => ({
        name,
        title,
        description: description ?? null,
        ...(model !== undefined && { model }),
        examples,
      })),
    },
  });

  const signedInDocument = (signedIn: SignedIn) => ({
    access_token: signedIn.accessToken,
    token_type: 'Bearer',
    expires_in: Math.round((signedIn.accessExpiresAt.getTime() - clock.now().getTime()) / 1000),
    refresh_token: signedIn.refreshToken,
    ...sessionDocument(signedIn),
  });

  const login = defineRoute({
    method: 'POST',
    path: '/api/v1/auth/login',
    operationId: 'login',
    summary: 'Sign in with name and password; sets the cookies of the page and gives tokens to other clients.',
    tag: 'Sign-in',
    access: 'public',
    body: LoginSchema,
    responses: { 200: { description: 'Signed in', schema: SignedInSchema } },
    async handle({ c, body }) {
      refuseOtherSites(c);
      const address = dependencies.addressOf(c.req.raw, c.env);
      const signedIn = await sessions.login(body.username, body.password, address);
      setSessionCookies(c, signedIn, secureCookies, clock.now());
      return json(c, signedInDocument(signedIn));
    },
  });

  const refresh = defineRoute({
    method: 'POST',
    path: '/api/v1/auth/refresh',
    operationId: 'refresh',
    summary: 'New tokens for a refresh token (from the body, else the cookie), which is used up by it.',
    tag: 'Sign-in',
    access: 'public',
    body: RefreshSchema,
    bodyOptional: true,
    responses: { 200: { description: 'Signed in anew', schema: SignedInSchema } },
    async handle({ c, body }) {
      refuseOtherSites(c);
      const token = body?.refresh_token ?? refreshTokenOf(c);
      if (token === undefined) throw new SophiaError('auth.required', [], {});
      const signedIn = await sessions.refresh(token);
      setSessionCookies(c, signedIn, secureCookies, clock.now());
      return json(c, signedInDocument(signedIn));
    },
  });

  const logout = defineRoute({
    method: 'POST',
    path: '/api/v1/auth/logout',
    operationId: 'logout',
    summary: 'End the session: all of its tokens stop working at once.',
    tag: 'Sign-in',
    access: 'session',
    responses: { 204: { description: 'Signed out' } },
    async handle({ c, caller }) {
      await sessions.logout(caller.session);
      clearSessionCookies(c, secureCookies);
      return c.body(null, 204);
    },
  });

  const session = defineRoute({
    method: 'GET',
    path: '/api/v1/auth/session',
    operationId: 'session',
    summary: 'Who is signed in, which personas they may take, and the CSRF token of the page.',
    tag: 'Sign-in',
    access: 'session',
    responses: { 200: { description: 'The session', schema: SessionSchema } },
    handle: ({ c, caller }) => json(c, sessionDocument(caller)),
  });

  return [login, refresh, logout, session];
}
