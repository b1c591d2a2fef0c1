import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

/** Where a pipeline hands things on: closed, encrypted, over TLS alone, gone after a month. */
export function artifactBucket(name: string, keyArn: pulumi.Input<string>, child: pulumi.CustomResourceOptions) {
  const bucket = new aws.s3.Bucket(name, {}, child);
  const of = { bucket: bucket.id };
  const closed = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  new aws.s3.BucketPublicAccessBlock(`${name}-access`, { ...of, ...closed }, child);
  const encryption = { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn };
  new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { ...of, rules: [{ applyServerSideEncryptionByDefault: encryption, bucketKeyEnabled: true }] },
    child,
  );
  const versions = { versioningConfiguration: { status: 'Enabled' } };
  const versioning = new aws.s3.BucketVersioning(`${name}-versioning`, { ...of, ...versions }, child);
  const expiry = {
    id: 'expire',
    status: 'Enabled',
    filter: { prefix: '' },
    expiration: { days: 30 },
    noncurrentVersionExpiration: { noncurrentDays: 7 },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 3 },
  };
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { ...of, rules: [expiry] },
    { ...child, dependsOn: [versioning] },
  );
  const statement = {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'],
    Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const policy = pulumi.jsonStringify({ Version: '2012-10-17', Statement: [statement] });
  new aws.s3.BucketPolicy(`${name}-policy`, { ...of, policy }, child);
  new aws.s3.BucketNotification(`${name}-events`, { ...of, eventbridge: true }, child);
  return bucket;
}
