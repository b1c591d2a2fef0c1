import { isoOf, shift } from '../../plan/instant.ts';
import type { TimeRange } from '../../plan/schema.ts';
import type { DraftTime } from '../draft.ts';
import { inYear } from './periods.ts';

type Between = Extract<TimeRange, { kind: 'between' }>;

/**
 * "in 2024, up to August", "2024 since March": the end or the beginning said beside a year is in that year. Undefined
 * where it is said with a year of its own.
 */
export function boundedYear(year: DraftTime, part: DraftTime): DraftTime | undefined {
  const { range: whole } = year.phrase;
  const { range, assumed, list } = part.phrase;
  if (assumed === undefined || list || whole.kind !== 'between') return undefined;
  if (range.kind === 'between') return { ...part, phrase: inYear(part.phrase, Number(whole.start.slice(0, 4))) };
  const bound =
    range.kind === 'before'
      ? { start: whole.start, end: inside(whole, range.end, true) }
      : range.kind === 'since'
        ? { start: inside(whole, range.start, false), end: whole.end }
        : undefined;
  if (!bound?.start || !bound.end) return undefined;
  return { ...part, phrase: { range: { kind: 'between', start: bound.start, end: bound.end } } };
}

/** The same day within the year; undefined where no such day is in it. */
function inside(whole: Between, day: string, ends: boolean): string | undefined {
  const years = Number(whole.start.slice(0, 4)) - Number(day.slice(0, 4));
  return [years, years + 1]
    .map(by => isoOf(shift(Date.parse(day), 'year', by)))
    .find(at => (ends ? at > whole.start && at <= whole.end : at >= whole.start && at < whole.end));
}
