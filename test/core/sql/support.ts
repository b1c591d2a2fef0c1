import { DuckDBInstance } from '@duckdb/node-api';
import { TrinoSQL } from 'dt-sql-parser';
import nodeSqlParser from 'node-sql-parser/build/redshift.js';
import { isSophiaError } from '../../../core/errors.ts';
import type { Expression, LiteralType } from '../../../core/semantic/expression/nodes.ts';
import { parseExpression } from '../../../core/semantic/expression/parse.ts';
import { mapExpression } from '../../../core/semantic/expression/walk.ts';
import { emitExpression } from '../../../core/sql/emit.ts';
import type { DialectName, Select } from '../../../core/sql/nodes.ts';

export const dialects: readonly DialectName[] = ['duckdb', 'trino', 'redshift'];

/** Columns by the first letter of their name, so that a test reads without declarations. */
const types: Readonly<Record<string, LiteralType>> = {
  i: 'integer',
  n: 'decimal',
  f: 'float',
  s: 'string',
  b: 'boolean',
  d: 'date',
  t: 'timestamp',
};

/** The tree of a text of the standard's language; `i1` is an integer column, `d1` a date, `x1` one of unknown type. */
export const tree = (text: string): Expression =>
  mapExpression(parseExpression(text), e => {
    if (e.kind !== 'reference') return e;
    const name = e.parts.at(-1)!.name.toLowerCase();
    return { kind: 'column', name, type: types[name.charAt(0)] };
  });

export const emitted = (text: string, dialect: DialectName): string => emitExpression(tree(text), dialect);

const inAll = (text: string): Record<DialectName, string> => ({
  duckdb: emitted(text, 'duckdb'),
  trino: emitted(text, 'trino'),
  redshift: emitted(text, 'redshift'),
});

export const select = (parts: Partial<Select>): Select => ({
  kind: 'select',
  with: [],
  distinct: false,
  columns: [],
  joins: [],
  where: [],
  groupBy: [],
  having: [],
  orderBy: [],
  ...parts,
});

const trino = new TrinoSQL();
const redshift = new nodeSqlParser.Parser();

/**
 * What the parser of Redshift has not learnt (APPROXIMATE, TRY_CAST, PERCENT_RANK, CUME_DIST, milliseconds, DOUBLE PRECISION and
 * casts inside DISTINCT) in words it knows, so that what is around them is parsed all the same.
 */
const readable = (sql: string): string =>
  sql
    .replaceAll('APPROXIMATE ', '')
    .replaceAll('TRY_CAST(', 'CAST(')
    .replaceAll(/PERCENT_RANK\(\)|CUME_DIST\(\)/g, 'RANK()')
    .replaceAll('EXTRACT(MS ', 'EXTRACT(SECOND ')
    .replaceAll('DOUBLE PRECISION', 'FLOAT8')
    .replaceAll('(DISTINCT CAST(', '(CAST(');

/** What the dialect's parser finds wrong; nothing when all is well. */
export function faults(sql: string, dialect: 'trino' | 'redshift'): readonly string[] {
  if (dialect === 'trino') return trino.validate(sql).map(fault => fault.message);
  try {
    redshift.astify(readable(sql), { database: 'Redshift' });
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** Each dialect's text of an expression, checked by the dialect's parser. */
export function printed(text: string): Record<DialectName, string> {
  const all = inAll(text);
  for (const dialect of ['trino', 'redshift'] as const) {
    const found = faults(`SELECT ${all[dialect]} AS "v" FROM "t" AS "t"`, dialect);
    if (found.length > 0) throw new Error(`${dialect}: ${all[dialect]}: ${found.join('; ')}`);
  }
  return all;
}

/** The code a refusal carries. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isSophiaError(error)) return error.code;
    throw error;
  }
  return 'none';
}

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();

/** Rows as JSON values: big numbers and dates as text. */
export async function rows(sql: string, values: readonly (string | number | boolean | null)[] = []) {
  const reader = await connection.runAndReadAll(sql, [...values]);
  return reader.getRowsJson();
}

/** The value of a text of the language in DuckDB, over the rows of `from` if given. */
export async function inDuckDb(text: string, from?: string) {
  const result = await rows(`SELECT ${emitted(text, 'duckdb')} AS value${from ? ` FROM ${from}` : ''}`);
  return result.length === 1 ? result[0]![0] : result.map(row => row[0]);
}
