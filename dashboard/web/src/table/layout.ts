import type { AnswerColumn, Cell } from '../api/types.ts';
import { decimalsOf, formatCell, headerUnit, isRightAligned, kindOf } from '../format.ts';

export interface TableColumn {
  readonly column: AnswerColumn;
  readonly index: number;
  readonly right: boolean;
  readonly isDate: boolean;
  readonly unit: string | undefined;
  /** Decimals every value of the column has. */
  readonly decimals: number;
  /** Pixels: fixed, so that scrolling a long table moves no column. */
  readonly width: number;
}

/** Widest of a text's characters on average, at 13 px; tabular figures are the widest. */
const CHARACTER = 7.9;
const PADDING = 30;
const NARROWEST = 76;
/** Pixels of the widest column; on a phone the first one must leave room for the others. */
export const WIDEST = 340;
export const WIDEST_NARROW = 164;

/** Columns with widths by their longest text and decimals by all their values. */
export function layoutColumns(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  widest = WIDEST,
): TableColumn[] {
  return columns.map((column, index) => {
    const decimals = decimalsOf(
      column,
      rows.map(row => row[index] ?? null),
    );
    const unit = headerUnit(column);
    const header = column.label.length + (unit === undefined ? 0 : unit.length + 1) + 2;
    const longest = rows.reduce(
      (most, row) => Math.max(most, formatCell(row[index], column, { decimals, even: true }).length),
      header,
    );
    const width = Math.round(Math.min(widest, Math.max(NARROWEST, longest * CHARACTER + PADDING)));
    const right = isRightAligned(column);
    return { column, index, right, isDate: kindOf(column) === 'date', unit, decimals, width };
  });
}
