import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';

const house = path.resolve(import.meta.dirname, '../..');
const fixture = path.join(house, 'test/support/fixture-stack');
const folder = temporaryFolder('preview');
const run = (script: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(house, `scripts/${script}.ts`), ...args], {
    cwd: fixture,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
const file = path.join(folder, 'recording.json');

test('a stack with mandatory violations is shown, kept, and refused', () => {
  const { status, stdout, stderr } = run('preview', 'small', '--save', file);
  expect(stderr).toBe('');
  expect(status).toBe(1);
  // A topic that isn't encrypted, and no budget.
  expect(stdout).toMatch(/mandatory encryption-at-rest: store-topic/);
  expect(stdout).toMatch(/mandatory budget-present: the stack/);
  expect(stdout).toMatch(/ store-table {2}aws:dynamodb\/table:Table {2}protected/);
  // One gateway of NAT with its address.
  expect(stdout).toMatch(/ network +\$36\.50 /);
}, 60_000);

test('compared with a recording it says what changed, and nothing of the rest', () => {
  const other = path.join(folder, 'other.json');
  writeFileSync(other, readFileSync(file, 'utf8').replaceAll('"Single"', '"None"'));
  const { stdout } = run('preview', 'small', '--against', other, '--markdown');
  expect(stdout).toContain('0 added, 1 changed, 0 removed, 4 as before');
  expect(stdout).toContain('natGateways.strategy: None → Single');
  expect(stdout).toContain('| Cost a month, at rest | $36.50 (+$36.50) |');
}, 120_000);

test('mistakes are told with the mend, and nothing else is printed', () => {
  const broken = path.join(folder, 'broken.json');
  writeFileSync(broken, '{}');
  for (const [args, words] of [
    [[], '--help'],
    [['small', 'more'], '--help'],
    [['absent'], 'small'],
    [['small', '--against', path.join(folder, 'absent.json')], '--save'],
    [['small', '--against', broken], '--save'],
    [['small', '--unknown'], '--unknown'],
  ] as const) {
    const { status, stdout, stderr } = run('preview', ...args);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(words);
  }
});

test('what a stack costs is told beside Retool and the dollars of a question', () => {
  const { status, stdout } = run('cost', 'small', '--people', '12', '--queries-per-day', '24');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^network +\$36\.50 /m);
  // Ten at 50 dollars, two at 15.
  expect(stdout).toMatch(/Retool Business, 12 people, 10 build +\$530\.00 a month/);
  expect(stdout).toMatch(/A question costs \$0\.05\d\d, all in +at most \$0\.05 +THIS USE IS ABOVE/);
}, 60_000);

test('costs as JSON add up', () => {
  const { stdout } = run('cost', 'small', '--json', '--resources');
  const cost = JSON.parse(stdout) as { at_rest: number; components: { at_rest: number }[]; usage: object };
  expect(cost.components.reduce((sum, one) => sum + one.at_rest, 0)).toBeCloseTo(cost.at_rest, 9);
  expect(cost.usage).toMatchObject({ queries_per_day: 10_000 });
}, 60_000);

test('a quantity that is none is refused', () => {
  for (const value of ['x', '-1', '']) {
    const { status, stderr } = run('cost', 'small', `--people=${value}`);
    expect(status).toBe(1);
    expect(stderr).toContain('--people');
  }
});

test('both commands explain themselves', () => {
  for (const script of ['preview', 'cost']) {
    const { status, stdout } = run(script, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('STACK');
  }
});
