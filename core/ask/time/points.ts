import { DAY, instantOf, shift, truncate } from '../../plan/instant.ts';
import { patterns } from '../english/patterns.ts';
import type { Pace } from '../pace.ts';
import {
  COUNT,
  countOf,
  DAY_NUMBER,
  DIGIT_YEAR,
  MONTH,
  monthOf,
  OF,
  ORDINAL,
  ordinalOf,
  YEAR,
  yearOf,
} from './patterns.ts';
import {
  type Clock,
  dayPoint,
  type FoundPoint,
  halfPoint,
  latest,
  monthPoint,
  type Point,
  type PointRule,
  quarterPoint,
  rule,
  spanText,
  unitPoint,
  weekPoint,
} from './point.ts';
import { relativeRules } from './relative.ts';

const weekNamed = patterns.weekNamed;

/** 03/04/2024 and the like: which of the two is the day is known only when one can't be a month. */
function writtenDay(match: RegExpExecArray, clock: Clock): Point | undefined {
  const [, first, separator, second, year] = match;
  const [a, b] = [Number(first), Number(second)];
  const dayFirst = separator === '.' || a > 12 || (b <= 12 && clock.dayFirst);
  return dayFirst ? dayPoint(Number(year), b - 1, a) : dayPoint(Number(year), a - 1, b);
}

const halfNumber = (ordinal: string | undefined): number => (/^(f|1)/.test(ordinal ?? '') ? 1 : 2);
const HALF = '(first|1st|second|2nd|last|latter)';

const days: readonly PointRule[] = [
  rule('(\\d{4}-\\d\\d-\\d\\d)', m => {
    const start = instantOf(m[1] ?? '');
    return start === undefined ? undefined : unitPoint(start, 'day');
  }),
  rule('(\\d{4})([-./])(\\d{1,2})\\2(\\d{1,2})', m => dayPoint(Number(m[1]), Number(m[3]) - 1, Number(m[4]))),
  rule('(\\d{1,2})([-./])(\\d{1,2})\\2(\\d{4})', writtenDay),
  rule(`${MONTH}(?: the)? ${DAY_NUMBER}${OF} ${YEAR}`, (m, { now }) =>
    dayPoint(yearOf(m[3], now), monthOf(m[1]), Number(m[2])),
  ),
  rule(`${DAY_NUMBER}(?: of)?(?: -)? ${MONTH}${OF} ${YEAR}`, (m, { now }) =>
    dayPoint(yearOf(m[3], now), monthOf(m[2]), Number(m[1])),
  ),
  rule(`(?:christmas|xmas)( eve)?(?: day)?${OF} ${YEAR}`, (m, { now }) =>
    dayPoint(yearOf(m[2], now), 11, m[1] ? 24 : 25),
  ),
  rule(`${MONTH}(?: the)? ${DAY_NUMBER}`, (m, { now }) => latest(y => dayPoint(y, monthOf(m[1]), Number(m[2])), now)),
  rule(`${DAY_NUMBER}(?: of)? ${MONTH}`, (m, { now }) => latest(y => dayPoint(y, monthOf(m[2]), Number(m[1])), now)),
];

