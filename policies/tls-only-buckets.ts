import type { StackValidationPolicy } from '@pulumi/policy';
import { about, bucketsOf } from './internal/buckets.ts';
import { at } from './internal/members.ts';
import { type Statement, statementsOf } from './internal/statements.ts';

/** S3 answers plain HTTP too, unless a bucket's policy denies it. */
export const tlsOnlyBuckets: StackValidationPolicy = {
  name: 'tls-only-buckets',
  description: 'Buckets refuse requests without TLS.',
  enforcementLevel: 'mandatory',
  severity: 'high',
  remediationSteps: 'Deny everybody what touches objects where aws:SecureTransport is false.',
  validateStack: ({ resources }, reportViolation) => {
    for (const bucket of bucketsOf(resources)) {
      const statements = about(bucket, 'BucketPolicy', resources).flatMap(one => statementsOf(one.props['policy']));
      if (!statements.some(deniesPlain)) reportViolation(`${bucket.name} answers plain HTTP.`, bucket.urn);
    }
  },
};

/** Whatever touches what a bucket keeps. */
const dataActions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'];

const deniesPlain = ({ allows, anybody, actions, conditions }: Statement): boolean =>
  !allows &&
  anybody &&
  (actions.includes('s3:*') || dataActions.every(action => actions.includes(action))) &&
  String(at(conditions, 'Bool.aws:SecureTransport')) === 'false';
