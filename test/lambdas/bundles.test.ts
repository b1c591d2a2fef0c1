import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { build, innerNames } from '../../components/internal/bundle.ts';

/** Bytes of minified JavaScript that a function may have: what is read at a cold start is part of it. */
const largest = 1_500_000;
/** Dashboards stand on all that answers questions, and have what is made of it besides. */
const largestWithDashboards = 2_000_000;

const entries = readdirSync('lambdas')
  .map(name => `lambdas/${name}/handler.ts`)
  .filter(entry => existsSync(entry));

describe('Functions', () => {
  test.each(entries)('%s is bundled, small and the same every time', entry => {
    const [first, second] = [build({ entry }), build({ entry })];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ kind: 'bundle' });
    if (first.kind === 'bundle')
      expect(first.bundle.scriptBytes).toBeLessThan(/dashboard/.test(entry) ? largestWithDashboards : largest);
  });

  const data = globSync(['core/**/*.data.json', 'adapters/**/*.data.json']);
  test.each(data)('%s has none of the names that functions call by a letter', file => {
    const names = new Set<string>();
    JSON.parse(readFileSync(file, 'utf8'), (name, value) => {
      names.add(name);
      return value;
    });
    expect([...names].filter(name => innerNames.test(name))).toEqual([]);
  });
});
