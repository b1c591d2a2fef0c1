import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DuckDBEngine, openDuckDb } from '../../adapters/duckdb.ts';
import { compileQuery } from '../../core/semantic/compile/compile.ts';
import { printExpression } from '../../core/semantic/expression/print.ts';
import { draftModelText } from '../../core/semantic/model/draft.ts';
import { loadModel } from '../../core/semantic/model/load.ts';
import type { SemanticModel } from '../../core/semantic/model/types.ts';
import { parseSemanticQuery } from '../../core/semantic/query/parse-semantic-query.ts';
import { resolveModel } from '../../core/semantic/resolve/model.ts';
import { emitStatement } from '../../core/sql/emit.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('model-draft');

/** A small shop, with what real folders have: orphans, role-playing, composite keys, odd names, rates and levels. */
const files: Readonly<Record<string, string>> = {
  'customers.csv': `id,name,country,credit_limit,created_at
1,Ångström,Sweden,1000.5,2024-01-01 08:00:00
2,March Ltd,Kenya,500.0,2024-01-02 09:00:00
3,Acme,Kenya,750.0,2024-01-03 10:00:00
`,
  'warehouses.csv': `warehouse_code,city
W1,Reading
W2,Oslo
W3,Lima
`,
  'orders.csv': `Order ID,customer_id,Order Date,shipped_at,updated_at,from_warehouse_code,to_warehouse_code,discount_rate,Net Amount USD,group
100,1,2025-01-01,2025-01-03,2025-06-01,W1,W2,0.1,10.50,a
101,1,2025-01-02,,2025-06-01,W2,W1,0.25,20.00,b
102,2,2025-02-01,2025-02-03,2025-06-02,W1,W3,0.0,5.25,a
103,3,2025-02-02,2025-02-05,2025-06-02,W3,W1,0.05,7.75,b
104,9,2025-02-03,2025-02-06,2025-06-02,W1,W2,0.05,100.00,b
`,
  'order_lines.csv': `order_id,line_number,sku,qty,unit_price,status
100,1,A,2,5.25,3
100,2,B,1,10.50,3
101,1,A,4,5.25,3
102,1,C,1,5.25,2
103,1,A,3,5.25,1
103,2,C,7,5.25,1
104,1,A,9,5.25,2
`,
  'stock.csv': `day,warehouse_code,sku,quantity_on_hand
2025-01-01,W1,A,5
2025-01-01,W2,A,6
2025-01-01,W1,B,7
2025-01-02,W1,A,5
2025-01-02,W2,A,3
2025-01-02,W1,B,1
`,
  'notes.csv': `text,score
hello,3
hello,3
again,4
`,
};

let engine: DuckDBEngine;
let text: string;
let model: SemanticModel;

beforeAll(async () => {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  engine = await openDuckDb({ dataDirectory: folder, threads: 1 });
  text = await draftModelText(engine, { name: 'My Shop' });
  model = loadModel(text, { file: 'draft.yaml' });
});
afterAll(() => engine?.close());

const dataset = (name: string) => model.datasets.find(candidate => candidate.name === name)!;
const field = (owner: string, name: string) => dataset(owner).fields.find(candidate => candidate.name === name)!;
const metrics = () =>
  Object.fromEntries(model.metrics.map(metric => [metric.name, printExpression(metric.expression)]));

async function answer(query: { dimensions?: string[]; measures: string[] }): Promise<unknown> {
  const resolved = resolveModel(model);
  const tree = parseSemanticQuery(
    {
      dimensions: (query.dimensions ?? []).map(expression => ({ expression })),
      measures: query.measures.map(expression => ({ expression })),
      fields: [],
      where: [],
      having: [],
      orderBy: (query.dimensions ?? []).map(target => ({ target, direction: 'ASC' as const })),
    },
    resolved,
  );
  const { rows } = await engine.run(emitStatement(compileQuery(tree, resolved).query, 'duckdb'), { maxRows: 100 });
  return rows;
}

