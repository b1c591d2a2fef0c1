import type { TimeRange } from '../plan/schema.ts';
import type { Grain } from '../semantic/model/types.ts';
import { addUnits, isoDay, startOf } from './calendar.ts';
import type { Token } from './words.ts';

/** A time expression as understood, against a given now. */
export interface TimePhrase {
  readonly range: TimeRange;
  /** The calendar unit it is one of (a year, a month), when it is. */
  readonly unit?: Grain | undefined;
  /** The year was not said: which one was taken, for the assumption. */
  readonly assumed?: string | undefined;
  /** Bare years as numbers, for where a number was meant (more than 2000). */
  readonly numbers?: readonly number[] | undefined;
  /** from X to Y: the two points, for growth and comparisons. */
  readonly points?: readonly [TimeRange, TimeRange] | undefined;
  /** last 3 months: taken as whole units; the other reading, for the choice. */
  readonly other?: { readonly label: string; readonly range: TimeRange } | undefined;
}

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '((?:19|20)\\d\\d)';
const ORDINAL = '(first|1st|second|2nd|third|3rd|fourth|4th|last|final)';
const UNIT = '(day|week|month|quarter|year)';
const OF = '(?: of| in|,)?(?: the year)?';
const COUNT = '(\\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)';
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
};
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: -1,
  final: -1,
};

const toCount = (text: string | undefined): number => (text === undefined ? 1 : (numberWords[text] ?? Number(text)));
const monthIndex = (text: string): number => months.indexOf(text.slice(0, 3));

/** A stretch of the calendar with the characters it took. */
interface Point {
  readonly start: Date;
  readonly end: Date;
  readonly unit?: Grain | undefined;
  readonly assumed?: string | undefined;
  readonly number?: number | undefined;
  readonly length: number;
}

const utc = (year: number, month = 0, day = 1): Date => new Date(Date.UTC(year, month, day));

type PointRule = readonly [RegExp, (match: RegExpExecArray, now: Date) => Omit<Point, 'length'> | undefined];

const unitPoint = (start: Date, unit: Grain, count = 1): Omit<Point, 'length'> => ({
  start,
  end: addUnits(start, unit, count),
  unit: count === 1 ? unit : undefined,
});

/** Year not said: the latest one whose stretch has begun by now. */
function latest(build: (year: number) => Omit<Point, 'length'>, now: Date): Omit<Point, 'length'> {
  const thisYear = build(now.getUTCFullYear());
  const chosen = thisYear.start <= now ? thisYear : build(now.getUTCFullYear() - 1);
  return { ...chosen, assumed: String(chosen.start.getUTCFullYear()) };
}

