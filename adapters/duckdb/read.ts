import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import type { Cell, EngineColumn } from '../../core/ports/query-engine.ts';
import { cellConverter } from './cells.ts';
import { columnType } from './columns.ts';

/** Cells converted before the time is looked at, and the milliseconds after which others get their turn. */
const cellsAtOnce = 1000;
const turn = 4;

export interface Rows {
  readonly columns: readonly EngineColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
}

async function appendRows(chunk: DuckDBDataChunk, count: number, convert: Converters, rows: Cell[][]): Promise<void> {
  const vectors = convert.map((_, column) => chunk.getColumnVector(column));
  const rowsAtOnce = Math.max(1, Math.floor(cellsAtOnce / Math.max(1, convert.length)));
  let begun = performance.now();
  for (let row = 0; row < count; row++) {
    rows.push(convert.map((cell, column) => cell(vectors[column]!.getItem(row))));
    if ((row + 1) % rowsAtOnce !== 0 || performance.now() - begun < turn) continue;
    await nextTurn();
    begun = performance.now();
  }
}

type Converters = readonly ReturnType<typeof cellConverter>[];

/** Reads a streaming result until `maxRows` rows are there and it is known whether more exist. */
export async function readRows(result: DuckDBResult, maxRows: number): Promise<Rows> {
  const types = result.columnTypes();
  const names = result.columnNames();
  const columns = types.map((type, index) => ({ name: names[index]!, type: columnType(type) }));
  const converters = types.map(cellConverter);
  const rows: Cell[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return { columns, rows, truncated: false };
    const room = maxRows - rows.length;
    await appendRows(chunk, Math.min(room, chunk.rowCount), converters, rows);
    if (chunk.rowCount > room) return { columns, rows, truncated: true };
  }
}
