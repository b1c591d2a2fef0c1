import { shift, truncate } from '../../plan/instant.ts';
import type { TimeRange } from '../../plan/schema.ts';
import { stretchOf } from '../../plan/time.ts';
import type { Grain } from '../../semantic/model/types.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { COUNT, countOf, MONTH, monthOf, UNIT, unitOf } from './patterns.ts';
import {
  type Clock,
  dayText,
  monthPoint,
  movingPoint,
  type Point,
  type PointRule,
  rule,
  spanText,
  unitPoint,
} from './point.ts';

/** Stretches against now, which keep their meaning as time goes on. */

const lastYear = "(?:last|previous|prior) year(?:'?s)?";
const short: Readonly<Record<string, Grain>> = { ytd: 'year', qtd: 'quarter', mtd: 'month', wtd: 'week' };

/** The same part of the unit before: year to date last year. */
function toDateBefore(unit: Grain, step: Grain, clock: Clock): Point {
  const { start, end } = stretchOf({ kind: 'toDate', unit }, new Date(clock.now));
  const [from, to] = [shift(start ?? clock.now, step, -1), shift(end ?? clock.now, step, -1)];
  return { start: from, end: to, said: spanText(from, to) };
}

const toDate = (unit: Grain, { now }: Clock) => movingPoint({ kind: 'toDate', unit }, now);

/** Days roll; months, quarters and years are whole ones, with the rolling reading to choose. */
function counted(word: string, count: number, whole: boolean, unit: Grain, { now }: Clock): Point | undefined {
  const previous: TimeRange = { kind: 'previous', unit, count };
  const past: TimeRange = { kind: 'past', unit, count };
  if (count < 1 || count > 10_000) return undefined;
  const rolling = /^(trailing|rolling)/.test(word);
  if (unit === 'day') return movingPoint(past, now, { rolling });
  return !whole && (word === 'past' || rolling)
    ? movingPoint(past, now, { rolling, other: { label: `${count} complete ${unit}s`, range: previous } })
    : movingPoint(previous, now, { other: { label: `the ${count} ${unit}s up to today`, range: past } });
}

function one(word: string, whole: boolean, unit: Grain, { now }: Clock): Point | undefined {
  const previous: TimeRange = { kind: 'previous', unit, count: 1 };
  if (word !== 'past' || whole || unit === 'day')
    return movingPoint(previous, now, { unit, back: /^p(rev|rio|rec)/.test(word) });
  return movingPoint({ kind: 'past', unit, count: 1 }, now, {
    other: { label: `the last complete ${unit}`, range: previous },
  });
}

/** A unit so many units back: the month three months ago, not a day. */
function ago(unit: Grain, count: number, { now }: Clock): Point {
  const start = shift(truncate(now, unit), unit, -count);
  const point = unitPoint(start, unit);
  return { ...point, said: unit === 'day' ? dayText(start) : `the whole ${unit}, ${spanText(start, point.end)}` };
}

/** "last March": the latest that is over; it may also be meant as that of last year. */
function lastMonthNamed(month: number, { now }: Clock): Point {
  const year = new Date(now).getUTCFullYear();
  const over = monthPoint(year, month).end <= now ? year : year - 1;
  const point = monthPoint(over, month);
  const before = monthPoint(year - 1, month);
  const label = (p: Point) => dayText(p.start).slice(2);
  return {
    ...point,
    said: label(point),
    other:
      before.start === point.start
        ? undefined
        : {
            label: label(before),
            range: { kind: 'between', start: iso(before.start), end: iso(before.end) },
          },
  };
}

const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

const nextMonthNamed = (month: number, { now }: Clock): Point => {
  const year = new Date(now).getUTCFullYear();
  return monthPoint(Date.UTC(year, month) > now ? year : year + 1, month);
};

