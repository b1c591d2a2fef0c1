import { DAY, type Instant, instantOf, shift, truncate } from './instant.ts';
import type { FilterValue, TimeRange } from './schema.ts';
import { type Stretch, stretchOf } from './time.ts';

/** Plain English for dates, numbers and lists. */
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 });
const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 4 });

/** a, b and c. */
export function listed(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

export const numberWords = (value: number, format?: string): string =>
  format === 'percent' ? percent.format(value) : number.format(value);

const pad = (value: number): string => String(value).padStart(2, '0');

/** 1 July 2026, with the time of day where it is not midnight. */
function dayWords(at: Instant, withYear = true): string {
  const date = new Date(at);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${withYear ? ` ${date.getUTCFullYear()}` : ''}`;
  return at % DAY === 0 ? day : `${day} ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())} UTC`;
}

/** A value as people write it; ISO days become words. */
export function valueWords(value: FilterValue, format?: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberWords(value, format);
  const at = instantOf(value);
  if (at !== undefined) return dayWords(at);
  return value.trim() === '' ? `“${value}”` : value;
}

const isWhole = (start: Instant, end: Instant, unit: 'year' | 'month' | 'day'): boolean =>
  truncate(start, unit) === start && shift(start, unit, 1) === end;

const year = (at: Instant): number => new Date(at).getUTCFullYear();

/** A stretch in words, its last day included: from 1 July to 30 September 2026. */
function stretchWords({ start, end }: Stretch): string {
  if (start === undefined && end === undefined) return 'at any time';
  if (start === undefined) return `before ${dayWords(end!)}`;
  if (end === undefined) return `since ${dayWords(start)}`;
  if (isWhole(start, end, 'year')) return `in ${year(start)}`;
  if (isWhole(start, end, 'month')) return `in ${MONTHS[new Date(start).getUTCMonth()]} ${year(start)}`;
  if (isWhole(start, end, 'day')) return `on ${dayWords(start)}`;
  if (start % DAY !== 0 || end % DAY !== 0) return `from ${dayWords(start)} to before ${dayWords(end)}`;
  const last = end - DAY;
  return `from ${dayWords(start, year(start) !== year(last))} to ${dayWords(last)}`;
}

export const rangeWords = (range: TimeRange, now: Date): string => stretchWords(stretchOf(range, now));
