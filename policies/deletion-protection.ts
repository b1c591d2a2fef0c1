import type { ResourceValidationPolicy } from '@pulumi/policy';
import type { Members } from './internal/members.ts';
import { isProduction, type ProductionConfig, productionConfigSchema } from './internal/production.ts';

interface Store {
  /** Whether AWS itself refuses to delete it. */
  readonly guarded: (props: Members) => boolean;
  readonly mend: string;
  /** AWS refuses as long as it holds anything, so Pulumi's lock may be left open. */
  readonly lockedWhileFull?: true;
}

const isOn = (name: string): Store => ({
  guarded: props => props[name] === true,
  mend: `Set ${name} to true`,
});
const bucket: Store = {
  guarded: props => props['forceDestroy'] !== true,
  mend: 'Set forceDestroy to false',
  lockedWhileFull: true,
};

const stores: Readonly<Record<string, Store>> = {
  'aws:cognito/userPool:UserPool': {
    guarded: props => props['deletionProtection'] === 'ACTIVE',
    mend: 'Set deletionProtection to ACTIVE',
  },
  'aws:dynamodb/table:Table': isOn('deletionProtectionEnabled'),
  'aws:rds/cluster:Cluster': isOn('deletionProtection'),
  'aws:rds/instance:Instance': isOn('deletionProtection'),
  'aws:s3/bucket:Bucket': bucket,
  'aws:s3/bucketV2:BucketV2': bucket,
};

/** Two locks on what can't be made again: AWS refuses to delete it, and so does Pulumi. */
export const deletionProtection: ResourceValidationPolicy = {
  name: 'deletion-protection',
  description: 'Stores with real data can’t be deleted by mistake.',
  enforcementLevel: 'mandatory',
  severity: 'critical',
  remediationSteps: 'Set the argument that the message names, and the option protect.',
  configSchema: productionConfigSchema,
  validateResource: ({ type, urn, props, opts, getConfig }, reportViolation) => {
    const store = stores[type];
    if (!store || !isProduction(urn, getConfig<ProductionConfig>())) return;
    if (!store.guarded(props)) reportViolation(`AWS deletes it when asked. ${store.mend}.`);
    if (!opts.protect && !store.lockedWhileFull)
      reportViolation('Pulumi deletes it when asked. Set the option protect.');
  },
};
