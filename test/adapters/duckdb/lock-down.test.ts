import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '../../../adapters/duckdb/database.ts';
import { scanDataFolder } from '../../../adapters/duckdb/sources.ts';
import { type DuckDBEngine, openDuckDb } from '../../../adapters/duckdb.ts';
import { codeOf } from '../../support/errors.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { writeParquet } from '../../support/parquet.ts';

const root = temporaryFolder('lock-down');
const data = join(root, 'data');
const secret = join(root, 'secret.parquet');
const work = join(root, 'work');

const copies = join(root, 'copies');
const copyPath = () => join(copies, readdirSync(copies)[0]!);

/** What the tables are read from. */
type From = 'files' | 'copy';
const both = ['files', 'copy'] as const;
const engines = {} as Record<From, DuckDBEngine>;
const databases = {} as Record<From, Database>;
const connections = {} as Record<From, DuckDBConnection>;
beforeAll(async () => {
  mkdirSync(data);
  mkdirSync(work);
  await writeParquet({ [join(data, 'orders.parquet')]: 'SELECT 1 AS id', [secret]: 'SELECT 42 AS pin' });
  writeFileSync(join(data, 'notes.txt'), 'not a table');
  const opening = { dataDirectory: data, tempDirectory: work, threads: 1 };
  engines.files = await openDuckDb(opening);
  engines.copy = await openDuckDb({ ...opening, copyDirectory: copies, copyDelayMilliseconds: 0 });
  expect(await engines.copy.copied()).toBe(true);
  const options = { threads: 1, memoryLimit: '200MB', workDirectory: work, connections: 1 };
  databases.files = await openDatabase(await scanDataFolder(data), options);
  databases.copy = await openDatabase(await scanDataFolder(data), options, { copy: copyPath() });
  for (const from of both) connections[from] = await databases[from].pool.acquire();
});
afterAll(async () => {
  for (const from of both) {
    databases[from].close();
    await engines[from].close();
  }
});

describe.each(both)('statements refused before they reach the engine, tables read from %s', from => {
  test.each([
    ['COPY', `COPY orders TO '${join(data, 'out.csv')}'`],
    ['COPY of another file', `COPY (SELECT * FROM '${secret}') TO '${join(data, 'out.csv')}'`],
    ['EXPORT', `EXPORT DATABASE '${data}'`],
    ['ATTACH', `ATTACH '${join(data, 'x.db')}'`],
    ['DETACH', 'DETACH memory'],
    ['INSTALL', 'INSTALL httpfs'],
    ['LOAD', 'LOAD httpfs'],
    ['PRAGMA', 'PRAGMA database_list'],
    ['SET', 'SET threads = 4'],
    ['RESET', 'RESET threads'],
    ['CREATE', 'CREATE TABLE t AS SELECT 1'],
    ['CREATE SECRET', "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')"],
    ['CREATE MACRO', 'CREATE MACRO m() AS 1'],
    ['INSERT', 'INSERT INTO orders VALUES (1)'],
    ['DROP', 'DROP VIEW orders'],
    ['ALTER', 'ALTER VIEW orders RENAME TO x'],
    ['CALL', 'CALL pragma_version()'],
    ['EXPLAIN', 'EXPLAIN SELECT 1'],
    ['PREPARE', 'PREPARE p AS SELECT 1'],
    ['CHECKPOINT', 'CHECKPOINT'],
    ['VACUUM', 'VACUUM'],
    ['BEGIN', 'BEGIN'],
    ['USE', 'USE memory'],
    ['SHOW', 'SHOW TABLES'],
    ['SUMMARIZE', 'SUMMARIZE orders'],
    ['PIVOT', 'PIVOT orders ON id USING count(*)'],
    ['two statements', 'SELECT 1; SELECT 2'],
    ['read_csv', "SELECT * FROM read_csv('/etc/passwd')"],
    ['read_text', "SELECT * FROM read_text('/etc/passwd')"],
    ['read_blob', `SELECT * FROM read_blob('${join(data, 'notes.txt')}')`],
    ['read_parquet', `SELECT * FROM read_parquet('${secret}')`],
    ['parquet_scan in a subquery', `SELECT (SELECT pin FROM parquet_scan('${secret}')) AS pin`],
    ['a table function behind a union', "SELECT 1 UNION ALL SELECT count(*) FROM read_text('/etc/passwd')"],
    ['a table function in a common table', "WITH w AS (FROM read_text('/etc/passwd')) SELECT 1 FROM w"],
    ['glob', "SELECT * FROM glob('/etc/*')"],
    ['sniff_csv', "SELECT * FROM sniff_csv('/etc/passwd')"],
    ['query', "SELECT * FROM query('SELECT 1')"],
    ['query_table', "SELECT * FROM query_table('orders')"],
    ['settings', 'SELECT * FROM duckdb_settings()'],
    ['secrets', 'SELECT * FROM duckdb_secrets()'],
    ['logging', 'SELECT * FROM enable_logging()'],
    ['getenv', "SELECT getenv('HOME') AS home"],
    ['current_setting', "SELECT current_setting('temp_directory') AS s"],
    ['write_log', "SELECT write_log('x') AS l"],
    ['a function by its full name', "SELECT main.current_setting('temp_directory') AS s"],
  ])('%s', async (_, text) => {
    expect(await codeOf(engines[from].run({ text, values: [] }, { maxRows: 10 }))).toBe('engine.statement_refused');
  });

  test.each([
    ['a file by its path', `SELECT * FROM '${secret}'`],
    ['an address', "SELECT * FROM 'https://example.com/x.parquet'"],
    ['the catalog', 'SELECT * FROM information_schema.tables'],
    ['system views', 'SELECT * FROM duckdb_views'],
    ['another schema', 'SELECT * FROM pg_catalog.pg_tables'],
  ])('%s is no table', async (_, text) => {
    expect(await codeOf(engines[from].run({ text, values: [] }, { maxRows: 10 }))).toBe('engine.table_unknown');
  });

  test('what makes rows out of its arguments alone is allowed', async () => {
    const text = `WITH RECURSIVE days AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM days WHERE n < 3)
      SELECT d.n, g.x, v.y FROM days d, range(1) g(x), (VALUES (7)) v(y), unnest([1]) u(z) ORDER BY d.n`;
    const { rows } = await engines[from].run({ text, values: [] }, { maxRows: 10 });
    expect(rows).toEqual([
      [1, 0, 7],
      [2, 0, 7],
      [3, 0, 7],
    ]);
  });
});