const pointRules: readonly PointRule[] = [
  [/^(\d{4})-(\d\d)-(\d\d)(?= |$)/, m => dayPoint(Number(m[1]), Number(m[2]) - 1, Number(m[3]))],
  [
    /^(\d{4})-(\d\d)(?= |$)/,
    m =>
      Number(m[2]) >= 1 && Number(m[2]) <= 12 ? unitPoint(utc(Number(m[1]), Number(m[2]) - 1), 'month') : undefined,
  ],
  [new RegExp(`^(?:the )?q([1-4])${OF} ${YEAR}(?= |$)`), m => quarterPoint(Number(m[2]), Number(m[1]))],
  [new RegExp(`^${YEAR} q([1-4])(?= |$)`), m => quarterPoint(Number(m[1]), Number(m[2]))],
  [new RegExp(`^(?:the )?quarter ([1-4])${OF} ${YEAR}(?= |$)`), m => quarterPoint(Number(m[2]), Number(m[1]))],
  [
    new RegExp(`^(?:the )?${ORDINAL} quarter${OF} ${YEAR}(?= |$)`),
    m => quarterPoint(Number(m[2]), ordinals[m[1] ?? ''] === -1 ? 4 : (ordinals[m[1] ?? ''] ?? 1)),
  ],
  [new RegExp(`^(?:the )?h([12])${OF} ${YEAR}(?= |$)`), m => halfPoint(Number(m[2]), Number(m[1]))],
  [new RegExp(`^${YEAR} h([12])(?= |$)`), m => halfPoint(Number(m[1]), Number(m[2]))],
  [
    new RegExp(`^(?:the )?(first|1st|second|2nd|last) half${OF} ${YEAR}(?= |$)`),
    m => halfPoint(Number(m[2]), /^(f|1)/.test(m[1] ?? '') ? 1 : 2),
  ],
  [
    new RegExp(`^(?:the )?first ${COUNT} months${OF} ${YEAR}(?= |$)`),
    m => unitPoint(utc(Number(m[2])), 'month', toCount(m[1])),
  ],
  [
    new RegExp(`^(?:the )?first ${COUNT} quarters${OF} ${YEAR}(?= |$)`),
    m => unitPoint(utc(Number(m[2])), 'quarter', toCount(m[1])),
  ],
  [
    new RegExp(`^(?:the )?last ${COUNT} months${OF} ${YEAR}(?= |$)`),
    m => unitPoint(utc(Number(m[2]), 12 - toCount(m[1])), 'month', toCount(m[1])),
  ],
  [
    new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}(?= |$)`),
    m => dayPoint(Number(m[3]), monthIndex(m[1] ?? ''), Number(m[2])),
  ],
  [
    new RegExp(`^(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH},? ${YEAR}(?= |$)`),
    m => dayPoint(Number(m[3]), monthIndex(m[2] ?? ''), Number(m[1])),
  ],
  [new RegExp(`^${MONTH}${OF} ${YEAR}(?= |$)`), m => unitPoint(utc(Number(m[2]), monthIndex(m[1] ?? '')), 'month')],
  [new RegExp(`^${YEAR} ${MONTH}(?= |$)`), m => unitPoint(utc(Number(m[1]), monthIndex(m[2] ?? '')), 'month')],
  [
    new RegExp(`^(?:the )?(?:calendar )?(?:year )?${YEAR}(?= |$)`),
    m => ({ ...unitPoint(utc(Number(m[1])), 'year'), number: Number(m[1]) }),
  ],
  [
    new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?= |$)`),
    (m, now) => latestDay(monthIndex(m[1] ?? ''), Number(m[2]), now),
  ],
  [
    new RegExp(`^(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?= |$)`),
    (m, now) => latestDay(monthIndex(m[2] ?? ''), Number(m[1]), now),
  ],
  [/^(?:the )?q([1-4])(?= |$)/, (m, now) => latest(year => quarterPoint(year, Number(m[1])), now)],
  [/^(?:the )?h([12])(?= |$)/, (m, now) => latest(year => halfPoint(year, Number(m[1])), now)],
  [
    new RegExp(`^(?:the )?${ORDINAL} quarter(?: of (?:this|the) year)?(?= |$)`),
    (m, now) =>
      ordinals[m[1] ?? ''] === -1 ? undefined : latest(year => quarterPoint(year, ordinals[m[1] ?? ''] ?? 1), now),
  ],
  [
    /^(?:the )?(first|1st|second|2nd) half(?: of (?:this|the) year)?(?= |$)/,
    (m, now) => latest(year => halfPoint(year, /^(f|1)/.test(m[1] ?? '') ? 1 : 2), now),
  ],
  [/^yesterday(?= |$)/, (_, now) => unitPoint(addUnits(startOf(now, 'day'), 'day', -1), 'day')],
  [/^today(?= |$)/, (_, now) => unitPoint(startOf(now, 'day'), 'day')],
  [
    new RegExp(`^(?:the )?(?:last|previous|prior|past) ${UNIT}(?= |$)`),
    (m, now) => unitPoint(addUnits(startOf(now, m[1] as Grain), m[1] as Grain, -1), m[1] as Grain),
  ],
  [
    new RegExp(`^(?:this|the current|current|the present) ${UNIT}(?= |$)`),
    (m, now) => unitPoint(startOf(now, m[1] as Grain), m[1] as Grain),
  ],
  [
    new RegExp(`^${MONTH}(?= |$)`),
    (m, now) => latest(year => unitPoint(utc(year, monthIndex(m[1] ?? '')), 'month'), now),
  ],
];

function dayPoint(year: number, month: number, day: number): Omit<Point, 'length'> | undefined {
  const start = utc(year, month, day);
  return start.getUTCMonth() === month && start.getUTCDate() === day ? unitPoint(start, 'day') : undefined;
}
const quarterPoint = (year: number, quarter: number): Omit<Point, 'length'> =>
  unitPoint(utc(year, 3 * (quarter - 1)), 'quarter');
const halfPoint = (year: number, half: number): Omit<Point, 'length'> =>
  unitPoint(utc(year, 6 * (half - 1)), 'month', 6);

function latestDay(month: number, day: number, now: Date): Omit<Point, 'length'> | undefined {
  return dayPoint(2000, month, day) === undefined
    ? undefined
    : latest(year => unitPoint(utc(year, month, day), 'day'), now);
}

function pointAt(text: string, now: Date): Point | undefined {
  for (const [rule, build] of pointRules) {
    const match = rule.exec(text);
    const built = match && build(match, now);
    if (match && built) return { ...built, length: match[0].length };
  }
  return undefined;
}

const between = (start: Date, end: Date): TimeRange => ({ kind: 'between', start: isoDay(start), end: isoDay(end) });

interface Found {
  readonly phrase: TimePhrase;
  readonly length: number;
}

type Rule = (text: string, now: Date) => Found | undefined;

