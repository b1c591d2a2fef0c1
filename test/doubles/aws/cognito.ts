import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { jsonAnswer, jsonFault, ServiceDouble, type ServiceRequest, type ServiceResponse } from './server.ts';

/** A user pool of Amazon Cognito over HTTP, from its API Reference: sign-in, refresh, users, groups, and its keys. */
export interface PoolUser {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly personas: string;
  readonly groups: readonly string[];
  readonly enabled: boolean;
  readonly challenge?: string;
}

export const pool = { userPoolId: 'us-east-1_Double123', clientId: 'page-client' };

export class CognitoDouble extends ServiceDouble {
  readonly users: PoolUser[] = [];
  readonly #keys: { privateKey: CryptoKey; jwk: object };
  readonly #families = new Map<string, PoolUser>();

  private constructor(keys: { privateKey: CryptoKey; jwk: object }) {
    super(request => this.#serve(request));
    this.#keys = keys;
  }

  static async open(users: readonly PoolUser[]): Promise<CognitoDouble> {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
    const double = new CognitoDouble({ privateKey, jwk });
    double.users.push(...users);
    await double.start();
    return double;
  }

  /** An identity token, with claims of one's own. */
  token(user: PoolUser, claims: Record<string, unknown> = {}, expires = '15m'): Promise<string> {
    return new SignJWT({
      'cognito:username': user.username,
      'cognito:groups': user.groups,
      'custom:personas': user.personas,
      email: user.email,
      token_use: 'id',
      auth_time: Math.floor(Date.now() / 1000),
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .setSubject(`sub-${user.username}`)
      .setIssuer(`https://cognito-idp.us-east-1.amazonaws.com/${pool.userPoolId}`)
      .setAudience(String(claims['aud'] ?? pool.clientId))
      .setIssuedAt()
      .setExpirationTime(expires)
      .sign(this.#keys.privateKey);
  }

  async #serve(request: ServiceRequest): Promise<ServiceResponse> {
    if (request.path === `/${pool.userPoolId}/.well-known/jwks.json`) return jsonAnswer({ keys: [this.#keys.jwk] });
    const input = JSON.parse(request.body.toString()) as Record<string, unknown>;
    if (input['UserPoolId'] !== pool.userPoolId) return jsonFault(400, 'ResourceNotFoundException');
    // Names are found in any letters, and by address.
    const wanted = (name: unknown) =>
      this.users.find(user => [user.username, user.email].includes(String(name).toLowerCase()));
    switch (request.operation) {
      case 'AdminInitiateAuth':
        return this.#initiate(input, wanted);
      case 'AdminGetUser': {
        const user = wanted(input['Username']);
        if (!user) return jsonFault(400, 'UserNotFoundException', 'User does not exist.');
        return jsonAnswer({
          Username: user.username,
          Enabled: user.enabled,
          UserStatus: 'CONFIRMED',
          UserAttributes: [
            { Name: 'email', Value: user.email },
            { Name: 'custom:personas', Value: user.personas },
          ],
        });
      }
      case 'AdminListGroupsForUser': {
        const groups = wanted(input['Username'])?.groups ?? [];
        const at = Number(input['NextToken'] ?? 0);
        const Groups = groups.slice(at, at + 1).map(GroupName => ({ GroupName }));
        return jsonAnswer({ Groups, ...(at + 1 < groups.length && { NextToken: String(at + 1) }) });
      }
      default:
        return jsonFault(400, 'InvalidParameterException');
    }
  }

  async #initiate(
    input: Record<string, unknown>,
    wanted: (name: unknown) => PoolUser | undefined,
  ): Promise<ServiceResponse> {
    const given = input['AuthParameters'] as Record<string, string>;
    const refused = jsonFault(400, 'NotAuthorizedException', 'Incorrect username or password.');
    if (input['ClientId'] !== pool.clientId) return refused;
    if (input['AuthFlow'] === 'REFRESH_TOKEN_AUTH') {
      const family = given['REFRESH_TOKEN'] ?? '';
      const user = this.#families.get(family);
      if (!user?.enabled) return jsonFault(400, 'NotAuthorizedException', 'Refresh Token has been revoked');
      return jsonAnswer({ AuthenticationResult: { IdToken: await this.token(user, { origin_jti: family }) } });
    }
    if ((given['PASSWORD'] ?? '').length > 256) return jsonFault(400, 'InvalidParameterException');
    const user = wanted(given['USERNAME']);
    if (!user?.enabled || user.password !== given['PASSWORD']) return refused;
    if (user.challenge) return jsonAnswer({ ChallengeName: user.challenge, Session: 'x'.repeat(30) });
    // Five parts, as the real ones have.
    const family = `r1.${user.username}.${this.#families.size}.x.y`;
    this.#families.set(family, user);
    const IdToken = await this.token(user, { origin_jti: family });
    return jsonAnswer({ AuthenticationResult: { IdToken, RefreshToken: family, ExpiresIn: 900 } });
  }
}
