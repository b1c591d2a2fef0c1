import { expect, test } from '@jest/globals';
import { noWildcardResources } from '../../policies/no-wildcard-resources.ts';
import { refused, rolePolicy } from './harness.ts';

const allow = (Action: string | string[], Resource: string | string[]) => ({ Effect: 'Allow', Action, Resource });

test('resources by ARN are accepted, and every resource for what AWS can’t narrow', () => {
  const given = rolePolicy(
    allow('dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:000000000000:table/sessions'),
    allow('s3:GetObject', 'arn:aws:s3:::data/*'),
    allow(['cloudwatch:PutMetricData', 'ec2:DescribeSubnets'], '*'),
  );
  expect(refused(noWildcardResources, [given])).toEqual([]);
});

test('every resource is refused for what AWS can narrow, also as one of several and as an empty ARN', () => {
  for (const statement of [
    allow('dynamodb:GetItem', '*'),
    allow(['cloudwatch:PutMetricData', 'dynamodb:GetItem'], '*'),
    allow('s3:GetObject', ['arn:aws:s3:::data', 'arn:aws:s3:::*']),
  ]) {
    expect(refused(noWildcardResources, [rolePolicy(statement)])).toEqual(['RolePolicy']);
  }
});
