import { describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../../core/errors.ts';
import type { Expression } from '../../../../core/semantic/expression/nodes.ts';
import { parseExpression } from '../../../../core/semantic/expression/parse.ts';
import { withoutPositions } from '../../../../core/semantic/expression/walk.ts';

const tree = (text: string): Expression => withoutPositions(parseExpression(text));
const reference = (...names: string[]): Expression => ({
  kind: 'reference',
  parts: names.map(name => ({ name, quoted: false })),
});
const integer = (value: string): Expression => ({ kind: 'literal', type: 'integer', value });
const string = (value: string): Expression => ({ kind: 'literal', type: 'string', value });
const call = (name: string, ...args: Expression[]): Expression => ({ kind: 'call', name, arguments: args });

/** The code and details of what a text is refused with. */
function refusal(text: string): { code: string; details: Record<string, unknown> } {
  try {
    parseExpression(text);
  } catch (error) {
    if (isSophiaError(error)) return { code: error.code, details: error.details as Record<string, unknown> };
    throw error;
  }
  throw new Error(`${text} was accepted.`);
}

describe('operators bind as in SQL', () => {
  test.each([
    ['a + b * c', 'a + (b * c)'],
    ['a - b - c', '(a - b) - c'],
    ['-a * b', '(-a) * b'],
    ['a || b + c', 'a || (b + c)'],
    ['a = b + 1', 'a = (b + 1)'],
    ['NOT a = b', 'NOT (a = b)'],
    ['NOT a AND b', '(NOT a) AND b'],
    ['a OR b AND c', 'a OR (b AND c)'],
    ['x BETWEEN 1 AND 2 AND y', '(x BETWEEN 1 AND 2) AND y'],
    ['NOT x IN (1, 2)', 'NOT (x IN (1, 2))'],
    ["a || b LIKE 'x%'", "(a || b) LIKE 'x%'"],
    ['a IS NULL OR b', '(a IS NULL) OR b'],
  ])('%s means %s', (text, meaning) => {
    expect(tree(text)).toEqual(tree(meaning));
  });

  test.each(['1 < x < 10', 'a = b = c', 'a = b IS NULL', 'a IS NULL = b', 'a IN (1) = b', 'a = b NOT IN (1)'])(
    'comparisons do not chain: %s',
    text => {
      expect(refusal(text).code).toBe('expression.not_supported');
    },
  );
});

describe('literals keep what was written', () => {
  test.each([
    ['12', { kind: 'literal', type: 'integer', value: '12' }],
    ['12345678901234567890123', { kind: 'literal', type: 'integer', value: '12345678901234567890123' }],
    ['0.10', { kind: 'literal', type: 'decimal', value: '0.10' }],
    ['.5', { kind: 'literal', type: 'decimal', value: '.5' }],
    ['1e-3', { kind: 'literal', type: 'float', value: '1e-3' }],
    ["'it''s'", { kind: 'literal', type: 'string', value: "it's" }],
    ["''", { kind: 'literal', type: 'string', value: '' }],
    ['TRUE', { kind: 'literal', type: 'boolean', value: true }],
    ['null', { kind: 'literal', type: 'null', value: null }],
    ["DATE '2024-02-29'", { kind: 'literal', type: 'date', value: '2024-02-29' }],
    ["TIMESTAMP '2024-01-15T10:30'", { kind: 'literal', type: 'timestamp', value: '2024-01-15 10:30:00' }],
    ["timestamp_ntz '2024-01-15'", { kind: 'literal', type: 'timestamp', value: '2024-01-15 00:00:00' }],
    ["TIME '10:30:00.25'", { kind: 'literal', type: 'time', value: '10:30:00.25' }],
  ])('%s', (text, literal) => {
    expect(tree(text)).toEqual(literal);
  });

  test.each([
    "DATE '2023-02-29'",
    "DATE '2024-13-01'",
    "DATE '1.1.2024'",
    "TIME '24:00'",
    "TIMESTAMP '2024-01-15 10:30Z'",
  ])('%s is no time', text => {
    expect(refusal(text).code).toBe('expression.syntax');
  });
});

describe('names', () => {
  test('are qualified by dots, quoted by double quotes, and keep their letters', () => {
    expect(tree('Orders."Order ""Date"""')).toEqual({
      kind: 'reference',
      parts: [
        { name: 'Orders', quoted: false },
        { name: 'Order "Date"', quoted: true },
      ],
    });
  });

  test('that are words of types or parts of dates are names all the same', () => {
    expect(tree('date')).toEqual(reference('date'));
    expect(tree('orders.year')).toEqual(reference('orders', 'year'));
    expect(tree('value * rank')).toMatchObject({ left: reference('value'), right: reference('rank') });
  });

  test('have letters of any script', () => {
    expect(tree('größe')).toEqual(reference('größe'));
  });

  test.each(['order', 'select', 'group', 'a.', '""', '"open', 'a b', '1abc', `${'x'.repeat(129)}`])(
    '%s is refused',
    text => {
      expect(refusal(text).code).toMatch(/^expression\./);
    },
  );
});

describe('other spellings become one', () => {
  test.each([
    ['a != b', 'a <> b'],
    ['IFF(a, 1, 2)', 'IF(a, 1, 2)'],
    ['NVL(a, b)', 'COALESCE(a, b)'],
    ['IFNULL(a, b)', 'COALESCE(a, b)'],
    ['ZeroIfNull(a)', 'COALESCE(a, 0)'],
    ['NullIfZero(a)', 'NULLIF(a, 0)'],
    ['NVL2(a, b, c)', 'CASE WHEN a IS NOT NULL THEN b ELSE c END'],
    ['CEILING(a)', 'CEIL(a)'],
    ['TRUNCATE(a, 1)', 'TRUNC(a, 1)'],
    ['STDDEV_SAMP(a)', 'STDDEV(a)'],
    ['VAR_SAMP(a)', 'VARIANCE(a)'],
    ['CHARINDEX(a, b)', 'POSITION(a IN b)'],
    ['POSITION(a, b)', 'POSITION(a IN b)'],
    ['SUBSTRING(a FROM 2 FOR 3)', 'SUBSTRING(a, 2, 3)'],
    ['CURRENT_DATE()', 'CURRENT_DATE'],
    ['YEAR(d)', "DATE_PART('year', d)"],
    ['EXTRACT(Month FROM d)', "DATE_PART('month', d)"],
    ["DATE_PART('DOW', d)", "DATE_PART('dayofweek', d)"],
    ["DATE_TRUNC('MONTH', d)", 'DATE_TRUNC(month, d)'],
    ["DATEADD('days', -7, d)", 'DATEADD(day, -7, d)'],
    ['a IS TRUE', 'a IS NOT DISTINCT FROM TRUE'],
    ['a IS NOT FALSE', 'a IS DISTINCT FROM FALSE'],
    ['CAST(a AS STRING)', 'CAST(a AS VARCHAR)'],
    ['CAST(a AS NUMERIC(10))', 'CAST(a AS DECIMAL(10, 0))'],
    ['CAST(a AS FLOAT)', 'CAST(a AS DOUBLE PRECISION)'],
    ['CAST(a AS TIMESTAMP_NTZ)', 'CAST(a AS TIMESTAMP)'],
    ['COUNT(ALL a)', 'COUNT(a)'],
    ['SUM(a) OVER (ORDER BY b ASC)', 'SUM(a) OVER (ORDER BY b)'],
  ])('%s is %s', (text, canonical) => {
    expect(tree(text)).toEqual(tree(canonical));
  });

  test('a part of a date is its lower-case name as a string, first', () => {
    expect(tree('QUARTER(orders.day)')).toEqual(call('DATE_PART', string('quarter'), reference('orders', 'day')));
    expect(tree('DATEDIFF(Month, a, b)')).toEqual(call('DATEDIFF', string('month'), reference('a'), reference('b')));
  });
});

describe('aggregates and windows', () => {
  test('COUNT(*), DISTINCT and WITHIN GROUP', () => {
    expect(tree('COUNT(*)')).toEqual(call('COUNT', { kind: 'star' }));
    expect(tree('COUNT(DISTINCT a)')).toEqual({
      kind: 'call',
      name: 'COUNT',
      arguments: [reference('a')],
      distinct: true,
    });
    expect(tree('PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a DESC)')).toMatchObject({
      name: 'PERCENTILE_CONT',
      withinGroup: [{ expression: reference('a'), direction: 'DESC' }],
    });
  });

  test('a window has its partition, its order and its frame', () => {
    const text = `SUM(a) OVER (PARTITION BY b, c ORDER BY d DESC NULLS LAST
      ROWS BETWEEN 6 PRECEDING AND CURRENT ROW)`;
    expect(tree(text)).toEqual({
      kind: 'window',
      call: call('SUM', reference('a')),
      partitionBy: [reference('b'), reference('c')],
      orderBy: [{ expression: reference('d'), direction: 'DESC', nulls: 'LAST' }],
      frame: { mode: 'ROWS', start: { kind: 'preceding', rows: 6 }, end: { kind: 'currentRow' } },
    });
  });

  test.each([
    'SUM(a) OVER (ORDER BY b GROUPS 1 PRECEDING)',
    'SUM(a) OVER (ORDER BY b ROWS :n PRECEDING)',
    'SUM(a) OVER (ORDER BY b ROWS BETWEEN n PRECEDING AND CURRENT ROW)',
    'SUM(a) OVER (ORDER BY b ROWS 1 + 1 PRECEDING)',
    'SUM(a) OVER (ORDER BY b ROWS 1.5 PRECEDING)',
    'PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY a) OVER ()',
  ])('%s is left to a later version of the standard', text => {
    expect(refusal(text).code).toBe('E_DEFERRED_FRAME_MODE');
  });

  test.each([
    'SUM(a) OVER (ROWS BETWEEN CURRENT ROW AND 1 PRECEDING)',
    'SUM(a) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW)',
    'ROW_NUMBER()',
  ])('%s is no window', text => {
    expect(refusal(text).code).toBe('expression.syntax');
  });
});

describe('functions', () => {
  test.each([
    ['SUM()', '1 argument'],
    ['SUM(a, b)', '1 argument'],
    ['IF(a, b)', '3 arguments'],
    ['ROUND(a, b, c)', '1 to 2 arguments'],
    ['COALESCE()', '1 or more arguments'],
    ['LOG(a)', '2 arguments'],
    ['NVL(a)', '2 arguments'],
    ['UPPER(DISTINCT a)', 'no DISTINCT'],
    ['MEDIAN(DISTINCT a)', 'no DISTINCT'],
    ['SUM(a) WITHIN GROUP (ORDER BY b)', 'no WITHIN GROUP'],
    ['PERCENTILE_CONT(0.5)', 'one WITHIN GROUP (ORDER BY …) expression'],
  ])('%s is refused: it takes %s', (text, expected) => {
    expect(refusal(text)).toMatchObject({ code: 'expression.arguments', details: { expected } });
  });

  test('that are not known stay calls, in upper case', () => {
    expect(tree('my_function(a, 1)')).toEqual(call('MY_FUNCTION', reference('a'), integer('1')));
  });

  test.each(["DATE_TRUNC(order_date, 'month')", "DATE_TRUNC('dayofweek', d)", 'DATEADD(fortnight, 1, d)'])(
    '%s names no part of a date that it takes',
    text => {
      expect(refusal(text).code).toBe('expression.syntax');
    },
  );
});

describe('what is not in the language is refused with what to write instead', () => {
  test.each([
    'x::int',
    'a -- comment',
    'a /* comment */',
    '(SELECT 1)',
    'SELECT 1',
    'x IN (SELECT 1)',
    'EXISTS (SELECT 1)',
    "INTERVAL '1' DAY",
    'a[1]',
    '(1, 2)',
    'COUNT(orders.*)',
    'a + *',
    'SUM(x) FILTER (WHERE y)',
    'a; DROP TABLE b',
    'a FROM b',
    'CAST(a AS VARCHAR(10))',
    'db.fn(a)',
    'UPPER(a) OVER ()',
    'LAG(a) IGNORE NULLS OVER ()',
  ])('%s', text => {
    expect(refusal(text).code).toBe('expression.not_supported');
  });
});

test.each([':name', '?', '$1'])('a parameter is kept for a later version: %s', text => {
  expect(refusal(text).code).toBe('E_DEFERRED_KEY_REJECTED');
});

test('errors say where', () => {
  expect(refusal('a + ')).toMatchObject({ code: 'expression.syntax', details: { position: 4 } });
  expect(refusal('SUM(a')).toMatchObject({ code: 'expression.syntax', details: { position: 5 } });
  expect(refusal('abc ) d')).toMatchObject({ details: { position: 4, found: ')' } });
});

test('nodes know where they stand', () => {
  const text = 'a + SUM(b.c)';
  const sum = parseExpression(text);
  expect(sum.at).toEqual({ start: 0, end: 12 });
  expect(sum.kind === 'binary' && text.slice(sum.right.at?.start, sum.right.at?.end)).toBe('SUM(b.c)');
});

describe('endless texts are errors of the text', () => {
  test.each([
    ['a megabyte', `1 + ${'x'.repeat(1_000_000)}`, 'expression.too_long'],
    ['open parentheses', '('.repeat(10_000), 'expression.too_deep'],
    ['nested parentheses', `${'('.repeat(10_000)}1${')'.repeat(10_000)}`, 'expression.too_deep'],
    ['nested calls', `${'ABS('.repeat(10_000)}1${')'.repeat(10_000)}`, 'expression.too_deep'],
    ['nested cases', 'CASE WHEN '.repeat(9_000), 'expression.too_deep'],
    ['signs', '- '.repeat(40_000), 'expression.too_deep'],
    ['negations', 'NOT '.repeat(20_000), 'expression.too_deep'],
    ['a chain of operators', `${'a + '.repeat(20_000)}a`, 'expression.too_deep'],
  ])('%s', (_, text, code) => {
    expect(refusal(text).code).toBe(code);
  });

  test('lists may be long', () => {
    const values = Array.from({ length: 10_000 }, (_, i) => i);
    expect(tree(`a IN (${values.join(', ')})`)).toMatchObject({ kind: 'in', negated: false });
  });
});
