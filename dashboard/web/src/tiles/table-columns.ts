import type { Cell, Results } from '../api/types.ts';
import { decimalsOf, isNumberColumn, numberOf } from '../format.ts';
import { fitColumns, type TableColumn, widthOf } from '../table/layout.ts';

const SAMPLE = 240;

/** Rows that tell how wide columns must be: some all along, and those with the longest text or the largest number. */
function sampleRows({ columns, rows }: Results): readonly (readonly Cell[])[] {
  if (rows.length <= SAMPLE * 2) return rows;
  const step = Math.ceil(rows.length / SAMPLE);
  const chosen = new Set<number>();
  for (let at = 0; at < rows.length; at += step) chosen.add(at);
  columns.forEach((column, at) => {
    const numeric = isNumberColumn(column);
    let [longest, most] = [0, -1];
    for (const [index, row] of rows.entries()) {
      const cell = row[at] ?? null;
      const size = numeric ? Math.abs(numberOf(cell) ?? 0) : String(cell ?? '').length;
      if (size <= most) continue;
      most = size;
      longest = index;
    }
    chosen.add(longest);
  });
  return [...chosen].sort((a, b) => a - b).map(index => rows[index] ?? []);
}

interface Measured {
  readonly sample: readonly (readonly Cell[])[];
  readonly decimals: readonly number[];
}

/** Looked through once, however often the table is set anew. */
const measured = new WeakMap<Results, Measured>();

function measure(results: Results): Measured {
  const known = measured.get(results);
  if (known !== undefined) return known;
  const decimals = results.columns.map((column, at) => decimalsOf(column, cellsOf(results, at)));
  const made = { sample: sampleRows(results), decimals };
  measured.set(results, made);
  return made;
}

/** Columns of a table that fills `room` pixels where it can, and scrolls where it can't. */
export function tableColumns(
  results: Results,
  { narrow, room, totals }: { narrow: boolean; room: number; totals?: readonly (Cell | undefined)[] | undefined },
): TableColumn[] {
  const { sample, decimals } = measure(results);
  const fitted = fitColumns(
    results.columns,
    [...sample, ...(totals === undefined ? [] : [totals.map(cell => cell ?? null)])],
    { narrow, room, tight: narrow },
  ).map(column => ({
    ...column,
    decimals: decimals[column.index] ?? column.decimals,
  }));
  const width = widthOf(fitted);
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
