import { type Instant, isoOf, shift, truncate } from '../../plan/instant.ts';
import type { TimeRange } from '../../plan/schema.ts';
import { stretchOf } from '../../plan/time.ts';
import type { Grain } from '../../semantic/model/types.ts';

/** Against what a time expression is read. */
export interface Clock {
  readonly now: Instant;
  /** 03/04/2024 is the third of April. */
  readonly dayFirst: boolean;
}

/** A stretch of the calendar that one expression names. */
export interface Point {
  readonly start: Instant;
  /** Not in it. */
  readonly end: Instant;
  /** How it is kept, where it moves with now; else its days. */
  readonly range?: TimeRange | undefined;
  readonly unit?: Grain | undefined;
  /** The year that was taken because none was said. */
  readonly assumed?: string | undefined;
  /** A bare year. */
  readonly number?: number | undefined;
  readonly said?: string | undefined;
  readonly other?: { readonly label: string; readonly range: TimeRange } | undefined;
  readonly rolling?: boolean | undefined;
  readonly back?: boolean | undefined;
}

/** A point with the characters it took. */
export type FoundPoint = Point & { readonly length: number };

/** A pattern of words and the stretch of time that they mean; undefined where there is no such. */
export type PointRule = readonly [pattern: RegExp, build: (match: RegExpExecArray, clock: Clock) => Point | undefined];

/** A rule whose pattern is a run of whole words. */
export const rule = (pattern: string, build: PointRule[1]): PointRule => [
  new RegExp(`^(?:the )?(?:${pattern})(?= |$)`),
  build,
];

/** A range from one instant up to another, the latter left out. */
export const between = (start: Instant, end: Instant): TimeRange => ({
  kind: 'between',
  start: isoOf(start),
  end: isoOf(end),
});

/** The range of a point: its own where it moves with now. */
export const rangeOfPoint = (point: Point): TimeRange => point.range ?? between(point.start, point.end);

/** So many units from a start. */
export const unitPoint = (start: Instant, unit: Grain, count = 1): Point => ({
  start,
  end: shift(start, unit, count),
  unit: count === 1 ? unit : undefined,
});

/** A stretch that moves with now. */
export function movingPoint(range: TimeRange, now: Instant, more: Partial<Point> = {}): Point | undefined {
  const { start, end } = stretchOf(range, new Date(now));
  return start === undefined || end === undefined ? undefined : { start, end, range, ...more };
}

/** A quarter of a year; `quarter` is 1 to 4. */
export const quarterPoint = (year: number, quarter: number): Point =>
  unitPoint(Date.UTC(year, 3 * (quarter - 1)), 'quarter');
/** Half of a year; `half` is 1 or 2. */
export const halfPoint = (year: number, half: number): Point => unitPoint(Date.UTC(year, 6 * (half - 1)), 'month', 6);
/** A month of a year; `month` is 0 to 11. */
export const monthPoint = (year: number, month: number): Point => unitPoint(Date.UTC(year, month), 'month');

/** Undefined where there is no such day. */
export function dayPoint(year: number, month: number, day: number): Point | undefined {
  const start = Date.UTC(year, month, day);
  const date = new Date(start);
  return date.getUTCMonth() === month && date.getUTCDate() === day ? unitPoint(start, 'day') : undefined;
}

/** Week 1 is the one with 4 January; undefined where the year has no such week. */
export function weekPoint(year: number, week: number): Point | undefined {
  const first = truncate(Date.UTC(year, 0, 4), 'week');
  const start = shift(first, 'week', week - 1);
  if (week < 1 || start >= truncate(Date.UTC(year + 1, 0, 4), 'week')) return undefined;
  return { ...unitPoint(start, 'week'), said: `week ${week} of ${year}: ${spanText(start, shift(start, 'week', 1))}` };
}

const yearAt = (at: Instant): number => new Date(at).getUTCFullYear();

/** Year not said: the latest one whose stretch has begun by now. */
export function latest(build: (year: number) => Point | undefined, now: Instant): Point | undefined {
  for (let year = yearAt(now); year > yearAt(now) - 9; year--) {
    const point = build(year);
    if (point && point.start <= now) return { ...point, assumed: String(yearAt(point.start)) };
  }
  return undefined;
}

/** A point whose year was assumed, in the year of another. */
export function inYearOf(point: Point, year: number): Point {
  const years = year - yearAt(point.start);
  if (years === 0) return { ...point, assumed: undefined };
  const end = shift(point.end, 'year', years);
  return { ...point, start: shift(point.start, 'year', years), end, assumed: undefined };
}

/** The year that a point begins in. */
export const startYear = (point: Point): number => yearAt(point.start);

const names = 'January February March April May June July August September October November December'.split(' ');

/** 4 March 2024 */
export function dayText(at: Instant): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${names[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** 1 to 7 March 2024: first and last day. */
export const spanText = (start: Instant, end: Instant): string =>
  `${dayText(start)} to ${dayText(shift(end, 'day', -1))}`;
