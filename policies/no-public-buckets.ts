import type { StackValidationPolicy } from '@pulumi/policy';
import { about, bucketsOf } from './internal/buckets.ts';
import { statementsOf } from './internal/statements.ts';

const switches = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets'];

/** All four switches on every bucket; besides, no list of rights and no policy that opens it to anybody. */
export const noPublicBuckets: StackValidationPolicy = {
  name: 'no-public-buckets',
  description: 'No bucket can be opened to the public.',
  enforcementLevel: 'mandatory',
  severity: 'critical',
  remediationSteps: 'Give the bucket a BucketPublicAccessBlock with all four switches on.',
  validateStack: ({ resources }, reportViolation) => {
    for (const bucket of bucketsOf(resources)) {
      const report = (message: string) => reportViolation(`${bucket.name} ${message}`, bucket.urn);
      const blocks = about(bucket, 'BucketPublicAccessBlock', resources);
      const off = switches.filter(name => !blocks.some(block => block.props[name] === true));
      if (off.length > 0) report(`doesn't block public access: ${off.join(', ')}.`);
      const lists = [bucket, ...about(bucket, 'BucketAcl', resources)].map(({ props }) => props['acl']);
      if (lists.some(list => String(list).startsWith('public'))) report('has a public list of rights.');
      const policies = about(bucket, 'BucketPolicy', resources).flatMap(one => statementsOf(one.props['policy']));
      if (policies.some(({ allows, anybody, conditions }) => allows && anybody && isEmpty(conditions))) {
        report('has a policy that allows anybody.');
      }
    }
  },
};

const isEmpty = (conditions: object): boolean => Object.keys(conditions).length === 0;
