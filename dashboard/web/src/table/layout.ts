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
/** The same where every pixel counts: cells stand closer, and headers are of 12 px. */
const TIGHT = { padding: 20, narrowest: 60, header: 7.2 } as const;
const LOOSE = { padding: PADDING, narrowest: NARROWEST, header: CHARACTER } as const;
/** Pixels of the widest column; on a phone the first one must leave room for the others. */
const WIDEST = 340;
const WIDEST_NARROW = 164;
const TIGHTEST = 140;

/**
 * Columns that fit the page where they can: headers are broken into two lines before a table scrolls. `room` in pixels;
 * `tight` for cells with less beside them.
 */
export function fitColumns(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  { narrow, room, tight = false }: { narrow: boolean; room: number; tight?: boolean },
): TableColumn[] {
  const widest = narrow ? WIDEST_NARROW : WIDEST;
  const natural = layoutColumns(columns, rows, widest, { tight });
  const width = natural.reduce((sum, column) => sum + column.width, 0);
  return width <= room ? natural : layoutColumns(columns, rows, narrow ? TIGHTEST : widest, { broken: true, tight });
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
  { broken = false, tight = false }: { broken?: boolean; tight?: boolean } = {},
): TableColumn[] {
  const { padding, narrowest, header: letter } = tight ? TIGHT : LOOSE;
  return columns.map((column, index) => {
    const decimals = decimalsOf(
      column,
      rows.map(row => row[index] ?? null),
    );
    const unit = headerUnit(column);
    const header = headerLength(unit === undefined ? column.label : `${column.label} ${unit}`, broken) + 2;
    const longest = rows.reduce(
      (most, row) => Math.max(most, formatCell(row[index], column, { decimals, even: true }).length),
      0,
    );
    const content = Math.max(longest * CHARACTER, header * letter) + padding;
    const width = Math.round(Math.min(widest, Math.max(narrowest, content)));
    const right = isRightAligned(column);
    return { column, index, right, isDate: kindOf(column) === 'date', unit, decimals, width };
  });
}
