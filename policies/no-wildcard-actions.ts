import type { ResourceValidationPolicy } from '@pulumi/policy';
import { allowedBy } from './internal/statements.ts';

/** An identity is allowed the actions it is named, never a pattern of them: what AWS adds later isn't granted unseen. */
export const noWildcardActions: ResourceValidationPolicy = {
  name: 'no-wildcard-actions',
  description: 'Policies name every action they allow.',
  enforcementLevel: 'mandatory',
  severity: 'high',
  remediationSteps: 'Write each action in full, as `dynamodb:GetItem`; invert nothing.',
  validateResource: ({ type, props }, reportViolation) => {
    for (const { actions, inverted } of allowedBy(type, props)) {
      if (inverted) reportViolation('A statement allows all but what it names.');
      const wild = actions.filter(action => action.includes('*'));
      if (wild.length > 0) reportViolation(`A statement allows ${wild.join(', ')}.`);
    }
  },
};
