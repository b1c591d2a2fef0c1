import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Literal, LiteralType, Parameter } from '../../../core/semantic/expression/nodes.ts';
import { emitExpression, emitStatement, emitText } from '../../../core/sql/emit.ts';
import { dialects, faults, refusal, rows, select, tree } from './support.ts';

const literal = (type: LiteralType, value: string): Literal => ({ kind: 'literal', type, value });
const parameter = (type: LiteralType, value: Parameter['value']): Parameter => ({ kind: 'parameter', type, value });

describe('constants', () => {
  test('text is quoted, and a backslash doubled where it escapes', () => {
    const value = literal('string', String.raw`O'Neil \ "x"`);
    expect(dialects.map(dialect => emitExpression(value, dialect))).toEqual([
      String.raw`'O''Neil \ "x"'`,
      String.raw`'O''Neil \ "x"'`,
      String.raw`'O''Neil \\ "x"'`,
    ]);
  });

  test('any text comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async value => {
        fc.pre(!value.includes('\0') && value.isWellFormed());
        const result = await rows(`SELECT ${emitExpression(literal('string', value), 'duckdb')}`);
        expect(result).toEqual([[value]]);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test('no text leaves its quotes in any dialect', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '\\', '"', '-', '\n', 'a', ';', '/') }), value => {
        const inner = (dialect: 'trino' | 'redshift') => emitExpression(literal('string', value), dialect).slice(1, -1);
        expect(inner('trino').replaceAll("''", '')).not.toContain("'");
        expect(inner('redshift').replaceAll(/''|\\\\/g, '')).not.toMatch(/['\\]/);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test.each([
    ['decimal', '1.50', '1.50'],
    ['integer', '-7', '-7'],
    ['float', '1.5', '1.5e0'],
    ['timestamp', '2026-01-01T10:30:00+02:00', "TIMESTAMP '2026-01-01 08:30:00'"],
    ['timestamp', '2026-01-01', "TIMESTAMP '2026-01-01 00:00:00'"],
    ['timestamp', '2026-01-01 10:30:00.123456', "TIMESTAMP '2026-01-01 10:30:00.123456'"],
    ['date', '2026-01-01', "DATE '2026-01-01'"],
    ['time', '10:30', "TIME '10:30:00'"],
    ['boolean', 'true', 'TRUE'],
  ] as const)('%s %s is %s', (type, value, sql) => {
    expect(emitExpression(literal(type, value), 'duckdb')).toBe(sql);
  });

  test.each([
    ['integer', '1; DROP TABLE t'],
    ['integer', '1.5'],
    ['decimal', '1e5'],
    ['float', 'Infinity'],
    ['date', '2026-02-30'],
    ['date', "2026-01-01' --"],
    ['timestamp', 'yesterday'],
    ['time', '10'],
    ['string', 'a\0b'],
  ] as const)('%s %p is refused', (type, value) => {
    expect(refusal(() => emitExpression(literal(type, value), 'trino'))).toBe('dialect.constant_invalid');
  });

  test('a whole number beyond 64 bits stays whole', () => {
    const big = literal('integer', '9223372036854775808');
    expect(emitExpression(big, 'trino')).toBe("DECIMAL '9223372036854775808'");
    expect(emitExpression(big, 'duckdb')).toBe('9223372036854775808');
  });

  test('names keep their quotes inside', () => {
    const column = { kind: 'column' as const, relation: 'o"x', name: 'select' };
    for (const dialect of dialects) expect(emitExpression(column, dialect)).toBe('"o""x"."select"');
  });
});

describe('bound values', () => {
  const query = select({
    columns: [{ expression: literal('integer', '1'), alias: 'one' }],
    where: [
      { kind: 'binary', operator: '=', left: tree('s1'), right: parameter('string', "O'Neil") },
      { kind: 'binary', operator: '>', left: tree('n1'), right: parameter('decimal', '12.50') },
      { kind: 'binary', operator: '<', left: tree('d1'), right: parameter('date', '2026-01-01') },
      { kind: 'binary', operator: '<>', left: tree('s2'), right: parameter('string', "O'Neil") },
      { kind: 'binary', operator: '=', left: tree('b1'), right: parameter('boolean', false) },
    ],
  });

  test('DuckDB numbers them, each value once', () => {
    expect(emitStatement(query, 'duckdb')).toEqual({
      text: [
        'SELECT 1 AS "one"',
        'WHERE "s1" = $1',
        '  AND "n1" > CAST($2 AS DECIMAL(4, 2))',
        '  AND "d1" < CAST($3 AS DATE)',
        '  AND "s2" <> $1',
        '  AND "b1" = FALSE',
      ].join('\n'),
      values: ["O'Neil", '12.50', '2026-01-01'],
    });
  });

  test('Athena counts question marks, Redshift names them', () => {
    expect(emitStatement(query, 'trino')).toMatchObject({ values: ["O'Neil", '12.50', '2026-01-01', "O'Neil"] });
    expect(emitStatement(query, 'trino').text).toContain('"n1" > CAST(? AS DECIMAL(4, 2))');
    expect(emitStatement(query, 'redshift').text).toContain('"s2" <> :p1');
    expect(emitStatement(query, 'redshift').values).toHaveLength(3);
  });

  test('values are in the order of the text, not of the tree', () => {
    const position = { kind: 'call' as const, name: 'POSITION' };
    const swapped = { ...position, arguments: [parameter('string', 'needle'), parameter('string', 'hay')] };
    const statement = emitStatement(select({ columns: [{ expression: swapped, alias: 'p' }] }), 'trino');
    expect(statement).toEqual({ text: 'SELECT STRPOS(?, ?) AS "p"', values: ['hay', 'needle'] });
  });

  test('the text for people prints them', () => {
    expect(emitText(query, 'duckdb')).toContain(`"s1" = 'O''Neil'`);
    expect(emitText(query, 'redshift')).toContain('"n1" > 12.50');
  });

  test('what groups by a value selects by the same one', async () => {
    const band = { kind: 'binary' as const, operator: '>' as const, left: tree('i1'), right: parameter('integer', 5) };
    const grouped = select({
      columns: [
        { expression: band, alias: 'high' },
        { expression: tree('COUNT(*)'), alias: 'count' },
      ],
      from: {
        kind: 'values',
        columns: ['i1'],
        rows: [[literal('integer', '3')], [literal('integer', '9')]],
        alias: 'v',
      },
      groupBy: [band],
      orderBy: [{ expression: { kind: 'column', name: 'high' }, direction: 'ASC' }],
    });
    const statement = emitStatement(grouped, 'duckdb');
    expect(await rows(statement.text, statement.values)).toEqual([
      [false, '1'],
      [true, '1'],
    ]);
    const trino = emitStatement(grouped, 'trino');
    expect(trino.values).toEqual([]);
    expect(trino.text).toContain('GROUP BY "i1" > 5');
    expect(faults(trino.text, 'trino')).toEqual([]);
  });

  test('numbers keep their digits', async () => {
    const exact = select({ columns: [{ expression: parameter('decimal', '0.1'), alias: 'x' }] });
    const statement = emitStatement(exact, 'duckdb');
    expect(await rows(`SELECT typeof(x), x * 3 = 0.3 FROM (${statement.text})`, statement.values)).toEqual([
      ['DECIMAL(2,1)', true],
    ]);
  });
});
