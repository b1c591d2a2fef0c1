import type { Cell, Results } from '../api/types.ts';
import { numberOf } from '../format.ts';
import { clashReason, foldRows } from './add-up.ts';
import { type ChartRequest, type HeatMapChart, type Refusal, refusal } from './chart.ts';
import { type Found, findColumn } from './find-column.ts';

const MOST_CELLS = { columns: 36, rows: 30 };

/** A measure over two dimensions; refused where they are too many to be told apart. */
export function prepareHeatMap(results: Results, request: ChartRequest): HeatMapChart | Refusal | undefined {
  const x = findColumn(results, request.x);
  const row = findColumn(results, request.series);
  const y = findColumn(results, request.y[0]);
  if (x === undefined || row === undefined || y === undefined) return undefined;
  const folded = foldRows(results, [x.at, row.at], [y.at]);
  if (folded.clash !== undefined) return refusal(clashReason(results, [x.at, row.at], folded.clash), 'table');
  const distinct = ({ at, column }: Found): string[] => {
    const keys = [...new Set(folded.rows.map(cells => String(cells[at] ?? '')))];
    return column.role === 'time' ? keys.sort() : keys;
  };
  const [columns, rows] = [distinct(x), distinct(row)];
  if (columns.length > MOST_CELLS.columns || rows.length > MOST_CELLS.rows) {
    const size = `${rows.length} by ${columns.length}`;
    return refusal(
      `${size} places are too many to tell apart: ${MOST_CELLS.rows} by ${MOST_CELLS.columns} at most.`,
      'table',
    );
  }
  const cells = new Map<string, Cell | undefined>(
    folded.rows.map(values => [`${values[row.at] ?? ''}\n${values[x.at] ?? ''}`, values[y.at]]),
  );
  const rawOf = ({ at }: Found, keys: readonly string[]): Cell[] => {
    const raw = new Map(folded.rows.map(cells => [String(cells[at] ?? ''), cells[at] ?? null]));
    return keys.map(key => raw.get(key) ?? null);
  };
  const values = rows.map(name => columns.map(column => numberOf(cells.get(`${name}\n${column}`))));
  return {
    kind: 'heatMap',
    x: x.column,
    row: row.column,
    y: y.column,
    columns,
    rows,
    columnCells: rawOf(x, columns),
    rowCells: rawOf(row, rows),
    values,
    notes: [],
  };
}
