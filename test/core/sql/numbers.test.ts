import { describe, expect, test } from '@jest/globals';
import { inDuckDb, printed } from './support.ts';

describe('division is true division, a double, and null by zero', () => {
  test.each([
    ['7 / 2', '7 / 2', 'CAST(7 AS DOUBLE) / 2', 'CAST(7 AS DOUBLE PRECISION) / 2'],
    [
      'n1 / i1',
      '"n1" / NULLIF("i1", 0)',
      'CAST("n1" AS DOUBLE) / NULLIF("i1", 0)',
      'CAST("n1" AS DOUBLE PRECISION) / NULLIF("i1", 0)',
    ],
    [
      'n1 / (n2 + 1) * 100',
      '"n1" / NULLIF("n2" + 1, 0) * 100',
      'CAST("n1" AS DOUBLE) / NULLIF("n2" + 1, 0) * 100',
      'CAST("n1" AS DOUBLE PRECISION) / NULLIF("n2" + 1, 0) * 100',
    ],
    ['i1 % 3', '"i1" % 3', '"i1" % 3', '"i1" % 3'],
    ['MOD(i1, i2)', '"i1" % NULLIF("i2", 0)', '"i1" % NULLIF("i2", 0)', '"i1" % NULLIF("i2", 0)'],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  test.each([
    ['7 / 2', 3.5],
    ['1 / 0', null],
    ['0 / 0', null],
    ['1.5e0 / 0e0', null],
    ['1.00 / 3.00 > 0.333333', true],
    ['-7 % 3', -1],
    ['7 % -3', 1],
    ['7 % 0', null],
    ['7.5e0 % 0e0', null],
    ['MOD(7, 0)', null],
  ])('%s is %p', async (text, value) => {
    expect(await inDuckDb(text)).toEqual(value);
  });
});

describe('rounding goes away from zero on halves; cutting goes towards zero', () => {
  test.each([
    ['ROUND(-2.5)', '-3'],
    ['ROUND(2.5e0)', 3],
    ['ROUND(-1.005, 2)', '-1.01'],
    ['ROUND(1234.567, -2)', '1200'],
    ['TRUNC(-1.159, 2)', '-1.15'],
    ['TRUNC(1.9)', '1'],
    ['FLOOR(-1.5)', '-2'],
    ['CEIL(-1.5)', '-1'],
    ['CAST(2.5e0 AS INTEGER)', 3],
    ['CAST(-2.5 AS BIGINT)', '-3'],
    ['SIGN(-4)', -1],
  ])('%s is %p', async (text, value) => {
    expect(await inDuckDb(text)).toEqual(value);
  });

  test.each([
    ['TRUNC(n1, 2)', 'TRUNC("n1", 2)', 'TRUNCATE("n1", 2)', 'TRUNC("n1", 2)'],
    ['TRUNC(f1, 2)', 'TRUNC("f1", 2)', 'TRUNCATE(CAST("f1" AS DECIMAL(38, 10)), 2)', 'TRUNC("f1", 2)'],
    [
      'CAST(f1 AS INTEGER)',
      'CAST(ROUND("f1") AS INTEGER)',
      'CAST(ROUND("f1") AS INTEGER)',
      'CAST(ROUND("f1") AS INTEGER)',
    ],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });
});

describe('functions are null outside their domain, never an error, NaN or infinity', () => {
  test.each([
    ['LN(0)', null],
    ['LN(1)', 0],
    ['LOG(2, 8)', 3],
    ['LOG(1, 8)', null],
    ['LOG(2, -1)', null],
    ['LOG10(1000)', 3],
    ['SQRT(-1)', null],
    ['SQRT(9)', 3],
    ['ASIN(2)', null],
    ['ACOS(1)', 0],
    ['POWER(0, -1)', null],
    ['POWER(-8, 0.5)', null],
    ['POWER(-2, 3)', -8],
    ['POWER(2, -1)', 0.5],
  ])('%s is %p', async (text, value) => {
    const found = await inDuckDb(text);
    expect(typeof found === 'number' ? Number(found.toFixed(12)) : found).toEqual(value);
  });

  test('the base of LOG comes first, and Redshift names the decimal logarithm LOG', () => {
    expect(printed('LOG(2, n1)').redshift).toBe('LN(CASE WHEN "n1" > 0 THEN "n1" END) / NULLIF(LN(2), 0)');
    expect(printed('LOG10(100)')).toEqual({ duckdb: 'LOG10(100)', trino: 'LOG10(100)', redshift: 'LOG(100)' });
  });
});

describe('the greatest and the least ignore nulls', () => {
  test.each([
    ['GREATEST(1, NULL, 3)', 3],
    ['LEAST(NULL, 2)', 2],
    ['GREATEST(NULL, NULL)', null],
  ])('%s is %p', async (text, value) => {
    expect(await inDuckDb(text)).toEqual(value);
  });

  test('where the engine gives null for any null, each argument stands in for the one before', () => {
    expect(printed('GREATEST(n1, n2)')).toEqual({
      duckdb: 'GREATEST("n1", "n2")',
      trino: 'GREATEST(COALESCE("n1", "n2"), COALESCE("n2", "n1"))',
      redshift: 'GREATEST("n1", "n2")',
    });
  });
});

describe('operators keep their grouping', () => {
  test.each([
    ['i1 - (i2 - 3)', '"i1" - ("i2" - 3)'],
    ['(i1 - i2) - 3', '"i1" - "i2" - 3'],
    ['(i1 + i2) * 3', '("i1" + "i2") * 3'],
    ['i1 * (i2 * 3)', '"i1" * ("i2" * 3)'],
    ['- (-i1)', '-(-"i1")'],
    ['i1 - -5', '"i1" - -5'],
    ['NOT (i1 = 1)', 'NOT ("i1" = 1)'],
    ['(i1 = 1 OR i2 = 2) AND b1', '("i1" = 1 OR "i2" = 2) AND "b1"'],
    ['(i1 = 1) = b1', '("i1" = 1) = "b1"'],
    ['(i1 + i2) IS NULL', '"i1" + "i2" IS NULL'],
    ['(i1 > 1) IS NOT NULL', '("i1" > 1) IS NOT NULL'],
    ['i1 NOT BETWEEN 1 AND 2 + i2', '"i1" NOT BETWEEN 1 AND 2 + "i2"'],
    ['i1 NOT IN (1, -2)', '"i1" NOT IN (1, -2)'],
  ])('%s', (text, sql) => {
    expect(printed(text)).toEqual({ duckdb: sql, trino: sql, redshift: sql });
  });
});
