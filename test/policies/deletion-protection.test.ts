import { expect, test } from '@jest/globals';
import { deletionProtection } from '../../policies/deletion-protection.ts';
import { type Given, refused } from './harness.ts';

const table: Given = {
  type: 'aws:dynamodb/table:Table',
  props: { deletionProtectionEnabled: true },
  protect: true,
};
const people: Given = {
  type: 'aws:cognito/userPool:UserPool',
  props: { deletionProtection: 'ACTIVE' },
  protect: true,
};

test('a store with both locks is accepted, and a bucket that isn’t emptied on the way', () => {
  expect(refused(deletionProtection, [table, people, { type: 'aws:s3/bucket:Bucket' }])).toEqual([]);
});

test('each lock that is open is refused', () => {
  expect(refused(deletionProtection, [{ ...table, protect: false }])).toEqual(['Table']);
  expect(refused(deletionProtection, [{ ...table, props: {} }])).toEqual(['Table']);
  expect(refused(deletionProtection, [{ ...people, props: {}, protect: false }])).toEqual(['UserPool', 'UserPool']);
  expect(refused(deletionProtection, [{ type: 'aws:s3/bucket:Bucket', props: { forceDestroy: true } }])).toEqual([
    'Bucket',
  ]);
});

test('stacks without real data may do without', () => {
  expect(refused(deletionProtection, [{ ...table, props: {}, protect: false }], { stack: 'development' })).toEqual([]);
});
