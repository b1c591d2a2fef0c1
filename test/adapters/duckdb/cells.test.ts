import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DuckDBEngine, openDuckDb } from '../../../adapters/duckdb.ts';
import { temporaryFolder } from '../../support/folder.ts';

const folder = join(temporaryFolder('cells'), 'data');
let engine: DuckDBEngine;
beforeAll(async () => {
  mkdirSync(folder);
  engine = await openDuckDb({ dataDirectory: folder, threads: 1 });
});
afterAll(() => engine.close());

async function cell(expression: string) {
  const { columns, rows } = await engine.run({ text: `SELECT ${expression} AS v`, values: [] }, { maxRows: 1 });
  return [columns[0]!.type, rows[0]![0]];
}

describe('values as cells', () => {
  test.each([
    ['NULL::INTEGER', 'integer', null],
    ['true', 'boolean', true],
    ['42::TINYINT', 'integer', 42],
    ['9007199254740991::BIGINT', 'integer', 9007199254740991],
    ['9007199254740992::BIGINT', 'integer', '9007199254740992'],
    ['-9007199254740992::BIGINT', 'integer', '-9007199254740992'],
    ['18446744073709551615::UBIGINT', 'integer', '18446744073709551615'],
    ['170141183460469231731687303715884105727::HUGEINT', 'integer', '170141183460469231731687303715884105727'],
    ['sum(5)', 'integer', 5],
    ['19.99::DECIMAL(12, 2)', 'decimal', 19.99],
    ['-0.05::DECIMAL(12, 2)', 'decimal', -0.05],
    ['0::DECIMAL(12, 2)', 'decimal', 0],
    ['1234567890123.45::DECIMAL(18, 2)', 'decimal', 1234567890123.45],
    ['12345678901234.56::DECIMAL(18, 2)', 'decimal', '12345678901234.56'],
    ['-12345678901234567890.123456::DECIMAL(38, 6)', 'decimal', '-12345678901234567890.123456'],
    ['1000000000000000000::DECIMAL(38, 2)', 'decimal', 1e18],
    ['0.1::DOUBLE', 'float', 0.1],
    ['0.1::FLOAT', 'float', 0.1],
    ['16777216::FLOAT', 'float', 16777216],
    ["'NaN'::DOUBLE", 'float', null],
    ["'-infinity'::DOUBLE", 'float', null],
    ["'infinity'::FLOAT", 'float', null],
    ['-0.0::DOUBLE', 'float', 0],
    ["''", 'string', ''],
    ["'日本 🚚'", 'string', '日本 🚚'],
    ["'6b2f2d70-0000-4000-8000-000000000001'::UUID", 'string', '6b2f2d70-0000-4000-8000-000000000001'],
    ["'a'::ENUM('a', 'b')", 'string', 'a'],
    ["DATE '2024-02-29'", 'date', '2024-02-29'],
    ["DATE '1899-12-31'", 'date', '1899-12-31'],
    ["DATE '0001-01-01'", 'date', '0001-01-01'],
    ["DATE '9999-12-31'", 'date', '9999-12-31'],
    ["TIMESTAMP '2025-03-30 02:30:00'", 'timestamp', '2025-03-30T02:30:00.000Z'],
    ["TIMESTAMP '2025-03-30 02:30:00.123456'", 'timestamp', '2025-03-30T02:30:00.123456Z'],
    ["TIMESTAMP '1969-12-31 23:59:59.5'", 'timestamp', '1969-12-31T23:59:59.500Z'],
    ["TIMESTAMP_NS '2025-01-02 03:04:05.123456789'", 'timestamp', '2025-01-02T03:04:05.123456789Z'],
    ["TIMESTAMP_S '2025-01-02 03:04:05'", 'timestamp', '2025-01-02T03:04:05.000Z'],
    ["TIMESTAMP_MS '2025-01-02 03:04:05.67'", 'timestamp', '2025-01-02T03:04:05.670Z'],
    ["TIMESTAMPTZ '2025-01-02 03:04:05+02'", 'timestamp', '2025-01-02T01:04:05.000Z'],
    ["TIME '07:08:09'", 'time', '07:08:09'],
    ["TIME '23:59:59.25'", 'time', '23:59:59.25'],
    ["INTERVAL '1 year 2 months 3 days 4 hours 5.5 seconds'", 'other', 'P1Y2M3DT4H5.5S'],
    ["INTERVAL '-90 minutes'", 'other', 'PT-1H-30M'],
    ["INTERVAL '0 days'", 'other', 'PT0S'],
    ["'ab'::BLOB", 'other', 'ab'],
    ['[1, 2, NULL]', 'other', '[1, 2, NULL]'],
    ["{'a': 1, 'b': 'x'}", 'other', "{'a': 1, 'b': 'x'}"],
    ["MAP {'k': 1}", 'other', "{'k': 1}"],
  ])('%s', async (expression, type, value) => {
    expect(await cell(expression)).toEqual([type, value]);
  });

  test('wide results come whole', async () => {
    const wide = Array.from({ length: 300 }, (_, index) => `i + ${index} AS c${index}`).join(', ');
    const text = `SELECT ${wide} FROM range(3000) t(i)`;
    const { rows } = await engine.run({ text, values: [] }, { maxRows: 5000 });
    expect(rows.length).toBe(3000);
    expect([rows[2999]![0], rows[2999]![299]]).toEqual([2999, 3298]);
  });
});
