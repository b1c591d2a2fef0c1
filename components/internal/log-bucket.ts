import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface LogBucketSettings {
  /** The service that writes its logs here, such as `cloudtrail.amazonaws.com`. */
  readonly service: string;
  /** Days that logs are kept. */
  readonly days: number;
  /** Customer's key. Default S3's own: load balancers can write with no other. */
  readonly keyArn?: pulumi.Input<string> | undefined;
  /** The service writes only with this header, and asks for the bucket's list of rights first. Default false. */
  readonly ownerHeader?: boolean | undefined;
  /** Deleted with all that is in it, instead of not at all while there is something. Default false. */
  readonly emptyOnDelete?: boolean | undefined;
}

/** A bucket for the logs of a service of AWS: closed, over TLS alone, kept for a stated time, of one account's resources. */
export function logBucket(name: string, settings: LogBucketSettings, child: pulumi.CustomResourceOptions) {
  const bucket = new aws.s3.Bucket(name, { forceDestroy: settings.emptyOnDelete ?? false }, child);
  new aws.s3.BucketPublicAccessBlock(
    `${name}-access`,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    child,
  );
  const encryption = settings.keyArn
    ? { sseAlgorithm: 'aws:kms', kmsMasterKeyId: settings.keyArn }
    : { sseAlgorithm: 'AES256' };
  new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      bucket: bucket.id,
      rules: [{ applyServerSideEncryptionByDefault: encryption, bucketKeyEnabled: settings.keyArn !== undefined }],
    },
    child,
  );
  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { bucket: bucket.id, versioningConfiguration: { status: 'Enabled' } },
    child,
  );
  const expiry = {
    id: 'expire',
    status: 'Enabled',
    filter: { prefix: '' },
    expiration: { days: settings.days },
    noncurrentVersionExpiration: { noncurrentDays: 7 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 3 },
  };
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { bucket: bucket.id, rules: [expiry] },
    { ...child, dependsOn: [versioning] },
  );
  new aws.s3.BucketNotification(`${name}-events`, { bucket: bucket.id, eventbridge: true }, child);
  const policy = new aws.s3.BucketPolicy(
    `${name}-policy`,
    { bucket: bucket.id, policy: bucketPolicy(bucket.arn, settings, child) },
    child,
  );
  return { bucket, policy };
}

/** The service writes for this account's resources alone, and nobody speaks to it without TLS. */
function bucketPolicy(
  arn: pulumi.Output<string>,
  { service, ownerHeader = false }: LogBucketSettings,
  child: pulumi.CustomResourceOptions,
) {
  const { accountId } = aws.getCallerIdentityOutput({}, child);
  const principal = { Effect: 'Allow', Principal: { Service: service } };
  const ofAccount = { 'aws:SourceAccount': accountId };
  const header = ownerHeader ? { 's3:x-amz-acl': 'bucket-owner-full-control' } : {};
  return pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        ...principal,
        Action: ['s3:PutObject'],
        // S3's own logs go under prefixes of their buckets' choice.
        Resource: service.startsWith('logging.')
          ? pulumi.interpolate`${arn}/*`
          : pulumi.interpolate`${arn}/AWSLogs/${accountId}/*`,
        // The load balancer's delivery names no source; the path has the account.
        ...(service.startsWith('logdelivery') ? {} : { Condition: { StringEquals: { ...ofAccount, ...header } } }),
      },
      ...(ownerHeader
        ? [
            {
              ...principal,
              Action: ['s3:GetBucketAcl', 's3:ListBucket'],
              Resource: [arn],
              Condition: { StringEquals: ofAccount },
            },
          ]
        : []),
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'],
        Resource: [arn, pulumi.interpolate`${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  });
}
