import type { Cell, Results } from '../api/types.ts';
import { decimalsOf, isNumberColumn, numberOf } from '../format.ts';
import { fitColumns, type TableColumn } from '../table/layout.ts';

const SAMPLE = 240;

/** Rows that tell how wide columns must be: some all along, and those with the longest text or the largest number. */
export function sampleRows({ columns, rows }: Results): readonly (readonly Cell[])[] {
  if (rows.length <= SAMPLE * 2) return rows;
  const step = Math.ceil(rows.length / SAMPLE);
  const chosen = new Set<number>();
  for (let at = 0; at < rows.length; at += step) chosen.add(at);
  columns.forEach((column, at) => {
    const numeric = isNumberColumn(column);
    let [longest, most] = [0, -1];
    rows.forEach((row, index) => {
      const cell = row[at] ?? null;
      const size = numeric ? Math.abs(numberOf(cell) ?? 0) : String(cell ?? '').length;
      if (size <= most) return;
      most = size;
      longest = index;
    });
    chosen.add(longest);
  });
  return [...chosen].sort((a, b) => a - b).map(index => rows[index] ?? []);
}

/** Columns of a table that fills `room` pixels where it can, and scrolls where it can't. */
export function tableColumns(results: Results, { narrow, room }: { narrow: boolean; room: number }): TableColumn[] {
  const fitted = fitColumns(results.columns, sampleRows(results), { narrow, room }).map(column => ({
    ...column,
    decimals: decimalsOf(column.column, cellsOf(results, column.index)),
  }));
  const width = fitted.reduce((sum, column) => sum + column.width, 0);
  if (width >= room || width === 0) return fitted;
  let spare = room - width;
  return fitted.map((column, index) => {
    const share =
      index === fitted.length - 1 ? spare : Math.min(spare, Math.floor((column.width / width) * (room - width)));
    spare -= share;
    return { ...column, width: column.width + share };
  });
}

function* cellsOf({ rows }: Results, at: number): Generator<Cell> {
  for (const row of rows) yield row[at] ?? null;
}
