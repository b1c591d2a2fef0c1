import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decomposabilityOf, functionCatalogue, functionNamed } from '../../../../core/semantic/expression/functions.ts';
import { identifierOf, sameIdentifier } from '../../../../core/semantic/expression/identifier.ts';
import type { Call, Expression } from '../../../../core/semantic/expression/nodes.ts';
import { parseExpression } from '../../../../core/semantic/expression/parse.ts';
import { printExpression } from '../../../../core/semantic/expression/print.ts';
import {
  children,
  depthOf,
  expressionsOf,
  mapExpression,
  someExpression,
} from '../../../../core/semantic/expression/walk.ts';
import { expressions } from './arbitrary.ts';

const names = (e: Expression): readonly string[] =>
  [...expressionsOf(e)].flatMap(node => (node.kind === 'reference' ? node.parts.map(part => part.name) : []));

describe('walking', () => {
  test('every expression inside is a child, in the order it is written', () => {
    const text = `CASE a WHEN b THEN c ELSE d END + SUM(e) OVER (PARTITION BY f ORDER BY g) + CAST(h AS DATE)
      + IF(i LIKE j ESCAPE k, l IN (m, n), o BETWEEN p AND q) + PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY r)`;
    expect(names(parseExpression(text)).join('')).toBe('abcdefghijklmnopqr');
  });

  test('a change reaches all of them, and what is not changed is shared', () => {
    const tree = parseExpression('CASE WHEN a THEN b END + SUM(a) OVER (PARTITION BY a ORDER BY b) + MAX(b)');
    const changed = mapExpression(tree, e =>
      e.kind === 'reference' && e.parts[0]?.name === 'a' ? { kind: 'field', dataset: 'd', field: 'a' } : e,
    );
    expect(printExpression(changed)).toBe(
      'CASE WHEN d.a THEN b END + SUM(d.a) OVER (PARTITION BY d.a ORDER BY b) + MAX(b)',
    );
    expect(changed.kind === 'binary' && tree.kind === 'binary' && changed.right === tree.right).toBe(true);
  });

  test('changing nothing gives the same tree', () => {
    fc.assert(fc.property(expressions(), tree => mapExpression(tree, e => e) === tree));
  });

  test('the call of a window stays a call', () => {
    const tree = parseExpression('SUM(a) OVER ()');
    expect(() => mapExpression(tree, e => (e.kind === 'call' ? children(e)[0]! : e))).toThrow(TypeError);
  });

  test('a predicate finds what is deep inside', () => {
    const tree = parseExpression('1 + ROUND(COALESCE(SUM(a), 0), 2)');
    expect(someExpression(tree, e => e.kind === 'call' && e.name === 'SUM')).toBe(true);
    expect(someExpression(tree, e => e.kind === 'window')).toBe(false);
    expect(depthOf(tree)).toBe(5);
  });
});

describe('the catalogue of functions', () => {
  test('knows every function once, by name or alias, in any case', () => {
    const all = functionCatalogue.flatMap(entry => [entry.name, ...entry.aliases]);
    expect(new Set(all).size).toBe(all.length);
    expect(functionNamed('stddev_samp')?.name).toBe('STDDEV');
    expect(functionNamed('no_such_function')).toBeUndefined();
    expect(functionNamed('constructor')).toBeUndefined();
  });

  test.each([
    ['SUM(a)', 'distributive'],
    ['COUNT(*)', 'distributive'],
    ['MAX(DISTINCT a)', 'distributive'],
    ['AVG(a)', 'algebraic'],
    ['STDDEV_SAMP(a)', 'algebraic'],
    ['COUNT(DISTINCT a)', 'holistic'],
    ['SUM(DISTINCT a)', 'holistic'],
    ['MEDIAN(a)', 'holistic'],
    ['APPROX_COUNT_DISTINCT(a)', 'sketch'],
    ['UPPER(a)', undefined],
  ])('%s is %s', (text, expected) => {
    expect(decomposabilityOf(parseExpression(text) as Call)).toBe(expected);
  });
});

describe('identifiers', () => {
  test.each([
    ['id', 'ID', true],
    ['Id', '"ID"', true],
    ['id', '"id"', false],
    ['"id"', '"id"', true],
    ['Order Date', '"Order Date"', true],
    ['Order Date', '"order date"', false],
  ])('%s and %s are the same: %s', (a, b, same) => {
    expect(sameIdentifier(identifierOf(a), identifierOf(b))).toBe(same);
  });
});
