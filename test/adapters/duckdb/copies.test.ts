import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type DuckDBEngine, type DuckDBOptions, openDuckDb } from '../../../adapters/duckdb.ts';
import { codeOf, faultOf } from '../../support/errors.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { writeParquet } from '../../support/parquet.ts';

const root = temporaryFolder('copies');
const orders = 'SELECT i AS id, i % 7 AS kind FROM range(5000) t(i)';
/** Takes long enough to be met while it is copied. */
const many = "SELECT i AS id, md5(CAST(i AS VARCHAR)) AS code, repeat('x', 200) || i AS long FROM range(600000) t(i)";
const endless = 'SELECT count(*) AS n FROM orders a, orders b, orders c WHERE a.id + b.id + c.id = -1';

const opened: DuckDBEngine[] = [];
afterAll(() => Promise.all(opened.map(engine => engine.close())));

interface Place {
  readonly data: string;
  readonly copies: string;
}

/** A data folder of its own with these tables, and a folder for copies. */
async function place(name: string, tables: Readonly<Record<string, string>> = { orders }): Promise<Place> {
  const [data, copies] = [join(root, name, 'data'), join(root, name, 'copies')];
  mkdirSync(data, { recursive: true });
  await writeParquet(Object.fromEntries(Object.entries(tables).map(([table, rows]) => [file({ data }, table), rows])));
  return { data, copies };
}

const file = ({ data }: Pick<Place, 'data'>, table: string): string => join(data, `${table}.parquet`);

const optionsOf = ({ data, copies }: Place): DuckDBOptions => ({
  dataDirectory: data,
  copyDirectory: copies,
  copyDelayMilliseconds: 0,
  tempDirectory: join(root, 'temporary'),
  threads: 2,
  memoryLimit: '300MB',
  recheckMilliseconds: 0,
});

async function open(where: Place, options: Partial<DuckDBOptions> = {}): Promise<DuckDBEngine> {
  const engine = await openDuckDb({ ...optionsOf(where), ...options });
  opened.push(engine);
  return engine;
}

/** Opens a folder, waits for its copy and closes again; the copy's path. */
async function makeCopy(where: Place): Promise<string> {
  const engine = await openDuckDb(optionsOf(where));
  expect(await engine.copied()).toBe(true);
  await engine.close();
  const [name] = names(where);
  return join(where.copies, name!);
}

const names = ({ copies }: Place): string[] => readdirSync(copies);
const begun = async (where: Place) => eventually(async () => namesIfAny(where).length > 0);
const namesIfAny = ({ copies }: Place): string[] => {
  try {
    return readdirSync(copies);
  } catch {
    return [];
  }
};
const run = (engine: DuckDBEngine, text: string) => engine.run({ text, values: [] }, { maxRows: 10_000 });
const rowsOf = async (engine: DuckDBEngine, text: string) => (await run(engine, text)).rows;

