import { expect, test } from '@jest/globals';
import { encryptedBuckets } from '../../policies/encrypted-buckets.ts';
import { bucket, type Given, refused } from './harness.ts';

test('a bucket that says how it encrypts is accepted, found by its resource or by its name', () => {
  expect(refused(encryptedBuckets, bucket())).toEqual([]);
  const named: Given[] = [
    { type: 'aws:s3/bucketV2:BucketV2', props: { bucket: 'data' } },
    {
      type: 'aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2',
      props: { bucket: 'data', rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }] },
    },
  ];
  expect(refused(encryptedBuckets, named)).toEqual([]);
});

test('a bucket that leaves it to the service is refused, also beside one that doesn’t', () => {
  expect(refused(encryptedBuckets, bucket({ encryption: undefined }))).toEqual(['data']);
  expect(refused(encryptedBuckets, bucket({ encryption: { rules: [{}] } }))).toEqual(['data']);
  expect(refused(encryptedBuckets, [...bucket(), ...bucket({ encryption: undefined }, 'other')])).toEqual(['other']);
});
