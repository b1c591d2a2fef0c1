import type { Cell } from '../ports/query-engine.ts';
import type { AnswerColumn } from './types.ts';

/**
 * Rows as RFC 4180: CRLF, quotes doubled, a header of labels. Text that a spreadsheet would take for a
 * formula gets an apostrophe in front, so that opening the file computes nothing; numbers stay numbers.
 */
export function toCsv(
  columns: readonly Pick<AnswerColumn, 'label' | 'type'>[],
  rows: readonly (readonly Cell[])[],
): string {
  const header = columns.map(column => quoted(harmless(column.label)));
  const lines = rows.map(row => row.map((cell, index) => csvCell(cell, columns[index]?.type ?? 'other')).join(','));
  return [header.join(','), ...lines, ''].join('\r\n');
}

const numeric = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function csvCell(cell: Cell, type: AnswerColumn['type']): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const isNumber = ['integer', 'decimal', 'float'].includes(type) && numeric.test(cell);
  return quoted(isNumber ? cell : harmless(cell));
}

const harmless = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
