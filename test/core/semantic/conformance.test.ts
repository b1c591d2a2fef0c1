import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { isSophiaError } from '../../../core/errors.ts';
import { compileQuery, parseSemanticQuery } from '../../../core/semantic/compile/compile.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import type { ModelFault } from '../../../core/semantic/model/types.ts';
import { readQuery } from '../../../core/semantic/query/read-query.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { emitText } from '../../../core/sql/emit.ts';

/** Cases in the format of the public conformance suite, gold written by hand: each names the rule it is about. */
const root = path.join(import.meta.dirname, 'conformance');
const read = (...parts: readonly string[]): string => readFileSync(path.join(root, ...parts), 'utf8');

const folders = readdirSync(path.join(root, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter(file => path.basename(file) === 'metadata.yaml')
  .map(file => path.join('tests', path.dirname(file)))
  .sort();

const sqlOf = (folder: string): string => {
  const model = resolveModel(loadModel(read(folder, 'model.yaml'), { file: 'model.yaml' }));
  const query = readQuery(JSON.parse(read(folder, 'query.json')));
  return emitText(compileQuery(parseSemanticQuery(query, model), model).query, 'duckdb');
};

/** Codes of an error: those of the faults for a faulty model. */
function codesOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    if (error.code !== 'model.invalid') return [error.code];
    return (error.details as { faults: readonly ModelFault[] }).faults.map(fault => fault.code);
  }
  return [];
}

const numeric = (value: unknown): unknown => {
  const text = String(value);
  return value !== null && typeof value !== 'boolean' && text.trim() !== '' && Number.isFinite(Number(text))
    ? Number(Number(text).toPrecision(10))
    : value === null || typeof value === 'boolean'
      ? value
      : text;
};

async function rowsOf(schema: string, sql: string): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(schema);
    return (await connection.runAndReadAll(sql)).getRows().map(row => row.map(numeric));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const sorted = (rows: readonly (readonly unknown[])[]) => rows.map(row => JSON.stringify(row)).sort();

describe.each(folders)('%s', folder => {
  const metadata = parse(read(folder, 'metadata.yaml')) as Record<string, string | boolean | undefined>;
  const { description, dataset, expected_error_code: code } = metadata;
  if (code) {
    test(`${description}: ${code}`, () => {
      expect(codesOf(() => sqlOf(folder)).some(raised => raised.startsWith(String(code)))).toBe(true);
    });
    return;
  }
  test(`${description}`, async () => {
    const schema = read('datasets', String(dataset), 'schema.sql');
    const ordered = 'order_by' in (JSON.parse(read(folder, 'query.json')) as object);
    const [own, gold] = [await rowsOf(schema, sqlOf(folder)), await rowsOf(schema, read(folder, 'gold.sql'))];
    expect(ordered ? own : sorted(own)).toEqual(ordered ? gold : sorted(gold));
  });
});
