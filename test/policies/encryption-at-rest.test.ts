import { expect, test } from '@jest/globals';
import { encryptionAtRest } from '../../policies/encryption-at-rest.ts';
import { type Given, refused } from './harness.ts';

/** What each type of store is given where it encrypts. */
const encrypted: Readonly<Record<string, object>> = {
  'aws:athena/workgroup:Workgroup': {
    configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: 'SSE_KMS' } } },
  },
  'aws:cloudtrail/trail:Trail': { kmsKeyId: 'arn:aws:kms:::key/1' },
  'aws:dynamodb/table:Table': { serverSideEncryption: { enabled: true } },
  'aws:ebs/volume:Volume': { encrypted: true },
  'aws:efs/fileSystem:FileSystem': { encrypted: true },
  'aws:elasticache/replicationGroup:ReplicationGroup': { atRestEncryptionEnabled: true },
  'aws:kinesis/stream:Stream': { encryptionType: 'KMS' },
  'aws:rds/cluster:Cluster': { storageEncrypted: true },
  'aws:rds/instance:Instance': { storageEncrypted: true },
  'aws:sns/topic:Topic': { kmsMasterKeyId: 'alias/alarms' },
  'aws:sqs/queue:Queue': { sqsManagedSseEnabled: true },
};
const store = (type: string, props: object): Given => ({ type, props: { ...props } });

test.each(Object.entries(encrypted))('%s is accepted encrypted, and refused where it isn’t said', (type, props) => {
  expect(refused(encryptionAtRest, [store(type, props)])).toEqual([]);
  expect(refused(encryptionAtRest, [store(type, {})])).toEqual([type.split(':').at(-1)]);
});

test('what is switched off is refused', () => {
  const off = store('aws:dynamodb/table:Table', { serverSideEncryption: { enabled: false } });
  expect(refused(encryptionAtRest, [off])).toEqual(['Table']);
});

test('what keeps nothing is none of its business', () => {
  expect(refused(encryptionAtRest, [{ type: 'aws:iam/role:Role' }])).toEqual([]);
});
