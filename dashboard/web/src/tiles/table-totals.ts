import type { Cell, Results } from '../api/types.ts';
import { addsUp, sumCells } from '../charts/add-up.ts';

export interface Totals {
  /** By column; undefined where there is none. */
  readonly cells: readonly (Cell | undefined)[];
  /** Numbers that have no total, and why, in words. */
  readonly notes: readonly string[];
}

/** Of all rows, worked out once. */
const whole = new WeakMap<Results, Totals>();

/** Totals of the rows shown: only of numbers that add up, and only where all rows were read. */
export function totalsOf(results: Results, order: Uint32Array | undefined): Totals {
  if (order !== undefined && order.length < results.rows.length) return addedUp(results, order);
  const known = whole.get(results) ?? addedUp(results, undefined);
  whole.set(results, known);
  return known;
}

function addedUp({ columns, rows, truncated }: Results, order: Uint32Array | undefined): Totals {
  const measures = columns.filter(({ role }) => role === 'measure');
  if (truncated)
    return { cells: columns.map(() => undefined), notes: ['No totals: there are more rows than were read.'] };
  const acrossPeriods = columns.some(({ role }) => role === 'time');
  const adds = (column: Results['columns'][number]) => column.role === 'measure' && addsUp(column, acrossPeriods);
  const left = measures.filter(column => !adds(column)).map(({ label }) => label);
  return {
    cells: columns.map((column, at) => (adds(column) ? sumCells(cellsOf(rows, order, at)) : undefined)),
    notes: left.length === 0 ? [] : [`No total, for it does not add up: ${left.join(', ')}.`],
  };
}

function* cellsOf(rows: Results['rows'], order: Uint32Array | undefined, at: number): Generator<Cell | undefined> {
  if (order === undefined) for (const row of rows) yield row[at];
  else for (const index of order) yield rows[index]?.[at];
}
