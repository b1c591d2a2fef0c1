import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** What IAM of the account may let people and roles do with a key. */
const administration = [
  ...[
    'DescribeKey',
    'GetKeyPolicy',
    'PutKeyPolicy',
    'ListKeyPolicies',
    'UpdateKeyDescription',
    'EnableKey',
    'DisableKey',
  ],
  ...['GetKeyRotationStatus', 'EnableKeyRotation', 'DisableKeyRotation', 'ScheduleKeyDeletion', 'CancelKeyDeletion'],
  ...['TagResource', 'UntagResource', 'ListResourceTags', 'CreateAlias', 'UpdateAlias', 'DeleteAlias'],
  ...['CreateGrant', 'ListGrants', 'RevokeGrant', 'RetireGrant'],
  ...['Encrypt', 'Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
];
/** What keys that have copies in other regions know besides. */
const copying = ['ReplicateKey', 'UpdatePrimaryRegion'];

/**
 * Leaves to IAM of the account who may do what with a key. A key's policy is about this key alone; without
 * administration nobody could ever change it.
 */
export function accountDecides(child: pulumi.CustomResourceOptions, { copied = false } = {}) {
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const { partition } = aws.getPartitionOutput({}, child);
  return {
    Sid: 'AccountDecides',
    Effect: 'Allow',
    Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
    Action: [...administration, ...(copied ? copying : [])].map(action => `kms:${action}`),
    Resource: '*',
  };
}

/**
 * A customer's key, turned every year, that these services may use for this account, and whom IAM lets besides.
 * @param condition of the services' use, as IAM writes it
 */
export function serviceKey(
  name: string,
  description: string,
  services: readonly pulumi.Input<string>[],
  child: pulumi.CustomResourceOptions,
  condition?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>,
) {
  const policy = pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      accountDecides(child),
      {
        Sid: 'ServicesEncrypt',
        Effect: 'Allow',
        Principal: { Service: services },
        Action: [
          'kms:Decrypt',
          'kms:Encrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:DescribeKey',
        ],
        Resource: '*',
        ...(condition && { Condition: condition }),
      },
    ],
  });
  return new aws.kms.Key(
    `${name}-key`,
    { description, enableKeyRotation: true, deletionWindowInDays: 30, policy },
    child,
  );
}
