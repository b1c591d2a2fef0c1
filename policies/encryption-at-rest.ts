import type { ResourceValidationPolicy } from '@pulumi/policy';
import { at, type Members } from './internal/members.ts';

interface Rule {
  readonly holds: (props: Members) => boolean;
  readonly mend: string;
}

const isTrue = (path: string): Rule => ({
  holds: props => at(props, path) === true,
  mend: `Set ${path} to true`,
});
const isGiven = (path: string): Rule => ({ holds: props => Boolean(at(props, path)), mend: `Set ${path}` });

/** What says of each type of store that it is encrypted. Buckets are told by resources of their own. */
const rules: Readonly<Record<string, Rule>> = {
  'aws:athena/workgroup:Workgroup': isGiven('configuration.resultConfiguration.encryptionConfiguration'),
  'aws:cloudtrail/trail:Trail': isGiven('kmsKeyId'),
  'aws:dynamodb/table:Table': isTrue('serverSideEncryption.enabled'),
  'aws:ebs/volume:Volume': isTrue('encrypted'),
  'aws:efs/fileSystem:FileSystem': isTrue('encrypted'),
  'aws:elasticache/replicationGroup:ReplicationGroup': isTrue('atRestEncryptionEnabled'),
  'aws:kinesis/stream:Stream': {
    holds: props => props['encryptionType'] === 'KMS',
    mend: 'Set encryptionType to KMS',
  },
  'aws:rds/cluster:Cluster': isTrue('storageEncrypted'),
  'aws:rds/instance:Instance': isTrue('storageEncrypted'),
  'aws:sns/topic:Topic': isGiven('kmsMasterKeyId'),
  'aws:sqs/queue:Queue': {
    holds: props => props['sqsManagedSseEnabled'] === true || Boolean(props['kmsMasterKeyId']),
    mend: 'Set kmsMasterKeyId, or sqsManagedSseEnabled to true',
  },
};

/** Unset counts as wrong: what is encrypted is said so, whatever a service does by default. */
export const encryptionAtRest: ResourceValidationPolicy = {
  name: 'encryption-at-rest',
  description: 'Everything that keeps data encrypts it.',
  enforcementLevel: 'mandatory',
  severity: 'high',
  remediationSteps: 'Set the argument that the message names.',
  validateResource: ({ type, props }, reportViolation) => {
    const rule = rules[type];
    if (rule && !rule.holds(props)) reportViolation(`It keeps data unencrypted. ${rule.mend}.`);
  },
};
