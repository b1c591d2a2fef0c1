import { describe, expect, test } from '@jest/globals';
import { emitExpression } from '../../../core/sql/emit.ts';
import { emitted, inDuckDb, printed, refusal, rows, tree } from './support.ts';

describe('cutting keeps the type and weeks begin on Monday', () => {
  test.each([
    [
      "DATE_TRUNC('month', d1)",
      `CAST(date_trunc('month', "d1") AS DATE)`,
      `date_trunc('month', "d1")`,
      `CAST(DATE_TRUNC('month', "d1") AS DATE)`,
    ],
    ["DATE_TRUNC('week', t1)", `date_trunc('week', "t1")`, `date_trunc('week', "t1")`, `DATE_TRUNC('week', "t1")`],
    [
      "DATE_TRUNC('year', x1)",
      `cast_to_type(date_trunc('year', "x1"), "x1")`,
      `date_trunc('year', "x1")`,
      `DATE_TRUNC('year', "x1")`,
    ],
    [
      "DATE_TRUNC('hour', d1)",
      `date_trunc('hour', "d1")`,
      `date_trunc('hour', CAST("d1" AS TIMESTAMP(6)))`,
      `DATE_TRUNC('hour', "d1")`,
    ],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  test.each([
    ["DATE_TRUNC('week', DATE '2026-01-01')", '2025-12-29'],
    ["DATE_TRUNC('quarter', DATE '2026-06-30')", '2026-04-01'],
    ["DATE_TRUNC('month', TIMESTAMP '2026-06-30 10:11:12')", '2026-06-01 00:00:00'],
    ["DATE_TRUNC('hour', DATE '2026-06-30')", '2026-06-30 00:00:00'],
  ])('%s is %s', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
  });

  test('a column of unknown type keeps its own', async () => {
    const cut = emitted("DATE_TRUNC('month', x1)", 'duckdb');
    const of = (value: string) => rows(`SELECT typeof(${cut}) FROM (SELECT ${value} AS x1)`);
    expect(await of("DATE '2026-06-30'")).toEqual([['DATE']]);
    expect(await of("TIMESTAMP '2026-06-30 01:02:03'")).toEqual([['TIMESTAMP']]);
  });
});

describe('adding ends on the last day of a short month', () => {
  test.each([
    [
      'DATEADD(month, -1, d1)',
      'CAST("d1" + INTERVAL (-1) MONTH AS DATE)',
      `date_add('month', -1, "d1")`,
      'CAST(DATEADD(month, -1, "d1") AS DATE)',
    ],
    [
      'DATEADD(year, i1, t1)',
      '"t1" + INTERVAL ("i1") YEAR',
      `date_add('year', "i1", "t1")`,
      'DATEADD(month, 12 * "i1", "t1")',
    ],
    [
      'DATEADD(hour, 2, d1)',
      '"d1" + INTERVAL 2 HOUR',
      `date_add('hour', 2, CAST("d1" AS TIMESTAMP(6)))`,
      'DATEADD(hour, 2, "d1")',
    ],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  test.each([
    ["DATEADD(month, 1, DATE '2024-01-31')", '2024-02-29'],
    ["DATEADD(month, 13, DATE '2024-01-31')", '2025-02-28'],
    ["DATEADD(year, 1, DATE '2024-02-29')", '2025-02-28'],
    ["DATEADD(quarter, 1, DATE '2024-11-30')", '2025-02-28'],
    ["DATEADD(week, -1, DATE '2024-03-01')", '2024-02-23'],
    ["DATEADD(day, 7, TIMESTAMP '2024-12-31 23:00:00')", '2025-01-07 23:00:00'],
    ["DATEADD(hour, 25, DATE '2024-12-31')", '2025-01-01 01:00:00'],
    ["DATEADD(millisecond, 1500, TIMESTAMP '2024-12-31 00:00:00')", '2024-12-31 00:00:01.5'],
  ])('%s is %s', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
  });
});

describe('a difference counts the boundaries crossed', () => {
  test.each([
    [
      'DATEDIFF(month, d1, d2)',
      `date_diff('month', "d1", "d2")`,
      `date_diff('month', date_trunc('month', "d1"), date_trunc('month', "d2"))`,
      'DATEDIFF(month, "d1", "d2")',
    ],
    [
      'DATEDIFF(day, d1, t1)',
      `date_diff('day', "d1", "t1")`,
      `date_diff('day', "d1", CAST("t1" AS DATE))`,
      'DATEDIFF(day, "d1", "t1")',
    ],
    [
      'DATEDIFF(week, d1, d2)',
      `date_diff('week', date_trunc('week', "d1"), date_trunc('week', "d2"))`,
      `date_diff('week', date_trunc('week', "d1"), date_trunc('week', "d2"))`,
      `DATEDIFF(week, DATE_TRUNC('week', "d1"), DATE_TRUNC('week', "d2"))`,
    ],
    [
      'DATEDIFF(hour, d1, t1)',
      `date_diff('hour', "d1", "t1")`,
      `date_diff('hour', date_trunc('hour', CAST("d1" AS TIMESTAMP(6))), date_trunc('hour', "t1"))`,
      'DATEDIFF(hour, "d1", "t1")',
    ],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  test.each([
    ["DATEDIFF(day, TIMESTAMP '2024-01-01 23:59:00', TIMESTAMP '2024-01-02 00:01:00')", '1'],
    ["DATEDIFF(month, DATE '2024-01-31', DATE '2024-02-01')", '1'],
    ["DATEDIFF(month, DATE '2024-02-01', DATE '2024-02-29')", '0'],
    ["DATEDIFF(year, DATE '2024-12-31', DATE '2025-01-01')", '1'],
    ["DATEDIFF(year, DATE '2025-01-01', DATE '2024-12-31')", '-1'],
    ["DATEDIFF(quarter, DATE '2024-03-31', DATE '2024-04-01')", '1'],
    ["DATEDIFF(week, DATE '2026-01-04', DATE '2026-01-05')", '1'],
    ["DATEDIFF(week, DATE '2026-01-05', DATE '2026-01-11')", '0'],
    ["DATEDIFF(hour, TIMESTAMP '2024-01-01 10:59:00', TIMESTAMP '2024-01-01 11:01:00')", '1'],
  ])('%s is %s', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
  });
});

describe('parts are whole numbers: days of the week from Sunday, 0, ISO weeks, milliseconds of the second', () => {
  test.each([
    ['DAYOFWEEK(d1)', `date_part('dayofweek', "d1")`, 'day_of_week("d1") % 7', 'EXTRACT(DOW FROM "d1")'],
    ['DAYOFYEAR(d1)', `date_part('dayofyear', "d1")`, 'day_of_year("d1")', 'EXTRACT(DOY FROM "d1")'],
    [
      'EXTRACT(MILLISECOND FROM t1)',
      `date_part('millisecond', "t1") % 1000`,
      'millisecond("t1")',
      'EXTRACT(MS FROM "t1")',
    ],
    [
      'HOUR(d1)',
      `date_part('hour', "d1")`,
      'hour(CAST("d1" AS TIMESTAMP(6)))',
      'EXTRACT(HOUR FROM CAST("d1" AS TIMESTAMP))',
    ],
  ])('%s', (text, duckdb, trino, redshift) => {
    expect(printed(text)).toEqual({ duckdb, trino, redshift });
  });

  test.each([
    ["DAYOFWEEK(DATE '2026-01-04')", '0'],
    ["DAYOFWEEK(DATE '2026-01-03')", '6'],
    ["WEEK(DATE '2026-01-01')", '1'],
    ["WEEK(DATE '2027-01-01')", '53'],
    ["QUARTER(DATE '2026-12-01')", '4'],
    ["DAYOFYEAR(DATE '2024-12-31')", '366'],
    ["SECOND(TIMESTAMP '2026-01-01 00:00:59.999')", '59'],
    ["DATE_PART('millisecond', TIMESTAMP '2026-01-01 00:00:12.345678')", '345'],
  ])('%s is %s', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
  });

  test('a part that is no part of the function is refused', () => {
    const withPart = (part: string) => ({
      kind: 'call' as const,
      name: 'DATE_TRUNC',
      arguments: [{ kind: 'literal' as const, type: 'string' as const, value: part }, tree('d1')],
    });
    expect(refusal(() => emitExpression(withPart("month', now()); --"), 'duckdb'))).toBe('dialect.unsupported');
    expect(refusal(() => emitExpression(withPart('dayofweek'), 'trino'))).toBe('dialect.unsupported');
  });
});

describe('constants, now, reading and writing', () => {
  test('now is in UTC', async () => {
    expect(printed('CURRENT_TIMESTAMP')).toEqual({
      duckdb: 'make_timestamp(epoch_us(now()))',
      trino: "CAST(current_timestamp AT TIME ZONE 'UTC' AS TIMESTAMP(6))",
      redshift: 'SYSDATE',
    });
    expect(printed('CURRENT_DATE').trino).toBe("CAST(current_timestamp AT TIME ZONE 'UTC' AS DATE)");
    await rows("SET TimeZone = 'Pacific/Kiritimati'").catch(() => []);
    const found = String(await inDuckDb('CURRENT_TIMESTAMP'));
    expect(Math.abs(Date.parse(`${found.replace(' ', 'T')}Z`) - Date.now())).toBeLessThan(3_600_000);
    await rows("SET TimeZone = 'UTC'").catch(() => []);
  });

  test.each([
    ["TO_DATE('2026-02-03')", '2026-02-03'],
    ["TO_DATE('03/02/2026', 'DD/MM/YYYY')", '2026-02-03'],
    ["TO_TIMESTAMP('2026-02-03 04:05:06', 'YYYY-MM-DD HH24:MI:SS')", '2026-02-03 04:05:06'],
    ["TO_CHAR(DATE '2026-02-03', 'DY DD MON YY')", 'Tue 03 Feb 26'],
    ["TO_CHAR(TIMESTAMP '2026-02-03 16:05:06', 'HH12:MI:SS PM')", '04:05:06 PM'],
    ["CAST('2026-02-03' AS DATE)", '2026-02-03'],
  ])('%s is %s', async (text, value) => {
    expect(await inDuckDb(text)).toBe(value);
  });

  test('full names are trimmed where the engine pads them', () => {
    expect(printed("TO_CHAR(d1, 'DD MONTH YYYY')")).toEqual({
      duckdb: `strftime("d1", '%d %B %Y')`,
      trino: `date_format("d1", '%d %M %Y')`,
      redshift: `TO_CHAR("d1", 'DD ') || RTRIM(TO_CHAR("d1", 'Month')) || TO_CHAR("d1", ' YYYY')`,
    });
  });

  test.each(["TO_CHAR(d1, 'YYYY Q')", 'TO_CHAR(d1, s1)', "TO_CHAR(d1, '100%')"])('%s is refused', text => {
    expect(refusal(() => emitted(text, 'duckdb'))).toBe('dialect.unsupported');
  });
});
