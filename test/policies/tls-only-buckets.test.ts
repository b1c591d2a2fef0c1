import { expect, test } from '@jest/globals';
import { tlsOnlyBuckets } from '../../policies/tls-only-buckets.ts';
import { bucket, refused, tlsOnly } from './harness.ts';

test('a bucket that refuses plain requests is accepted, also where it names what touches objects', () => {
  expect(refused(tlsOnlyBuckets, bucket())).toEqual([]);
  const Action = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'];
  expect(refused(tlsOnlyBuckets, bucket({ policy: [{ ...tlsOnly, Action }] }))).toEqual([]);
});

test('a bucket that answers plain requests is refused', () => {
  for (const policy of [
    undefined,
    [{ ...tlsOnly, Effect: 'Allow' }],
    [{ ...tlsOnly, Principal: { AWS: 'arn:aws:iam::000000000000:root' } }],
    [{ ...tlsOnly, Action: 's3:GetObject' }],
    [{ ...tlsOnly, Condition: {} }],
  ]) {
    expect(refused(tlsOnlyBuckets, bucket({ policy }))).toEqual(['data']);
  }
});
