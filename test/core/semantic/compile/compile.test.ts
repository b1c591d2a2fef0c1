import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from '@jest/globals';
import { isSophiaError } from '../../../../core/errors.ts';
import { type CompileOptions, compileQuery, parseSemanticQuery } from '../../../../core/semantic/compile/compile.ts';
import { parseExpression } from '../../../../core/semantic/expression/parse.ts';
import { loadModel } from '../../../../core/semantic/model/load.ts';
import type { QueryTree, RelatedPredicate } from '../../../../core/semantic/query/query-tree.ts';
import { readQuery } from '../../../../core/semantic/query/read-query.ts';
import { resolveModel } from '../../../../core/semantic/resolve/model.ts';
import { emitText } from '../../../../core/sql/emit.ts';

const folder = path.join(import.meta.dirname, '../conformance');
const schema = readFileSync(path.join(folder, 'datasets/shop/schema.sql'), 'utf8');
const model = resolveModel(
  loadModel(readFileSync(path.join(folder, 'tests/stitch/counts/model.yaml'), 'utf8'), { file: 'shop.yaml' }),
);
const parsed = (query: object): QueryTree => parseSemanticQuery(readQuery(query), model);

async function rowsOf(tree: QueryTree, options: CompileOptions = {}): Promise<readonly unknown[][]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run(schema);
    const rows = (
      await connection.runAndReadAll(emitText(compileQuery(tree, model, options).query, 'duckdb'))
    ).getRowsJson();
    return rows.map(row => row.map(cell => (cell === null || Number.isNaN(Number(cell)) ? cell : Number(cell)))).sort();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function codeOf(tree: QueryTree, options: CompileOptions = {}): string {
  try {
    compileQuery(tree, model, options);
  } catch (error) {
    if (isSophiaError(error)) return error.code;
    throw error;
  }
  return 'compiled';
}

describe('rows that have, or lack, related rows', () => {
  const related = (dataset: string, negated: boolean, ...where: string[]): RelatedPredicate => ({
    kind: 'related',
    dataset,
    negated,
    where: where.map(parseExpression),
  });
  const counted = (filter: RelatedPredicate) =>
    rowsOf({ ...parsed({ measures: ['customer_count'] }), where: [filter] });

  test('over 1:N', async () => {
    expect(await counted(related('orders', false))).toEqual([[4]]);
    expect(await counted(related('orders', true))).toEqual([[1]]);
    expect(await counted(related('orders', false, "orders.status = 'open'"))).toEqual([[2]]);
  });

  test('over a bridge and N:1', async () => {
    expect(await counted(related('products', false, "products.category = 'books'"))).toEqual([[2]]);
    expect(await counted(related('regions', true))).toEqual([[1]]);
  });

  test('of another fact, over the dimension that both share', async () => {
    const tree = parsed({ measures: ['revenue'] });
    expect(await rowsOf({ ...tree, where: [related('returns', false)] })).toEqual([[70]]);
  });

  test('of the same dataset, it is about the row itself', async () => {
    expect(await counted(related('customers', false, 'customers.credit > 100'))).toEqual([[2]]);
    expect(await counted(related('customers', true, 'customers.credit > 100'))).toEqual([[3]]);
  });

  test('row filters hold inside', async () => {
    const tree = { ...parsed({ measures: ['customer_count'] }), where: [related('orders', false)] };
    expect(await rowsOf(tree, { rowFilters: { orders: "status = 'open'" } })).toEqual([[2]]);
  });
});

describe('measures', () => {
  test('over a dataset of choice: orders counted over lines', async () => {
    const tree = parsed({ dimensions: ['regions.name'], measures: ['order_count'] });
    const over = { ...tree, measures: tree.measures.map(measure => ({ ...measure, over: 'lines' })) };
    expect(await rowsOf(over)).toEqual([
      [null, 2],
      ['North', 4],
      ['South', 1],
    ]);
    const coarser = { ...tree, measures: tree.measures.map(measure => ({ ...measure, over: 'customers' })) };
    expect(codeOf(coarser)).toBe('E_UNAGGREGATED_FINER_GRAIN_REFERENCE');
  });

  test('with filters of their own, which take no group from the others', async () => {
    const tree = parsed({
      dimensions: ['customers.name'],
      measures: ['order_count', 'order_count AS open'],
      where: ['customers.id < 4'],
    });
    const [all, open] = tree.measures;
    const filtered = { ...tree, measures: [all!, { ...open!, where: [parseExpression("orders.status = 'open'")] }] };
    expect(await rowsOf(filtered)).toEqual([
      ['Ada', 2, 1],
      ['Bob', 1, 0],
      ['Cleo', 1, 0],
    ]);
  });
});

describe('row filters', () => {
  test('that cannot be applied as they stand let nothing through', () => {
    const tree = parsed({ measures: ['revenue'] });
    expect(codeOf(tree, { rowFilters: { nothing: 'id > 1' } })).toBe('E_NAME_NOT_FOUND');
    expect(codeOf(tree, { rowFilters: { orders: 'nothing > 1' } })).toBe('E_NAME_NOT_FOUND');
    expect(codeOf(tree, { rowFilters: { orders: 'SUM(amount) > 1' } })).toBe('E_AGGREGATE_IN_WHERE');
    expect(codeOf(tree, { rowFilters: { customers: 'orders.amount > 1' } })).toBe(
      'E_UNAGGREGATED_FINER_GRAIN_REFERENCE',
    );
  });

  test('come before windows: a rank is among the rows that are seen', async () => {
    const tree = parsed({ fields: ['orders.id', 'orders.rank_in_customer'], where: ['orders.customer_id = 1'] });
    expect(await rowsOf(tree, { rowFilters: { orders: 'amount < 15' } })).toEqual([[1, 1]]);
  });
});

test('result columns tell what they are, and tables what is read of them', () => {
  const { columns, tables } = compileQuery(
    parsed({ dimensions: ['customers.name'], measures: ['revenue', 'order_count', 'COUNT(lines.id) AS lines'] }),
    model,
  );
  expect(columns).toEqual([
    { name: 'name', dataset: 'customers', field: 'name', type: undefined },
    { name: 'revenue', metric: 'revenue', type: undefined },
    { name: 'order_count', metric: 'order_count', type: 'Integer' },
    { name: 'lines', type: 'Integer' },
  ]);
  expect(tables).toEqual([
    { name: 'customers', columns: ['id', 'name'] },
    { name: 'lines', columns: ['id', 'order_id'] },
    { name: 'orders', columns: ['amount', 'customer_id', 'id'] },
  ]);
});
