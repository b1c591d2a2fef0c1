import { stemOf } from '../words.ts';
import lists from './lists.data.json' with { type: 'json' };

/** Two ends that things move between: words and prepositions that tell which of two role-playing fields is meant. */

export type Way = 'from' | 'to';

/** Words of a field or dataset that stands for one end. */
const stemsIn = (words: string): Set<string> => new Set(words.split(' ').map(stemOf));
const ends: Readonly<Record<Way, ReadonlySet<string>>> = { from: stemsIn(lists.ends.from), to: stemsIn(lists.ends.to) };

/** Whether one of the stems names the end of this way, such as a customer for "to". */
export const isEnd = (way: Way, stems: Iterable<string>): boolean => {
  for (const stem of stems) if (ends[way].has(stem)) return true;
  return false;
};

const prepositions: Readonly<Record<string, Way>> = { from: 'from', to: 'to', into: 'to', onto: 'to', towards: 'to' };

/** The way that a preposition says: from or to; undefined for any other word. */
export const wayOfPreposition = (lower: string): Way | undefined =>
  Object.hasOwn(prepositions, lower) ? prepositions[lower] : undefined;