/** Stretches that are told from now: last quarter, month to date, past 90 days. */
export const relativeRules: readonly PointRule[] = [
  rule(`(?:(year|quarter|month) to date|(ytd|qtd|mtd))(?: of| in| for)?(?: the)? ${lastYear}`, (m, clock) =>
    toDateBefore(unitOf(m[1] ?? short[m[2] ?? '']), 'year', clock),
  ),
  rule(`${lastYear} (?:year to date|ytd|to date)`, (_, clock) => toDateBefore('year', 'year', clock)),
  rule('(?:last|previous|prior) (quarter|month|week) to date', (m, clock) =>
    toDateBefore(unitOf(m[1]), unitOf(m[1]), clock),
  ),
  rule(`(year|quarter|month|week) to date|(ytd|qtd|mtd|wtd)`, (m, clock) =>
    toDate(unitOf(m[1] ?? short[m[2] ?? '']), clock),
  ),
  rule(lists.toDate, (m, clock) => toDate(unitOf(m[1] ?? m[2] ?? m[3]), clock)),
  rule(
    `(last|past|previous|prior|preceding|trailing|rolling|most recent|latest) ${COUNT} (?:(full|complete|completed|whole|calendar) )?${UNIT}s?`,
    (m, clock) => counted(m[1] ?? '', countOf(m[2]), m[3] !== undefined, unitOf(m[4]), clock),
  ),
  // "the 30 days before today" are the last 30, and the 2 years up to now begin on today's date
  rule(
    `(?:(last|past|previous|prior|preceding|most recent|latest) )?${COUNT} (?:(full|complete|completed|whole|calendar) )?${UNIT}s? (?:before|prior to|preceding|up to|until|till|leading up to) (?:now|today|this day)`,
    (m, clock) => counted(m[1] ?? 'past', countOf(m[2]), m[3] !== undefined, unitOf(m[4]), clock),
  ),
  rule(`(last|previous|prior|past|preceding) (?:(full|complete|completed|whole|calendar) )?${UNIT}`, (m, clock) =>
    one(m[1] ?? '', m[2] !== undefined, unitOf(m[3]), clock),
  ),
  rule(`${UNIT} before(?! last)`, (m, clock) => one('previous', false, unitOf(m[1]), clock)),
  rule(`${UNIT} before last`, (m, clock) =>
    unitPoint(shift(truncate(clock.now, unitOf(m[1])), unitOf(m[1]), -2), unitOf(m[1])),
  ),
  rule(`(?:this|current|present|the current|the present) ${UNIT}`, (m, { now }) =>
    movingPoint({ kind: 'current', unit: unitOf(m[1]) }, now, { unit: unitOf(m[1]) }),
  ),
  // "shipped the next day" is that after another day, and not tomorrow
  rule(`(?:next|coming|upcoming) (?:${COUNT} )?(?!day(?: |$))${UNIT}s?`, (m, { now }) =>
    movingPoint({ kind: 'next', unit: unitOf(m[2]), count: countOf(m[1]) }, now, {
      unit: countOf(m[1]) === 1 ? unitOf(m[2]) : undefined,
    }),
  ),
  rule('today', (_, { now }) => movingPoint({ kind: 'current', unit: 'day' }, now, { unit: 'day' })),
  rule('tomorrow', (_, { now }) => movingPoint({ kind: 'next', unit: 'day', count: 1 }, now, { unit: 'day' })),
  rule('yesterday', (_, { now }) => movingPoint({ kind: 'previous', unit: 'day', count: 1 }, now, { unit: 'day' })),
  rule('day before yesterday', (_, clock) => ago('day', 2, clock)),
  rule(`${COUNT} ${UNIT}s? ago`, (m, clock) =>
    countOf(m[1]) > 2000 ? undefined : ago(unitOf(m[2]), countOf(m[1]), clock),
  ),
  rule(`last ${MONTH}`, (m, clock) => lastMonthNamed(monthOf(m[1]), clock)),
  rule(`this ${MONTH}`, (m, { now }) => monthPoint(new Date(now).getUTCFullYear(), monthOf(m[1]))),
  rule(`next ${MONTH}`, (m, clock) => nextMonthNamed(monthOf(m[1]), clock)),
];
