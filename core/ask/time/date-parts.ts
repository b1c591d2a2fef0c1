import type { DatePart } from '../../plan/date-part.ts';
import lists from '../english/lists.data.json' with { type: 'json' };

const parts = lists.dateParts.map(([words = '', part]) => [new RegExp(words), part as DatePart] as const);

/** Most words that name a part of a date. */
export const LONGEST_DATE_PART = 5;

/** Words that name a part of a date which comes again, with how many there are: "day of the week". */
export function datePartAt(words: readonly string[]): { part: DatePart; length: number } | undefined {
  const text = words.join(' ');
  for (const [pattern, part] of parts) {
    const match = pattern.exec(text);
    if (match) return { part, length: match[0].split(' ').length };
  }
  return undefined;
}
