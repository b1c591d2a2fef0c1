import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { differences } from '../../../../scripts/stack/preview/changes.ts';
import { paired } from '../../../../scripts/stack/preview/lists.ts';

const paths = (before: unknown, after: unknown): string[] =>
  differences({ in: before }, { in: after }).map(({ path }) => path);

test('an element put in between is one difference', () => {
  expect(paths([{ Action: 'a' }, { Action: 'c' }], [{ Action: 'a' }, { Action: 'b' }, { Action: 'c' }])).toEqual([
    'in[1]',
  ]);
  expect(paths(['a', 'b', 'c'], ['b', 'c'])).toEqual(['in[0]']);
});

test('an element with a name is followed, also where it has moved on and changed', () => {
  const before = [
    { name: 'rate', priority: 0 },
    { name: 'common', priority: 1 },
  ];
  const after = [
    { name: 'rate', priority: 0 },
    { name: 'new', priority: 1 },
    { name: 'common', priority: 2 },
  ];
  expect(paths(before, after)).toEqual(['in[1]', 'in[2].priority']);
});

test('what is not alike is compared in order', () => {
  expect(paths([{ a: 1, b: 1 }], [{ a: 2, b: 1 }])).toEqual(['in[0].a']);
});

test('every element of both lists is in exactly one pair, in order', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(list, list, (before, after) => {
      const pairs = paired(before, after);
      const positions = (name: 'before' | 'after') => pairs.flatMap(pair => pair[name] ?? []);
      expect(positions('before')).toEqual(before.map((_, index) => index));
      expect(positions('after')).toEqual(after.map((_, index) => index));
      for (const { before: one, after: other } of pairs) expect(one ?? other).toBeDefined();
    }),
  );
});
