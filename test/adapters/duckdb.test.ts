import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DuckDBEngine, type DuckDBOptions, openDuckDb } from '../../adapters/duckdb.ts';
import { queryEngineContract } from '../contracts/query-engine.ts';
import { codeOf, faultOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';
import { writeParquet } from '../support/parquet.ts';

const orders = `SELECT i AS id, CASE WHEN i % 2 = 1 THEN 'north' ELSE 'south' END AS region,
  CAST(i + 0.25 AS DECIMAL(12, 2)) AS amount, DATE '2025-01-01' + CAST(i % 365 AS INTEGER) AS placed
  FROM range(1, 5001) t(i)`;
const endless = `SELECT count(*) AS n FROM orders a, orders b, orders c WHERE a.amount + b.amount + c.amount = 1`;
const rowsOf = async (engine: DuckDBEngine, text: string, maxRows = 100) =>
  (await engine.run({ text, values: [] }, { maxRows })).rows;

const data = temporaryFolder('duckdb');
const shared = join(data, 'shared');
beforeAll(async () => {
  mkdirSync(shared);
  await writeParquet({ [join(shared, 'orders.parquet')]: orders });
});

queryEngineContract({
  name: 'DuckDB',
  open: () => openDuckDb({ dataDirectory: shared, threads: 2, memoryLimit: '500MB' }),
  endless,
  failing: `SELECT CAST(CASE WHEN id = 4999 THEN region ELSE '1' END AS INTEGER) AS n FROM orders`,
});

/** A folder of its own with these files, and an engine over it that sees every change at once. */
async function engineOver(
  name: string,
  make: (folder: string) => Promise<void> | void,
  options: Partial<DuckDBOptions> = {},
): Promise<{ engine: DuckDBEngine; folder: string }> {
  const folder = join(data, name);
  mkdirSync(folder, { recursive: true });
  await make(folder);
  const engine = await openDuckDb({
    dataDirectory: folder,
    tempDirectory: join(data, 'temporary'),
    threads: 2,
    memoryLimit: '300MB',
    recheckMilliseconds: 0,
    ...options,
  });
  opened.push(engine);
  return { engine, folder };
}
const opened: DuckDBEngine[] = [];
afterAll(() => Promise.all(opened.map(engine => engine.close())));

test('a run that is cancelled at any moment of it leaves its connection whole for those after it', async () => {
  for (let moment = 0; moment < 12; moment++) {
    const { engine } = await engineOver(
      'cancelled',
      folder => writeParquet({ [join(folder, 'orders.parquet')]: orders }),
      {
        connections: 1,
      },
    );
    const controller = new AbortController();
    const cancelled = codeOf(engine.run({ text: endless, values: [] }, { maxRows: 1, signal: controller.signal }));
    for (let turn = 0; turn < moment; turn++) await new Promise(resolve => setImmediate(resolve));
    controller.abort();
    expect(await cancelled).toBe('engine.cancelled');
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
  }
});

describe('sources', () => {
  test('names with quotes, wild cards and other odd characters are tables like any other', async () => {
    const names = ["o'brien", 'say "hi"', 'a*b', 'a?b', 'a[1]b', 'semi;colon', 'ünï çødé', 'back\\slash', 'x.y'];
    const { engine } = await engineOver('odd', folder =>
      writeParquet(
        Object.fromEntries(
          names.map(name => [join(folder, `${name}.parquet`), `SELECT '${name.replaceAll("'", "''")}' AS name`]),
        ),
      ),
    );
    expect((await engine.tables()).map(table => table.name).sort()).toEqual([...names].sort());
    for (const name of names) {
      expect(await rowsOf(engine, `SELECT name FROM "${name.replaceAll('"', '""')}"`)).toEqual([[name]]);
    }
  });

  test('a folder of part files is one table, key=value folders are columns', async () => {
    const { engine } = await engineOver('parts', async folder => {
      for (const part of ['sales', 'events/year=2024', 'events/year=2025']) {
        mkdirSync(join(folder, part), { recursive: true });
      }
      await writeParquet({
        [join(folder, 'sales', 'part-0.parquet')]: 'SELECT 1 AS a',
        [join(folder, 'sales', 'part-1.parquet')]: "SELECT 2 AS a, 'new' AS b",
        [join(folder, 'events/year=2024', 'x.parquet')]: 'SELECT 10 AS n',
        [join(folder, 'events/year=2025', 'x.parquet')]: 'SELECT 20 AS n',
      });
      writeFileSync(join(folder, 'sales', '_SUCCESS'), '');
    });
    expect(await rowsOf(engine, 'SELECT a, b FROM sales ORDER BY a')).toEqual([
      [1, null],
      [2, 'new'],
    ]);
    expect(await rowsOf(engine, 'SELECT n FROM events WHERE year = 2025')).toEqual([[20]]);
    const rowCounts = (await engine.tables()).map(table => [table.name, table.rowCount]);
    expect(rowCounts).toEqual([
      ['events', 2],
      ['sales', 2],
    ]);
  });

  test('CSV: types are found over all rows, codes with leading zeros or many digits stay text', async () => {
    const { engine } = await engineOver('csv', folder => {
      const numbered = Array.from({ length: 30_000 }, (_, index) => `${index},01${index % 10}67,2025-01-02,1.5,x`);
      const last = '30000,00001,2025-01-03,2.25,y';
      writeFileSync(join(folder, 'plain.csv'), ['id,postcode,day,price,name', ...numbered, last].join('\n'));
      writeFileSync(join(folder, 'late.csv'), `n\n${'1\n'.repeat(30_000)}word\n`);
      writeFileSync(join(folder, 'bars.tsv'), `code\tq\n12345678901234567890\t1\n`);
      writeFileSync(join(folder, 'empty.csv'), 'a,b\n');
    });
    const columns = (await engine.tables()).find(table => table.name === 'plain')?.columns;
    expect(columns?.map(column => column.type)).toEqual(['integer', 'string', 'date', 'float', 'string']);
    expect(await rowsOf(engine, 'SELECT * FROM plain WHERE id = 30000')).toEqual([
      [30_000, '00001', '2025-01-03', 2.25, 'y'],
    ]);
    expect(await rowsOf(engine, 'SELECT min(n) AS a, max(n) AS b FROM late')).toEqual([['1', 'word']]);
    expect(await rowsOf(engine, 'SELECT code FROM bars')).toEqual([['12345678901234567890']]);
    expect(await rowsOf(engine, 'SELECT a, b FROM empty')).toEqual([]);
  });

  test('CSV: dates that can be read in two ways stay text, ragged lines and empty files are faults', async () => {
    const { engine } = await engineOver('csv-odd', folder => {
      writeFileSync(join(folder, 'either.csv'), 'day,n\n03/04/2025,1\n05/06/2025,2\n');
      writeFileSync(join(folder, 'certain.csv'), 'day,n\n03/04/2025,1\n25/06/2025,2\n');
      writeFileSync(join(folder, 'semicolon.csv'), 'a;b\n1;"x, y"\n');
      writeFileSync(join(folder, 'zipped.csv.gz'), gzipSync('a\tb\n1\t2025-01-02 03:04:05\n'));
      writeFileSync(join(folder, 'ragged.csv'), 'a,b\n1,2\n3,4,5\n');
      writeFileSync(join(folder, 'empty.csv'), '');
      writeFileSync(join(folder, 'bytes.csv'), Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xff, 0xfe, 0x00, 0x2c, 0x31]));
    });
    expect(await rowsOf(engine, 'SELECT day FROM either ORDER BY n')).toEqual([['03/04/2025'], ['05/06/2025']]);
    expect(await rowsOf(engine, 'SELECT day FROM certain ORDER BY n')).toEqual([['2025-04-03'], ['2025-06-25']]);
    expect(await rowsOf(engine, 'SELECT a, b FROM semicolon')).toEqual([[1, 'x, y']]);
    expect(await rowsOf(engine, 'SELECT a, b FROM zipped')).toEqual([[1, '2025-01-02T03:04:05.000Z']]);
    for (const table of ['ragged', 'empty', 'bytes']) {
      expect(await codeOf(rowsOf(engine, `SELECT * FROM ${table}`))).toBe('engine.table_unreadable');
    }
  });

  test('two sources of one name are a fault of that name only', async () => {
    const { engine } = await engineOver('twins', async folder => {
      await writeParquet({
        [join(folder, 'Items.parquet')]: 'SELECT 1 AS a',
        [join(folder, 'ok.parquet')]: 'SELECT 2 AS a',
      });
      writeFileSync(join(folder, 'items.csv'), 'a\n1\n');
    });
    const fault = await faultOf(rowsOf(engine, 'SELECT a FROM items'));
    expect([fault.code, fault.path]).toEqual(['engine.table_unreadable', ['Items']]);
    expect(await rowsOf(engine, 'SELECT a FROM ok')).toEqual([[2]]);
  });

  test('a missing data folder is told with the folder', async () => {
    expect(await codeOf(openDuckDb({ dataDirectory: join(data, 'nowhere') }))).toBe('engine.data_missing');
  });
});

