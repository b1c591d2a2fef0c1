import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserMigrationTriggerEvent } from 'aws-lambda';
import bcrypt from 'bcryptjs';
import { type DynamoDouble, startDynamoDb } from '../doubles/aws/dynamodb.ts';
import { type S3Double, s3Fault, startS3 } from '../doubles/aws/s3.ts';
import { jsonFault } from '../doubles/aws/server.ts';
import { eventually } from '../support/eventually.ts';
import { LambdaFunction, unpackedFunction } from '../support/lambda.ts';

/** The function's archive, called as Cognito calls it (Developer Guide, "Migrate user Lambda trigger"). */
let s3: S3Double;
let dynamo: DynamoDouble;
let archive: string;
const running: LambdaFunction[] = [];
beforeAll(async () => {
  [s3, dynamo] = await Promise.all([startS3(), startDynamoDb()]);
  archive = unpackedFunction('lambdas/user-migration/handler.ts');
  const hash = await bcrypt.hash('annPassword', 4);
  const user = { username: 'ann', password_hash: hash, personas: ['executive', 'buyer'], roles: [], active: true };
  const users = [
    { ...user, email: 'Ann@Example.com' },
    { ...user, username: 'ivo', email: 'ivo@example.com', active: false },
    { ...user, username: 'noa' },
    ...['tim', 'tom'].map(username => ({ ...user, username, email: 'both@example.com' })),
  ];
  put(JSON.stringify({ users }));
});
afterAll(async () => {
  for (const each of running) each.stop();
  await Promise.all([s3.stop(), dynamo.stop()]);
});

const put = (text: string) =>
  s3.objects.set('documents/users.json', { bytes: Buffer.from(text), modifiedAt: new Date() });

function start(environment: Readonly<Record<string, string>> = {}): LambdaFunction {
  const some = new LambdaFunction(archive, {
    SOPHIA_USERS_BUCKET: 'documents',
    SOPHIA_USERS_KEY: 'users.json',
    SOPHIA_AUDIT_TABLE: 'audit',
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
    ...environment,
  });
  running.push(some);
  return some;
}

const event = (userName: string, password?: string): UserMigrationTriggerEvent => ({
  version: '1',
  triggerSource: password === undefined ? 'UserMigration_ForgotPassword' : 'UserMigration_Authentication',
  region: 'us-east-1',
  userPoolId: 'us-east-1_Double123',
  userName,
  callerContext: { awsSdkVersion: 'aws-sdk-js-3', clientId: 'page-client' },
  request: { password: password ?? '', validationData: {}, clientMetadata: {}, userAttributes: {} } as never,
  response: {
    userAttributes: undefined,
    finalUserStatus: undefined,
    messageAction: undefined,
    desiredDeliveryMediums: undefined,
    forceAliasCreation: undefined,
  } as never,
});

const audited = () => [...(dynamo.tables.get('audit')?.values() ?? [])].map(item => JSON.stringify(item));
const refused = 'The user name or the password is wrong.';

describe('Taking people over', () => {
  test('at sign-in, with the password they have: confirmed, no message sent, personas kept', async () => {
    const answer = await start().invoke<UserMigrationTriggerEvent>(event('ann', 'annPassword'));
    expect(answer.response).toEqual({
      userAttributes: {
        username: 'ann',
        'custom:personas': 'executive,buyer',
        email: 'Ann@Example.com',
        email_verified: 'true',
      },
      finalUserStatus: 'CONFIRMED',
      messageAction: 'SUPPRESS',
    });
    expect(audited().some(each => each.includes('user.migrate') && each.includes('ann'))).toBe(true);
    expect(audited().join()).not.toContain('annPassword');
  });

  test('by address too, in any letters', async () => {
    const answer = await start().invoke<UserMigrationTriggerEvent>(event('ann@example.COM', 'annPassword'));
    expect(answer.response.userAttributes['username']).toBe('ann');
  });

  test('who forgot the password is taken over without one, if there is an address to send a code to', async () => {
    const some = start();
    const answer = await some.invoke<UserMigrationTriggerEvent>(event('ann'));
    expect(answer.response).toMatchObject({ messageAction: 'SUPPRESS', userAttributes: { email: 'Ann@Example.com' } });
    expect(answer.response.finalUserStatus).toBeUndefined();
    await expect(some.invoke(event('noa'))).rejects.toThrow(refused);
  });
});

describe('Who is not taken over is told one and the same', () => {
  test.each([
    ['a wrong password', 'ann', 'wrong'],
    ['an empty password', 'ann', ''],
    ['an unknown name', 'nobody', 'annPassword'],
    ['an inactive person', 'ivo', 'annPassword'],
    ['an address of two people', 'both@example.com', 'annPassword'],
    ['a name of the language itself', '__proto__', 'annPassword'],
  ])('%s', async (_, name, password) => {
    const some = start();
    await expect(some.invoke(event(name, password))).rejects.toThrow(refused);
    expect(some.log.join()).not.toContain('annPassword');
    expect(some.log.join()).not.toContain('MigrationFailures');
    // The same function goes on.
    await some.invoke(event('ann', 'annPassword'));
  });

  test.each([
    ['denied', { kind: 'respond', response: s3Fault(403, 'AccessDenied') }],
    ['failed', { kind: 'respond', response: s3Fault(500, 'InternalError') }],
    ['cut', { kind: 'cut' }],
  ] as const)('a file that is %s for long is logged and nobody is let in', async (_, fault) => {
    s3.fail(fault, { times: 10 });
    const some = start();
    await expect(some.invoke(event('ann', 'annPassword'))).rejects.toThrow(refused);
    s3.forget();
    expect(some.log.join('\n')).toContain('was not taken over');
    // The alarm looks at this, and not at refusals.
    expect(some.log.join('\n')).toContain('"MigrationFailures":1');
    // The same function goes on; on a busy machine the double may need more than the second that it is given.
    const answer = () => some.invoke(event('ann', 'annPassword'));
    await eventually(() =>
      answer().then(
        () => true,
        () => false,
      ),
    );
  });

  test('what can not be recorded does not happen', async () => {
    dynamo.fail({ kind: 'respond', response: jsonFault(400, 'AccessDeniedException') }, { times: 10 });
    const some = start();
    await expect(some.invoke(event('ann', 'annPassword'))).rejects.toThrow(refused);
    dynamo.forget();
    expect(some.log.join('\n')).toContain('"MigrationFailures":1');
  });

  test('missing variables are all named in the log', async () => {
    const some = start({ SOPHIA_USERS_BUCKET: '', SOPHIA_AUDIT_TABLE: '' });
    await expect(some.invoke(event('ann', 'annPassword'))).rejects.toThrow(refused);
    for (const name of ['SOPHIA_USERS_BUCKET', 'SOPHIA_AUDIT_TABLE']) expect(some.log.join()).toContain(name);
  });
});