/** Relative stretches, which keep their meaning as time goes on. */
const relative: Rule = (text, now) => {
  const toDate =
    /^(?:(?:the )?(year|quarter|month|week) to date|(ytd|qtd|mtd|wtd)|so far this (year|quarter|month|week)|this (year|quarter|month|week) (?:so far|to date)|(?:since|from) the (?:start|beginning) of (?:the|this) (year|quarter|month|week))(?= |$)/.exec(
      text,
    );
  if (toDate) {
    const short = { y: 'year', q: 'quarter', m: 'month', w: 'week' } as const;
    const unit = (toDate[1] ?? toDate[3] ?? toDate[4] ?? toDate[5] ?? short[(toDate[2]?.[0] ?? 'y') as 'y']) as Grain;
    return { phrase: { range: { kind: 'toDate', unit } }, length: toDate[0].length };
  }
  const counted = new RegExp(
    `^(?:the )?(last|past|previous|prior|preceding|trailing|most recent) ${COUNT} (?:(full|complete|whole|calendar) )?${UNIT}s?(?= |$)`,
  ).exec(text);
  if (counted)
    return {
      phrase: countedUnits(counted[1] ?? '', toCount(counted[2]), counted[3] !== undefined, counted[4] as Grain),
      length: counted[0].length,
    };
  const one = new RegExp(
    `^(?:the )?(last|previous|prior|past|preceding) (?:(full|complete|whole|calendar) )?${UNIT}(?= |$)`,
  ).exec(text);
  if (one) {
    const unit = one[3] as Grain;
    const rolling = one[1] === 'past' && !one[2];
    const previous: TimeRange = { kind: 'previous', unit, count: 1 };
    const past: TimeRange = { kind: 'past', unit, count: 1 };
    return {
      phrase: {
        range: rolling ? past : previous,
        unit: rolling ? undefined : unit,
        other: rolling ? { label: `the last complete ${unit}`, range: previous } : undefined,
      },
      length: one[0].length,
    };
  }
  const current = new RegExp(`^(?:this|the current|current|the present) ${UNIT}(?= |$)`).exec(text);
  if (current)
    return {
      phrase: { range: { kind: 'current', unit: current[1] as Grain }, unit: current[1] as Grain },
      length: current[0].length,
    };
  const next = new RegExp(`^(?:the )?(?:next|coming|following|upcoming) (?:${COUNT} )?${UNIT}s?(?= |$)`).exec(text);
  if (next)
    return {
      phrase: { range: { kind: 'next', unit: next[2] as Grain, count: toCount(next[1]) } },
      length: next[0].length,
    };
  const day = /^(today|yesterday)(?= |$)/.exec(text);
  if (day)
    return {
      phrase: {
        range: day[1] === 'today' ? { kind: 'current', unit: 'day' } : { kind: 'previous', unit: 'day', count: 1 },
        unit: 'day',
      },
      length: day[0].length,
    };
  return now && undefined;
};

/** Days and weeks roll; months, quarters and years are whole ones, with the rolling reading to choose. */
function countedUnits(word: string, count: number, whole: boolean, unit: Grain): TimePhrase {
  const previous: TimeRange = { kind: 'previous', unit, count };
  const past: TimeRange = { kind: 'past', unit, count };
  const rolls = !whole && (word === 'past' || word === 'trailing' || unit === 'day');
  if (unit === 'day') return { range: past };
  return rolls
    ? { range: past, other: { label: `${count} complete ${unit}s`, range: previous } }
    : { range: previous, other: { label: `the ${count} ${unit}s up to today`, range: past } };
}

/** since X, before X, between X and Y, X to Y and the like. */
const bounded: Rule = (text, now) => {
  const from =
    /^(?:between|from|over|during|in the period|in the years|the years|years|in the months|for the years|for the period|the period)(?: from| between)? /.exec(
      text,
    );
  const first = pointAt(text.slice(from?.[0].length ?? 0), now);
  if (first) {
    const rest = text.slice((from?.[0].length ?? 0) + first.length);
    const joint = (
      from?.[0].startsWith('between')
        ? /^ (?:and|to|until|through|-|–) (?:the end of )?/
        : /^ (?:to|until|till|through|thru|up to|up until|-|–)(?: and including)?(?: the)?(?: end of)? /
    ).exec(rest);
    const second = joint && pointFrom(rest.slice(joint[0].length), now, first);
    const begin = second && first.assumed && !second.assumed ? withYearOf(first, second) : first;
    if (joint && second && second.end > begin.start) {
      return {
        phrase: {
          range: between(begin.start, second.end),
          numbers: numbersOf(first, second),
          assumed: second.assumed,
          points: [between(begin.start, begin.end), between(second.start, second.end)],
        },
        length: (from?.[0].length ?? 0) + first.length + joint[0].length + second.length,
      };
    }
  }
  const edge =
    /^(since|after|following|before|prior to|until|till|up to|through|up until|as of|starting|starting in|starting from|from|later than|earlier than|by the end of|not before|no later than|up to and including|on or after|on or before|ending)(?: the)?(?: (start|beginning|end) of)?(?: the)? /.exec(
      text,
    );
  const point = edge && pointAt(text.slice(edge[0].length), now);
  if (!edge || !point) return undefined;
  const length = edge[0].length + point.length;
  const range = edgeRange(edge[1] ?? '', edge[2], point, text.slice(length));
  return range && { phrase: { range, numbers: numbersOf(point), assumed: point.assumed }, length };
};