const monthsAndMore: readonly PointRule[] = [
  rule('(\\d{4})-(\\d\\d)', m =>
    Number(m[2]) >= 1 && Number(m[2]) <= 12 ? monthPoint(Number(m[1]), Number(m[2]) - 1) : undefined,
  ),
  rule('(0?[1-9]|1[0-2]) / ((?:19|20)\\d\\d)', m => monthPoint(Number(m[2]), Number(m[1]) - 1)),
  rule(`${MONTH}${OF} ${YEAR}`, (m, { now }) => monthPoint(yearOf(m[2], now), monthOf(m[1]))),
  rule(`${DIGIT_YEAR}(?: [-/])? ${MONTH}`, (m, { now }) => monthPoint(yearOf(m[1], now), monthOf(m[2]))),
  rule(`${MONTH} ([5-9]\\d)`, m => monthPoint(1900 + Number(m[2]), monthOf(m[1]))),
  rule('q([1-4]) ([5-9]\\d)', m => quarterPoint(1900 + Number(m[2]), Number(m[1]))),
  rule(`(?:month of )?${MONTH}`, (m, { now }) => latest(y => monthPoint(y, monthOf(m[1])), now)),
  rule(`(?:q([1-4])|([1-4])q|quarter ([1-4]))${OF} ${YEAR}`, (m, { now }) =>
    quarterPoint(yearOf(m[4], now), Number(m[1] ?? m[2] ?? m[3])),
  ),
  rule(`${DIGIT_YEAR}(?: [-/])? ?q([1-4])`, (m, { now }) => quarterPoint(yearOf(m[1], now), Number(m[2]))),
  rule('(?:q([1-4])|quarter ([1-4]))', (m, { now }) => latest(y => quarterPoint(y, Number(m[1] ?? m[2])), now)),
  rule(`${ORDINAL} quarter${OF} ${YEAR}`, (m, { now }) => {
    const quarter = ordinalOf(m[1]) === -1 ? 4 : ordinalOf(m[1]);
    return quarter > 4 ? undefined : quarterPoint(yearOf(m[2], now), quarter);
  }),
  rule('(first|1st|second|2nd|third|3rd|fourth|4th) quarter', (m, { now }) =>
    latest(y => quarterPoint(y, ordinalOf(m[1])), now),
  ),
  rule(`(?:h([12])|([12])h)${OF} ${YEAR}`, (m, { now }) => halfPoint(yearOf(m[3], now), Number(m[1] ?? m[2]))),
  rule(`${DIGIT_YEAR}(?: [-/])? ?h([12])`, (m, { now }) => halfPoint(yearOf(m[1], now), Number(m[2]))),
  rule('h([12])', (m, { now }) => latest(y => halfPoint(y, Number(m[1])), now)),
  rule(`${HALF} half${OF} ${YEAR}`, (m, { now }) => halfPoint(yearOf(m[2], now), halfNumber(m[1]))),
  rule('(first|1st|second|2nd) half(?: of the year)?', (m, { now }) =>
    latest(y => halfPoint(y, halfNumber(m[1])), now),
  ),
  rule(
    `(?:(?:(?:calendar|full|whole|entire|complete) )?year |(?:full|whole|entire|complete|all of|calendar) )?${DIGIT_YEAR}`,
    (m, { now }) => ({
      ...unitPoint(Date.UTC(yearOf(m[1], now), 0), 'year'),
      number: yearOf(m[1], now),
    }),
  ),
];

const weeks: readonly PointRule[] = [
  rule(`(?:calendar |iso )?(?:week|wk|w|cw|kw) ?(\\d{1,2})${OF} ${YEAR}`, (m, { now }) =>
    weekPoint(yearOf(m[2], now), Number(m[1])),
  ),
  rule('(\\d{4})(?: -)? ?w(\\d{1,2})', m => weekPoint(Number(m[1]), Number(m[2]))),
  rule('(?:calendar |iso )?week (\\d{1,2})', (m, { now }) => latest(y => weekPoint(y, Number(m[1])), now)),
];

const rules: readonly PointRule[] = [...days, ...weeks, ...monthsAndMore, ...relativeRules];

/** What texts begin with, found already against a clock: many ways of saying a time look at the same place. */
const known = new WeakMap<Clock, Map<string, FoundPoint | undefined>>();

/** The longest stretch of the calendar that a text begins with. */
export function pointAt(text: string, clock: Clock): FoundPoint | undefined {
  const found = known.get(clock) ?? new Map<string, FoundPoint | undefined>();
  known.set(clock, found);
  if (!found.has(text)) found.set(text, longestAt(text, clock));
  return found.get(text);
}

function longestAt(text: string, clock: Clock): FoundPoint | undefined {
  let best = partOfPoint(text, clock) ?? weekOf(text, clock);
  for (const [pattern, build] of rules) {
    const match = pattern.exec(text);
    if (!match || match[0].length <= (best?.length ?? 0)) continue;
    const point = build(match, clock);
    if (point) best = { ...point, length: match[0].length };
  }
  return best;
}

/** The engine translates a pattern when it is first run, which takes it long for many at once: here with rests. */
export async function translatePatterns(pace: Pace): Promise<void> {
  for (const pattern of [...rules.map(([pattern]) => pattern), part]) {
    // The first run is interpreted, the second is in machine code.
    for (let run = 0; run < 2; run++) pattern.test('');
    await pace.rest();
  }
}

