import { SophiaError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DirectorySignIn, DirectoryToken, TokenDirectory } from '../ports/identity-provider.ts';
import type { AuditLog, Session, SessionStore } from '../ports/stores.ts';
import { parseRefreshToken, refreshToken } from './refresh-token.ts';
import { csrfToken, digest, equalSecrets } from './secrets.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import { createLoginThrottle } from './throttle.ts';

export interface DirectorySessionsOptions {
  readonly directory: TokenDirectory;
  readonly store: SessionStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** At least 256 bits, the installation's own. */
  readonly secret: Uint8Array;
  /** How long a sign-in lasts at most. Default 30 days, as the directory's refresh tokens. */
  readonly sessionSeconds?: number | undefined;
}

const thirtyDays = 30 * 24 * 60 * 60;

/** Of all tokens of one sign-in: whoever knows it knows nothing that opens anything. */
const sessionIdOf = (family: string): string => `ses_${digest(family).slice(0, 22)}`;

/** A directory's refresh token has dots of its own. */
const wrapped = (token: string): string => Buffer.from(token).toString('base64url');
const unwrapped = (token: string): string => Buffer.from(token, 'base64url').toString();

/**
 * Sign-in and sign-out over a directory's own tokens: what a gateway has let through is proven again here, and counts
 * only as long as its session is in force, so that a sign-out holds at once.
 */
export function createDirectorySessions(options: DirectorySessionsOptions): Sessions {
  const { directory, store, audit, clock, secret } = options;
  const throttle = createLoginThrottle(clock);
  const milliseconds = (options.sessionSeconds ?? thirtyDays) * 1000;
  const log = (actor: string, action: string, target: string, outcome: 'ok' | 'refused') =>
    audit.append({ at: clock.now().toISOString(), actor, action, target, outcome, details: {} });

  const sessionOf = ({ family, identity, signedInAt }: DirectoryToken): Session => ({
    id: sessionIdOf(family),
    username: identity.username,
    persona: identity.personas[0] ?? '',
    createdAt: signedInAt.toISOString(),
    expiresAt: new Date(signedInAt.getTime() + milliseconds).toISOString(),
  });

  const inForce = (session: Session): boolean =>
    session.revokedAt === undefined && session.expiresAt > clock.now().toISOString();

  const signedIn = (session: Session, signIn: DirectorySignIn, refresh: string): SignedIn => ({
    session,
    identity: signIn.identity,
    accessToken: signIn.token,
    accessExpiresAt: signIn.expiresAt,
    refreshToken: refreshToken(secret, session.id, wrapped(refresh)),
    csrfToken: csrfToken(secret, session.id),
  });

  return {
    async login(username, password, address) {
      const signIn = await throttle.guard(username, address, () => directory.signIn(username, password));
      if (!signIn) {
        await log(username.slice(0, 100), 'session.login', address, 'refused');
        throw new SophiaError('auth.rejected', [], {});
      }
      const refresh = signIn.refreshToken ?? '';
      const session = { ...sessionOf(signIn), refreshHash: digest(refresh) };
      await store.put(session);
      await log(session.username, 'session.login', session.id, 'ok');
      return signedIn(session, signIn, refresh);
    },

    async refresh(token) {
      const parsed = parseRefreshToken(secret, token);
      const session = parsed && (await store.get(parsed.sessionId));
      const given = parsed ? unwrapped(parsed.secret) : '';
      if (!session || !inForce(session) || !equalSecrets(session.refreshHash ?? '', digest(given))) {
        throw new SophiaError('auth.required', [], {});
      }
      const signIn = await directory.refresh(given);
      if (!signIn || signIn.identity.username !== session.username) throw new SophiaError('auth.required', [], {});
      const next = signIn.refreshToken ?? given;
      const renewed = { ...session, refreshHash: digest(next) };
      if (next !== given && !(await store.rotate(session.id, digest(given), renewed))) {
        throw new SophiaError('auth.required', [], {});
      }
      return signedIn(renewed, signIn, next);
    },

    async logout(session) {
      await store.revoke(session.id, clock.now().toISOString());
      await log(session.username, 'session.logout', session.id, 'ok');
    },

    async authenticate(token) {
      const proven = await directory.verify(token);
      if (!proven) return undefined;
      const known = await store.get(sessionIdOf(proven.family));
      const session = known ?? sessionOf(proven);
      if (session.username !== proven.identity.username || !inForce(session)) return undefined;
      // Signed in on the directory's own page: the session begins with the first request.
      if (!known) await store.put(session);
      return { session, identity: proven.identity };
    },

    csrfToken: sessionId => csrfToken(secret, sessionId),
  };
}
