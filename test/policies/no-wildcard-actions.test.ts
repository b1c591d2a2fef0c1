import { expect, test } from '@jest/globals';
import { noWildcardActions } from '../../policies/no-wildcard-actions.ts';
import { type Given, refused, rolePolicy } from './harness.ts';

const resource = 'arn:aws:dynamodb:us-east-1:000000000000:table/sessions';
const allow = (more: object) => ({ Effect: 'Allow', Resource: resource, ...more });

test('actions by name are accepted, and a pattern that is denied', () => {
  const denied = { Effect: 'Deny', Action: '*', Resource: '*' };
  expect(refused(noWildcardActions, [rolePolicy(allow({ Action: ['dynamodb:GetItem'] }), denied)])).toEqual([]);
});

test('patterns are refused, one or in a list, and what is turned round', () => {
  for (const statement of [
    { Action: '*' },
    { Action: ['dynamodb:GetItem', 'dynamodb:Put*'] },
    { NotAction: ['a:b'] },
  ]) {
    expect(refused(noWildcardActions, [rolePolicy(allow(statement))])).toEqual(['RolePolicy']);
  }
});

test('policies inside a role and policies of their own are read as well', () => {
  const policy = JSON.stringify({ Statement: allow({ Action: 's3:*' }) });
  const given: Given[] = [
    { type: 'aws:iam/role:Role', props: { inlinePolicies: [{ policy }] } },
    { type: 'aws:iam/policy:Policy', props: { policy } },
  ];
  expect(refused(noWildcardActions, given)).toEqual(['Role', 'Policy']);
});
