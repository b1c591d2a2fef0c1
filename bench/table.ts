import type { Row } from './measurement.ts';

const heads = ['What', 'Ours', 'Beside it', 'Goal', 'Reached'] as const;

const reached = (row: Row): string => (row.reached === undefined ? '' : row.reached ? 'yes' : 'NO');

/** The rows as a Markdown table with aligned columns. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(row => [row.what, row.ours, row.beside ?? '', row.goal ?? '', reached(row)]);
  const widths = heads.map((head, column) => Math.max(head.length, ...lines.map(line => line[column]!.length)));
  const print = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [print(heads), print(widths.map(width => '-'.repeat(width))), ...lines.map(print)].join('\n');
}
