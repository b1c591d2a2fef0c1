import { describe, expect, test } from '@jest/globals';
import type { Call, Expression } from '../../../core/semantic/expression/nodes.ts';
import { emitExpression, emitText } from '../../../core/sql/emit.ts';
import type { DialectName } from '../../../core/sql/nodes.ts';
import { emitted, faults, inDuckDb, printed, refusal, rows, select, tree } from './support.ts';

const filtered = (text: string, condition: string): Expression => ({
  ...(tree(text) as Call),
  filter: tree(condition),
});
const inEach = (e: Expression) => ({
  duckdb: emitExpression(e, 'duckdb'),
  trino: emitExpression(e, 'trino'),
  redshift: emitExpression(e, 'redshift'),
});

describe('averages are doubles, of whole numbers and decimals too', () => {
  test.each([
    ['AVG(i1)', 'AVG("i1")', 'AVG(CAST("i1" AS DOUBLE))', 'AVG(CAST("i1" AS DOUBLE PRECISION))'],
    [
      'AVG(DISTINCT n1)',
      'AVG(DISTINCT "n1")',
      'AVG(DISTINCT CAST("n1" AS DOUBLE))',
      'AVG(DISTINCT CAST("n1" AS DOUBLE PRECISION))',
    ],
    ['SUM(n1)', 'SUM("n1")', 'SUM("n1")', 'SUM("n1")'],
    ['SUM(f1)', 'SUM("f1")', 'SUM(CAST("f1" AS DOUBLE))', 'SUM("f1")'],
    ['STDDEV(n1)', 'STDDEV_SAMP("n1")', 'STDDEV_SAMP("n1")', 'STDDEV_SAMP("n1")'],
    ['COUNT(*)', 'COUNT(*)', 'COUNT(*)', 'COUNT(*)'],
    ['COUNT(DISTINCT s1)', 'COUNT(DISTINCT "s1")', 'COUNT(DISTINCT "s1")', 'COUNT(DISTINCT "s1")'],
    [
      'APPROX_COUNT_DISTINCT(s1)',
      'approx_count_distinct("s1")',
      'approx_distinct("s1")',
      'APPROXIMATE COUNT(DISTINCT "s1")',
    ],
    [
      'APPROX_PERCENTILE(f1, 0.9)',
      'approx_quantile("f1", 0.9)',
      'approx_percentile("f1", 0.9)',
      'APPROXIMATE PERCENTILE_DISC(0.9) WITHIN GROUP (ORDER BY "f1")',
    ],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  test.each([
    ['AVG(i1)', '(VALUES (1), (2)) AS v (i1)', 1.5],
    ['AVG(n1)', '(VALUES (1.00), (1.01)) AS v (n1)', 1.005],
    ['SUM(i1)', '(VALUES (9223372036854775807), (1)) AS v (i1)', '9223372036854775808'],
    ['SUM(DISTINCT i1)', '(VALUES (1), (1), (2)) AS v (i1)', '3'],
    ['STDDEV(i1)', '(VALUES (1), (3)) AS v (i1)', Math.SQRT2],
    ['STDDEV(i1)', '(VALUES (1)) AS v (i1)', null],
    ['VAR_POP(i1)', '(VALUES (1), (3)) AS v (i1)', 1],
    ['APPROX_PERCENTILE(n1, 0.5)', '(VALUES (1.5), (1.5), (1.5)) AS v (n1)', 1.5],
  ])('%s over %s is %p', async (text, from, value) => {
    expect(await inDuckDb(text, from)).toEqual(value);
  });
});

describe('the least and greatest of booleans', () => {
  test('Redshift has none, but false is below true', async () => {
    expect(printed('MIN(b1)')).toEqual({ duckdb: 'MIN("b1")', trino: 'MIN("b1")', redshift: 'BOOL_AND("b1")' });
    expect(printed('MAX(i1 > 5)').redshift).toBe('BOOL_OR("i1" > 5)');
    const from = '(VALUES (true), (false), (NULL)) AS v (b1)';
    for (const text of ['MIN(b1)', 'MAX(b1)'])
      expect(await rows(`SELECT ${emitted(text, 'redshift')} FROM ${from}`)).toEqual([[await inDuckDb(text, from)]]);
  });
});

describe('percentiles are exact', () => {
  test('as each engine has them', () => {
    expect(printed('MEDIAN(n1)').duckdb).toBe('MEDIAN(CAST("n1" AS DOUBLE))');
    expect(printed('MEDIAN(n1)').redshift).toBe('MEDIAN(CAST("n1" AS DOUBLE PRECISION))');
    expect(printed('PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY n1 DESC)').redshift).toBe(
      'PERCENTILE_CONT(0.1) WITHIN GROUP (ORDER BY CAST("n1" AS DOUBLE PRECISION))',
    );
    expect(printed('MEDIAN(d1)').duckdb).toBe('MEDIAN("d1")');
  });

  test('Redshift approximates the discrete one, so it is refused there', () => {
    const text = 'PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY n1)';
    expect(refusal(() => emitted(text, 'redshift'))).toBe('dialect.unsupported');
  });

  /** Trino's text as DuckDB reads it: the same functions under other names. */
  const asDuckDb = (text: string) =>
    text
      .replaceAll('element_at(', 'list_extract(')
      .replaceAll('array_sort(', 'list_sort(')
      .replaceAll('array_agg(', 'list(')
      .replaceAll('reverse(', 'list_reverse(')
      .replaceAll('cardinality(', 'len(')
      .replaceAll('transform(ARRAY', 'list_transform(')
      .replaceAll('v -> ', 'lambda v: ');

  const hundred = '(SELECT range AS i1 FROM range(1, 101)) AS v';
  const cents = '(VALUES (1.00), (1.01), (NULL)) AS v (n1)';
  const cases: readonly (readonly [string, string, number | string | null])[] = [
    ['MEDIAN(n1)', cents, 1.005],
    ['MEDIAN(i1)', '(VALUES (4), (1), (3)) AS v (i1)', 3],
    ['MEDIAN(i1)', '(SELECT 1 AS i1 WHERE false) AS v', null],
    ['PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY i1)', '(VALUES (1), (2), (4)) AS v (i1)', 1.5],
    ['PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY i1)', hundred, 90.1],
    ['PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY i1 DESC)', hundred, 10.9],
    ['PERCENTILE_CONT(0) WITHIN GROUP (ORDER BY i1)', hundred, 1],
    ['PERCENTILE_CONT(1) WITHIN GROUP (ORDER BY i1)', hundred, 100],
    ['PERCENTILE_DISC(0.07) WITHIN GROUP (ORDER BY i1)', hundred, '7'],
    ['PERCENTILE_DISC(0) WITHIN GROUP (ORDER BY i1)', hundred, '1'],
    ['PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY n1)', cents, '1.00'],
  ];
  const near = (value: unknown) => (typeof value === 'number' ? Number(value.toFixed(9)) : value);

  test.each(cases)('%s over %s is %p in DuckDB, and by the arrays Trino sorts', async (text, from, value) => {
    expect(near(await inDuckDb(text, from))).toEqual(value);
    const trino = emitted(text, 'trino');
    expect(faults(`SELECT ${trino} FROM t`, 'trino')).toEqual([]);
    const [row] = await rows(`SELECT ${asDuckDb(trino)} FROM ${from}`);
    expect(near(row![0])).toEqual(value);
  });

  test('one select of Redshift sorts by one expression', () => {
    const both = (first: string, second: string, dialect: DialectName) => () =>
      emitText(
        select({
          columns: [
            { expression: tree(first), alias: 'a' },
            { expression: tree(second), alias: 'b' },
          ],
        }),
        dialect,
      );
    const percentile = 'PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY n1)';
    expect(refusal(both('MEDIAN(n1)', 'MEDIAN(n2)', 'redshift'))).toBe('dialect.unsupported');
    expect(refusal(both('MEDIAN(n1)', percentile, 'redshift'))).toBe('none');
    expect(refusal(both('MEDIAN(n1)', 'MEDIAN(n2)', 'duckdb'))).toBe('none');
  });
});

describe('FILTER', () => {
  test('becomes CASE in Redshift', () => {
    expect(inEach(filtered('SUM(n1)', 'b1'))).toEqual({
      duckdb: 'SUM("n1") FILTER (WHERE "b1")',
      trino: 'SUM("n1") FILTER (WHERE "b1")',
      redshift: 'SUM(CASE WHEN "b1" THEN "n1" END)',
    });
    expect(inEach(filtered('COUNT(*)', 'i1 > 5')).redshift).toBe('COUNT(CASE WHEN "i1" > 5 THEN 1 END)');
    expect(inEach(filtered('COUNT(DISTINCT s1)', 'b1')).redshift).toBe('COUNT(DISTINCT CASE WHEN "b1" THEN "s1" END)');
    expect(inEach(filtered('APPROX_PERCENTILE(f1, 0.5)', 'b1')).redshift).toBe(
      'APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY CASE WHEN "b1" THEN "f1" END)',
    );
  });

  test.each([
    ['SUM(i1)', '2'],
    ['COUNT(*)', '2'],
    ['COUNT(i1)', '1'],
    ['AVG(i1)', 2],
    ['MIN(b2)', false],
    ['PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY i1)', 2],
    ['MEDIAN(i1)', 2],
  ])('%s of some rows is %p in either form', async (text, value) => {
    const from = '(VALUES (1, false, true), (2, true, false), (NULL, true, NULL), (4, NULL, true)) AS v (i1, b1, b2)';
    const all = inEach(filtered(text, 'b1'));
    for (const sql of [all.duckdb, all.redshift]) expect(await rows(`SELECT ${sql} FROM ${from}`)).toEqual([[value]]);
  });
});