/** "week of March 4 2024": the week that the day is in. */
function weekOf(text: string, clock: Clock): FoundPoint | undefined {
  const lead = weekNamed.exec(text);
  const day = lead && pointAt(text.slice(lead[0].length), clock);
  if (!lead || day?.unit !== 'day') return undefined;
  const start = truncate(day.start, 'week');
  // a week that is said to begin on another day than Monday is not one of ours
  if (!/ of /.test(lead[0]) && start !== day.start) return undefined;
  const week = unitPoint(start, 'week');
  const said = start === day.start ? undefined : `the week ${spanText(week.start, week.end)}`;
  return { ...week, assumed: day.assumed, said, length: lead[0].length + day.length };
}

const part = new RegExp(
  `^(?:the )?(?:${ORDINAL}|(first|last|final) ${COUNT}) (day|week|month|quarter|half|halve)s?(?: of| in| ,)(?: the)? `,
);

/** "last 3 months of 2024", "first week of March": a part of another stretch. */
function partOfPoint(text: string, clock: Clock): FoundPoint | undefined {
  const match = part.exec(text);
  const whole = match && wholeAt(text.slice(match[0].length), clock);
  if (!match || !whole) return undefined;
  const fromEnd = ordinalOf(match[1] ?? match[2]) === -1;
  const unit = match[4] ?? 'day';
  const count = countOf(match[3]);
  const found =
    unit === 'half' || unit === 'halve'
      ? halfOf(whole, match[1], fromEnd)
      : piece(whole, unit as 'day', count, match[3] ? undefined : ordinalOf(match[1]), fromEnd);
  return found && { ...found, assumed: whole.assumed, length: match[0].length + whole.length };
}

/** The stretch that a part is of; "of the year" and the like mean the one now is in. */
function wholeAt(text: string, clock: Clock): FoundPoint | undefined {
  const named = pointAt(text, clock);
  if (named) return named;
  const bare = /^(week|month|quarter|year)(?= |$)/.exec(text);
  const unit = bare?.[1] as 'week' | undefined;
  return unit && bare ? { ...unitPoint(truncate(clock.now, unit), unit), length: bare[0].length } : undefined;
}

function piece(
  whole: Point,
  unit: 'day' | 'week' | 'month' | 'quarter',
  count: number,
  nth: number | undefined,
  fromEnd: boolean,
): Point | undefined {
  if (count < 1) return undefined;
  const from = fromEnd ? shift(whole.end, unit, -count) : shift(whole.start, unit, nth ? nth - 1 : 0);
  const point = unitPoint(from, unit, count);
  if (point.start < whole.start || point.end > whole.end) return undefined;
  const aligned = truncate(from, unit) === from;
  if (!aligned && unit !== 'week') return undefined;
  if (aligned) return point;
  const monday = fromEnd ? truncate(whole.end, 'week') : truncate(whole.start + 6 * DAY, 'week');
  const other = unitPoint(
    fromEnd ? shift(monday, 'week', -count) : shift(monday, 'week', nth ? nth - 1 : 0),
    'week',
    count,
  );
  return {
    ...point,
    unit: undefined,
    said: spanText(point.start, point.end),
    other: {
      label: `whole weeks from Monday: ${spanText(other.start, other.end)}`,
      range: { kind: 'between', start: isoDay(other.start), end: isoDay(other.end) },
    },
  };
}

const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Half a month ends on its 15th; half a year on 30 June; nobody agrees on half a quarter. */
function halfOf(whole: Point, ordinal: string | undefined, fromEnd: boolean): Point | undefined {
  const first = !fromEnd && ordinalOf(ordinal) === 1;
  if (!first && !fromEnd && ordinalOf(ordinal) !== 2) return undefined;
  const middle =
    whole.unit === 'month'
      ? whole.start + 15 * DAY
      : whole.unit === 'year'
        ? shift(whole.start, 'month', 6)
        : undefined;
  if (middle === undefined) return undefined;
  const [start, end] = first ? [whole.start, middle] : [middle, whole.end];
  return { start, end, said: whole.unit === 'month' ? spanText(start, end) : undefined };
}
