import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('docs/runtime.md names every variable that is read, and no other', () => {
  const sources = globSync(['lambdas/**/*.ts', 'dashboard/server/*.ts']).map(file => readFileSync(file, 'utf8'));
  const named = (text: string) => text.match(/\bSOPHIA_[A-Z_]+\b/g) ?? [];
  const read = new Set(sources.flatMap(named));
  expect(read.size).toBeGreaterThan(20);
  expect([...new Set(named(readFileSync('docs/runtime.md', 'utf8')))].sort()).toEqual([...read].sort());
});
