import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateData } from '../../scripts/data/generate.ts';
import { readManifest } from '../../scripts/data/manifest.ts';
import { type Dataset, makeDataset } from './dataset.ts';

const until = '2026-06-30';

let data: Dataset;
beforeAll(async () => {
  data = await makeDataset({ scale: 0.02, seed: 7, until });
});
afterAll(() => data.close());

const checksums = async (directory: string): Promise<Record<string, string>> => {
  const files = (await readdir(directory)).filter(file => file.endsWith('.parquet')).sort();
  const sums = files.map(async file => {
    const content = await readFile(path.join(directory, file));
    return [file, createHash('sha256').update(content).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(sums));
};

describe('the same settings give the same data', () => {
  test.each([1, 2])('seed %i, with one thread and with two', async seed => {
    const [one, two] = [
      await makeDataset({ scale: 0.004, seed, until, threads: 1 }),
      await makeDataset({ scale: 0.004, seed, until, threads: 2 }),
    ];
    expect(await checksums(two.directory)).toEqual(await checksums(one.directory));
    await Promise.all([one.close(), two.close()]);
  });

  test('another seed or another last day gives other data', async () => {
    const sums: Record<string, string>[] = [];
    for (const [seed, last] of [
      [1, until],
      [2, until],
      [1, '2026-06-29'],
    ] as const) {
      const made = await makeDataset({ scale: 0.004, seed, until: last });
      sums.push(await checksums(made.directory));
      await made.close();
    }
    expect(new Set(sums.map(sum => sum['sales_order_line.parquet'])).size).toBe(3);
    expect(new Set(sums.map(sum => sum['customer.parquet'])).size).toBe(3);
  });
});

describe('keys and references', () => {
  test.each([
    ['product', 'product_code'],
    ['supplier', 'supplier_code'],
    ['warehouse', 'warehouse_code'],
    ['customer', 'customer_code'],
    ['sales_order_header', 'order_number'],
    ['sales_order_line', 'order_number, line_number'],
    ['shipment', 'shipment_number'],
    ['purchase_order_header', 'purchase_order_number'],
    ['purchase_order_line', 'purchase_order_number, line_number'],
    ['warehouse_product', 'warehouse_code, product_code'],
    ['stock_history', 'snapshot_date, warehouse_code, product_code'],
  ])('%s has one row for each %s', async (table, key) => {
    expect(await data.number(`SELECT count(*) FROM ${table}`)).toBe(data.tables[table]);
    expect(await data.number(`SELECT count(*) FROM (SELECT DISTINCT ${key} FROM ${table})`)).toBe(data.tables[table]);
    expect(await data.number(`SELECT count(*) FROM ${table} WHERE (${key}) IS NULL`)).toBe(0);
  });

  test.each([
    ['sales_order_header', 'customer', 'customer_code'],
    ['sales_order_header', 'warehouse', 'warehouse_code'],
    ['sales_order_line', 'sales_order_header', 'order_number'],
    ['shipment', 'sales_order_line', 'order_number, line_number'],
    ['product', 'supplier', 'supplier_code'],
    ['warehouse_product', 'product', 'product_code'],
    ['warehouse_product', 'warehouse', 'warehouse_code'],
    ['stock_history', 'warehouse_product', 'warehouse_code, product_code'],
    ['purchase_order_header', 'supplier', 'supplier_code'],
    ['purchase_order_header', 'warehouse', 'warehouse_code'],
    ['purchase_order_line', 'purchase_order_header', 'purchase_order_number'],
    ['purchase_order_line', 'supplier', 'supplier_code'],
  ])('every %s has its %s', async (from, to, key) => {
    expect(await data.number(`SELECT count(*) FROM ${from} ANTI JOIN ${to} USING (${key})`)).toBe(0);
  });

  test('a few order lines name a product that was deleted since', async () => {
    const orphans = await data.number('SELECT count(*) FROM sales_order_line ANTI JOIN product USING (product_code)');
    expect(orphans).toBeGreaterThan(0);
    expect(orphans / data.tables['sales_order_line']!).toBeLessThan(0.02);
  });

  test('a few orders have no lines, all others add up to their total', async () => {
    const [[empty, wrong]] = (await data.rows(`
      SELECT count(*) FILTER (l.order_number IS NULL), count(*) FILTER (l.total IS DISTINCT FROM h.order_total)
      FROM sales_order_header h LEFT JOIN (
        SELECT order_number, sum(line_amount) AS total FROM sales_order_line GROUP BY ALL) l USING (order_number)`)) as [
      [bigint, bigint],
    ];
    expect(Number(empty)).toBeGreaterThan(0);
    expect(Number(empty) / data.tables['sales_order_header']!).toBeLessThan(0.005);
    expect(Number(wrong)).toBe(0);
  });

  test('purchase orders go to the supplier of their products', async () => {
    const astray = `SELECT count(*) FROM purchase_order_line l JOIN product p USING (product_code)
      JOIN purchase_order_header h USING (purchase_order_number)
      WHERE l.supplier_code <> p.supplier_code OR h.supplier_code <> p.supplier_code`;
    expect(await data.number(astray)).toBe(0);
  });
});

describe('what happened happened in order', () => {
  test.each([
    [
      'lines are shipped after they are ordered',
      'SELECT count(*) FROM shipment s JOIN sales_order_header h USING (order_number) WHERE s.ship_date <= h.order_date',
    ],
    ['deliveries arrive after they are shipped', 'SELECT count(*) FROM shipment WHERE delivery_date <= ship_date'],
    [
      'returns come after the delivery',
      'SELECT count(*) FROM sales_order_line l JOIN shipment s USING (order_number, line_number) WHERE l.return_date <= s.delivery_date',
    ],
    [
      'no product is sold before it is in the catalogue',
      'SELECT count(*) FROM sales_order_line JOIN sales_order_header USING (order_number) JOIN product USING (product_code) WHERE created_date > order_date',
    ],
    [
      'no product is bought before it is in the catalogue',
      'SELECT count(*) FROM purchase_order_line JOIN purchase_order_header USING (purchase_order_number) JOIN product USING (product_code) WHERE created_date > order_date',
    ],
    [
      'no customer orders before being registered',
      'SELECT count(*) FROM sales_order_header JOIN customer USING (customer_code) WHERE order_date < customer_since',
    ],
    [
      'nothing happens after the last day',
      `SELECT count(*) FROM shipment WHERE greatest(ship_date, delivery_date) > DATE '${until}'`,
    ],
    [
      'nothing is received after the last day',
      `SELECT count(*) FROM purchase_order_line WHERE received_date > DATE '${until}'`,
    ],
    [
      'no more is shipped than ordered, none returned that was not shipped',
      'SELECT count(*) FROM sales_order_line WHERE shipped_quantity > quantity OR returned_quantity > shipped_quantity',
    ],
    [
      'shipments carry what lines have shipped',
      'SELECT count(*) FROM (SELECT order_number, line_number, sum(quantity) AS sent FROM shipment GROUP BY ALL) JOIN sales_order_line USING (order_number, line_number) WHERE sent <> shipped_quantity',
    ],
    [
      'cancelled lines ship nothing',
      "SELECT count(*) FROM sales_order_line WHERE line_status = 'Cancelled' AND shipped_quantity > 0",
    ],
  ])('%s', async (_, exceptions) => {
    expect(await data.number(exceptions)).toBe(0);
  });

  test('it spans three years up to the last day', async () => {
    const [[first, last]] = (await data.rows(
      'SELECT min(order_date)::VARCHAR, max(order_date)::VARCHAR FROM sales_order_header',
    )) as [[string, string]];
    expect([first, last]).toEqual(['2023-07-01', until]);
  });
});

describe('shapes', () => {
  test('the week has a rhythm: a Tuesday has at least three times the orders of a Sunday', async () => {
    const orders = (day: number) =>
      data.number(`SELECT count(*) FROM sales_order_header WHERE isodow(order_date) = ${day}`);
    expect(await orders(2)).toBeGreaterThan(3 * (await orders(7)));
  });

  test('the year has one: garden products sell in summer, heating in winter', async () => {
    const sold = (group: string, months: string) =>
      data.number(`SELECT count(*) FROM sales_order_line JOIN product USING (product_code) JOIN sales_order_header USING (order_number)
        WHERE product_group = '${group}' AND month(order_date) IN (${months})`);
    expect(await sold('Garden', '5, 6, 7')).toBeGreaterThan(1.3 * (await sold('Garden', '11, 12, 1')));
    expect(await sold('Heating', '11, 12, 1')).toBeGreaterThan(1.1 * (await sold('Heating', '5, 6, 7')));
  });

  test('business grows by a tenth to a fifth a year', async () => {
    const orders = (from: string, to: string) =>
      data.number(`SELECT count(*) FROM sales_order_header WHERE order_date BETWEEN '${from}' AND '${to}'`);
    const growth = (await orders('2025-07-01', '2026-06-30')) / (await orders('2024-07-01', '2025-06-30'));
    expect(growth).toBeGreaterThan(1.1);
    expect(growth).toBeLessThan(1.2);
  });

  test('few products and customers make most of it, many make little', async () => {
    const share = (key: string, table: string) =>
      data.number(`SELECT sum(n) FILTER (place <= 0.2) / sum(n) FROM (
        SELECT count(*) AS n, percent_rank() OVER (ORDER BY count(*) DESC) AS place FROM ${table} GROUP BY ${key})`);
    expect(await share('product_code', 'sales_order_line')).toBeGreaterThan(0.45);
    expect(await share('customer_code', 'sales_order_header')).toBeGreaterThan(0.5);
    expect(
      await data.number(
        'SELECT max(n) / sum(n) FROM (SELECT count(*) AS n FROM sales_order_line GROUP BY product_code)',
      ),
    ).toBeLessThan(0.05);
  });

  test('some deliveries are late, more so with some carriers', async () => {
    const late = (where: string) =>
      data.number(
        `SELECT avg(CASE WHEN delivery_date > promised_date THEN 1.0 ELSE 0 END) FROM shipment WHERE promised_date IS NOT NULL AND delivery_date IS NOT NULL AND ${where}`,
      );
    expect(await late('true')).toBeGreaterThan(0.1);
    expect(await late('true')).toBeLessThan(0.25);
    expect(await late("carrier = 'Lastmile Express'")).toBeGreaterThan(1.2 * (await late("carrier = 'Kite Air'")));
  });

  test.each([
    ['stock-outs', 'SELECT avg((quantity_on_hand = 0)::INTEGER) FROM stock_history', 0.005, 0.1],
    ['returns', 'SELECT avg((returned_quantity > 0)::INTEGER) FROM sales_order_line', 0.01, 0.06],
    ['cancelled orders', "SELECT avg((order_status = 'Cancelled')::INTEGER) FROM sales_order_header", 0.015, 0.05],
    [
      'short shipments',
      "SELECT avg((shipped_quantity < quantity)::INTEGER) FROM sales_order_line WHERE line_status = 'Delivered'",
      0.01,
      0.08,
    ],
    [
      'purchase orders received late',
      'SELECT avg((received_date > expected_date)::INTEGER) FROM purchase_order_header',
      0.1,
      0.45,
    ],
    ['missing promised dates', 'SELECT avg((promised_date IS NULL)::INTEGER) FROM sales_order_header', 0.005, 0.05],
    ['missing requested dates', 'SELECT avg((requested_date IS NULL)::INTEGER) FROM sales_order_header', 0.1, 0.2],
    ['missing customer regions', 'SELECT avg((region IS NULL)::INTEGER) FROM customer', 0.01, 0.08],
    ['missing channels', 'SELECT avg((sales_channel IS NULL)::INTEGER) FROM sales_order_header', 0.005, 0.05],
    ['discounted lines', 'SELECT avg((discount_rate > 0)::INTEGER) FROM sales_order_line', 0.3, 0.6],
  ])('%s', async (_, share, least, most) => {
    expect(await data.number(share)).toBeGreaterThan(least);
    expect(await data.number(share)).toBeLessThan(most);
  });

  test('prices change over time', async () => {
    const changed =
      'SELECT avg((prices > 1)::INTEGER) FROM (SELECT count(DISTINCT unit_price) AS prices FROM sales_order_line GROUP BY product_code HAVING count(*) > 20)';
    expect(await data.number(changed)).toBeGreaterThan(0.9);
  });

  test('every product margin is above water, prices are of this world', async () => {
    expect(
      await data.number(
        'SELECT count(*) FROM product WHERE unit_price <= unit_cost OR unit_price > 5000 OR unit_cost <= 0',
      ),
    ).toBe(0);
  });

  test('names need care: other scripts, words of questions, quotes, percent signs, twins', async () => {
    const names = (await data.rows('SELECT customer_name FROM customer')).map(([name]) => String(name));
    expect(names).toEqual(
      expect.arrayContaining([
        'March Ltd',
        'Total Supply',
        'Orders & Sons',
        '東京商事',
        'Łukasz Stal Sp. z o.o.',
        "O'Neill Builders",
        '50% Off Depot',
      ]),
    );
    expect(new Set(names).size).toBeLessThan(names.length);
    expect(await data.number("SELECT count(*) FROM customer WHERE city = 'Reading'")).toBeGreaterThan(0);
    expect(await data.number("SELECT count(DISTINCT country) FROM customer WHERE city = 'Birmingham'")).toBe(2);
    expect(await data.number("SELECT count(*) FROM product WHERE contains(product_name, '\"')")).toBeGreaterThan(0);
    expect(await data.number("SELECT count(*) FROM product WHERE contains(product_name, '%')")).toBeGreaterThan(0);
  });
});

describe('a folder is whole or as it was', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'sophia-data-folder-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  test('the manifest tells settings and row counts', async () => {
    expect(await readManifest(data.directory)).toEqual({
      format: 1,
      scale: 0.02,
      seed: 7,
      start: '2023-07-01',
      until,
      tables: data.tables,
    });
    expect(await readManifest(directory)).toBeUndefined();
  });

  test('it holds the tables and the manifest, nothing else', async () => {
    const files = [...Object.keys(data.tables).map(table => `${table}.parquet`), '_dataset.json'];
    expect((await readdir(data.directory)).sort()).toEqual(files.sort());
  });

  test('a run that fails or is stopped leaves the earlier data, and a later one replaces it', async () => {
    await generateData({ directory, scale: 0.002, until });
    const before = await checksums(directory);
    const stop = new AbortController();
    const stopped = generateData({
      directory,
      scale: 0.004,
      until,
      signal: stop.signal,
      onProgress: ({ done }) => done === 5 && stop.abort(),
    });
    await expect(stopped).rejects.toThrow();
    await expect(generateData({ directory, scale: 0.02, until, memoryLimit: '1MB' })).rejects.toThrow();
    expect(await checksums(directory)).toEqual(before);
    expect((await readdir(directory)).filter(file => file.startsWith('.'))).toEqual([]);
    await generateData({ directory, scale: 0.003, until });
    expect(await readManifest(directory)).toMatchObject({ scale: 0.003 });
  });

  test('a table that somebody else made is not replaced', async () => {
    const foreign = await mkdtemp(path.join(tmpdir(), 'sophia-data-foreign-'));
    await writeFile(path.join(foreign, 'product.parquet'), 'mine');
    await expect(generateData({ directory: foreign, scale: 0.002, until })).rejects.toMatchObject({
      code: 'dataset.foreign_file',
    });
    expect(await readdir(foreign)).toEqual(['product.parquet']);
    await rm(foreign, { recursive: true });
  });

  test.each([
    [{ scale: 0 }, 'scale'],
    [{ scale: Number.NaN }, 'scale'],
    [{ scale: 21 }, 'scale'],
    [{ seed: -1 }, 'seed'],
    [{ seed: 1.5 }, 'seed'],
    [{ until: '2026-02-30' }, 'until'],
    [{ until: 'yesterday' }, 'until'],
  ])('%j is refused', async (wrong, option) => {
    const made = generateData({ directory, scale: 0.002, until, ...wrong });
    await expect(made).rejects.toMatchObject({ code: 'dataset.option_invalid', path: [option] });
  });
});

describe('npm run data', () => {
  const command = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/data.ts', ...args], { encoding: 'utf8' });

  test('makes the data and tells rows and days', async () => {
    const out = path.join(await mkdtemp(path.join(tmpdir(), 'sophia-data-command-')), 'new');
    const { status, stdout } = command('--scale', '0.002', '--out', out, '--until', until, '--seed', '3');
    expect(status).toBe(0);
    expect(stdout).toMatch(/sales_order_line +[\d,]+\n/);
    expect(await readManifest(out)).toMatchObject({ scale: 0.002, seed: 3, until });
    await rm(path.dirname(out), { recursive: true });
  });

  test.each([[['--scale', 'big']], [['--scale', '']], [['--until', '2026-13-01']], [['--nonsense']], [['stray']]])(
    '%j ends with exit code 2',
    args => {
      expect(command(...args).status).toBe(2);
    },
  );
});