describe('damage and change', () => {
  test('damaged files are named, the other tables work, mended files are picked up', async () => {
    const { engine, folder } = await engineOver('damaged', async made => {
      await writeParquet({ [join(made, 'good.parquet')]: orders, [join(made, 'cut.parquet')]: orders });
      writeFileSync(join(made, 'text.parquet'), 'this is no Parquet file');
      writeFileSync(join(made, 'void.parquet'), '');
      truncateSync(join(made, 'cut.parquet'), 2000);
    });
    expect((await engine.faults()).map(fault => fault.name).sort()).toEqual(['cut', 'text', 'void']);
    for (const table of ['cut', 'text', 'void']) {
      const fault = await faultOf(rowsOf(engine, `SELECT * FROM ${table}`));
      expect([fault.code, fault.path]).toEqual(['engine.table_unreadable', [table]]);
      expect(fault.message).not.toContain(folder);
    }
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM good')).toEqual([[5000]]);
    await writeParquet({ [join(folder, 'cut.parquet')]: 'SELECT 7 AS seven' });
    expect(await rowsOf(engine, 'SELECT * FROM cut')).toEqual([[7]]);
  });

  test('pages damaged behind a sound footer fail the query with the name of the table, not the process', async () => {
    const { engine, folder } = await engineOver('pages', async made => {
      await writeParquet({ [join(made, 'rotten.parquet')]: orders, [join(made, 'good.parquet')]: orders });
      const bytes = readFileSync(join(made, 'rotten.parquet'));
      bytes.fill(0xff, 4, bytes.length - 2500);
      writeFileSync(join(made, 'rotten.parquet'), bytes);
    });
    const fault = await faultOf(rowsOf(engine, 'SELECT sum(amount) AS total, max(region) AS r FROM rotten'));
    expect(['engine.failed', 'engine.table_unreadable']).toContain(fault.code);
    expect(fault.message).not.toContain(folder);
    expect(fault.message).toContain('rotten');
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM good')).toEqual([[5000]]);
  });

  test('version and freshness follow the files: new, changed, touched, removed', async () => {
    const { engine, folder } = await engineOver('changing', made =>
      writeParquet({ [join(made, 'a.parquet')]: 'SELECT 1 AS a' }),
    );
    const seen = [await engine.dataVersion()];
    await writeParquet({ [join(folder, 'b.parquet')]: 'SELECT 2 AS b' });
    seen.push(await engine.dataVersion());
    expect(await rowsOf(engine, 'SELECT b FROM b')).toEqual([[2]]);
    await writeParquet({ [join(folder, 'a.parquet')]: "SELECT 'text' AS a, 5 AS more" });
    seen.push(await engine.dataVersion());
    expect(await rowsOf(engine, 'SELECT * FROM a')).toEqual([['text', 5]]);
    utimesSync(join(folder, 'a.parquet'), new Date(), new Date('2031-02-03T04:05:06Z'));
    seen.push(await engine.dataVersion());
    expect(await engine.freshness()).toBe('2031-02-03T04:05:06.000Z');
    rmSync(join(folder, 'b.parquet'));
    seen.push(await engine.dataVersion());
    expect(await codeOf(rowsOf(engine, 'SELECT b FROM b'))).toBe('engine.table_unknown');
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('a query that needs more memory than there is fails; the engine and the process go on', async () => {
    const { engine } = await engineOver(
      'memory',
      folder => writeParquet({ [join(folder, 'orders.parquet')]: orders }),
      { memoryLimit: '50MB', threads: 1 },
    );
    const greedy = `SELECT list(a.region || b.region || c.id) AS l FROM orders a, orders b, orders c WHERE c.id < 50`;
    expect(await codeOf(rowsOf(engine, greedy))).toBe('engine.failed');
    expect(await rowsOf(engine, 'SELECT count(*) AS n FROM orders')).toEqual([[5000]]);
    // A million texts of 32 characters take more than 50 MB: what does not fit is spilled, for all that files are locked.
    const sorted = `SELECT max(r) AS n FROM
      (SELECT row_number() OVER (ORDER BY md5(CAST(i AS VARCHAR))) AS r FROM range(1000000) t(i))`;
    expect(await rowsOf(engine, sorted)).toEqual([[1_000_000]]);
  });

  test('a file replaced by one of other columns is read as it is now, however seldom the folder is looked at', async () => {
    const { engine, folder } = await engineOver(
      'replaced',
      made => writeParquet({ [join(made, 'a.parquet')]: 'SELECT 1 AS a, 2 AS b' }),
      { recheckMilliseconds: 3_600_000 },
    );
    expect(await rowsOf(engine, 'SELECT a FROM a')).toEqual([[1]]);
    await writeParquet({ [join(folder, 'a.parquet')]: "SELECT 'x' AS b, 'y' AS c" });
    expect(await rowsOf(engine, 'SELECT b, c FROM a')).toEqual([['x', 'y']]);
  });

  test('leaves nothing behind when closed, removes what a killed process left, and runs no more', async () => {
    const temporary = join(data, 'left-behind');
    const dead = spawnSync('true').pid;
    mkdirSync(join(temporary, `sophia-duckdb-${dead}-abc`, 'spill'), { recursive: true });
    const engine = await openDuckDb({ dataDirectory: shared, tempDirectory: temporary });
    await engine.close();
    expect(readdirSync(temporary)).toEqual([]);
    expect(await codeOf(rowsOf(engine, 'SELECT 1 AS one'))).toBe('engine.failed');
  });
});

describe('bytes', () => {
  test('all columns of a table together are about its file', async () => {
    const { engine, folder } = await engineOver('bytes', made =>
      writeParquet({ [join(made, 'orders.parquet')]: orders }, ', ROW_GROUP_SIZE 2048'),
    );
    const columns = ['id', 'region', 'amount', 'placed'];
    const estimate = await engine.estimateBytes([{ name: 'shop.orders', columns }]);
    const { length: fileSize } = readFileSync(join(folder, 'orders.parquet'));
    expect(estimate / fileSize).toBeGreaterThan(0.9);
    expect(estimate).toBeLessThan(fileSize);
  });

  test('a query counts the columns it names, wherever it names them', async () => {
    const { engine } = await engineOver('columns', folder =>
      writeParquet({ [join(folder, 'orders.parquet')]: orders, [join(folder, 'other.parquet')]: orders }),
    );
    const scanned = async (text: string) => (await engine.run({ text, values: [] }, { maxRows: 1 })).bytesScanned;
    const estimate = (name: string, ...columns: string[]) => engine.estimateBytes([{ name, columns }]);
    expect(await scanned('SELECT count(*) AS n FROM orders')).toBe(0);
    expect(await scanned('WITH w AS (SELECT o.region AS r FROM orders o WHERE o.id > 3) SELECT * FROM w')).toBe(
      await estimate('orders', 'region', 'id'),
    );
    expect(await scanned('SELECT a.amount FROM orders a JOIN other b ON a.id = b.id')).toBe(
      (await estimate('orders', 'amount', 'id')) + (await estimate('other', 'id')),
    );
    expect(await scanned('SELECT * FROM orders')).toBe(await estimate('orders', 'id', 'region', 'amount', 'placed'));
  });
});
