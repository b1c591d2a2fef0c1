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
const WIDEST = 340;
const WIDEST_NARROW = 164;
const TIGHTEST = 140;

/** Columns that fit the page where they can: headers are broken into two lines before a table scrolls. `room` in pixels. */
export function fitColumns(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  { narrow, room }: { narrow: boolean; room: number },
): TableColumn[] {
  const widest = narrow ? WIDEST_NARROW : WIDEST;
  const natural = layoutColumns(columns, rows, widest);
  const width = natural.reduce((sum, column) => sum + column.width, 0);
  return width <= room ? natural : layoutColumns(columns, rows, narrow ? TIGHTEST : widest, true);
}

/** Characters of a header, in one line or in the longer of two. */
function headerLength(header: string, broken: boolean): number {
  if (!broken) return header.length;
  const words = header.split(' ');
  const lines = words.map((_, index) => [words.slice(0, index), words.slice(index)].map(part => part.join(' ').length));
  return Math.min(...lines.map(line => Math.max(...line)));
}

/** Columns with widths by their longest text and decimals by all their values. */
export function layoutColumns(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  widest = WIDEST,
  broken = false,
): TableColumn[] {
  return columns.map((column, index) => {
    const decimals = decimalsOf(
      column,
      rows.map(row => row[index] ?? null),
    );
    const unit = headerUnit(column);
    const header = headerLength(unit === undefined ? column.label : `${column.label} ${unit}`, broken) + 2;
    const longest = rows.reduce(
      (most, row) => Math.max(most, formatCell(row[index], column, { decimals, even: true }).length),
      header,
    );
    const width = Math.round(Math.min(widest, Math.max(NARROWEST, longest * CHARACTER + PADDING)));
    const right = isRightAligned(column);
    return { column, index, right, isDate: kindOf(column) === 'date', unit, decimals, width };
  });
}
