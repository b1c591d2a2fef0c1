import type { StackValidationPolicy } from '@pulumi/policy';
import { about, bucketsOf } from './internal/buckets.ts';
import { at, each } from './internal/members.ts';

/** How a bucket is encrypted is written down, not left to what S3 does by default. */
export const encryptedBuckets: StackValidationPolicy = {
  name: 'encrypted-buckets',
  description: 'Every bucket says how it encrypts what it keeps.',
  enforcementLevel: 'mandatory',
  severity: 'high',
  remediationSteps: 'Give the bucket a BucketServerSideEncryptionConfiguration.',
  validateStack: ({ resources }, reportViolation) => {
    for (const bucket of bucketsOf(resources)) {
      const rules = about(bucket, 'BucketServerSideEncryptionConfiguration', resources).flatMap(one =>
        each(one.props, 'rules'),
      );
      const encrypted = rules.some(rule => at(rule, 'applyServerSideEncryptionByDefault.sseAlgorithm'));
      if (!encrypted) reportViolation(`${bucket.name} has no encryption of its own.`, bucket.urn);
    }
  },
};
