import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/folder.ts';

const house = path.resolve(import.meta.dirname, '../..');
const folder = temporaryFolder('drift');

/** Runs the command with a Pulumi CLI that notes what it is asked and ends with a code; without one by default. */
function run(args: readonly string[], exitCode?: number) {
  const place = path.join(folder, String(exitCode ?? 'none'));
  mkdirSync(place, { recursive: true });
  if (exitCode !== undefined) {
    writeFileSync(path.join(place, 'pulumi'), `#!/bin/sh\necho "$@" > ${place}/asked\nexit ${exitCode}\n`);
    chmodSync(path.join(place, 'pulumi'), 0o755);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(house, 'scripts/drift.ts'), ...args], {
    cwd: house,
    encoding: 'utf8',
    env: { PATH: place },
  });
  return { status, stdout, stderr, asked: () => readFileSync(path.join(place, 'asked'), 'utf8').trim() };
}

test('the account is asked without changing anything', () => {
  const { status, asked } = run(['production'], 0);
  expect(status).toBe(0);
  expect(asked()).toBe('refresh --preview-only --expect-no-changes --diff --non-interactive --stack production');
});

test('drift is an exit code', () => {
  expect(run(['production'], 255).status).toBe(1);
});

test('without the CLI one line says that it wasn’t looked for', () => {
  const { status, stdout, stderr } = run(['production']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('mistakes are told before anything is asked', () => {
  expect(run([]).status).toBe(1);
  expect(run(['absent']).stderr).toContain('production');
  expect(run(['--help']).stdout).toContain('STACK');
});
