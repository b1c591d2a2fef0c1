import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { policies } from '../../policies/pack.ts';
import { checkPolicies } from '../../scripts/stack/policies.ts';
import type { RecordedResource, Recording } from '../../scripts/stack/recorded.ts';
import { recorded } from '../support/recordings.ts';

const root = path.resolve(import.meta.dirname, '../..');
const pack = path.join(root, 'policies');

test('every file of policies/ is in the pack, under its own name', () => {
  const files = readdirSync(pack).filter(file => file.endsWith('.ts') && file !== 'pack.ts');
  expect(policies.map(({ name }) => `${name}.ts`).toSorted()).toEqual(files.toSorted());
});

test('every policy says what it asks for, how bad it is, and the mend', () => {
  for (const { enforcementLevel, description, severity, remediationSteps } of policies) {
    expect(enforcementLevel).toBe('mandatory');
    for (const text of [description, severity, remediationSteps]) expect(text).toBeTruthy();
  }
});

describe.each(['development', 'production'])('the stack %s, run by Pulumi’s own runners', stack => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await recorded(stack, 'invented');
  }, 120_000);

  const changed = (type: string, inputs: Record<string, unknown>): RecordedResource[] => {
    const first = recording.resources.find(one => one.type === type)!;
    return recording.resources.map(one => (one === first ? { ...one, inputs: { ...one.inputs, ...inputs } } : one));
  };

  test('holds nothing that may not be deployed', async () => {
    expect(recording.exitCode).toBe(0);
    const report = await checkPolicies(pack, recording.resources);
    expect(report.policies).toHaveLength(policies.length);
    expect(report.violations).toEqual([]);
  });

  test('would be refused with one store unencrypted, one log kept for ever, one action for all', async () => {
    const table = changed('aws:dynamodb/table:Table', { serverSideEncryption: { enabled: false } });
    const group = changed('aws:cloudwatch/logGroup:LogGroup', { retentionInDays: 0 });
    const policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::data' }] });
    const role = changed('aws:iam/rolePolicy:RolePolicy', { policy });
    const all = recording.resources.map((_, at) =>
      [table, group, role].map(list => list[at]!).reduce((kept, one) => (one === recording.resources[at] ? kept : one)),
    );
    const { violations } = await checkPolicies(pack, all);
    expect(violations.map(({ policy: name, level }) => `${level} ${name}`).toSorted()).toEqual([
      'mandatory encryption-at-rest',
      'mandatory log-retention',
      'mandatory no-wildcard-actions',
    ]);
    for (const { urn } of violations) expect(urn).toMatch(new RegExp(`^urn:pulumi:${stack}::sophia::`));
  });
});
