import { describe, expect, test } from '@jest/globals';
import { SessionStore, type SessionStoreArgs } from '../../components/session-store.ts';
import { type Graph, type Inputs, register } from './harness.ts';

const made = (args: SessionStoreArgs = {}, preview = false): Promise<Graph> =>
  register(() => new SessionStore('store', args), { preview });
const names = (graph: Graph): string[] => graph.resources.map(({ name }) => name).toSorted();
const tables = ['sessions', 'conversations', 'dashboards', 'ledger', 'audit'];

interface KeyPolicy {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Principal: Inputs }[];
}

describe('SessionStore', () => {
  test('is five tables and the key that they are encrypted with', async () => {
    const graph = await made();
    expect(names(graph)).toEqual(['store', 'store-key', ...tables.map(table => `store-${table}`)].toSorted());
    for (const table of tables) {
      const { inputs, parent } = graph.named(`store-${table}`);
      expect(parent).toBe(graph.named('store').urn);
      expect(inputs).toEqual({
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'pk',
        rangeKey: 'sk',
        attributes: [
          { name: 'pk', type: 'S' },
          { name: 'sk', type: 'S' },
        ],
        // What the adapters write.
        ttl: { attributeName: 'expires_at', enabled: true },
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
        serverSideEncryption: { enabled: true, kmsKeyArn: 'arn:aws:test:us-east-1:123456789012:store-key' },
        deletionProtectionEnabled: true,
      });
    }
  });

  test('its key is turned, can be copied, and leaves to IAM of the account who may do which named things', async () => {
    const { inputs } = (await made()).named('store-key');
    expect(inputs).toMatchObject({ enableKeyRotation: true, multiRegion: true, deletionWindowInDays: 30 });
    const { Statement } = JSON.parse(inputs['policy'] as string) as KeyPolicy;
    expect(Statement.map(({ Principal }) => Principal)).toEqual([{ AWS: 'arn:aws:iam::123456789012:root' }]);
    const actions = Statement.flatMap(({ Action }) => Action);
    // Without these nobody could use it, copy it, or ever change its policy.
    for (const action of [
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'kms:CreateGrant',
      'kms:ReplicateKey',
      'kms:PutKeyPolicy',
    ]) {
      expect(actions).toContain(action);
    }
    expect(actions.filter(action => !/^kms:[A-Z]\w+$/.test(action))).toEqual([]);
  });

  test('has a copy of every table and of the key in other regions', async () => {
    const graph = await made({ replicaRegions: ['us-west-2'] });
    expect(graph.named('store-key-us-west-2').inputs).toMatchObject({
      region: 'us-west-2',
      primaryKeyArn: 'arn:aws:test:us-east-1:123456789012:store-key',
      policy: graph.named('store-key').inputs['policy'],
    });
    expect(graph.named('store-ledger').inputs).toMatchObject({
      streamEnabled: true,
      streamViewType: 'NEW_AND_OLD_IMAGES',
      replicas: [{ regionName: 'us-west-2', pointInTimeRecovery: true, propagateTags: true }],
    });
  });

  test('a trial can be deleted', async () => {
    const graph = await made({ deletionProtection: false, recoveryDays: 7 });
    expect(graph.named('store-audit').inputs).toMatchObject({
      deletionProtectionEnabled: false,
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    });
  });

  test('is the same in a preview', async () => {
    const args = { replicaRegions: ['us-west-2'] };
    expect(names(await made(args, true))).toEqual(names(await made(args)));
  });

  test('tells all that is wrong at once and registers nothing', async () => {
    const graph = await register(() => {
      const wrong = { recoveryDays: 36, replicaRegions: ['Oregon'] };
      expect(() => new SessionStore('store', wrong)).toThrow(/recoveryDays: .*replicaRegions.*0.*: /s);
      expect(() => new SessionStore('store', { replicaRegions: ['us-west-2', 'us-west-2'] })).toThrow(/twice/);
    });
    expect(graph.resources).toEqual([]);
  });
});