describe('the draft of a folder', () => {
  test('loads, and every name in it resolves', () => {
    expect(model.name).toBe('my_shop');
    expect(resolveModel(model).faults).toEqual([]);
  });

  test('finds single and composite keys, and none where there is none', () => {
    expect(dataset('customers').primaryKey).toEqual(['id']);
    expect(dataset('warehouses').primaryKey).toEqual(['warehouse_code']);
    expect(dataset('orders').primaryKey).toEqual(['Order ID']);
    expect(dataset('order_lines').primaryKey).toEqual(['order_id', 'line_number']);
    expect(dataset('stock').primaryKey).toEqual(['day', 'warehouse_code', 'sku']);
    expect(dataset('notes').primaryKey).toEqual([]);
  });

  test('relates what names and values agree on, a few orphans apart', () => {
    const ends = model.relationships.map(({ from, to, fromColumns, toColumns }) => [from, fromColumns, to, toColumns]);
    expect(ends).toEqual(
      expect.arrayContaining([
        ['order_lines', ['order_id'], 'orders', ['Order ID']],
        ['orders', ['from_warehouse_code'], 'from_warehouses', ['warehouse_code']],
        ['orders', ['to_warehouse_code'], 'to_warehouses', ['warehouse_code']],
        ['stock', ['warehouse_code'], 'warehouses', ['warehouse_code']],
      ]),
    );
    // One of four customers of orders is unknown: too many for a key.
    expect(ends.filter(([from, , to]) => from === 'orders' && to === 'customers')).toEqual([]);
    expect(ends).toHaveLength(4);
  });

  test('plays each role of a table with a dataset of its own', () => {
    expect(dataset('from_warehouses').source).toEqual({ kind: 'table', parts: ['warehouses'] });
    expect(dataset('to_warehouses').source).toEqual({ kind: 'table', parts: ['warehouses'] });
  });

  test('gives every column a good name, a type and a label', () => {
    expect(field('orders', 'order_date')).toMatchObject({
      text: '"Order Date"',
      label: 'Order date',
      datatype: 'Date',
      isTime: true,
    });
    expect(field('orders', 'order_group')).toMatchObject({ text: '"group"', datatype: 'String', isDimension: true });
    expect(field('order_lines', 'qty')).toMatchObject({ label: 'Quantity', datatype: 'Integer', isDimension: false });
    expect(field('order_lines', 'qty').aiContext.synonyms).toContain('quantity');
    expect(field('customers', 'name').aiContext.synonyms).toEqual(
      expect.arrayContaining(['customer', 'customer name']),
    );
  });

  test('tells when things happened from when rows were written', () => {
    expect(dataset('orders').extension.timeField).toBe('orders.order_date');
    expect(field('orders', 'updated_at').isTime).toBe(false);
    expect(dataset('stock').extension.timeField).toBe('stock.day');
  });

  test('counts, adds up what adds up, and averages what does not', () => {
    expect(metrics()).toMatchObject({
      customer_count: 'COUNT(customers.id)',
      order_count: 'COUNT(orders.order_id)',
      order_line_count: 'COUNT(order_lines.order_id)',
      total_net_amount_usd: 'SUM(orders.net_amount_usd)',
      average_discount_rate: 'AVG(orders.discount_rate)',
      total_quantity: 'SUM(order_lines.qty)',
      average_unit_price: 'AVG(order_lines.unit_price)',
      total_quantity_on_hand: 'SUM(stock.quantity_on_hand)',
    });
    const sums = Object.values(metrics()).filter(expression => expression.startsWith('SUM'));
    expect(sums).toHaveLength(3);
    expect(Object.values(metrics()).join()).not.toMatch(/status|line_number\)|from_warehouses|to_warehouses/);
  });

  test('says how numbers are shown and counted', () => {
    const extension = (name: string) => model.metrics.find(metric => metric.name === name)?.extension;
    expect(extension('total_net_amount_usd')).toMatchObject({ unit: 'USD', format: 'currency' });
    expect(extension('average_discount_rate')).toMatchObject({ unit: '%', format: 'percent' });
    expect(extension('total_quantity_on_hand')).toMatchObject({ semiAdditive: true });
    expect(extension('total_quantity')).toMatchObject({ timeField: 'orders.order_date' });
  });

  test('answers with the right numbers', async () => {
    expect(await answer({ dimensions: ['orders.order_group'], measures: ['order_count', 'total_quantity'] })).toEqual([
      ['a', 2, 4],
      ['b', 3, 23],
    ]);
    expect(await answer({ dimensions: ['from_warehouses.city'], measures: ['total_net_amount_usd'] })).toEqual([
      ['Lima', 7.75],
      ['Oslo', 20],
      ['Reading', 115.75],
    ]);
  });

  test('is the same each time', async () => {
    expect(await draftModelText(engine, { name: 'My Shop' })).toBe(text);
  });
});

describe('npm run model:draft', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/model-draft.ts', ...args], { encoding: 'utf8', timeout: 60_000 });

  test('prints the draft, or writes it where nothing is lost', () => {
    const out = join(folder, 'model.yaml');
    expect(run('--data', folder).stdout).toContain('semantic_model:');
    expect(run('--data', folder, '--out', out).status).toBe(0);
    expect(loadModel(readFileSync(out, 'utf8'), { file: out }).datasets.length).toBe(model.datasets.length);
    writeFileSync(out, 'mine');
    expect(run('--data', folder, '--out', out).status).toBe(2);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  test.each([
    ['without a folder', []],
    ['with a folder that is not there', ['--data', join(folder, 'nowhere')]],
    ['with an option that is none', ['--dta', folder]],
  ])('%s ends with code 2 and one line', (_, args) => {
    const { status, stderr } = run(...args);
    expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  });

  test('--help tells how', () => {
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
  });
});
