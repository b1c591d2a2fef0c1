import { stemOf } from '../words.ts';

/** Two ends that things move between: words and prepositions that tell which of two role-playing fields is meant. */

export type Way = 'from' | 'to';

/** Words of a field or dataset that stands for one end. */
const ends: Readonly<Record<Way, ReadonlySet<string>>> = {
  from: new Set(
    ['origin', 'departure', 'departing', 'source', 'start', 'from', 'sender', 'pickup', 'loading', 'supplier'].map(
      stemOf,
    ),
  ),
  to: new Set(
    ['destination', 'arrival', 'arriving', 'target', 'end', 'to', 'receiver', 'recipient', 'dropoff', 'delivery'].map(
      stemOf,
    ),
  ),
};

/** Whether one of the stems names the end of this way, such as a customer for "to". */
export const isEnd = (way: Way, stems: Iterable<string>): boolean => {
  for (const stem of stems) if (ends[way].has(stem)) return true;
  return false;
};

const prepositions: Readonly<Record<string, Way>> = { from: 'from', to: 'to', into: 'to', onto: 'to', towards: 'to' };

/** The way that a preposition says: from or to; undefined for any other word. */
export const wayOfPreposition = (lower: string): Way | undefined =>
  Object.hasOwn(prepositions, lower) ? prepositions[lower] : undefined;
