import type { StackValidationPolicy } from '@pulumi/policy';
import { each, texts } from './internal/members.ts';

/** Somebody hears of it before the bill does. */
export const budgetPresent: StackValidationPolicy = {
  name: 'budget-present',
  description: 'A stack has a budget that tells somebody.',
  enforcementLevel: 'mandatory',
  severity: 'medium',
  remediationSteps: 'Add a SpendBudget with an address to notify.',
  validateStack: ({ resources }, reportViolation) => {
    if (!resources.some(({ type }) => type.startsWith('aws:'))) return;
    const budgets = resources.filter(({ type }) => type === 'aws:budgets/budget:Budget');
    const told = budgets.flatMap(({ props }) => each(props, 'notifications'));
    const heard = told.some(one =>
      ['subscriberEmailAddresses', 'subscriberSnsTopicArns'].some(name => texts(one[name]).length > 0),
    );
    if (!heard) reportViolation(budgets.length > 0 ? 'Its budget notifies nobody.' : 'It has no budget.');
  },
};
