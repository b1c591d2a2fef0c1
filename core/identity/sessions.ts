import { SophiaError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Identity, IdentityProvider } from '../ports/identity-provider.ts';
import type { AuditLog, Session, SessionStore } from '../ports/stores.ts';
import { type AccessTokens, createAccessTokens } from './access-token.ts';
import { parseRefreshToken, refreshToken } from './refresh-token.ts';
import { csrfToken, digest, equalSecrets, randomId, randomSecret } from './secrets.ts';
import { createLoginThrottle } from './throttle.ts';

/** A session as its owner gets it: tokens, and until when. */
export interface SignedIn {
  readonly session: Session;
  readonly identity: Identity;
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken: string;
  readonly csrfToken: string;
}

/** A request's proven session and user. */
export interface Authenticated {
  readonly session: Session;
  readonly identity: Identity;
}

export interface Sessions {
  /** @throws auth.rejected, auth.throttled */
  login(username: string, password: string, address: string): Promise<SignedIn>;
  /** New tokens for a refresh token, which is used up. A used one ends the session. @throws auth.required */
  refresh(refreshToken: string): Promise<SignedIn>;
  /** Ends the session at once, for every token of it. */
  logout(session: Session): Promise<void>;
  /** Undefined unless the token is ours, in force, and its session and user still are. */
  authenticate(accessToken: string): Promise<Authenticated | undefined>;
  csrfToken(sessionId: string): string;
}

export interface SessionsOptions {
  readonly identities: IdentityProvider;
  readonly store: SessionStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** At least 256 bits, the installation's own. */
  readonly secret: Uint8Array;
  /** Default 900. */
  readonly accessSeconds?: number | undefined;
  /** Default 14 days, from the last refresh. */
  readonly sessionSeconds?: number | undefined;
}

const fifteenMinutes = 15 * 60;
const fourteenDays = 14 * 24 * 60 * 60;

/** Sign-in, refresh and sign-out over the ports. */
export function createSessions(options: SessionsOptions): Sessions {
  const { identities, store, audit, clock, secret } = options;
  const tokens = createAccessTokens(secret, options.accessSeconds ?? fifteenMinutes, clock);
  const throttle = createLoginThrottle(clock);
  const sessionMilliseconds = (options.sessionSeconds ?? fourteenDays) * 1000;
  const endFrom = (now: Date) => new Date(now.getTime() + sessionMilliseconds).toISOString();
  const log = (actor: string, action: string, target: string, outcome: 'ok' | 'refused') =>
    audit.append({ at: clock.now().toISOString(), actor, action, target, outcome, details: {} });

  const login = async (username: string, password: string, address: string) => {
    const identity = await throttle.guard(username, address, () => identities.authenticate(username, password));
    if (!identity) {
      await log(username.slice(0, 100), 'session.login', address, 'refused');
      throw new SophiaError('auth.rejected', [], {});
    }
    const now = clock.now();
    const refreshSecret = randomSecret();
    const session: Session = {
      id: randomId('ses'),
      username: identity.username,
      persona: identity.personas[0] ?? '',
      createdAt: now.toISOString(),
      expiresAt: endFrom(now),
      refreshHash: digest(refreshSecret),
    };
    await store.put(session);
    await log(identity.username, 'session.login', session.id, 'ok');
    return signedIn(tokens, secret, { session, identity }, refreshSecret);
  };

  const refresh = async (token: string) => {
    const parsed = parseRefreshToken(secret, token);
    if (!parsed) throw new SophiaError('auth.required', [], {});
    const { sessionId: id, secret: presented } = parsed;
    const session = await store.get(id);
    if (!session || !inForce(session, clock.now())) throw new SophiaError('auth.required', [], {});
    const identity = await identities.find(session.username);
    if (!identity) throw new SophiaError('auth.required', [], {});
    const refreshSecret = randomSecret();
    const renewed = { ...session, refreshHash: digest(refreshSecret), expiresAt: endFrom(clock.now()) };
    const rotated =
      equalSecrets(session.refreshHash ?? '', digest(presented)) &&
      (await store.rotate(id, digest(presented), renewed));
    if (!rotated) {
      // A refresh token is used once: whoever brings it again, thief or owner, ends the session for both.
      await store.revoke(id, clock.now().toISOString());
      await log(session.username, 'session.refresh_reused', id, 'refused');
      throw new SophiaError('auth.required', [], {});
    }
    return signedIn(tokens, secret, { session: renewed, identity }, refreshSecret);
  };

  /** Tabs of one browser refresh at the same moment with the same cookie: they get the same answer. */
  const refreshing = new Map<string, Promise<SignedIn>>();
  const refreshOnce = (token: string) => {
    const running = refreshing.get(token);
    if (running) return running;
    const started = refresh(token).finally(() => refreshing.delete(token));
    refreshing.set(token, started);
    return started;
  };

  return {
    login,
    refresh: refreshOnce,
    async logout(session) {
      await store.revoke(session.id, clock.now().toISOString());
      await log(session.username, 'session.logout', session.id, 'ok');
    },
    async authenticate(accessToken) {
      const claims = await tokens.verify(accessToken);
      if (!claims) return undefined;
      const session = await store.get(claims.sessionId);
      if (!session || session.username !== claims.username || !inForce(session, clock.now())) return undefined;
      const identity = await identities.find(session.username);
      return identity && { session, identity };
    },
    csrfToken: sessionId => csrfToken(secret, sessionId),
  };
}

const inForce = (session: Session, now: Date) =>
  session.revokedAt === undefined && session.refreshHash !== undefined && session.expiresAt > now.toISOString();

async function signedIn(
  tokens: AccessTokens,
  secret: Uint8Array,
  { session, identity }: Authenticated,
  refreshSecret: string,
): Promise<SignedIn> {
  const { token, expiresAt } = await tokens.issue({ username: identity.username, sessionId: session.id });
  return {
    session,
    identity,
    accessToken: token,
    accessExpiresAt: expiresAt,
    refreshToken: refreshToken(secret, session.id, refreshSecret),
    csrfToken: csrfToken(secret, session.id),
  };
}
