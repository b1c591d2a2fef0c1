import { expect, test } from '@jest/globals';
import { budgetPresent } from '../../policies/budget-present.ts';
import { type Given, refused } from './harness.ts';

const queue: Given = { type: 'aws:sqs/queue:Queue' };
const budget = (...notifications: readonly object[]): Given => ({
  type: 'aws:budgets/budget:Budget',
  props: { notifications },
});

test('a budget that tells an address or a topic is accepted', () => {
  expect(refused(budgetPresent, [queue, budget({ subscriberEmailAddresses: ['a@example.com'] })])).toEqual([]);
  expect(refused(budgetPresent, [queue, budget({ subscriberSnsTopicArns: ['arn:aws:sns:::alarms'] })])).toEqual([]);
});

test('no budget, and one that nobody hears of, are refused', () => {
  expect(refused(budgetPresent, [queue])).toEqual(['']);
  expect(refused(budgetPresent, [queue, budget()])).toEqual(['']);
  expect(refused(budgetPresent, [queue, budget({ subscriberEmailAddresses: [] })])).toEqual(['']);
});

test('a stack without anything of AWS needs none', () => {
  expect(refused(budgetPresent, [{ type: 'random:index/randomPassword:RandomPassword' }])).toEqual([]);
});
