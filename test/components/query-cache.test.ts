import { describe, expect, test } from '@jest/globals';
import { QueryCache, type QueryCacheArgs } from '../../components/query-cache.ts';
import { type Graph, register } from './harness.ts';

const args: QueryCacheArgs = { vpcId: 'vpc-1', subnetIds: ['subnet-1', 'subnet-2'] };
const made = (some: Partial<QueryCacheArgs> = {}, preview = false): Promise<Graph> =>
  register(() => new QueryCache('cache', { ...args, ...some }), { preview });
const names = (graph: Graph): string[] => graph.resources.map(({ name }) => name).toSorted();
const common = ['cache', 'cache-key', 'cache-security-group', 'cache-password', 'cache-secret', 'cache-secret-value'];

describe('QueryCache', () => {
  test('is one node of Valkey, reached over TLS with a password that a secret alone has', async () => {
    const graph = await made();
    expect(names(graph)).toEqual(
      [
        ...common,
        'cache-subnets',
        'cache-group',
        'cache-processor-1',
        'cache-memory-1',
        'cache-evictions-1',
      ].toSorted(),
    );
    for (const { name, parent } of graph.resources.filter(one => one.name !== 'cache')) {
      expect(`${name} below ${parent}`).toBe(`${name} below ${graph.named('cache').urn}`);
    }
    expect(graph.named('cache-group').inputs).toMatchObject({
      engine: 'valkey',
      nodeType: 'cache.t4g.micro',
      numCacheClusters: 1,
      automaticFailoverEnabled: false,
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
      authTokenUpdateStrategy: 'ROTATE',
      snapshotRetentionLimit: 0,
    });
    expect(graph.named('cache-password').inputs).toMatchObject({ length: 64, special: false });
    expect(graph.named('cache-secret').inputs).toMatchObject({
      kmsKeyId: 'arn:aws:test:us-east-1:123456789012:cache-key',
    });
  });

  test('the security group lets nobody in by itself', async () => {
    const graph = await made();
    expect(graph.named('cache-security-group').inputs['ingress']).toBeUndefined();
    expect(graph.resources.filter(({ type }) => type.includes('IngressRule'))).toEqual([]);
  });

  test('with more nodes one may fail, and each is watched', async () => {
    const graph = await made({ nodes: 3, snapshotDays: 7, alarmTopicArn: 'arn:aws:sns:us-east-1:123456789012:alarms' });
    expect(graph.named('cache-group').inputs).toMatchObject({
      numCacheClusters: 3,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      snapshotRetentionLimit: 7,
    });
    const alarms = graph.ofType('aws:cloudwatch/metricAlarm:MetricAlarm');
    expect(alarms).toHaveLength(9);
    for (const { inputs } of alarms) {
      expect(inputs).toMatchObject({
        alarmActions: ['arn:aws:sns:us-east-1:123456789012:alarms'],
        period: 300,
        evaluationPeriods: 3,
      });
    }
  });

  test('serverless, it is paid by use within limits, and its user may not change the server', async () => {
    const graph = await made({ mode: 'serverless', maximumGigabytes: 2, maximumUnitsPerSecond: 8_000 });
    expect(names(graph)).toEqual(expect.arrayContaining([...common, 'cache-cache', 'cache-user', 'cache-users']));
    expect(graph.named('cache-cache').inputs).toMatchObject({
      engine: 'valkey',
      cacheUsageLimits: { dataStorage: { maximum: 2, unit: 'GB' }, ecpuPerSeconds: [{ maximum: 8_000 }] },
    });
    expect(graph.named('cache-user').inputs['accessString']).toMatch(/-@all .*-@dangerous$/);
    expect(graph.ofType('aws:elasticache/replicationGroup:ReplicationGroup')).toEqual([]);
  });

  test.each(['nodes', 'serverless'] as const)('%s are the same in a preview', async mode => {
    expect(names(await made({ mode }, true))).toEqual(names(await made({ mode })));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong = { ...args, nodes: 0, nodeType: 't4g.micro', maximumGigabytes: 0, snapshotDays: 36 };
      expect(() => new QueryCache('cache', wrong)).toThrow(/nodes: .*nodeType: .*maximumGigabytes: .*snapshotDays: /s);
    });
    expect(graph.resources).toEqual([]);
  });
});
