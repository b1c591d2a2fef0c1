import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BinaryOperator, Expression } from '../../../core/semantic/expression/nodes.ts';
import { emitText } from '../../../core/sql/emit.ts';
import type { DialectName } from '../../../core/sql/nodes.ts';
import { faults, rows, select, tree } from './support.ts';

/** Random trees of the right types over a table with every kind of value and nulls. */

const call = (name: string, ...args: Expression[]): Expression => ({ kind: 'call', name, arguments: args });
const text = (value: string): Expression => ({ kind: 'literal', type: 'string', value });
const leaf = (...texts: string[]) => fc.constantFrom(...texts.map(tree));
const of = (operators: readonly BinaryOperator[], operand: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
  fc
    .tuple(fc.constantFrom(...operators), operand, operand)
    .map(([operator, left, right]) => ({ kind: 'binary', operator, left, right }));
const parts = fc.constantFrom('year', 'quarter', 'month', 'week', 'day').map(text);

const { number, condition, string, date } = fc.letrec<Record<'number' | 'condition' | 'string' | 'date', Expression>>(
  tie => {
    const [n, b, s, d] = [tie('number'), tie('condition'), tie('string'), tie('date')];
    const branch = (value: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> =>
      fc.tuple(b, value, fc.option(value, { nil: undefined })).map(([when, then, otherwise]) => ({
        kind: 'case',
        branches: [{ when, then }],
        otherwise,
      }));
    const small = { maxDepth: 2, withCrossShrink: true } as const;
    return {
      number: fc.oneof(
        small,
        leaf('i1', 'i2', '-3', '0', '2'),
        of(['+', '-', '*', '%'], n),
        n.map(operand => ({ kind: 'unary', operator: '-', operand }) as const),
        branch(n),
        fc.tuple(n, n).map(([a, c]) => call('COALESCE', a, c)),
        fc.tuple(n, n).map(([a, c]) => call('GREATEST', a, c)),
        fc.tuple(n, n, n).map(([a, c, e]) => call('LEAST', a, c, e)),
        fc.tuple(n, n).map(([a, c]) => call('NULLIF', a, c)),
        s.map(value => call('LENGTH', value)),
      ),
      condition: fc.oneof(
        small,
        leaf('b1', 'TRUE', 'i1 > 1'),
        of(['=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM'], n),
        of(['=', '<'], s),
        of(['AND', 'OR', 'IS NOT DISTINCT FROM'], b),
        b.map(operand => ({ kind: 'unary', operator: 'NOT', operand }) as const),
        fc.tuple(n, fc.boolean()).map(([operand, negated]) => ({ kind: 'isNull', operand, negated }) as const),
        fc
          .tuple(n, n, n, fc.boolean())
          .map(([operand, low, high, negated]) => ({ kind: 'between', operand, low, high, negated }) as const),
        fc
          .tuple(n, fc.array(n, { maxLength: 3 }), fc.boolean())
          .map(([operand, items, negated]) => ({ kind: 'in', operand, items, negated }) as const),
        fc.tuple(s, s).map(([a, c]) => call('CONTAINS', a, c)),
        fc.tuple(s, s).map(([a, c]) => call('ENDSWITH', a, c)),
      ),
      string: fc.oneof(
        small,
        leaf('s1', 's2', "'a_%'", "''"),
        of(['||'], s),
        branch(s),
        fc.tuple(s, n).map(([a, c]) => call('CONCAT', a, c)),
        s.map(value => call('UPPER', value)),
        s.map(value => call('TRIM', value)),
      ),
      date: fc.oneof(
        small,
        leaf('d1', "DATE '2024-02-29'"),
        branch(d),
        fc.tuple(parts, d).map(([part, value]) => call('DATE_TRUNC', part, value)),
        fc.tuple(parts, leaf('1', '-13', 'i1'), d).map(args => call('DATEADD', ...args)),
      ),
    };
  },
);

const from = `(VALUES (1, 2, 'ab', NULL, true, DATE '2024-01-31'), (NULL, 0, '', 'b', NULL, NULL),
  (7, -3, ' a_% ', 'a', false, DATE '2026-01-01')) AS "t" ("i1", "i2", "s1", "s2", "b1", "d1")`;

const texts = (expressions: readonly Expression[], dialect: DialectName): string =>
  emitText(select({ columns: expressions.map((expression, index) => ({ expression, alias: `c${index}` })) }), dialect);

test('every tree is read by each dialect’s parser', () => {
  fc.assert(
    fc.property(fc.oneof(number, condition, string, date), column => {
      const columns = [column];
      expect(faults(texts(columns, 'trino'), 'trino')).toEqual([]);
      expect(faults(texts(columns, 'redshift'), 'redshift')).toEqual([]);
    }),
    { numRuns: 10, seed: 11 },
  );
});

test('DuckDB runs every tree: values may be out of range, syntax and types never wrong', async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(number, condition, string, date), async columns => {
      const fault = await rows(`${texts(columns, 'duckdb')} FROM ${from}`).then(
        found => (found.length === 3 ? '' : 'rows'),
        (error: Error) => error.message,
      );
      if (fault) expect(fault).toMatch(/^(Out of Range|Conversion) Error/);
    }),
    { numRuns: 100, seed: 11 },
  );
});

test('what the dialects write differently means the same: DuckDB reads all three', async () => {
  const run = (columns: readonly Expression[], dialect: DialectName) =>
    rows(`${texts(columns, dialect)} FROM ${from}`).catch((error: Error) => error.message.split(':')[0]);
  await fc.assert(
    fc.asyncProperty(fc.tuple(number, condition, string), async columns => {
      const expected = await run(columns, 'duckdb');
      expect(await run(columns, 'trino')).toEqual(expected);
      expect(await run(columns, 'redshift')).toEqual(expected);
    }),
    { numRuns: 100, seed: 13 },
  );
});
