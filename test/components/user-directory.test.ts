import { describe, expect, test } from '@jest/globals';
import { UserDirectory, type UserDirectoryArgs } from '../../components/user-directory.ts';
import { type Graph, register } from './harness.ts';

const args: UserDirectoryArgs = { callbackUrls: ['https://dashboards.example.com/signed-in'] };
const made = (some: Partial<UserDirectoryArgs> = {}, preview = false): Promise<Graph> =>
  register(() => new UserDirectory('people', { ...args, ...some }), { preview });
const names = (graph: Graph): string[] => graph.resources.map(({ name }) => name).toSorted();
const everything: Partial<UserDirectoryArgs> = {
  groups: { analysts: 'Ask questions' },
  threatProtection: 'enforced',
  migration: {
    functionName: 'migrate',
    aliasName: 'live',
    aliasArn: 'arn:aws:lambda:us-east-1:123456789012:function:migrate:live',
  },
};

describe('UserDirectory', () => {
  test('is a pool, a client for the page, one for services, and sign-in pages', async () => {
    const graph = await made();
    expect(names(graph)).toEqual(
      ['people', 'people-pool', 'people-page', 'people-resources', 'people-service', 'people-domain'].toSorted(),
    );
    for (const { name, parent } of graph.resources.filter(one => one.name !== 'people')) {
      expect(`${name} below ${parent}`).toBe(`${name} below ${graph.named('people').urn}`);
    }
    expect(graph.named('people-pool').inputs).toMatchObject({
      deletionProtection: 'ACTIVE',
      mfaConfiguration: 'OPTIONAL',
      softwareTokenMfaConfiguration: { enabled: true },
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      passwordPolicy: { minimumLength: 12, requireSymbols: true, temporaryPasswordValidityDays: 3 },
      userPoolTier: 'ESSENTIALS',
      usernameConfiguration: { caseSensitive: false },
    });
  });

  test('people carry their personas, which they can read and not write', async () => {
    const graph = await made();
    expect(graph.named('people-pool').inputs['schemas']).toEqual([
      expect.objectContaining({ name: 'personas', attributeDataType: 'String', mutable: true }),
    ]);
    const { readAttributes, writeAttributes } = graph.named('people-page').inputs;
    expect(readAttributes).toContain('custom:personas');
    expect(writeAttributes).not.toContain('custom:personas');
  });

  test('the page signs in by code and has no secret, services by a secret and have no people', async () => {
    const graph = await made();
    expect(graph.named('people-page').inputs).toMatchObject({
      generateSecret: false,
      allowedOauthFlows: ['code'],
      callbackUrls: args.callbackUrls,
      logoutUrls: args.callbackUrls,
      preventUserExistenceErrors: 'ENABLED',
      enableTokenRevocation: true,
    });
    expect(graph.named('people-service').inputs).toMatchObject({
      generateSecret: true,
      allowedOauthFlows: ['client_credentials'],
    });
  });

  test('the names of sign-in pages are shared by all accounts, so the account’s number is in them', async () => {
    expect((await made()).named('people-domain').inputs['domain']).toBe('people-123456789012');
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
    const own = await made({ domain: { name: 'sign-in.example.com', certificateArn } });
    expect(own.named('people-domain').inputs).toMatchObject({ domain: 'sign-in.example.com', certificateArn });
  });

  test('takes people over by a function that this pool alone may call', async () => {
    const graph = await made(everything);
    expect(graph.named('people-pool').inputs['lambdaConfig']).toEqual({
      userMigration: everything.migration!.aliasArn,
    });
    expect(graph.named('people-migration-permission').inputs).toMatchObject({
      function: 'migrate',
      qualifier: 'live',
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: 'arn:aws:test:us-east-1:123456789012:people-pool',
    });
  });

  test('watches for stolen passwords and blocks them when asked to', async () => {
    const graph = await made(everything);
    expect(graph.named('people-pool').inputs).toMatchObject({
      userPoolTier: 'PLUS',
      userPoolAddOns: { advancedSecurityMode: 'ENFORCED' },
      passwordPolicy: { passwordHistorySize: 12 },
    });
    expect(graph.named('people-risk').inputs).toMatchObject({
      compromisedCredentialsRiskConfiguration: { actions: { eventAction: 'BLOCK' } },
    });
    expect(names(await made({ threatProtection: 'audit' }))).not.toContain('people-risk');
  });

  test('roles are groups', async () => {
    expect((await made(everything)).named('people-group-analysts').inputs).toMatchObject({
      name: 'analysts',
      description: 'Ask questions',
    });
  });

  test('a second factor can be wanted of all or of nobody', async () => {
    expect((await made({ mfa: 'required' })).named('people-pool').inputs['mfaConfiguration']).toBe('ON');
    const off = (await made({ mfa: 'off' })).named('people-pool').inputs;
    expect(off['mfaConfiguration']).toBe('OFF');
    expect(off['softwareTokenMfaConfiguration']).toBeUndefined();
  });

  test('is the same in a preview', async () => {
    expect(names(await made(everything, true))).toEqual(names(await made(everything)));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong: UserDirectoryArgs = {
        callbackUrls: ['http://dashboards.example.com'],
        groups: { 'two words': 'x' },
        passwordLength: 8,
      };
      expect(() => new UserDirectory('people', wrong)).toThrow(/callbackUrls.*0.*: .*groups.*: .*passwordLength: /s);
      expect(() => new UserDirectory('people', { callbackUrls: [] })).toThrow(/callbackUrls: /);
    });
    expect(graph.resources).toEqual([]);
  });
});
