import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { policyDocument, trust } from './policy.ts';
import { type PrivateBucket, privateBucket } from './private-bucket.ts';

interface ReplicationSettings {
  /** Key of the original, which can be copied to other regions. */
  readonly key: aws.kms.Key;
  readonly region: string;
  readonly emptyOnDelete: boolean;
}

/** Copies every new version of objects to a bucket of another region, encrypted there by a copy of the key. */
export function replicate(
  name: string,
  originals: Readonly<Record<string, PrivateBucket>>,
  { key, region, emptyOnDelete }: ReplicationSettings,
  child: pulumi.CustomResourceOptions,
): void {
  const copyKey = new aws.kms.ReplicaKey(
    `${name}-key-${region}`,
    { region, primaryKeyArn: key.arn, description: `Copies in ${region} of ${name}`, deletionWindowInDays: 30 },
    child,
  );
  for (const [part, original] of Object.entries(originals)) {
    const rules = [
      {
        id: 'former-versions',
        status: 'Enabled',
        filter: { prefix: '' },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 3 },
      },
    ];
    const copyName = `${name}-${part}-copy`;
    const copy = privateBucket(copyName, { keyArn: copyKey.arn, rules, emptyOnDelete, region }, child);
    const role = copyingRole(copyName, original.bucket, copy.bucket, key, copyKey, child);
    new aws.s3.BucketReplicationConfig(
      `${copyName}-replication`,
      {
        bucket: original.bucket.id,
        role: role.arn,
        rules: [
          {
            id: 'everything',
            status: 'Enabled',
            filter: { prefix: '' },
            deleteMarkerReplication: { status: 'Enabled' },
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
            destination: {
              bucket: copy.bucket.arn,
              storageClass: 'STANDARD_IA',
              encryptionConfiguration: { replicaKmsKeyId: copyKey.arn },
            },
          },
        ],
      },
      // S3 copies only between buckets that keep versions.
      { ...child, dependsOn: [original.versioning, copy.versioning] },
    );
  }
}

function copyingRole(
  name: string,
  original: aws.s3.Bucket,
  copy: aws.s3.Bucket,
  key: aws.kms.Key,
  copyKey: aws.kms.ReplicaKey,
  child: pulumi.CustomResourceOptions,
): aws.iam.Role {
  const role = new aws.iam.Role(`${name}-role`, { assumeRolePolicy: trust('s3.amazonaws.com') }, child);
  const statements = [
    { actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'], resources: [original.arn] },
    {
      actions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      resources: [pulumi.interpolate`${original.arn}/*`],
    },
    {
      actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
      resources: [pulumi.interpolate`${copy.arn}/*`],
    },
    { actions: ['kms:Decrypt'], resources: [key.arn] },
    { actions: ['kms:Encrypt', 'kms:GenerateDataKey'], resources: [copyKey.arn] },
  ];
  new aws.iam.RolePolicy(`${name}-role-policy`, { role: role.id, policy: policyDocument([{ statements }]) }, child);
  return role;
}
