import { describe, expect, test } from '@jest/globals';
import { emitted, inDuckDb, printed, refusal, rows } from './support.ts';

describe('joining text gives null for any null', () => {
  test('CONCAT is the operator, with text made of what is none', () => {
    expect(printed('CONCAT(s1, i1)')).toEqual({
      duckdb: '"s1" || CAST("i1" AS VARCHAR)',
      trino: '"s1" || CAST("i1" AS VARCHAR)',
      redshift: '"s1" || CAST("i1" AS VARCHAR(65535))',
    });
  });

  test('CONCAT does not mix with arithmetic', () => {
    expect(printed('s1 || (i1 + 1)').duckdb).toBe('"s1" || ("i1" + 1)');
  });

  test.each([
    ["CONCAT('a', 'b', 'c')", 'abc'],
    ["CONCAT('a', NULL)", null],
    ["'a' || 1", 'a1'],
    ["'a' || (1 + 1)", 'a2'],
  ])('%s is %p', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
  });
});

describe('finding: the needle is text, not a pattern', () => {
  test.each([
    ["CONTAINS(s1, '50%')", `contains("s1", '50%')`, `STRPOS("s1", '50%') > 0`, `STRPOS("s1", '50%') > 0`],
    ["STARTSWITH(s1, '_a')", `starts_with("s1", '_a')`, `starts_with("s1", '_a')`, `STRPOS("s1", '_a') = 1`],
    [
      'ENDSWITH(s1, s2)',
      'ends_with("s1", "s2")',
      'SUBSTR("s1", GREATEST(LENGTH("s1") - LENGTH("s2") + 1, 1)) = "s2"',
      'STRPOS(REVERSE("s1"), REVERSE("s2")) = 1',
    ],
    ["POSITION('b' IN s1)", `STRPOS("s1", 'b')`, `STRPOS("s1", 'b')`, `STRPOS("s1", 'b')`],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  const cases: readonly (readonly [string, boolean | null])[] = [
    ["CONTAINS('100 %', '0%')", false],
    ["CONTAINS('50% off', '50%')", true],
    ["STARTSWITH('xa', '_a')", false],
    ["STARTSWITH('_ab', '_a')", true],
    ["ENDSWITH('abc', 'bc')", true],
    ["ENDSWITH('bc', 'abc')", false],
    ["ENDSWITH('abc', '')", true],
    ["CONTAINS(NULL, 'a')", null],
  ];
  test.each(cases)('%s is %p', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
  });

  test.each(cases.filter(([text]) => text.startsWith('ENDSWITH')))(
    '%s is %p by the other engines too: their text runs in DuckDB',
    async (text, value) => {
      expect(await rows(`SELECT ${emitted(text, 'trino')}, ${emitted(text, 'redshift')}`)).toEqual([[value, value]]);
    },
  );
});

describe('patterns', () => {
  test.each([
    ["s1 ILIKE 'A%'", `"s1" ILIKE 'A%'`, `LOWER("s1") LIKE LOWER('A%')`, `"s1" ILIKE 'A%'`],
    ["s1 NOT LIKE 'a_'", `"s1" NOT LIKE 'a_'`, `"s1" NOT LIKE 'a_'`, `"s1" NOT LIKE 'a_'`],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  test('a backslash means itself unless it is the escape; Redshift doubles it in patterns and again in constants', () => {
    expect(printed(String.raw`s1 LIKE 'a\b'`)).toEqual({
      duckdb: String.raw`"s1" LIKE 'a\b'`,
      trino: String.raw`"s1" LIKE 'a\b'`,
      redshift: String.raw`"s1" LIKE 'a\\\\b'`,
    });
    expect(printed('s1 LIKE s2').redshift).toBe(String.raw`"s1" LIKE REPLACE("s2", '\\', '\\\\')`);
    expect(printed("s1 LIKE '5!%' ESCAPE '!'").redshift).toBe(`"s1" LIKE '5!%' ESCAPE '!'`);
  });

  test('ILIKE with a letter as escape is refused where it would change with the case', () => {
    expect(refusal(() => emitted("s1 ILIKE 'X%' ESCAPE 'X'", 'trino'))).toBe('dialect.unsupported');
  });

  test.each([
    [String.raw`'a\b' LIKE 'a\b'`, true],
    ["'aXb' ILIKE 'Axb'", true],
    ["'5%' LIKE '5!%' ESCAPE '!'", true],
    ["'55' LIKE '5!%' ESCAPE '!'", false],
    ["REGEXP_LIKE('order 12', '[0-9]+')", true],
    ["REGEXP_EXTRACT('order 12', '[0-9]+')", '12'],
    ["REGEXP_EXTRACT('order', '[0-9]+')", null],
    ["REGEXP_REPLACE('a1b2', '[0-9]', '#')", 'a#b#'],
    ["REGEXP_COUNT('a1b2', '[0-9]')", '2'],
  ])('%s is %p', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
  });

  test('regular expressions are asked of Redshift in the dialect nearest the others', () => {
    expect(printed(String.raw`REGEXP_LIKE(s1, '^\d')`)).toEqual({
      duckdb: String.raw`regexp_matches("s1", '^\d')`,
      trino: String.raw`regexp_like("s1", '^\d')`,
      redshift: String.raw`REGEXP_COUNT("s1", '^\\d', 1, 'p') > 0`,
    });
  });

  test.each([
    String.raw`REGEXP_REPLACE(s1, '(a)', '\1b')`,
    "REGEXP_REPLACE(s1, 'a', '$1')",
    "REGEXP_REPLACE(s1, 'a', s2)",
  ])('%s is refused', text => {
    expect(refusal(() => emitted(text, 'duckdb'))).toBe('dialect.unsupported');
  });
});

describe('parts of text', () => {
  test.each([
    ['LEFT(s1, 3)', 'LEFT("s1", 3)', 'SUBSTR("s1", 1, 3)', 'LEFT("s1", 3)'],
    ['RIGHT(s1, 3)', 'RIGHT("s1", 3)', 'SUBSTR("s1", GREATEST(LENGTH("s1") - 3 + 1, 1))', 'RIGHT("s1", 3)'],
    ['TRIM(s1)', 'TRIM("s1")', `TRIM(BOTH ' ' FROM "s1")`, 'TRIM("s1")'],
    [
      "SPLIT_PART(s1, '-', 2)",
      `SPLIT_PART("s1", '-', 2)`,
      `CASE WHEN "s1" IS NOT NULL THEN COALESCE(SPLIT_PART("s1", '-', 2), '') END`,
      `SPLIT_PART("s1", '-', 2)`,
    ],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  const cases: readonly (readonly [string, string | null])[] = [
    ["LEFT('abc', 2)", 'ab'],
    ["LEFT('abc', 5)", 'abc'],
    ["RIGHT('abc', 2)", 'bc'],
    ["RIGHT('abc', 5)", 'abc'],
    ["RIGHT('abc', 0)", ''],
    ["TRIM('  a ')", 'a'],
    ["SPLIT_PART('a-b', '-', 2)", 'b'],
    ["SPLIT_PART('a-b', '-', 5)", ''],
    ["SUBSTRING('hello', 2, 3)", 'ell'],
    ["REPLACE('aXbX', 'X', '')", 'ab'],
  ];
  test.each(cases)('%s is %p in DuckDB, and in the other dialects as DuckDB reads them', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
    const others = await rows(`SELECT ${emitted(text, 'trino')}, ${emitted(text, 'redshift')}`);
    expect(others).toEqual([[value, value]]);
  });

  test.each(['LEFT(s1, -1)', 'RIGHT(s1, -1)', 'SUBSTRING(s1, 0, 2)', "SPLIT_PART(s1, '-', -1)"])(
    '%s means something else in every engine and is refused by all',
    text => {
      for (const dialect of ['duckdb', 'trino', 'redshift'] as const)
        expect(refusal(() => emitted(text, dialect))).toBe('dialect.unsupported');
    },
  );
});
