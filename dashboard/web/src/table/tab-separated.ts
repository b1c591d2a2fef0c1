import type { Cell, Results } from '../api/types.ts';

const cellText = (cell: Cell): string => (cell === null ? '' : String(cell).replace(/[\t\r\n]+/g, ' '));

/** The raw values with labels as the header, to paste into a spreadsheet. */
export const tabSeparated = ({ columns, rows }: Results): string =>
  [columns.map(column => cellText(column.label)), ...rows.map(row => row.map(cellText))]
    .map(cells => cells.join('\t'))
    .join('\n');
