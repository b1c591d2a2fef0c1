import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSophiaError } from '../../../../core/errors.ts';
import type { Expression } from '../../../../core/semantic/expression/nodes.ts';
import { parseExpression } from '../../../../core/semantic/expression/parse.ts';
import { printExpression } from '../../../../core/semantic/expression/print.ts';
import { withoutPositions } from '../../../../core/semantic/expression/walk.ts';
import { expressions } from './arbitrary.ts';

const canonical = (text: string): string => printExpression(parseExpression(text));

test.each([
  ['(a + b) * c', '(a + b) * c'],
  ['((a * b)) + c', 'a * b + c'],
  ['a - (b - c)', 'a - (b - c)'],
  ['(a and (b or c))', 'a AND (b OR c)'],
  ['not (a and b)', 'NOT (a AND b)'],
  ['(a = b) = c', '(a = b) = c'],
  ['- -1', '-(-1)'],
  ['-(a+b)', '-(a + b)'],
  ["'it''s'||x", "'it''s' || x"],
  ['year(d)', "DATE_PART('year', d)"],
  ["dateadd('DAY',1,d)", 'DATEADD(day, 1, d)'],
  ["date '2024-01-15'", "DATE '2024-01-15'"],
  ['"Order Date" is not null', '"Order Date" IS NOT NULL'],
  ['x not between 1 and 2', 'x NOT BETWEEN 1 AND 2'],
  ["x like 'a!%' escape '!'", "x LIKE 'a!%' ESCAPE '!'"],
  ['charindex(a in (1) , b)', 'POSITION((a IN (1)) IN b)'],
  ['try_cast(x as numeric(10,2))', 'TRY_CAST(x AS DECIMAL(10, 2))'],
  ['case when a then 1 end', 'CASE WHEN a THEN 1 END'],
  ['sum(distinct x) over(partition by a)', 'SUM(DISTINCT x) OVER (PARTITION BY a)'],
])('%s prints as %s', (text, printed) => {
  expect(canonical(text)).toBe(printed);
});

describe('laws', () => {
  test('the text of a tree parses to that tree', () => {
    fc.assert(
      fc.property(expressions(), tree => {
        expect(withoutPositions(parseExpression(printExpression(tree)))).toEqual(tree);
      }),
      { numRuns: 500 },
    );
  });

  test('printing is stable', () => {
    fc.assert(
      fc.property(expressions(), tree => {
        const printed = printExpression(tree);
        expect(canonical(printed)).toBe(printed);
      }),
    );
  });

  test('any text is parsed or refused with an error of ours', () => {
    const words = fc.constantFrom(
      ...`a b . , ( ) + - * / % || = <> < AND OR NOT IN IS NULL BETWEEN LIKE CASE WHEN THEN ELSE END CAST AS INTEGER
      SUM COUNT DISTINCT OVER PARTITION BY ORDER ROWS 1 PRECEDING DATE EXTRACT FROM YEAR 'x' "y" 2.5 :: -- ;`.split(
        /\s+/,
      ),
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 25 }).map(all => all.join(' ')),
    );
    fc.assert(
      fc.property(texts, text => {
        let tree: Expression;
        try {
          tree = parseExpression(text);
        } catch (error) {
          expect(isSophiaError(error)).toBe(true);
          return;
        }
        expect(withoutPositions(parseExpression(printExpression(tree)))).toEqual(withoutPositions(tree));
      }),
      { numRuns: 2_000 },
    );
  });
});

test('nodes of the compiler print as what they stand for', () => {
  expect(printExpression({ kind: 'field', dataset: 'orders', field: 'Order Date' })).toBe('orders."Order Date"');
  expect(printExpression({ kind: 'metric', metric: 'revenue' })).toBe('revenue');
  expect(printExpression({ kind: 'column', relation: 't0', name: 'order' })).toBe('t0."order"');
  expect(printExpression({ kind: 'parameter', type: 'string', value: "O'Neill" })).toBe("'O''Neill'");
  const negative: Expression = { kind: 'literal', type: 'integer', value: '-1' };
  expect(printExpression({ kind: 'unary', operator: '-', operand: negative })).toBe('-(-1)');
});
