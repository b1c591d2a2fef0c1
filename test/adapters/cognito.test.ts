import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import { openCognito } from '../../adapters/cognito.ts';
import { openSqliteStores } from '../../adapters/sqlite/stores.ts';
import { createDirectorySessions } from '../../core/identity/directory-sessions.ts';
import type { Sessions } from '../../core/identity/sessions.ts';
import { systemClock } from '../../core/ports/clock.ts';
import { identityProviderContract } from '../contracts/identity-provider.ts';
import { CognitoDouble, type PoolUser, pool } from '../doubles/aws/cognito.ts';
import { jsonFault } from '../doubles/aws/server.ts';
import { region } from '../support/aws.ts';
import { codeOf, faultOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const user = (username: string, more: Partial<PoolUser> = {}): PoolUser => ({
  username,
  password: 'Correct-horse-1',
  email: `${username}@example.com`,
  personas: 'analyst, buyer',
  groups: ['admin'],
  enabled: true,
  ...more,
});
const ann = user('ann');

const folder = temporaryFolder('cognito');
let double: CognitoDouble;
beforeAll(async () => {
  double = await CognitoDouble.open([
    ann,
    user('ivo', { enabled: false }),
    user('mia', { challenge: 'SOFTWARE_TOKEN_MFA' }),
    user('ed', { groups: ['admin', 'editors'] }),
  ]);
});
afterAll(() => double.stop());

const open = () => openCognito({ ...pool, region, endpoint: double.url, requestTimeoutMilliseconds: 500 });

identityProviderContract({
  name: 'Cognito',
  open: async () => open(),
  annPassword: ann.password,
  ivoPassword: ann.password,
});

describe('directory', () => {
  test('an address of a person is a name too; groups come in pages', async () => {
    expect((await open().authenticate('Ann@Example.com', ann.password))?.username).toBe('ann');
    expect((await open().find('ed'))?.roles).toEqual(['admin', 'editors']);
  });

  test('a second factor is asked for by name of the fault, not taken for a wrong password', async () => {
    expect(await codeOf(open().signIn('mia', ann.password))).toBe('auth.challenge');
  });

  test.each([
    ['throttled', { kind: 'respond', response: jsonFault(400, 'TooManyRequestsException') }],
    ['failed', { kind: 'respond', response: jsonFault(500, 'InternalErrorException') }],
    ['cut', { kind: 'cut' }],
    ['silent', { kind: 'silent' }],
  ] as const)('a request that is %s is repeated', async (_, fault) => {
    double.fail(fault, { operation: /AdminInitiateAuth/ });
    expect((await open().authenticate('ann', ann.password))?.username).toBe('ann');
  });

  test('a directory that is denied is storage.failed, not a wrong password', async () => {
    double.fail({ kind: 'respond', response: jsonFault(400, 'AccessDeniedException', 'arn:aws:iam::123456789012:x') });
    const fault = await faultOf(open().authenticate('ann', ann.password));
    expect(fault.code).toBe('storage.failed');
    expect(fault.message).not.toMatch(/arn|1234/);
    double.forget();
  });
});

describe('tokens', () => {
  test('only identity tokens of this pool and client, unaltered and in force', async () => {
    const directory = open();
    const good = await double.token(ann, { origin_jti: 'f' });
    expect(await directory.verify(good)).toMatchObject({ identity: { username: 'ann' }, family: 'f' });
    const [header = '', body = '', signature = ''] = good.split('.');
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({ 'cognito:username': 'ann', token_use: 'id' })
      .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
      .setIssuer(`https://cognito-idp.us-east-1.amazonaws.com/${pool.userPoolId}`)
      .setAudience(pool.clientId)
      .setExpirationTime('1h')
      .sign(privateKey);
    const unsigned = `${Buffer.from('{"alg":"none","kid":"key-1"}').toString('base64url')}.${body}.`;
    const tokens = [
      forged,
      unsigned,
      `${header}.${Buffer.from('{"sub":"eve"}').toString('base64url')}.${signature}`,
      await double.token(ann, { token_use: 'access' }),
      await double.token(ann, { aud: 'another-client' }),
      await double.token(ann, {}, '-1m'),
      'nothing',
      '',
    ];
    expect(await Promise.all(tokens.map(token => directory.verify(token)))).toEqual(tokens.map(() => undefined));
  });

  test('keys that can not be fetched are a failure, not a wrong token', async () => {
    double.fail({ kind: 'respond', response: { status: 500 } }, { operation: /jwks/, times: 5 });
    expect(await codeOf(open().verify(await double.token(ann)))).toBe('storage.failed');
    double.forget();
  });
});

describe('sessions over the directory', () => {
  let sessions: Sessions;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const stores = await openSqliteStores({ directory: folder });
    close = () => stores.close();
    sessions = createDirectorySessions({
      directory: open(),
      store: stores.sessions,
      audit: stores.audit,
      clock: systemClock,
      secret: new Uint8Array(32).fill(7),
    });
  });
  afterAll(() => close());

  test('a sign-in gives the token that the gateway takes; it is refreshed, and ends at once', async () => {
    const signedIn = await sessions.login('ann', ann.password, '10.0.0.1');
    expect(signedIn.identity.personas).toEqual(['analyst', 'buyer']);
    expect((await sessions.authenticate(signedIn.accessToken))?.session.id).toBe(signedIn.session.id);
    const next = await sessions.refresh(signedIn.refreshToken);
    expect([next.session.id, next.csrfToken]).toEqual([signedIn.session.id, signedIn.csrfToken]);
    expect((await sessions.authenticate(next.accessToken))?.session.id).toBe(signedIn.session.id);
    await sessions.logout(signedIn.session);
    expect(await sessions.authenticate(next.accessToken)).toBeUndefined();
    expect(await codeOf(sessions.refresh(next.refreshToken))).toBe('auth.required');
    expect(await codeOf(sessions.refresh('ses_x.abc.def'))).toBe('auth.required');
  });

  test('a token of the directory’s own page begins a session', async () => {
    const token = await double.token(ann, { origin_jti: 'from-the-page' });
    const first = await sessions.authenticate(token);
    expect(first?.identity.username).toBe('ann');
    await sessions.logout(first!.session);
    expect(await sessions.authenticate(token)).toBeUndefined();
  });

  test('a wrong password is refused, many are throttled', async () => {
    expect(await codeOf(sessions.login('ed', 'wrong', '10.0.0.2'))).toBe('auth.rejected');
    const codes = new Set<string>();
    for (let count = 0; count < 15; count += 1) codes.add(await codeOf(sessions.login('ed', 'wrong', '10.0.0.2')));
    expect(codes).toContain('auth.throttled');
  });
});
