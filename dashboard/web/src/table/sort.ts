import type { AnswerColumn, Cell } from '../api/types.ts';
import { isNumberColumn, numberOf } from '../format.ts';

export interface Sort {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/** What a click on a header makes of the order: numbers first descending, others ascending, then the other way, then as it came. */
export function nextSort(sort: Sort | undefined, column: number, numeric: boolean): Sort | undefined {
  const first = numeric ? 'descending' : 'ascending';
  const second = numeric ? 'ascending' : 'descending';
  if (sort?.column !== column) return { column, direction: first };
  return sort.direction === first ? { column, direction: second } : undefined;
}

/** The rows in order, as a new list; rows without a value come last either way, equal ones keep their order. */
export function sortRows(
  rows: readonly (readonly Cell[])[],
  columns: readonly AnswerColumn[],
  sort: Sort | undefined,
): readonly (readonly Cell[])[] {
  const column = sort === undefined ? undefined : columns[sort.column];
  if (sort === undefined || column === undefined) return rows;
  const at = sort.column;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const numeric = isNumberColumn(column);
  const texts = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const missing = (cell: Cell | undefined) =>
    cell === null || cell === undefined || (numeric && numberOf(cell) === undefined);
  return [...rows].sort((left, right) => {
    const [a, b] = [left[at], right[at]];
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
    if (numeric) return sign * compareNumbers(a as string | number, b as string | number);
    return sign * texts.compare(String(a), String(b));
  });
}

/** Integers beyond 2^53 come as text and are compared whole. */
function compareNumbers(a: string | number, b: string | number): number {
  if (/^-?\d+$/.test(String(a)) && /^-?\d+$/.test(String(b))) {
    const [left, right] = [BigInt(a), BigInt(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return Number(a) - Number(b);
}
