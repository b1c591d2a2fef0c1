import type { PolicyResource } from '@pulumi/policy';

const bucketTypes = new Set(['aws:s3/bucket:Bucket', 'aws:s3/bucketV2:BucketV2']);

export const bucketsOf = (resources: readonly PolicyResource[]): PolicyResource[] =>
  resources.filter(({ type }) => bucketTypes.has(type));

/**
 * Resources of a kind that speak of a bucket, such as `BucketPublicAccessBlock`. Found by what their `bucket` comes
 * from, since names are often not known before deployment; by the name where it is written out.
 */
export function about(bucket: PolicyResource, kind: string, resources: readonly PolicyResource[]): PolicyResource[] {
  const types = ['', 'V2'].map(version => {
    const name = `${kind}${version}`;
    return `aws:s3/${name[0]!.toLowerCase()}${name.slice(1)}:${name}`;
  });
  return resources.filter(
    resource =>
      types.includes(resource.type) &&
      ((resource.propertyDependencies['bucket'] ?? []).some(({ urn }) => urn === bucket.urn) ||
        ('bucket' in bucket.props &&
          (resource.propertyDependencies['bucket'] ?? []).length === 0 &&
          resource.props['bucket'] === bucket.props['bucket'])),
  );
}
