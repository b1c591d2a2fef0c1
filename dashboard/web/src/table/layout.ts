import type { AnswerColumn, Cell } from '../api/types.ts';
import { decimalsOf, formatCell, headerUnit, isRightAligned, kindOf } from '../format.ts';
import { textWidth } from './text-width.ts';

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

/** Beside a text: the padding of its cell, and what type that is not the page's own may need more. */
const LOOSE = { padding: 30, narrowest: 76 } as const;
/** The same where every pixel counts: cells stand closer. */
const TIGHT = { padding: 20, narrowest: 60 } as const;
/** Headers are of 12 px and bold, and have an arrow beside them. */
const HEADER = { share: 0.97, arrow: 16 } as const;
/** Pixels of the widest column; on a phone the first one must leave room for the others. */
const WIDEST = 340;
const WIDEST_NARROW = 164;
/** The same where a table scrolls all the same: the more columns are seen. */
const TIGHT_WIDEST = 220;
const TIGHTEST = 140;

/** Pixels that a column of text keeps when others need its room; what is cut is told under the pointer. */
const KEPT = 150;
const KEPT_NARROW = 110;

interface Room {
  readonly narrow: boolean;
  /** Pixels. */
  readonly room: number;
  /** Whether cells may have less beside them. */
  readonly tight?: boolean;
}

export const widthOf = (columns: readonly TableColumn[]): number =>
  columns.reduce((sum, column) => sum + column.width, 0);

/** Columns that fit the page where they can: headers are broken into two lines and long texts cut before it scrolls. */
export function fitColumns(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  { narrow, room, tight = false }: Room,
): TableColumn[] {
  const widest = narrow ? WIDEST_NARROW : WIDEST;
  const natural = layoutColumns(columns, rows, widest, { tight });
  if (widthOf(natural) <= room) return natural;
  const broken = layoutColumns(columns, rows, widest, { broken: true, tight });
  const squeezed = squeeze(broken, room, narrow ? KEPT_NARROW : KEPT);
  return squeezed ?? layoutColumns(columns, rows, narrow ? TIGHTEST : TIGHT_WIDEST, { broken: true, tight });
}

/** The widest columns of text give what is missing, evenly; undefined where that is more than they have. */
function squeeze(columns: readonly TableColumn[], room: number, kept: number): TableColumn[] | undefined {
  const gives = ({ right, isDate, width }: TableColumn) => !right && !isDate && width > kept;
  const spare = columns.filter(gives).reduce((sum, { width }) => sum + width - kept, 0);
  let missing = widthOf(columns) - room;
  if (missing > spare) return undefined;
  const widths = columns.map(({ width }) => width);
  while (missing > 0) {
    const most = Math.max(...columns.map((column, index) => (gives(column) ? (widths[index] ?? 0) : 0)));
    const at = columns.findIndex((column, index) => gives(column) && widths[index] === most);
    widths[at] = most - 1;
    missing -= 1;
  }
  return columns.map((column, index) => ({ ...column, width: widths[index] ?? column.width }));
}

/** Pixels of a header, in one line or in the longer of two. */
function headerWidth(header: string, broken: boolean): number {
  const words = header.split(' ');
  const splits = broken ? words.map((_, index) => [words.slice(0, index), words.slice(index)]) : [[words]];
  const text = Math.min(...splits.map(lines => Math.max(...lines.map(line => textWidth(line.join(' '))))));
  return text * HEADER.share + HEADER.arrow;
}

/** Columns with widths by their longest text and decimals by all their values. */
export function layoutColumns(
  columns: readonly AnswerColumn[],
  rows: readonly (readonly Cell[])[],
  widest = WIDEST,
  { broken = false, tight = false }: { broken?: boolean; tight?: boolean } = {},
): TableColumn[] {
  const { padding, narrowest } = tight ? TIGHT : LOOSE;
  return columns.map((column, index) => {
    const decimals = decimalsOf(
      column,
      rows.map(row => row[index] ?? null),
    );
    const unit = headerUnit(column);
    const header = headerWidth(unit === undefined ? column.label : `${column.label} ${unit}`, broken);
    const longest = rows.reduce(
      (most, row) => Math.max(most, textWidth(formatCell(row[index], column, { decimals, even: true }))),
      0,
    );
    const width = Math.round(Math.min(widest, Math.max(narrowest, Math.max(longest, header) + padding)));
    const right = isRightAligned(column);
    return { column, index, right, isDate: kindOf(column) === 'date', unit, decimals, width };
  });
}
