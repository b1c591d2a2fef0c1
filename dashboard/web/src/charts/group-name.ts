import type { AnswerColumn, Cell } from '../api/types.ts';
import { formatCell, MISSING } from '../format.ts';
import { lowerFirst } from '../words.ts';

/** A group as a chart names it; one without a value by what it lacks, for a dash beside a bar says nothing. */
export function groupName(cell: Cell | undefined, column: AnswerColumn): string {
  const text = formatCell(cell, column);
  return text === MISSING ? `No ${lowerFirst(column.label)}` : text;
}