describe('the file of a copy', () => {
  test.each([
    ['by its path', () => `SELECT * FROM '${copyPath()}'`, 'engine.table_unknown'],
    ['by the engine’s name of it', () => 'SELECT * FROM kept_copy.main.orders', 'engine.table_unknown'],
    ['by a table function', () => `SELECT * FROM read_blob('${copyPath()}')`, 'engine.statement_refused'],
    ['by attaching it', () => `ATTACH '${copyPath()}' AS c (READ_ONLY)`, 'engine.statement_refused'],
  ])('is refused %s', async (_, text, code) => {
    expect(await codeOf(engines.copy.run({ text: text(), values: [] }, { maxRows: 10 }))).toBe(code);
  });

  test.each([
    ['reading it', () => `SELECT * FROM read_blob('${copyPath()}')`],
    ['attaching it', () => `ATTACH '${copyPath()}' AS c (READ_ONLY)`],
    ['writing over it', () => `COPY (SELECT 1) TO '${copyPath()}' (FORMAT csv, USE_TMP_FILE false)`],
    ['changing it', () => 'INSERT INTO kept_copy.main.orders VALUES (2)'],
    ['files that were copied', () => `SELECT * FROM read_parquet('${join(data, 'orders.parquet')}')`],
  ])('the engine itself refuses %s', async (_, text) => {
    await expect(connections.copy.run(text())).rejects.toThrow(/Permission|read-only/);
  });

  test('the name it was opened by is gone, and nothing can be put there', async () => {
    const found = await connections.copy.runAndReadAll(
      "SELECT path FROM duckdb_databases() WHERE path LIKE '%.duckdb'",
    );
    const [[path] = []] = found.getRowsJson();
    expect(String(path)).toContain(copies);
    expect(existsSync(String(path))).toBe(false);
    const write = `COPY (SELECT 1) TO '${path}' (FORMAT csv, USE_TMP_FILE false)`;
    await expect(connections.copy.run(write)).rejects.toThrow(/Cannot open file/);
  });
});

/** The second wall: what the engine itself refuses when a statement gets past the first. */
describe.each(both)('the engine itself is locked, tables read from %s', from => {
  test.each([
    ['files outside the data folder', "SELECT * FROM read_csv('/etc/passwd')"],
    ['files beside the data folder', `SELECT * FROM read_parquet('${secret}')`],
    ['the way up', `SELECT * FROM read_parquet('${join(data, 'x')}/../../secret.parquet')`],
    ['files in the folder that are no tables', `SELECT * FROM read_text('${join(data, 'notes.txt')}')`],
    ['listing folders', "SELECT * FROM glob('/etc/*')"],
    ['listing the data folder', `SELECT * FROM glob('${data}/*')`],
    ['the environment', "SELECT * FROM read_text('/proc/self/environ')"],
    ['getenv', "SELECT getenv('HOME')"],
    ['the network', "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')"],
    ['writing', `COPY (SELECT 1) TO '${join(data, 'out.csv')}'`],
    ['other databases', `ATTACH '${join(data, 'x.db')}'`],
    ['installing extensions', 'INSTALL httpfs'],
    ['loading extensions', 'LOAD httpfs'],
    ['settings', 'SET threads = 4'],
    ['opening itself again', 'SET enable_external_access = true'],
    ['widening the paths', "SET allowed_directories = ['/']"],
    ['secrets on the disk', "CREATE PERSISTENT SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')"],
  ])('%s', async (_, text) => {
    await expect(connections[from].run(text)).rejects.toThrow(
      /Permission|Cannot change|does not exist|disabled|Invalid|not found|Missing/i,
    );
    expect(existsSync(join(data, 'out.csv'))).toBe(false);
    expect(existsSync(join(data, 'x.db'))).toBe(false);
  });

  test('its clock is UTC', async () => {
    const text = "SELECT CAST(TIMESTAMPTZ '2025-07-01 00:30:00+02' AS DATE) AS d";
    expect((await engines[from].run({ text, values: [] }, { maxRows: 1 })).rows).toEqual([['2025-06-30']]);
  });
});
