import { addsUp } from '../../../../core/answer/adds-up.ts';
import type { Cell, Results } from '../api/types.ts';
import { sumCells } from '../charts/add-up.ts';
import { formatCount } from '../format.ts';
import type { Tile, TileEvent } from './tile-body.ts';

export interface Totals {
  /** What the rows are that are added up. */
  readonly label: 'Total' | 'Total found' | 'Total shown';
  /** By column; undefined where there is none. */
  readonly cells: readonly (Cell | undefined)[];
  /** Numbers that have no total, and why; and which rows are added up, where these are not all. In words. */
  readonly notes: readonly string[];
}

/** The rows of a table, and what is known of those that it does not show. */
export interface Summed {
  readonly results: Results;
  /** By column, over all rows there are: worked out where the data is. */
  readonly whole?: TileEvent['totals'];
  /** Whether the plan itself leaves rows out: a limit, the first of each group. */
  readonly picked: boolean;
}

/** What is added up in a table tile. */
export const summedOf = (tile: Tile, { totals }: TileEvent, results: Results): Summed => ({
  results,
  whole: totals,
  picked: isPicked(tile, results),
});

/** Whether a tile's plan leaves rows out that its answer would else have. */
export const isPicked = ({ plan }: Tile, { rows }: Results): boolean =>
  plan?.topPerGroup !== undefined || rows.length >= (plan?.limit ?? Number.POSITIVE_INFINITY);

/** Of all rows, worked out once. */
const known = new WeakMap<Summed, Totals>();

/** Totals of what adds up: of all rows there are, of those found, or, where only those are known, of those shown. */
export function totalsOf(summed: Summed, order: Uint32Array | undefined): Totals {
  const { results, whole, picked } = summed;
  if (order !== undefined && order.length < results.rows.length) return found(summed, order);
  const totals = known.get(summed) ?? (whole ? ofWhole(results, whole) : ofRows(results, picked));
  known.set(summed, totals);
  return totals;
}

function ofWhole(results: Results, whole: readonly Cell[]): Totals {
  const shown = formatCount(results.rows.length);
  const left = results.columns.filter((column, at) => adds(results, column) && whole[at] === null);
  return {
    label: 'Total',
    cells: whole.map(cell => cell ?? undefined),
    notes: [`Totals are of all rows, not only of the ${shown} shown.`, ...without(results, left)],
  };
}

function ofRows(results: Results, picked: boolean): Totals {
  if (results.truncated)
    return {
      label: 'Total',
      cells: results.columns.map(() => undefined),
      notes: ['No totals: there are more rows than were read.'],
    };
  const { cells, notes } = addedUp(results, undefined);
  if (!picked || cells.every(cell => cell === undefined)) return { label: 'Total', cells, notes };
  const shown = formatCount(results.rows.length);
  return {
    label: 'Total shown',
    cells,
    notes: [`Totals are of the ${shown} rows shown; there may be more.`, ...notes],
  };
}

function found({ results, picked }: Summed, order: Uint32Array): Totals {
  const totals = addedUp(results, order);
  const only = picked || results.truncated ? [`Found among the ${formatCount(results.rows.length)} rows shown.`] : [];
  return { label: 'Total found', ...totals, notes: [...only, ...totals.notes] };
}

function addedUp(results: Results, order: Uint32Array | undefined): Pick<Totals, 'cells' | 'notes'> {
  const { columns, rows } = results;
  return {
    cells: columns.map((column, at) => (adds(results, column) ? sumCells(cellsOf(rows, order, at)) : undefined)),
    notes: without(results, []),
  };
}

/** Over periods, levels such as stock don't add up. A listing has no measures: its columns say which add up. */
const adds = ({ columns }: Results, column: Results['columns'][number]): boolean =>
  addsUp(column, column.role === 'measure' && columns.some(({ role }) => role === 'time'));

/** The numbers that have no total, `more` of them for want of one. */
function without(results: Results, more: Results['columns']): readonly string[] {
  const { columns } = results;
  if (!columns.some(column => column.role === 'measure' || adds(results, column)))
    return ['No totals: the model sums up none of these columns.'];
  const left = columns.filter(column => more.includes(column) || (column.role === 'measure' && !adds(results, column)));
  return left.length === 0 ? [] : [`No total, for it does not add up: ${left.map(({ label }) => label).join(', ')}.`];
}

function* cellsOf(rows: Results['rows'], order: Uint32Array | undefined, at: number): Generator<Cell | undefined> {
  if (order === undefined) for (const row of rows) yield row[at];
  else for (const index of order) yield rows[index]?.[at];
}
