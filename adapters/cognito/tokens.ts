import type { DirectoryToken } from '../../core/ports/identity-provider.ts';

export interface TokenOptions {
  /** Such as `us-east-1_Ab1Cd2Ef3`. */
  readonly userPoolId: string;
  /** The client whose identity tokens count. */
  readonly clientId: string;
  /** Address in place of Cognito's own, where its keys are fetched. */
  readonly endpoint?: string | undefined;
}

interface Claims {
  readonly sub: string;
  readonly exp: number;
  readonly iat: number;
  readonly auth_time?: unknown;
  readonly [claim: string]: unknown;
}

const listed = (value: unknown): string[] =>
  (Array.isArray(value) ? value.map(String) : String(value ?? '').split(','))
    .map(each => each.trim())
    .filter(each => each !== '');

const secondsOf = (value: unknown, otherwise: number): Date =>
  new Date((typeof value === 'number' ? value : otherwise) * 1000);

/** Who a token of the pool speaks for: personas are an attribute, roles the groups. */
function tokenOf(claims: Claims): DirectoryToken {
  const username = String(claims['cognito:username'] ?? claims.sub);
  const email = claims['email'];
  const signedInAt = secondsOf(claims.auth_time, claims.iat);
  return {
    identity: {
      username,
      personas: listed(claims['custom:personas']),
      ...(typeof email === 'string' && { email }),
      roles: listed(claims['cognito:groups']),
    },
    family: String(claims['origin_jti'] ?? `${claims.sub} ${signedInAt.toISOString()}`),
    signedInAt,
    expiresAt: secondsOf(claims.exp, claims.exp),
  };
}

type Verify = (token: string) => Promise<DirectoryToken | undefined>;

/** Verifies identity tokens by the pool's keys, which are fetched once and again when a new one turns up. */
export async function openVerifier({ userPoolId, clientId, endpoint }: TokenOptions): Promise<Verify> {
  const { CognitoJwtVerifier, isOfKeys, JwtBaseError, SimpleJwksCache } = await import('./verifier.ts');
  const elsewhere =
    endpoint === undefined ? undefined : { jwksCache: new SimpleJwksCache({ fetcher: fetcherOf(endpoint) }) };
  const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: 'id' }, elsewhere);
  return async token => {
    try {
      return tokenOf(await verifier.verify(token));
    } catch (error) {
      // A token that is none of ours; keys that can't be fetched are a failure of another kind.
      if (error instanceof JwtBaseError && !isOfKeys(error)) return undefined;
      throw error;
    }
  };
}

const fetcherOf = (endpoint: string) => ({
  async fetch(uri: string): Promise<ArrayBuffer> {
    const response = await fetch(`${endpoint}${new URL(uri).pathname}`);
    if (!response.ok) throw new Error(`The keys can't be fetched: ${response.status}`);
    return response.arrayBuffer();
  },
});
