import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { policies } from '../../policies/pack.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const settings = Object.keys((parse(read('Pulumi.yaml')) as { config: object }).config);

describe.each(pages)('%s', page => {
  const text = read(page);

  test('names commands that exist', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name!);
    expect(named.filter(name => !(name in scripts))).toEqual([]);
    for (const [, name] of text.matchAll(/npm (start|test)\b/g)) expect(scripts).toHaveProperty([name!]);
  });

  test('names files that exist', () => {
    const linked = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
    const files = linked.filter(target => !/^[a-z]+:/.test(target));
    expect(files.filter(target => !existsSync(path.join(root, path.dirname(page), target)))).toEqual([]);
  });
});

describe('docs/deploy.md', () => {
  const text = read('docs/deploy.md');

  test('sets settings that exist', () => {
    const set = [...text.matchAll(/pulumi config set (\w+)/g)].map(([, name]) => name!);
    expect(set.length).toBeGreaterThan(0);
    expect(set.filter(name => !settings.includes(name))).toEqual([]);
  });

  test('tells every output of the stack, and reads no other', () => {
    const outputs = [...read('stacks/outputs.ts').matchAll(/^ {2}readonly (\w+): (?:pulumi\.Output<|number)/gm)].map(
      ([, name]) => name!,
    );
    expect(outputs).toContain('monthly_cost_estimate_usd');
    for (const name of outputs) expect(text).toContain(`\`${name}\``);
    const readOnes = [...text.matchAll(/pulumi stack output (\w+)/g)].map(([, name]) => name!);
    expect(readOnes.filter(name => !outputs.includes(name))).toEqual([]);
  });
});

test('docs/security.md tells of every policy', () => {
  const text = read('docs/security.md');
  for (const { name } of policies) expect(text).toContain(`\`${name}\``);
});
