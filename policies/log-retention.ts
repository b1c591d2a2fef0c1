import type { ResourceValidationPolicy } from '@pulumi/policy';

/** A group without retention keeps its logs, and costs, for ever. */
export const logRetention: ResourceValidationPolicy = {
  name: 'log-retention',
  description: 'Logs are kept for a set time.',
  enforcementLevel: 'mandatory',
  severity: 'medium',
  remediationSteps: 'Set retentionInDays.',
  validateResource: ({ type, props }, reportViolation) => {
    if (type !== 'aws:cloudwatch/logGroup:LogGroup') return;
    if (!(Number(props['retentionInDays']) > 0)) reportViolation('It keeps logs for ever.');
  },
};
