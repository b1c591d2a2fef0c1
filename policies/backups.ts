import type { StackValidationPolicy } from '@pulumi/policy';
import { about, bucketsOf } from './internal/buckets.ts';
import { at, each, type Members } from './internal/members.ts';
import { isProduction, type ProductionConfig, productionConfigSchema } from './internal/production.ts';

/** How each type of store says that yesterday can be had back. */
const stores: Readonly<Record<string, (props: Members) => boolean>> = {
  'aws:dynamodb/table:Table': props => at(props, 'pointInTimeRecovery.enabled') === true,
  'aws:rds/cluster:Cluster': props => Number(props['backupRetentionPeriod']) > 0,
  'aws:rds/instance:Instance': props => Number(props['backupRetentionPeriod']) > 0,
};

/** Tables go back to any second, buckets keep former versions. A bucket all of whose objects expire is scratch space. */
export const backups: StackValidationPolicy = {
  name: 'backups',
  description: 'Stores with real data can be restored.',
  enforcementLevel: 'mandatory',
  severity: 'high',
  remediationSteps: 'Switch on point-in-time recovery, backups or versioning.',
  configSchema: productionConfigSchema,
  validateStack: ({ resources, getConfig }, reportViolation) => {
    const real = resources.filter(({ urn }) => isProduction(urn, getConfig<ProductionConfig>()));
    for (const { type, name, urn, props } of real) {
      if (stores[type]?.(props) === false) reportViolation(`${name} can't be restored.`, urn);
    }
    for (const bucket of bucketsOf(real)) {
      const versioned = about(bucket, 'BucketVersioning', real).some(
        one => at(one.props, 'versioningConfiguration.status') === 'Enabled',
      );
      const scratch = about(bucket, 'BucketLifecycleConfiguration', real)
        .flatMap(one => each(one.props, 'rules'))
        .some(rule => Number(at(rule, 'expiration.days')) > 0 && !at(rule, 'filter.prefix'));
      if (!versioned && !scratch) reportViolation(`${bucket.name} keeps no former versions.`, bucket.urn);
    }
  },
};
