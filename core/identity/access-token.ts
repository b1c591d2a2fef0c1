import { jwtVerify, SignJWT } from 'jose';
import { lru } from 'tiny-lru';
import type { Clock } from '../ports/clock.ts';
import { deriveKey } from './secrets.ts';

/** Who an access token speaks for. */
export interface AccessClaims {
  readonly username: string;
  readonly sessionId: string;
}

export interface AccessTokens {
  /** A signed token and the moment it ends. */
  issue(claims: AccessClaims): Promise<{ token: string; expiresAt: Date }>;
  /** The claims of a token that is ours, unaltered and in force; undefined for any other text. */
  verify(token: string): Promise<AccessClaims | undefined>;
}

const algorithm = 'HS256';
const issuer = 'sophia';
const audience = 'sophia-api';
/** Tokens whose signature is remembered as good, so that a caller's next request need not prove it again. */
const rememberedTokens = 10_000;

/** Short-lived JWTs, HMAC-SHA-256. That their session has not been revoked is for the caller to check. */
export function createAccessTokens(secret: Uint8Array, lifetimeSeconds: number, clock: Clock): AccessTokens {
  const key = deriveKey(secret, 'access-token');
  const good = lru<{ claims: AccessClaims; expires: number }>(rememberedTokens);
  return {
    async issue({ username, sessionId }) {
      const issuedAt = Math.floor(clock.now().getTime() / 1000);
      const expires = issuedAt + lifetimeSeconds;
      const token = await new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt' })
        .setSubject(username)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expires)
        .sign(key);
      return { token, expiresAt: new Date(expires * 1000) };
    },
    async verify(token) {
      const known = good.get(token);
      if (known) return known.expires * 1000 > clock.now().getTime() ? known.claims : undefined;
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [algorithm],
          typ: 'at+jwt',
          issuer,
          audience,
          requiredClaims: ['sub', 'exp', 'sid'],
          currentDate: clock.now(),
        });
        const claims = { username: String(payload.sub), sessionId: String(payload['sid']) };
        good.set(token, { claims, expires: payload.exp ?? 0 });
        return claims;
      } catch {
        return undefined;
      }
    },
  };
}
