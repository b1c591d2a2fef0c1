import type { AnswerColumn } from '../api/types.ts';
import { headerUnit } from '../format.ts';
import { lowerFirst } from '../words.ts';

/** The subject of a result: Revenue and Orders by month and region. */
export function resultTitle(columns: readonly AnswerColumn[]): string {
  const measures = columns.filter(column => column.role === 'measure');
  const groups = columns.filter(column => column.role !== 'measure');
  const [main] = measures;
  const named = measures.map((column, index) => {
    const unit = headerUnit(column);
    if (index === 0) return unit === undefined || measures.length > 1 ? column.label : `${column.label}, ${unit}`;
    // "Revenue, previous year" beside Revenue is its previous year.
    return lowerFirst(
      column.label.startsWith(`${main?.label}, `) ? column.label.slice((main?.label.length ?? 0) + 2) : column.label,
    );
  });
  const by = groups.map(column => (column.role === 'time' && column.grain ? column.grain : lowerFirst(column.label)));
  if (measures.length === 0) return listed(groups.slice(0, 3).map(column => column.label));
  const subject = measures.length > 3 ? `${named[0]} and ${measures.length - 1} more` : listed(named);
  return by.length === 0 ? subject : `${subject} by ${listed(by)}`;
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
