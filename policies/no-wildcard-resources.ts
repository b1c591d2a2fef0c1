import type { ResourceValidationPolicy } from '@pulumi/policy';
import { allowedBy } from './internal/statements.ts';
import { isUnscoped } from './internal/unscoped-actions.ts';

/** Resources are named, but for actions that AWS lets nobody narrow. */
export const noWildcardResources: ResourceValidationPolicy = {
  name: 'no-wildcard-resources',
  description: 'Policies name the resources they allow, except for actions that have none.',
  enforcementLevel: 'mandatory',
  severity: 'high',
  remediationSteps:
    'Name the resources by ARN. An action that AWS can’t narrow is listed in policies/internal/unscoped-actions.ts.',
  validateResource: ({ type, props }, reportViolation) => {
    for (const { actions, resources } of allowedBy(type, props)) {
      if (!resources.some(everything)) continue;
      const wide = actions.filter(action => !isUnscoped(action));
      if (wide.length > 0) reportViolation(`A statement allows ${wide.join(', ')} on every resource.`);
    }
  },
};

/** `*`, and ARNs that name a service but nothing in it, such as `arn:aws:s3:::*`. */
const everything = (resource: string): boolean => resource === '*' || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*$/.test(resource);
