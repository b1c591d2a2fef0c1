import type { Grain } from '../semantic/model/types.ts';
import { DAY, type Instant, instantOf, isoOf, isWritable, monthsOf, shift, truncate } from './instant.ts';
import type { Plan, TimeRange } from './schema.ts';

/** A stretch of time: `start` is in it, `end` is not. An end that is absent is open. Milliseconds in UTC. */
export interface Stretch {
  readonly start?: Instant | undefined;
  readonly end?: Instant | undefined;
}

/** A stretch as ISO 8601: `YYYY-MM-DD` at midnight UTC, else `YYYY-MM-DDTHH:MM:SSZ`. */
export interface ResolvedTimeRange {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

const tomorrow = (now: Instant): Instant => truncate(now, 'day') + DAY;

/** Where the unit-long stretch to now begins to be incomplete: today, or of hours the hour now is in. */
const startOfNow = (now: Instant, unit: Grain): Instant => truncate(now, unit === 'hour' ? 'hour' : 'day');

/** The end of what is "to now": today is counted whole, and of hours the hour now is in. */
const endOfNow = (now: Instant, unit: Grain): Instant =>
  unit === 'hour' ? shift(truncate(now, 'hour'), 'hour', 1) : tomorrow(now);

/**
 * What a range means at a given now, as {@link resolveTimeRange}.
 *
 * - `between`, `since`, `before`: as written.
 * - `current`: the whole unit that now is in, its future part too.
 * - `previous`: the last `count` complete units before the one now is in.
 * - `next`: the `count` complete units after it.
 * - `past`: `count` units of complete days up to today, today left out; past 90 days are the 90 days that
 *   ended last midnight. Months go back to today's date (to the first of the next month where a month lacks
 *   that day). Hours end where the hour now is in begins.
 * - `toDate`: from the start of the unit to the end of today.
 */
export function stretchOf(range: TimeRange, now: Date): Stretch {
  const { start, end } = endsOf(range, now.getTime());
  // Beyond the days that can be written there is nothing to leave out.
  return {
    ...(start !== undefined && isWritable(start) && { start }),
    ...(end !== undefined && isWritable(end) && { end }),
  };
}

function endsOf(range: TimeRange, at: Instant): Stretch {
  switch (range.kind) {
    case 'between':
      return { start: instantOf(range.start), end: instantOf(range.end) };
    case 'since':
      return { start: instantOf(range.start) };
    case 'before':
      return { end: instantOf(range.end) };
    case 'current':
      return units(truncate(at, range.unit), range.unit, 1);
    case 'previous':
      return units(shift(truncate(at, range.unit), range.unit, -range.count), range.unit, range.count);
    case 'next':
      return units(shift(truncate(at, range.unit), range.unit, 1), range.unit, range.count);
    case 'past': {
      const end = startOfNow(at, range.unit);
      return { start: shift(end, range.unit, -range.count), end };
    }
    case 'toDate':
      return { start: truncate(at, range.unit), end: endOfNow(at, range.unit) };
  }
}

const units = (start: Instant, unit: Grain, count: number): Stretch => ({ start, end: shift(start, unit, count) });

/**
 * Resolves a range against a given now: `start` inclusive, `end` exclusive, both ISO 8601 in UTC; an absent
 * end is open. Weeks start on Monday. See {@link stretchOf} for each kind.
 */
export function resolveTimeRange(range: TimeRange, now: Date): ResolvedTimeRange {
  const { start, end } = stretchOf(range, now);
  return {
    ...(start !== undefined && { start: isoOf(start) }),
    ...(end !== undefined && { end: isoOf(end) }),
  };
}

/** How far back a comparison looks: a number of calendar units, or a number of milliseconds. */
export type Shift = { readonly unit: Grain; readonly count: number } | { readonly milliseconds: number };

const back = (at: Instant | undefined, by: Shift): Instant | undefined => {
  if (at === undefined) return undefined;
  return 'unit' in by ? shift(at, by.unit, -by.count) : at - by.milliseconds;
};

/** The stretch earlier by the shift. */
export const earlier = ({ start, end }: Stretch, by: Shift): Stretch => ({
  ...(start !== undefined && { start: back(start, by) }),
  ...(end !== undefined && { end: back(end, by) }),
});

const isMonthStart = (at: Instant): boolean => truncate(at, 'month') === at;
const monthIndex = (at: Instant): number => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth();

/**
 * The shift to the stretch just before a range, as long as the range. Whole months step by months (before
 * the first quarter comes the fourth, though it has more days); a range to date steps by its unit, so that
 * the same part of the unit before is met; anything else steps by its length. `since` counts up to the end
 * of today. Undefined where the range has no start to look before.
 */
export function shiftToPrevious(range: TimeRange, now: Date): Shift | undefined {
  if (range.kind === 'toDate') return { unit: range.unit, count: 1 };
  if (range.kind === 'current') return { unit: range.unit, count: 1 };
  if (range.kind === 'past' || range.kind === 'previous' || range.kind === 'next') {
    return { unit: range.unit, count: range.count };
  }
  const { start, end } = closed(stretchOf(range, now), now);
  if (start === undefined || end <= start) return undefined;
  if (isMonthStart(start) && isMonthStart(end)) return { unit: 'month', count: monthIndex(end) - monthIndex(start) };
  return { milliseconds: end - start };
}

/**
 * The range that a plan counts. What is compared with an earlier stretch and is open towards the future is counted as
 * far as today, as the earlier one is: orders that are dated ahead have nothing to be compared with. Periods of a
 * grain are compared one by one, and stay.
 */
export function countedRange(range: TimeRange, { steps, time }: Plan, now: Date): TimeRange {
  const compares = steps.some(step => step.kind === 'comparison') && time?.grain === undefined;
  if (range.kind !== 'since' || !compares) return range;
  const { start, end } = closed(stretchOf(range, now), now);
  return start === undefined || end <= start ? range : { kind: 'between', start: isoOf(start), end: isoOf(end) };
}

/** The stretch with an open end closed at the end of today. */
export const closed = (stretch: Stretch, now: Date): { start?: Instant | undefined; end: Instant } => ({
  start: stretch.start,
  end: stretch.end ?? tomorrow(now.getTime()),
});

/** Periods of a grain from the one that holds `start` to the last that begins before `end`. */
export function periodsIn(start: Instant, end: Instant, grain: Grain): number {
  const first = truncate(start, grain);
  const months = monthsOf(grain);
  const last = truncate(end - 1, grain);
  if (months !== undefined) return (monthIndex(last) - monthIndex(first)) / months + 1;
  return Math.round((last - first) / (shift(first, grain, 1) - first)) + 1;
}
