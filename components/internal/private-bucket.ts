import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface PrivateBucketSettings {
  readonly keyArn: pulumi.Input<string>;
  /** How long objects stay, and where. */
  readonly rules: readonly aws.types.input.s3.BucketLifecycleConfigurationRule[];
  /** Policy of the bucket that notes who read and wrote. Default none. */
  readonly logs?: aws.s3.BucketPolicy | undefined;
  readonly emptyOnDelete: boolean;
  /** Default that of the provider. */
  readonly region?: string | undefined;
}

export interface PrivateBucket {
  readonly bucket: aws.s3.Bucket;
  readonly versioning: aws.s3.BucketVersioning;
}

/** A bucket for data: never public, encrypted by a customer's key, with former versions, spoken to over TLS alone. */
export function privateBucket(
  name: string,
  { keyArn, rules, logs, emptyOnDelete, region }: PrivateBucketSettings,
  child: pulumi.CustomResourceOptions,
): PrivateBucket {
  const place = { region };
  const bucket = new aws.s3.Bucket(name, { forceDestroy: emptyOnDelete, ...place }, child);
  const about = { bucket: bucket.id, ...place };
  new aws.s3.BucketPublicAccessBlock(
    `${name}-access`,
    { ...about, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    child,
  );
  new aws.s3.BucketOwnershipControls(
    `${name}-ownership`,
    { ...about, rule: { objectOwnership: 'BucketOwnerEnforced' } },
    child,
  );
  const encryption = { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn };
  new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { ...about, rules: [{ applyServerSideEncryptionByDefault: encryption, bucketKeyEnabled: true }] },
    child,
  );
  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { ...about, versioningConfiguration: { status: 'Enabled' } },
    child,
  );
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { ...about, rules: [...rules] },
    { ...child, dependsOn: [versioning] },
  );
  new aws.s3.BucketPolicy(`${name}-policy`, { ...about, policy: tlsOnly(bucket.arn) }, child);
  // Whoever acts on new data makes a rule for it; nothing is paid until then.
  new aws.s3.BucketNotification(`${name}-events`, { ...about, eventbridge: true }, child);
  if (logs) noteAccess(name, bucket, logs, child);
  return { bucket, versioning };
}

/** Nobody speaks to it without TLS of today. */
const tlsOnly = (arn: pulumi.Output<string>) =>
  pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      denied('TlsOnly', arn, { Bool: { 'aws:SecureTransport': 'false' } }),
      denied('TlsOfToday', arn, { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
    ],
  });

const denied = (sid: string, arn: pulumi.Output<string>, condition: object) => ({
  Sid: sid,
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:*',
  Resource: [arn, pulumi.interpolate`${arn}/*`],
  Condition: condition,
});

/** Under the path that the log bucket lets S3 write to. */
function noteAccess(
  name: string,
  bucket: aws.s3.Bucket,
  logs: aws.s3.BucketPolicy,
  child: pulumi.CustomResourceOptions,
) {
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  new aws.s3.BucketLogging(
    `${name}-logging`,
    {
      bucket: bucket.id,
      // The id of a policy is that of its bucket: S3 takes no target that it may not write to yet.
      targetBucket: logs.id,
      targetPrefix: pulumi.interpolate`AWSLogs/${accountId}/${name}/`,
    },
    child,
  );
}
