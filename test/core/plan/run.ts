import type { DuckDBConnection } from '@duckdb/node-api';
import { type CompilePlanOptions, compilePlan } from '../../../core/plan/compile.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { emitText } from '../../../core/sql/emit.ts';
import { NOW, plan, shop } from './shop.ts';

const resolvedShop = resolveModel(shop);

/** A cell as tests write it: dates as text, numbers as numbers to nine digits, what is no value as null. */
function cell(value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(Number(value).toPrecision(9));
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

export const compiled = (input: PlanInput, options: Partial<CompilePlanOptions> = {}) =>
  compilePlan(plan(input), resolvedShop, { now: NOW, maxRows: 1_000, ...options });

/** Compiles a plan, runs it, and gives its rows; that the columns are those announced is checked on the way. */
export async function rowsOf(
  connection: DuckDBConnection,
  input: PlanInput,
  options: Partial<CompilePlanOptions> = {},
): Promise<unknown[][]> {
  const { query, columns } = compiled(input, options);
  const reader = await connection.runAndReadAll(emitText(query, 'duckdb'));
  const announced = columns.map(column => column.name);
  if (reader.columnNames().join() !== announced.join()) {
    throw new Error(`The columns are ${reader.columnNames().join()}, announced were ${announced.join()}.`);
  }
  return reader.getRows().map(row => row.map(cell));
}
