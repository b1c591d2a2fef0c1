import { type Members, record, records, text } from './members.ts';
import { unknownValue } from './values.ts';

/** The account that recordings speak of: no account has this number. */
export const account = '000000000000';

type Answer = (args: Members, region: string) => Record<string, unknown>;

/** What AWS answers the functions that programs call while they run, as far as it is the same in every account. */
const answers: Readonly<Record<string, Answer>> = {
  'aws:index/getCallerIdentity:getCallerIdentity': () => ({
    accountId: account,
    arn: `arn:aws:iam::${account}:root`,
    userId: account,
    id: account,
  }),
  'aws:index/getRegion:getRegion': (_, region) => ({ name: region, region, id: region, description: region }),
  'aws:index/getPartition:getPartition': () => ({
    partition: 'aws',
    id: 'aws',
    dnsSuffix: 'amazonaws.com',
    reverseDnsPrefix: 'com.amazonaws',
  }),
  'aws:index/getAvailabilityZones:getAvailabilityZones': (_, region) => ({
    id: region,
    names: ['a', 'b', 'c'].map(zone => `${region}${zone}`),
    zoneIds: ['az1', 'az2', 'az3'].map(zone => `${region}-${zone}`),
    groupNames: [region],
  }),
  'aws:iam/getPolicyDocument:getPolicyDocument': args => {
    const json = JSON.stringify({ Version: '2012-10-17', Statement: records(args, 'statements').map(statement) });
    return { json, minifiedJson: json, id: 'document' };
  },
  'aws:route53/getZone:getZone': args => ({ ...args, zoneId: unknownValue, id: unknownValue, nameServers: [] }),
  'aws:ec2/getPrefixList:getPrefixList': args => ({ ...args, id: unknownValue, cidrBlocks: [] }),
  'aws:ec2/getManagedPrefixList:getManagedPrefixList': args => ({ ...args, id: unknownValue, arn: unknownValue }),
};

/**
 * Answers a function call of a program, with no account at hand.
 * @throws Error for a function whose answer is not known here
 */
export function answer(token: string, args: Members, region: string): Record<string, unknown> {
  const known = answers[token];
  if (!known) throw new Error(`Nothing is known of what ${token} answers. Describe it in scripts/stack/answers.ts.`);
  return known(args, region);
}

/** A statement of `getPolicyDocument` as IAM writes it. */
function statement(given: Members): Record<string, unknown> {
  const principals = records(given, 'principals').map(one => [text(one, 'type'), one['identifiers']] as const);
  const condition: Record<string, Record<string, unknown>> = {};
  for (const one of records(given, 'conditions')) {
    const test = text(one, 'test');
    condition[test] = { ...record(condition, test), [text(one, 'variable')]: one['values'] };
  }
  return {
    Sid: given['sid'],
    Effect: text(given, 'effect', 'Allow'),
    Action: given['actions'],
    NotAction: given['notActions'],
    Resource: given['resources'],
    ...(principals.length > 0 && { Principal: Object.fromEntries(principals) }),
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}
