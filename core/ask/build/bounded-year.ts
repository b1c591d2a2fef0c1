import { isoOf, shift } from '../../plan/instant.ts';
import type { DraftTime } from '../draft.ts';
import { inYear } from '../time/in-year.ts';

/**
 * "in 2024, up to August", "2024 since March": the end or the beginning said beside a year is in that year. Undefined
 * where it is said with a year of its own.
 */
export function boundedYear(year: DraftTime, part: DraftTime): DraftTime | undefined {
  const { range: whole } = year.phrase;
  const { range, assumed, list } = part.phrase;
  if (assumed === undefined || list || whole.kind !== 'between') return undefined;
  const ends = range.kind === 'before';
  const start = ends ? isoOf(shift(Date.parse(range.end), 'day', -1)) : 'start' in range ? range.start : undefined;
  if (start === undefined) return undefined;
  const end = 'end' in range ? range.end : start;
  const phrase = inYear({ ...part.phrase, range: { kind: 'between', start, end } }, Number(whole.start.slice(0, 4)));
  if (range.kind === 'between' || phrase.range.kind !== 'between') return { ...part, phrase };
  const bounded = ends ? { ...whole, end: phrase.range.end } : { ...whole, start: phrase.range.start };
  return { ...part, phrase: { range: bounded } };
}