/** "1994 to 96" is not understood; "March to May 1995" gives March the year of May. */
function pointFrom(text: string, now: Date, first: Point): Point | undefined {
  const found = pointAt(text, now);
  if (!found?.assumed || first.assumed) return found;
  return withYearOf(found, first);
}

function withYearOf(point: Point, other: Point): Point {
  const shift = other.start.getUTCFullYear() - point.start.getUTCFullYear();
  const start = addUnits(point.start, 'year', shift);
  return { ...point, start, end: addUnits(point.end, 'year', shift), assumed: undefined };
}

function edgeRange(word: string, part: string | undefined, point: Point, rest: string): TimeRange | undefined {
  const start = isoDay(point.start);
  const end = isoDay(point.end);
  if (word === 'from' && !/^( on(wards?)?| and (later|after))( |$)/.test(rest)) return undefined;
  if (/^(since|as of|starting|from|not before|on or after)/.test(word))
    return { kind: 'since', start: part === 'end' ? end : start };
  if (/^(after|following|later than)/.test(word))
    return { kind: 'since', start: part === 'start' || part === 'beginning' ? start : end };
  if (/^(before|prior to|earlier than)/.test(word)) return { kind: 'before', end: part === 'end' ? end : start };
  return { kind: 'before', end };
}

const single: Rule = (text, now) => {
  const lead =
    /^(?:in|during|for|of|on|within|over|throughout|in the|for the|all of|in all of|for all of|the whole of|in the year|for the year|of the year|in the month of|over the|within the|during the|for the month of|on the|in the course of)(?= )/.exec(
      text,
    );
  const at = lead ? lead[0].length + 1 : 0;
  const rel = relative(text.slice(at), now);
  if (rel) return { ...rel, length: rel.length + at };
  const point = pointAt(text.slice(at), now);
  if (!point) return undefined;
  return {
    phrase: {
      range: between(point.start, point.end),
      unit: point.unit,
      assumed: point.assumed,
      numbers: numbersOf(point),
    },
    length: at + point.length,
  };
};

const numbersOf = (...points: readonly Point[]): readonly number[] | undefined => {
  const numbers = points.map(point => point.number);
  return numbers.every(n => n !== undefined) ? numbers : undefined;
};

const trailing = /^ (?:onwards?|and later|and after|or later)(?= |$)/;

/** The time phrase that begins at a token, with the token after it. */
export function timeAt(
  tokens: readonly Token[],
  index: number,
  now: Date,
): { phrase: TimePhrase; end: number } | undefined {
  const window = tokens.slice(index, index + 14);
  if (window.length === 0 || window[0]?.kind === 'quoted') return undefined;
  const text = window.map(token => token.lower.replace(/\s/g, '_')).join(' ');
  const found = relative(text, now) ?? bounded(text, now) ?? single(text, now);
  if (!found) return undefined;
  // "from 1996 onwards", "1996 and later"
  const open = trailing.exec(text.slice(found.length));
  const range =
    open && found.phrase.range.kind === 'between'
      ? ({ kind: 'since', start: found.phrase.range.start } as const)
      : found.phrase.range;
  const length = found.length + (open?.[0].length ?? 0);
  const words = text.slice(0, length).trim().split(' ').length;
  return { phrase: { ...found.phrase, range }, end: index + words };
}

const grains: Readonly<Record<string, Grain>> = {
  day: 'day',
  days: 'day',
  daily: 'day',
  date: 'day',
  week: 'week',
  weeks: 'week',
  weekly: 'week',
  month: 'month',
  months: 'month',
  monthly: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  quarterly: 'quarter',
  year: 'year',
  years: 'year',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
  hourly: 'hour',
  hour: 'hour',
};
const adverbs = new Set(['daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'annual', 'annually', 'hourly']);

/** A word that names a grain; `alone` when it groups without a preposition (monthly revenue). */
export function grainOf(lower: string): { grain: Grain; alone: boolean } | undefined {
  const grain = Object.hasOwn(grains, lower) && lower !== 'date' ? grains[lower] : undefined;
  return grain && { grain, alone: adverbs.has(lower) };
}
