import { expect, test } from '@jest/globals';
import { LogKey } from '../../components/log-key.ts';
import { register } from './harness.ts';

test('a log key is for the logs of this account and region, and for whom IAM of the account lets', async () => {
  const graph = await register(() => new LogKey('logs'));
  expect(graph.resources.map(({ name }) => name)).toEqual(['logs', 'logs-key']);
  const { inputs, parent } = graph.named('logs-key');
  expect(parent).toBe(graph.named('logs').urn);
  expect(inputs).toMatchObject({ description: 'Logs of logs', enableKeyRotation: true });
  const { Statement } = JSON.parse(inputs['policy'] as string) as {
    Statement: { Principal: object; Action: string[]; Condition?: object }[];
  };
  expect(Statement.map(({ Principal }) => Principal)).toEqual([
    { AWS: 'arn:aws:iam::123456789012:root' },
    { Service: ['logs.us-east-1.amazonaws.com'] },
  ]);
  expect(Statement[1]!.Condition).toEqual({
    ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:123456789012:log-group:*' },
  });
  expect(Statement.flatMap(({ Action }) => Action).filter(action => action.includes('*'))).toEqual([]);
});

test('and is the same in a preview', async () => {
  const graph = await register(() => new LogKey('logs', { description: 'All logs' }), { preview: true });
  expect(graph.resources.map(({ name }) => name)).toEqual(['logs', 'logs-key']);
});
