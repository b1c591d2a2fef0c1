import type { AnswerColumn, Cell } from '../api/types.ts';
import { formatCell, isNumberColumn, kindOf, numberOf } from '../format.ts';
import type { Sort } from '../table/sort.ts';
import { mergeSort } from './merge-sort.ts';
import type { Sliced } from './sliced.ts';

type Rows = readonly (readonly Cell[])[];

export interface Arrangement {
  /** Rows with this text in any cell, without regard to case; all when empty. */
  readonly search: string;
  readonly sort: Sort | undefined;
}

const PAUSE = 1_024;

/** Indices of the rows found, in order. Rows without a value come last either way, equal ones keep their order. */
export function* arrange(
  rows: Rows,
  columns: readonly AnswerColumn[],
  { search, sort }: Arrangement,
): Sliced<Uint32Array> {
  const found = yield* matching(rows, columns, search.trim().toLocaleLowerCase());
  const column = sort === undefined ? undefined : columns[sort.column];
  if (sort === undefined || column === undefined) return found;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return yield* mergeSort(found, yield* comparator(rows, sort.column, column, sign));
}

function* matching(rows: Rows, columns: readonly AnswerColumn[], needle: string): Sliced<Uint32Array> {
  if (needle === '') return Uint32Array.from(rows.keys());
  const texts = columns.map(textOf);
  const found: number[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.some((cell, at) => cell !== null && texts[at]?.(cell).includes(needle))) found.push(index);
    if (index % PAUSE === 0) yield;
  }
  return Uint32Array.from(found);
}

/** What a cell is found by: its text as it is stored; dates and words also as they are shown. */
function textOf(column: AnswerColumn): (cell: NonNullable<Cell>) => string {
  const kind = kindOf(column);
  if (kind !== 'date' && kind !== 'boolean') return cell => String(cell).toLocaleLowerCase();
  const known = new Map<Cell, string>();
  return cell => {
    let text = known.get(cell);
    if (text === undefined) {
      text = `${cell} ${formatCell(cell, column)}`.toLocaleLowerCase();
      known.set(cell, text);
    }
    return text;
  };
}

type Compare = (a: number, b: number) => number;

function* comparator(rows: Rows, at: number, column: AnswerColumn, sign: number): Sliced<Compare> {
  if (!isNumberColumn(column)) {
    const texts = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
    return lastWhereMissing(rows, at, (a, b) => sign * texts.compare(String(rows[a]?.[at]), String(rows[b]?.[at])));
  }
  const numbers = new Float64Array(rows.length);
  let exact = true;
  for (const [index, row] of rows.entries()) {
    const number = numberOf(row[at]);
    numbers[index] = number ?? Number.NaN;
    exact &&= number === undefined || Number.isSafeInteger(number) || !Number.isInteger(number);
    if (index % PAUSE === 0) yield;
  }
  return (a, b) => {
    const [left = Number.NaN, right = Number.NaN] = [numbers[a], numbers[b]];
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left !== right || exact ? sign * (left - right) : sign * longer(rows[a]?.[at], rows[b]?.[at]);
  };
}

const isMissing = (cell: Cell | undefined): boolean => cell === null || cell === undefined || cell === '';

const lastWhereMissing =
  (rows: Rows, at: number, compare: Compare): Compare =>
  (a, b) => {
    const [left, right] = [isMissing(rows[a]?.[at]), isMissing(rows[b]?.[at])];
    return left || right ? Number(left) - Number(right) : compare(a, b);
  };

/** Integers beyond 2^53 come as text and are compared whole. */
function longer(a: Cell | undefined, b: Cell | undefined): number {
  const whole = /^-?\d+$/;
  if (!whole.test(String(a)) || !whole.test(String(b))) return 0;
  const [left, right] = [BigInt(String(a)), BigInt(String(b))];
  return left < right ? -1 : left > right ? 1 : 0;
}
