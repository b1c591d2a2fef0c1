import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { policyDocument, trust } from './policy.ts';

/** A bucket and where its objects are copied to. */
export interface ReplicatedBucket {
  readonly source: { readonly name: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
  /** Key that the source's objects are encrypted with. Default S3's own. */
  readonly sourceKeyArn?: pulumi.Input<string> | undefined;
  /** Bucket of the second region, with versions. */
  readonly destinationArn: pulumi.Input<string>;
  /** Key of the second region; wanted when the source has one. Default S3's own. */
  readonly destinationKeyArn?: pulumi.Input<string> | undefined;
}

/** Copies new objects, their versions and deletions to the second region, and measures how long it takes. */
export function replicate(name: string, bucket: ReplicatedBucket, child: pulumi.CustomResourceOptions): void {
  const { source, sourceKeyArn, destinationArn, destinationKeyArn } = bucket;
  const role = new aws.iam.Role(`${name}-copy-role`, { assumeRolePolicy: trust('s3.amazonaws.com') }, child);
  const statements = [
    { actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'], resources: [source.arn] },
    {
      actions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      resources: [pulumi.interpolate`${source.arn}/*`],
    },
    {
      actions: ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
      resources: [pulumi.interpolate`${destinationArn}/*`],
    },
    ...(sourceKeyArn === undefined ? [] : [{ actions: ['kms:Decrypt'], resources: [sourceKeyArn] }]),
    ...(destinationKeyArn === undefined
      ? []
      : [{ actions: ['kms:Encrypt', 'kms:GenerateDataKey'], resources: [destinationKeyArn] }]),
  ];
  const policy = new aws.iam.RolePolicy(
    `${name}-copy-policy`,
    { role: role.id, policy: policyDocument([{ statements }]) },
    child,
  );
  new aws.s3.BucketReplicationConfig(
    `${name}-copy`,
    {
      bucket: source.name,
      role: role.arn,
      rules: [
        {
          id: 'second-region',
          status: 'Enabled',
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Enabled' },
          ...(sourceKeyArn !== undefined && {
            sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          }),
          destination: {
            bucket: destinationArn,
            storageClass: 'STANDARD_IA',
            replicationTime: { status: 'Enabled', time: { minutes: 15 } },
            metrics: { status: 'Enabled', eventThreshold: { minutes: 15 } },
            ...(destinationKeyArn !== undefined && { encryptionConfiguration: { replicaKmsKeyId: destinationKeyArn } }),
          },
        },
      ],
    },
    { ...child, dependsOn: [policy] },
  );
}
