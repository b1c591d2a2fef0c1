import { expect, test } from '@jest/globals';
import { noPublicBuckets } from '../../policies/no-public-buckets.ts';
import { bucket, everySwitch, refused } from './harness.ts';

const anybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/*' };

test('a bucket with all four switches on is accepted', () => {
  expect(refused(noPublicBuckets, bucket())).toEqual([]);
});

test('each switch that is off is refused, and none at all', () => {
  expect(refused(noPublicBuckets, bucket({ block: undefined }))).toEqual(['data']);
  for (const name of Object.keys(everySwitch)) {
    expect(refused(noPublicBuckets, bucket({ block: { ...everySwitch, [name]: false } }))).toEqual(['data']);
  }
});

test('rights for anybody are refused, unless a condition narrows them', () => {
  expect(refused(noPublicBuckets, bucket({ props: { acl: 'public-read' } }))).toEqual(['data']);
  expect(refused(noPublicBuckets, bucket({ policy: [anybody] }))).toEqual(['data']);
  expect(refused(noPublicBuckets, bucket({ policy: [{ ...anybody, Principal: { AWS: ['*'] } }] }))).toEqual(['data']);
  const narrowed = { ...anybody, Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } } };
  expect(refused(noPublicBuckets, bucket({ policy: [narrowed] }))).toEqual([]);
});