describe('what is answered from a copy', () => {
  const values = [
    'i % 3 = 0 AS boolean',
    'CAST(i % 100 AS TINYINT) AS tiny',
    'CAST(i AS SMALLINT) AS small',
    'CAST(i AS INTEGER) AS whole',
    '9007199254740993 + i AS big',
    'CAST(i % 100 AS UTINYINT) AS utiny',
    'CAST(18446744073709551615 - i AS UBIGINT) AS ubig',
    'CAST(i AS HUGEINT) * 100000000000000000000 AS huge',
    'CAST(i + 0.25 AS DECIMAL(6, 2)) AS price',
    'CAST(i AS DECIMAL(38, 10)) / 3 AS exact',
    'CAST(i / 3 AS FLOAT) AS single',
    "CASE i % 4 WHEN 0 THEN 'NaN' WHEN 1 THEN '-Infinity' WHEN 2 THEN '-0.0' ELSE '0.1' END::DOUBLE AS double",
    "CASE WHEN i % 5 > 0 THEN 'ünï çødé ' || i || chr(0) END AS text",
    "CAST(CASE i % 3 WHEN 0 THEN 'low' WHEN 1 THEN 'high' END AS ENUM ('low', 'high')) AS level",
    "CAST('\\xAA\\x00' AS BLOB) AS bytes",
    "CAST('2b1e0c5a-0000-4000-8000-00000000000' || i % 10 AS UUID) AS uuid",
    "DATE '1582-10-15' + CAST(i AS INTEGER) AS day",
    "TIME '23:59:59.999999' AS clock",
    "TIMESTAMP '2025-03-30 01:59:59.123456' + to_minutes(i) AS at",
    "CAST(TIMESTAMP '2025-03-30 01:59:59' AS TIMESTAMP_S) AS at_s",
    "CAST('2025-03-30 01:59:59.123456789' AS TIMESTAMP_NS) AS at_ns",
    "TIMESTAMPTZ '2025-03-30 01:59:59+02' + to_hours(i) AS at_zone",
    'to_days(CAST(i AS INTEGER)) AS span',
    'CASE WHEN i % 2 = 0 THEN [i, NULL, 3] ELSE [] END AS list',
    "{'a': i, 'b': {'c': [CAST(i AS VARCHAR)]}} AS struct",
    "MAP {'k' || i: i} AS map",
    '[[i], [i + 1]] AS lists',
    'NULL AS nothing',
  ];
  const every = `SELECT ${values.join(', ')} FROM range(3000) t(i)`;
  const tables = { every, 'say "hi"': 'SELECT 1 AS "a b", 2 AS "select"', empty: 'SELECT 1 AS a WHERE false' };

  test('values, types, order of rows and all that is known of the tables are those of the files', async () => {
    const where = await place('same', tables);
    mkdirSync(join(where.data, 'events/year=2024'), { recursive: true });
    mkdirSync(join(where.data, 'events/year=2025'), { recursive: true });
    await writeParquet({
      [join(where.data, 'events/year=2025/a.parquet')]: 'SELECT 2 AS n',
      [join(where.data, 'events/year=2024/b.parquet')]: "SELECT 1 AS n, 'new' AS late",
    });
    writeFileSync(join(where.data, 'plain.csv'), `code,price\n${'007,1.5\n'.repeat(3000)}`);
    const direct = await open(where, { copyDirectory: undefined });
    const engine = await open(where);
    expect(await engine.copied()).toBe(true);
    const facts = async (one: DuckDBEngine) => ({
      tables: await one.tables(),
      version: await one.dataVersion(),
      freshness: await one.freshness(),
      faults: await one.faults(),
      bytes: await Promise.all(
        (await one.tables()).map(({ name, columns }) =>
          one.estimateBytes([{ name, columns: columns.map(column => column.name) }]),
        ),
      ),
    });
    expect(await facts(engine)).toEqual(await facts(direct));
    const unmeasured = async (one: DuckDBEngine, text: string) => ({ ...(await run(one, text)), milliseconds: 0 });
    const named = (await direct.tables()).map(({ name }) => `"${name.replaceAll('"', '""')}"`);
    expect(named).toHaveLength(5);
    for (const name of named) {
      const kinds = `SELECT DISTINCT typeof(COLUMNS(*)) FROM ${name} LIMIT 1`;
      expect(await rowsOf(engine, kinds)).toEqual(await rowsOf(direct, kinds));
      for (const text of [`SELECT * FROM ${name}`, `SELECT * FROM memory.main.${name} LIMIT 7 OFFSET 2000`]) {
        expect(await unmeasured(engine, text)).toEqual(await unmeasured(direct, text));
      }
    }
  });

  test('the files are not read any more', async () => {
    const where = await place('not-read');
    const engine = await open(where, { recheckMilliseconds: 3_600_000 });
    expect(await engine.copied()).toBe(true);
    rmSync(file(where, 'orders'));
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
  });

  test('a query that runs meanwhile is not disturbed', async () => {
    const engine = await open(await place('meanwhile'));
    const controller = new AbortController();
    const running = codeOf(engine.run({ text: endless, values: [] }, { maxRows: 1, signal: controller.signal }));
    expect(await engine.copied()).toBe(true);
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
    controller.abort();
    expect(await running).toBe('engine.cancelled');
  });

  test('no copy is begun before what it waits for; closing does not wait for that', async () => {
    const where = await place('after');
    const ready = Promise.withResolvers<void>();
    const [first, second] = [
      await openDuckDb({ ...optionsOf(where), copyAfter: ready.promise }),
      await open(where, { copyAfter: ready.promise }),
    ];
    expect(await rowsOf(second, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
    await first.close();
    expect(namesIfAny(where)).toEqual([]);
    ready.resolve();
    expect(await second.copied()).toBe(true);
  });

  test('nothing is copied unless it is asked for', async () => {
    const where = await place('unasked');
    const engine = await open(where, { copyDirectory: undefined });
    expect(await engine.copied()).toBe(false);
    expect(namesIfAny(where)).toEqual([]);
  });
});

describe('changed files', () => {
  test('are answered from at once, and copied anew; the older copy is removed', async () => {
    const where = await place('changed');
    const engine = await open(where);
    expect(await engine.copied()).toBe(true);
    const before = names(where);
    await writeParquet({ [file(where, 'orders')]: 'SELECT 7 AS other' });
    expect(await rowsOf(engine, 'SELECT * FROM orders')).toEqual([[7]]);
    expect(await engine.copied()).toBe(true);
    expect(await rowsOf(engine, 'SELECT * FROM orders')).toEqual([[7]]);
    expect(names(where)).toHaveLength(1);
    expect(names(where)).not.toEqual(before);
  });

  test('are noticed when size and time are what they were', async () => {
    const where = await place('disguised', { one: 'SELECT 1 AS a' });
    const time = new Date('2025-01-01T00:00:00Z');
    utimesSync(file(where, 'one'), time, time);
    const engine = await open(where);
    expect(await engine.copied()).toBe(true);
    const [{ size }, version] = [statSync(file(where, 'one')), await engine.dataVersion()];
    await writeParquet({ [file(where, 'one')]: 'SELECT 2 AS a' });
    utimesSync(file(where, 'one'), time, time);
    expect([statSync(file(where, 'one')).size, await engine.dataVersion()]).toEqual([size, version]);
    expect(await rowsOf(engine, 'SELECT a FROM one')).toEqual([[2]]);
  });

  test('while they are copied: what was begun never answers', async () => {
    const where = await place('while', { many });
    const engine = await open(where);
    await begun(where);
    await writeParquet({ [join(where.data, 'new.tmp')]: 'SELECT 7 AS other' });
    renameSync(join(where.data, 'new.tmp'), file(where, 'many'));
    expect(await rowsOf(engine, 'SELECT * FROM many')).toEqual([[7]]);
    expect(await engine.copied()).toBe(true);
    expect(await rowsOf(engine, 'SELECT * FROM many')).toEqual([[7]]);
    expect(names(where)).toHaveLength(1);
  });
});

describe('damage', () => {
  test('a table that can not be copied is told of as without a copy; the others are copied', async () => {
    const where = await place('rotten', { rotten: orders, good: orders });
    writeFileSync(file(where, 'text'), 'this is no Parquet file');
    const bytes = readFileSync(file(where, 'rotten'));
    bytes.fill(0xff, 4, bytes.length - 1500);
    writeFileSync(file(where, 'rotten'), bytes);
    const direct = await open(where, { copyDirectory: undefined });
    const engine = await open(where);
    expect(await engine.copied()).toBe(true);
    for (const table of ['rotten', 'text']) {
      const [ours, theirs] = await Promise.all(
        [engine, direct].map(one => faultOf(rowsOf(one, `SELECT sum(id) AS n FROM ${table}`))),
      );
      expect({ code: ours!.code, message: ours!.message }).toEqual({ code: theirs!.code, message: theirs!.message });
    }
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM good')).toEqual([[5000]]);
    expect(await engine.copied()).toBe(true);
  });

  test.each([
    ['cut', (copy: string) => truncateSync(copy, 20_000)],
    ['empty', (copy: string) => truncateSync(copy, 0)],
    ['of something else', (copy: string) => writeFileSync(copy, 'this is no database')],
    ['with another storage version', (copy: string) => overwrite(copy, 12, [0xff, 0xff])],
  ])('a copy that is %s is removed and made anew', async (_, damage) => {
    const where = await place(`damaged-${_.replaceAll(' ', '-')}`);
    damage(await makeCopy(where));
    const engine = await open(where);
    expect(await rowsOf(engine, 'SELECT count(*) AS n, max(id) AS m FROM orders')).toEqual([[5000, 4999]]);
    expect(await engine.copied()).toBe(true);
    expect(await rowsOf(engine, 'SELECT count(*) AS n, max(id) AS m FROM orders')).toEqual([[5000, 4999]]);
    expect(names(where)).toHaveLength(1);
  });

  test('a copy of other rows is not taken', async () => {
    const where = await place('foreign');
    const other = await place('foreign-other', { orders: 'SELECT 1 AS id, 2 AS kind' });
    const copy = await makeCopy(where);
    renameSync(await makeCopy(other), copy);
    const engine = await open(where);
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
  });

  test('damage that shows when rows are read is answered from the files', async () => {
    const where = await place('late', { many });
    const copy = await makeCopy(where);
    // The rows begin after three headers; what the file holds stands at its end.
    overwrite(copy, 12_288 + 100_000, [1, 2, 3, 4]);
    const engine = await open(where, { copyDelayMilliseconds: 3_600_000 });
    expect(await engine.copied()).toBe(true);
    expect(await rowsOf(engine, 'SELECT count(DISTINCT id) AS n, max(code) < max(long) AS m FROM many')).toEqual([
      [600_000, true],
    ]);
    expect(names(where)).toEqual([]);
    expect(await rowsOf(engine, 'SELECT max(id) AS m FROM many')).toEqual([[599_999]]);
  });
});

function overwrite(path: string, at: number, bytes: readonly number[]): void {
  const content = readFileSync(path);
  content.set(bytes, at);
  writeFileSync(path, content);
}

describe('keeping', () => {
  test('the next start uses the copy at once', async () => {
    const where = await place('kept');
    const copy = await makeCopy(where);
    const { ino } = statSync(copy);
    const engine = await open(where, { copyDelayMilliseconds: 3_600_000 });
    expect(await engine.copied()).toBe(true);
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
    expect(statSync(copy).ino).toBe(ino);
  });

  test('a copy of files that changed meanwhile is not used, and goes', async () => {
    const where = await place('outdated');
    const copy = await makeCopy(where);
    await writeParquet({ [file(where, 'orders')]: 'SELECT 7 AS other' });
    const engine = await open(where);
    expect(await rowsOf(engine, 'SELECT * FROM orders')).toEqual([[7]]);
    expect(await engine.copied()).toBe(true);
    expect(names(where)).toHaveLength(1);
    expect(join(where.copies, names(where)[0]!)).not.toBe(copy);
  });

  test('data beyond the limit is not copied, and what was kept goes', async () => {
    const where = await place('limit');
    await makeCopy(where);
    const engine = await open(where, { maximumCopyBytes: 100 });
    expect(await engine.copied()).toBe(false);
    expect(names(where)).toEqual([]);
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
  });

  test('where no copy can be written, the files are read', async () => {
    const where = await place('unwritable');
    writeFileSync(join(where.data, '../file'), '');
    const engine = await open(where, { copyDirectory: join(where.data, '../file/copies') });
    expect(await engine.copied()).toBe(false);
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
  });

  test('closing stops the copying and leaves nothing of it', async () => {
    const where = await place('closed', { many });
    const engine = await openDuckDb(optionsOf(where));
    await begun(where);
    await engine.close();
    expect(names(where)).toEqual([]);
  });
});

describe('several processes', () => {
  test('two engines that copy one folder at once both answer from a copy', async () => {
    const where = await place('two');
    const engines = await Promise.all([open(where), open(where)]);
    expect(await Promise.all(engines.map(engine => engine.copied()))).toEqual([true, true]);
    expect(names(where)).toHaveLength(1);
    for (const engine of engines) {
      expect(await rowsOf(engine, 'SELECT sum(id) AS n FROM orders')).toEqual([[12_497_500]]);
    }
  });

  const adapter = fileURLToPath(new URL('../../../adapters/duckdb.ts', import.meta.url));
  /** A process that opens the folder and runs this. */
  function another(where: Place, script: string) {
    const code = `const { openDuckDb } = await import(${JSON.stringify(adapter)});
      const engine = await openDuckDb(${JSON.stringify(optionsOf(where))});
      ${script}`;
    return spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
  }

  test('another process reads the copy that this one has open', async () => {
    const where = await place('shared');
    const engine = await open(where);
    expect(await engine.copied()).toBe(true);
    const script = `console.log(await engine.copied(), (await engine.run(
      { text: 'SELECT sum(id) AS n FROM orders', values: [] }, { maxRows: 1 })).rows[0][0]);
      await engine.close();`;
    expect(another(where, script).stdout).toBe('true 12497500\n');
    expect(await rowsOf(engine, 'SELECT sum(id) AS n FROM orders')).toEqual([[12_497_500]]);
  });

  test('a process may end in the middle of its copying; what it leaves is removed by the next', async () => {
    const where = await place('ended', { many });
    const script = `const { readdirSync, existsSync } = await import('node:fs');
      const copies = ${JSON.stringify(where.copies)};
      while (!existsSync(copies) || readdirSync(copies).length === 0) await new Promise(next => setTimeout(next, 5));`;
    const { status, stderr } = another(where, script);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(names(where).filter(name => name.endsWith('.duckdb'))).toEqual([]);
    expect(names(where)).not.toEqual([]);
    await makeCopy(where);
    expect(names(where)).toHaveLength(1);
  });
});
