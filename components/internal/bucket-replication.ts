import type * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import { copyOfKey } from './data-key.ts';
import { type PrivateBucket, privateBucket } from './private-bucket.ts';
import { replicate } from './replication.ts';

interface CopySettings {
  /** Key of the originals, which can be copied to other regions. */
  readonly key: aws.kms.Key;
  readonly region: string;
  /** Days that former versions of the copies are kept. */
  readonly versionDays: number;
  readonly emptyOnDelete: boolean;
}

/** A bucket in another region for each of these, encrypted by a copy of the key, to which every object is copied. */
export function copyToRegion(
  name: string,
  originals: Readonly<Record<string, PrivateBucket>>,
  { key, region, versionDays, emptyOnDelete }: CopySettings,
  child: pulumi.CustomResourceOptions,
): void {
  const copyKey = copyOfKey(name, key, region, child);
  const rules = [
    {
      id: 'former-versions',
      status: 'Enabled',
      filter: { prefix: '' },
      noncurrentVersionExpiration: { noncurrentDays: versionDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 3 },
    },
  ];
  for (const [part, original] of Object.entries(originals)) {
    const settings = { keyArn: copyKey.arn, rules, emptyOnDelete, region };
    const copy = privateBucket(`${name}-${part}-replica`, settings, child);
    replicate(
      `${name}-${part}`,
      {
        source: { name: original.bucket.bucket, arn: original.bucket.arn },
        sourceKeyArn: key.arn,
        destinationArn: copy.bucket.arn,
        destinationKeyArn: copyKey.arn,
      },
      // S3 copies only between buckets that keep versions.
      { ...child, dependsOn: [original.versioning, copy.versioning] },
    );
  }
}
