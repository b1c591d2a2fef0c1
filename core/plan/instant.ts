import type { Grain } from '../semantic/model/types.ts';
import type { TimeRange } from './schema.ts';

/**
 * Calendar arithmetic on instants: milliseconds since 1970 in UTC, weeks start on Monday. Pure; every
 * function takes the instant it works on.
 */
export type Instant = number;

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Monday of the week of 1 January 1970, a Thursday. */
const FIRST_MONDAY = -3 * DAY;
const MONTHS: Partial<Record<Grain, number>> = { year: 12, quarter: 3, month: 1 };
const LENGTHS: Partial<Record<Grain, number>> = { week: 7 * DAY, day: DAY, hour: HOUR };

/** Whether a name is that of a grain. */
export const isGrain = (name: string): name is Grain => Object.hasOwn({ ...MONTHS, ...LENGTHS }, name);

/** Months of a grain that is made of months. */
export const monthsOf = (grain: Grain): number | undefined => MONTHS[grain];

/** `YYYY-MM-DD` at midnight, else `YYYY-MM-DDTHH:MM:SSZ`. */
export function isoOf(at: Instant): string {
  const text = new Date(at).toISOString();
  return at % DAY === 0 ? text.slice(0, 10) : `${text.slice(0, 19)}Z`;
}

/** The instant of an ISO 8601 date or time in UTC; undefined where there is no such day or time. */
export function instantOf(iso: string): Instant | undefined {
  const [, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?)?$/.exec(iso) ?? [];
  if (day === undefined) return undefined;
  const at = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  // Date.parse takes 30 February for 2 March; a day that does not exist is nobody's day.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? undefined : at;
}

/** The days that ISO 8601 writes with four digits of a year, and that every engine reads: the last ends where this does. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const END_OF_DAYS = Date.UTC(10_000, 0, 1);

/** Whether a day can be written. */
export const isWritable = (at: Instant): boolean => at >= FIRST && at < END_OF_DAYS;

/** The first of a month, in any year: Date.UTC takes the years 0 to 99 for the last century's. */
const firstOf = (year: number, month: number): Instant => new Date(0).setUTCFullYear(year, month, 1);

/** Start of the unit that the instant is in. */
export function truncate(at: Instant, grain: Grain): Instant {
  const date = new Date(at);
  const months = MONTHS[grain];
  if (months !== undefined) {
    return firstOf(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months);
  }
  if (grain === 'week') return Math.floor((at - FIRST_MONDAY) / (7 * DAY)) * 7 * DAY + FIRST_MONDAY;
  return Math.floor(at / LENGTHS[grain]!) * LENGTHS[grain]!;
}

/**
 * The instant `count` units later (earlier when negative), at the same time of day. A day that the month
 * lacks becomes the first of the month after it, so that neighbouring ranges stay neighbours when shifted.
 */
export function shift(at: Instant, grain: Grain, count: number): Instant {
  const months = MONTHS[grain];
  if (months === undefined) return at + count * LENGTHS[grain]!;
  const date = new Date(at);
  const first = firstOf(date.getUTCFullYear(), date.getUTCMonth() + count * months);
  const next = firstOf(date.getUTCFullYear(), date.getUTCMonth() + count * months + 1);
  const intoMonth = at - firstOf(date.getUTCFullYear(), date.getUTCMonth());
  return Math.min(first + intoMonth, next);
}

/** The whole unit that begins at an instant, as a range: that of the last year that can be written has no end. */
export function unitFrom(start: Instant, unit: Grain): TimeRange {
  const end = shift(start, unit, 1);
  return isWritable(end)
    ? { kind: 'between', start: isoOf(start), end: isoOf(end) }
    : { kind: 'since', start: isoOf(start) };
}
