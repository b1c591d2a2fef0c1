import { expect, test } from '@jest/globals';
import { noSecretsInEnvironment } from '../../policies/no-secrets-in-environment.ts';
import { type Given, refused } from './harness.ts';

const lambda = (variables: object): Given => ({
  type: 'aws:lambda/function:Function',
  props: { environment: { variables } },
});
const task = (name: string, value: string): Given => ({
  type: 'aws:ecs/taskDefinition:TaskDefinition',
  props: { containerDefinitions: JSON.stringify([{ name: 'server', environment: [{ name, value }] }]) },
});
const build = (variable: object): Given => ({
  type: 'aws:codebuild/project:Project',
  props: { environment: { environmentVariables: [variable] } },
});

test('addresses of secrets, and plain settings, are accepted', () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:cache';
  const plain = { TABLE: 'sessions', CACHE_SECRET_ARN: arn, DATABASE_PASSWORD: arn, TOKEN_TTL: '3600', API_KEY: '' };
  const given = [
    lambda(plain),
    task('SESSIONS_TABLE', 'sessions'),
    build({ name: 'PULUMI_ACCESS_TOKEN', type: 'SECRETS_MANAGER', value: 'pulumi' }),
  ];
  expect(refused(noSecretsInEnvironment, given)).toEqual([]);
});

test('what is named as a secret is refused wherever it stands', () => {
  expect(refused(noSecretsInEnvironment, [lambda({ DATABASE_PASSWORD: 'x' })])).toEqual(['Function']);
  expect(refused(noSecretsInEnvironment, [task('SLACK_TOKEN', 'x')])).toEqual(['TaskDefinition']);
  expect(refused(noSecretsInEnvironment, [build({ name: 'GITHUB_TOKEN', value: 'x' })])).toEqual(['Project']);
});

test('what looks like a secret is refused whatever its name', () => {
  for (const value of [
    `AKIA${'A'.repeat(16)}`,
    '-----BEGIN RSA PRIVATE KEY-----',
    `ghp_${'a'.repeat(36)}`,
    'https://user:word@example.com',
  ]) {
    expect(refused(noSecretsInEnvironment, [lambda({ SETTING: value })])).toEqual(['Function']);
  }
});

test('what is known only after deployment is judged by its name', () => {
  const unknown = (name: string) =>
    Object.defineProperty({} as Record<string, unknown>, name, {
      enumerable: true,
      get: () => {
        throw new Error("can't be known during preview");
      },
    });
  expect(refused(noSecretsInEnvironment, [lambda(unknown('SESSIONS_TABLE'))])).toEqual([]);
  expect(refused(noSecretsInEnvironment, [lambda(unknown('DATABASE_PASSWORD'))])).toEqual(['Function']);
});
