import { isoOf, shift } from '../../plan/instant.ts';
import type { TimePhrase } from '../time.ts';

/** The same part of another year. */
export function inYear(phrase: TimePhrase, year: number): TimePhrase {
  const { range } = phrase;
  if (range.kind !== 'between') return phrase;
  const years = year - Number(range.start.slice(0, 4));
  const moved = (iso: string) => isoOf(shift(Date.parse(iso), 'year', years));
  return {
    ...phrase,
    assumed: undefined,
    points: undefined,
    range: { kind: 'between', start: moved(range.start), end: moved(range.end) },
  };
}
