import { expect, test } from '@jest/globals';
import { backups } from '../../policies/backups.ts';
import { bucket, type Given, refused } from './harness.ts';

const table = (props: object): Given => ({ type: 'aws:dynamodb/table:Table', props: { ...props } });
const expiring = { rules: [{ expiration: { days: 30 } }] };

test('stores that can go back are accepted', () => {
  const database: Given = { type: 'aws:rds/cluster:Cluster', props: { backupRetentionPeriod: 7 } };
  expect(refused(backups, [table({ pointInTimeRecovery: { enabled: true } }), database, ...bucket()])).toEqual([]);
});

test('a table without recovery and a bucket without versions are refused', () => {
  expect(refused(backups, [table({})])).toEqual(['Table']);
  expect(refused(backups, [table({ pointInTimeRecovery: { enabled: false } })])).toEqual(['Table']);
  expect(refused(backups, bucket({ versioning: undefined }))).toEqual(['data']);
  expect(refused(backups, bucket({ versioning: { versioningConfiguration: { status: 'Suspended' } } }))).toEqual([
    'data',
  ]);
});

test('a bucket all of whose objects expire is scratch space; one of whose prefixes do is not', () => {
  expect(refused(backups, bucket({ versioning: undefined, lifecycle: expiring }))).toEqual([]);
  const partly = { rules: [{ expiration: { days: 30 }, filter: { prefix: 'athena/' } }] };
  expect(refused(backups, bucket({ versioning: undefined, lifecycle: partly }))).toEqual(['data']);
});

test('stacks without real data may do without; which have some is a setting', () => {
  expect(refused(backups, [table({})], { stack: 'development' })).toEqual([]);
  expect(refused(backups, [table({})], { stack: 'live', config: { stacks: ['live'] } })).toEqual(['Table']);
});
