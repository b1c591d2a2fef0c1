import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('findings');

interface Finding {
  readonly check_id: string;
  readonly resource: string;
}
const finding = (id: string, name: string): Finding => ({
  check_id: id,
  resource: `aws_thing.sophia-production-${name}`,
});

/** One finding for each place that docs/security.md accepts one at. */
const accepted: readonly Finding[] = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .flatMap(line => {
    const [, check = '', places = ''] = line.split(' | ').length === 3 ? line.split('|') : [];
    const id = /^ `(CKV\w+)` *$/.exec(check)?.[1];
    if (id === undefined) return [];
    return [...places.matchAll(/`([^`]+)`/g)].map(([, place]) => finding(id, place!.replaceAll('*', 'some')));
  });

function judged(failed: readonly Finding[]) {
  const file = path.join(folder, 'found.json');
  const checks = failed.map(one => ({ ...one, check_name: 'Ensure it is so' }));
  const summary = { passed: 1, failed: failed.length, resource_count: 300 };
  writeFileSync(file, JSON.stringify({ results: { failed_checks: checks }, summary }));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['.ci/findings.mjs', file, 'production'], {
    encoding: 'utf8',
  });
  return { passed: status === 0, told: stdout.split('\n').filter(line => line.includes('docs/security.md')), stderr };
}

test('what a scanner finds where docs/security.md accepts it passes: fewer than twelve kinds', () => {
  expect(new Set(accepted.map(({ check_id }) => check_id)).size).toBeLessThan(12);
  expect(accepted.length).toBeGreaterThan(11);
  expect(judged(accepted)).toEqual({ passed: true, told: [], stderr: '' });
});

test('a kind that is not accepted is told with its place', () => {
  const { passed, told } = judged([...accepted, finding('CKV_AWS_19', 'lake-raw')]);
  expect(passed).toBe(false);
  expect(told).toEqual([expect.stringMatching(/^not accepted .*CKV_AWS_19 at lake-raw: Ensure it is so$/)]);
});

test('a kind that is accepted elsewhere is not accepted at another resource', () => {
  const { passed, told } = judged([...accepted, finding('CKV_AWS_18', 'lake-documents')]);
  expect(passed).toBe(false);
  expect(told).toEqual([expect.stringContaining('CKV_AWS_18 at lake-documents')]);
});

test('what is accepted and found no more is told, so that the table stays true', () => {
  const [gone, ...rest] = accepted;
  const { passed, told } = judged(rest);
  expect(passed).toBe(false);
  expect(told).toEqual([expect.stringContaining(`found any more: ${gone!.check_id} at `)]);
});
