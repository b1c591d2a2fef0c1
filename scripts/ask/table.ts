import { stripVTControlCharacters } from 'node:util';
import { formatCell } from '../../core/answer/format.ts';
import type { AnswerColumn } from '../../core/answer/types.ts';
import type { Cell } from '../../core/ports/query-engine.ts';

const widest = 40;
const numeric: readonly AnswerColumn['type'][] = ['integer', 'decimal', 'float'];

/** Rows as text for a terminal: aligned, numbers to the right, every value formatted by its column. */
export function terminalTable(columns: readonly AnswerColumn[], rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map(row => columns.map((column, index) => shortened(formatCell(row[index] ?? null, column))));
  const header = columns.map(column => shortened(column.label));
  const widths = columns.map((_, index) => Math.max(...[header, ...cells].map(row => [...(row[index] ?? '')].length)));
  const line = (row: readonly string[]) =>
    row
      .map((text, index) => padded(text, widths[index] ?? 0, isNumeric(columns[index])))
      .join('  ')
      .trimEnd();
  const rule = widths.map(width => '─'.repeat(width)).join('  ');
  return [line(header), rule, ...cells.map(line)].join('\n');
}

const isNumeric = (column: AnswerColumn | undefined) => column !== undefined && numeric.includes(column.type);

/** Data may hold what a terminal would obey: it is shown without. */
function shortened(text: string): string {
  const plain = stripVTControlCharacters(text).replace(/[\u0000-\u001F\u007F-\u009F]/g, ' ');
  const characters = [...plain];
  return characters.length > widest ? `${characters.slice(0, widest - 1).join('')}…` : plain;
}

function padded(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - [...text].length));
  return right ? blanks + text : text + blanks;
}
