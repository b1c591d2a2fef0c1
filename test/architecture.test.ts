import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Area, circles, violations } from './support/house.ts';
import { type Import, importsOf, readImports } from './support/imports.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Imports run one way. `core` is pure: no files, no network, no vendor; what it may use besides is listed. */
const areas: readonly Area[] = [
  {
    name: 'core',
    imports: [],
    packages: ['croner', 'fastest-levenshtein', 'jose', 'node:crypto', 'stemmer', 'tiny-lru', 'valibot', 'yaml'],
  },
  { name: 'adapters', imports: ['core'] },
  { name: 'lambdas', imports: ['adapters', 'core'] },
  // Behind the page is the same API as in the functions.
  { name: 'dashboard/server', imports: ['adapters', 'core', 'lambdas'] },
  // Periods end where the server says that they end: the page has no calendar of its own. Nor has it a rule of its own
  // about what adds up.
  {
    name: 'dashboard/web',
    imports: ['dashboard/web/src/editor', 'core/plan/instant.ts', 'core/answer/adds-up.ts'],
    types: ['core'],
    node: false,
  },
  // Edits are shown before the server answers, by the same pure operations as there; it is loaded when one edits.
  { name: 'dashboard/web/src/editor', imports: ['core', 'dashboard/web'], node: false },
  // The embedded platform puts everything together, and makes its demo data with the operator's generator.
  { name: 'local', imports: ['adapters', 'core', 'dashboard/server', 'lambdas', 'scripts/data'] },
  { name: 'scripts', imports: ['adapters', 'core', 'local', 'scripts/data', 'stacks/cost'] },
  { name: 'scripts/data', imports: ['adapters', 'core'] },
  { name: 'bench', imports: ['adapters', 'components', 'core', 'local', 'scripts', 'scripts/data'] },
  // Components are used alone, in other people's programs.
  { name: 'components', imports: [] },
  // The program of the stacks reads the semantic model and the schemas of the API: nothing of it is typed twice.
  { name: 'stacks', imports: ['components', 'core', 'lambdas', 'stacks/cost'] },
  // What things cost is arithmetic, for the stack's output and for the commands alike; what tokens cost is written once.
  { name: 'stacks/cost', imports: ['core/ledger/bedrock-prices.ts'] },
  // Pulumi runs the pack alone.
  { name: 'policies', imports: [] },
];

const topLevel = [
  '.ci .github .gitignore .npmrc CONTRIBUTING.md LICENSE README.md biome.json jest.config.js package-lock.json package.json tsconfig.json',
  'Pulumi.yaml Pulumi.development.yaml Pulumi.production.yaml Pulumi.emulator.yaml stacks components policies',
  'lambdas core adapters dashboard local models scripts test bench docs',
].flatMap(line => line.split(' '));

const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const folders = [
  'core',
  'adapters',
  'components',
  'policies',
  'stacks',
  'lambdas',
  'dashboard',
  'local',
  'scripts',
  'bench',
].filter(folder => tracked.some(file => file.startsWith(`${folder}/`)));
const imports = readImports(root, folders);
const unknown = (names: readonly string[]): string[] => names.filter(name => !topLevel.includes(name));
const edges = (all: readonly Import[], name: (file: string) => string): [string, string][] =>
  all.filter(({ ours, typeOnly }) => ours && !typeOnly).map(({ from, to }) => [name(from), name(to)]);

/**
 * The place of a file of core. The table of codes collects the tables of all folders, together with the line that a
 * fault prints as, and everyone may raise a code; the expressions are the language that the semantic layer and the SQL
 * emitters share. Each counts as a place of its own.
 */
function coreFolder(file: string): string {
  if (/^core\/(.+\/)?(errors|format-fault)\.ts$/.test(file)) return 'core/errors';
  return /^core\/semantic\/expression\//.test(file)
    ? 'core/semantic/expression'
    : file.split('/').slice(0, 2).join('/');
}

describe('The house', () => {
  test('imports run one way', () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(violations(imports, areas)).toEqual([]);
  });
  test('files never need one another in a circle at run time', () => {
    expect(circles(edges(imports, file => file))).toEqual([]);
  });
  test('folders of core never need one another in a circle at run time', () => {
    const inside = imports.filter(({ from }) => from.startsWith('core/'));
    expect(circles(edges(inside, coreFolder))).toEqual([]);
  });
  test('nothing is at the top level that has no place in it', () => {
    expect(unknown([...new Set(tracked.map(file => file.split('/')[0]!))])).toEqual([]);
  });
});

describe('The check finds', () => {
  test.each([
    ['core/plan/a.ts', `import { open } from '../../adapters/duckdb.ts';`],
    ['core/plan/a.ts', `import type { Duck } from '../../adapters/duckdb.ts';`],
    ['core/plan/a.ts', `import { readFileSync } from 'node:fs';`],
    ['core/plan/a.ts', `const { request } = await import('node:http');`],
    ['core/plan/a.ts', `const fs = require('fs');`],
    ['core/plan/a.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['core/plan/a.ts', `export { Hono } from 'hono';`],
    ['core/plan/a.ts', `const module = await import(name);`],
    ['adapters/a.ts', `import { app } from '../lambdas/query-orchestrator/app.ts';`],
    ['lambdas/a.ts', `import { openPlatform } from '../local/platform.ts';`],
    ['dashboard/server/a.ts', `import { App } from '../web/src/app.tsx';`],
    ['dashboard/web/src/a.tsx', `import { chart } from '../../../core/answer/chart.ts';`],
    ['dashboard/web/src/a.tsx', `import { resolveTimeRange } from '../../../core/plan/time.ts';`],
    ['dashboard/web/src/a.tsx', `import path from 'path';`],
    ['dashboard/web/src/a.tsx', `type Duck = import('../../../adapters/duckdb.ts').Duck;`],
    ['scripts/data/a.ts', `import { ask } from '../ask.ts';`],
    ['local/a.ts', `import { ask } from '../scripts/ask.ts';`],
    ['components/a.ts', `import type { Settings } from '../stacks/settings.ts';`],
    ['elsewhere/a.ts', `import { emitText } from '../core/sql/emit.ts';`],
  ])('%s: %s', (file, text) => {
    expect(violations(importsOf(file, text), areas)).toHaveLength(1);
  });
  test('no fault in what is allowed', () => {
    const web = `import type { Chart } from '../../../core/answer/chart.ts'; import { useState } from 'react';`;
    expect(violations(importsOf('dashboard/web/src/a.tsx', web), areas)).toEqual([]);
    expect(violations(importsOf('adapters/a.ts', `import fs from 'node:fs'; import '../core/a.ts';`), areas)).toEqual(
      [],
    );
  });
  test('circles, but not of types', () => {
    const back = `import { a } from '../b/b.ts';`;
    const files = (first: string): Import[] => [
      ...importsOf('core/a/a.ts', first),
      ...importsOf('core/b/b.ts', `import { c } from '../c/c.ts';`),
      ...importsOf('core/c/c.ts', `export * from '../a/a.ts';`),
    ];
    expect(circles(edges(files(back), coreFolder))).toEqual([['core/a', 'core/b', 'core/c']]);
    expect(circles(edges(files(`import type { A } from '../b/b.ts';`), coreFolder))).toEqual([]);
  });
  test('a folder that has no place', () => {
    expect(unknown(['core', 'utilities', '.ci'])).toEqual(['utilities']);
  });
});
