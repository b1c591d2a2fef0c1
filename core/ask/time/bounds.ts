import { isoOf, shift, truncate } from '../../plan/instant.ts';
import type { TimeRange } from '../../plan/schema.ts';
import { DAY_NUMBER, MONTH, monthOf, OF, YEAR, yearOf } from './patterns.ts';
import type { TimePhrase } from './phrase.ts';
import {
  between,
  type Clock,
  dayPoint,
  type FoundPoint,
  inYearOf,
  latest,
  type Point,
  rangeOfPoint,
  startYear,
} from './point.ts';
import { pointAt } from './points.ts';

export interface FoundPhrase {
  readonly phrase: TimePhrase;
  /** Characters it took. */
  readonly length: number;
}

type Rule = (text: string, clock: Clock) => FoundPhrase | undefined;

const JOINT = '(?:to|until|till|through|thru|up to|up until|-|–|—)(?: and including)?(?: the)?(?: end of)?';

/** 1 to 15 March 2024, March 1 - 15: two days of one month. */
const daysOfMonth: Rule = (text, { now }) => {
  const lead = '^(?:between |from |on |in )?(?:the )?';
  const joint = `(?:${JOINT}|and)(?: the)?`;
  const year = `(?:${OF} ${YEAR})?(?= |$)`;
  const after = new RegExp(`${lead}${DAY_NUMBER} ${joint} ${DAY_NUMBER}(?: of)? ${MONTH}${year}`).exec(text);
  const before = new RegExp(`${lead}${MONTH}(?: the)? ${DAY_NUMBER} ${joint} ${DAY_NUMBER}${year}`).exec(text);
  const match = after ?? before;
  // "5 and 7 March" are two days, unless it is said between them
  if (!match || (/ and (the )?\d/.test(match[0]) && !match[0].startsWith('between'))) return undefined;
  const [from, to, month] = after ? [match[1], match[2], match[3]] : [match[2], match[3], match[1]];
  const build = (y: number): Point | undefined => {
    const first = dayPoint(y, monthOf(month), Number(from));
    const last = dayPoint(y, monthOf(month), Number(to));
    return first && last && last.end > first.start ? { start: first.start, end: last.end } : undefined;
  };
  const point = match[4] === undefined ? latest(build, now) : build(yearOf(match[4], now));
  return point && { phrase: { range: rangeOfPoint(point), assumed: point.assumed }, length: match[0].length };
};

/** from X to Y, between X and Y, X - Y. */
const span: Rule = (text, clock) => {
  const from =
    /^(?:between|from|over|during|in|for|in the period|in the years|the years|years|in the months|for the years|for the period|the period)(?: from| between)? /.exec(
      text,
    );
  const at = from?.[0].length ?? 0;
  const first = pointAt(text.slice(at), clock);
  if (!first) return undefined;
  const rest = text.slice(at + first.length);
  const joint = new RegExp(
    from?.[0].startsWith('between') ? `^ (?:and|${JOINT})(?: the)? (?:the end of )?` : `^ ${JOINT} `,
  ).exec(rest);
  const second = joint && pointAt(rest.slice(joint[0].length), clock);
  if (!joint || !second) return undefined;
  const [begin, end] = inOrder(first, second);
  if (end.end <= begin.start || end.start < begin.start)
    return {
      phrase: { range: rangeOfPoint(begin), problem: 'The second time is before the first.' },
      length: at + first.length + joint[0].length + second.length,
    };
  return {
    phrase: {
      range: between(begin.start, end.end),
      numbers: numbersOf(first, second),
      years: first.number && second.number ? { from: first.number, to: second.number } : undefined,
      assumed: begin.assumed && end.assumed ? yearsText(begin, end) : undefined,
      points: [rangeOfPoint(begin), rangeOfPoint(end)],
      ...doubt(first, second),
    },
    length: at + first.length + joint[0].length + second.length,
  };
};

const yearsText = (first: Point, last: Point): string =>
  startYear(first) === startYear(last) ? String(startYear(first)) : `${startYear(first)} to ${startYear(last)}`;

/** The year said for one end holds for the other; November to February begins in the year before. */
function inOrder(first: FoundPoint, second: FoundPoint): [Point, Point] {
  if (first.assumed && !second.assumed) {
    const begin = inYearOf(first, startYear(second));
    return [begin.start > second.start ? inYearOf(first, startYear(second) - 1) : begin, second];
  }
  if (!second.assumed) return [first, second];
  const end = inYearOf(second, startYear(first));
  const later = end.start < first.start ? inYearOf(second, startYear(first) + 1) : end;
  return [first, first.assumed ? { ...later, assumed: first.assumed } : later];
}

/** What a point leaves open goes with the whole. */
const doubt = (...points: readonly Point[]): Partial<TimePhrase> => {
  const said = points.map(point => point.said).filter(text => text !== undefined);
  return said.length > 0 ? { said: said.join(' and ') } : {};
};

const EDGE =
  /^(since|after|following|before|prior to|until|till|up to|through|up until|starting|starting in|starting from|starting with|beginning in|from|later than|earlier than|by the end of|by the start of|by the beginning of|not before|no later than|not later than|not after|up to and including|on or after|on or before|ending|ending in)(?: the)?(?: (start|beginning|end) of)?(?: the)? /;

/** since X, before X, until X: open on one side. */
const edge: Rule = (text, clock) => {
  const match = EDGE.exec(text);
  const point = match && pointAt(text.slice(match[0].length), clock);
  if (!match || !point) return undefined;
  const length = match[0].length + point.length;
  if (match[1] === 'from' && !ONWARDS.test(text.slice(length))) return fromPoint(point, length);
  const range = edgeRange(match[1] ?? '', match[2], point);
  return (
    range && {
      phrase: {
        range,
        numbers: numbersOf(point),
        years: yearsOf(point, range),
        assumed: point.assumed,
        ...doubt(point),
      },
      length,
    }
  );
};

const ONWARDS = /^( on(wards?)?| and (later|after)| or later)( |$)/;

/** "from March": that month's, or from then on. */
const fromPoint = (point: FoundPoint, length: number): FoundPhrase => ({
  phrase: {
    range: rangeOfPoint(point),
    unit: point.unit,
    assumed: point.assumed,
    numbers: numbersOf(point),
    said: point.said ?? 'that time alone',
    other: { label: 'from then on', range: { kind: 'since', start: isoOf(point.start) } },
  },
  length,
});

/** until now, up to the present */
const toNow: Rule = (text, { now }) => {
  const match = /^(?:until|till|up to|up until|through|to)(?: right)? (?:now|the present|this day|present)(?= |$)/.exec(
    text,
  );
  const end = isoOf(shift(truncate(now, 'day'), 'day', 1));
  return match ? { phrase: { range: { kind: 'before', end } }, length: match[0].length } : undefined;
};

/** The bounds of an open range in whole years. */
function yearsOf(point: Point, range: TimeRange): TimePhrase['years'] {
  if (point.number === undefined) return undefined;
  if (range.kind === 'since') return { from: Number(range.start.slice(0, 4)) };
  return range.kind === 'before' ? { to: Number(range.end.slice(0, 4)) - 1 } : undefined;
}

function edgeRange(word: string, part: string | undefined, point: Point): TimeRange | undefined {
  const start = isoOf(point.start);
  const end = isoOf(point.end);
  if (/^(since|starting|beginning in|from|not before|on or after)/.test(word))
    return { kind: 'since', start: part === 'end' ? end : start };
  if (/^(after|following|later than)/.test(word))
    return { kind: 'since', start: part === 'start' || part === 'beginning' ? start : end };
  if (/^(before|prior to|earlier than|by the start of|by the beginning of)/.test(word))
    return { kind: 'before', end: part === 'end' ? end : start };
  // "until the start of March": March is not in it
  return { kind: 'before', end: part === 'start' || part === 'beginning' ? start : end };
}

/** Years written in full that are too far back for the calendar of an enterprise: before 1890. */
const oldYear: Rule = text => {
  const years = /^(?:between|from|in) (1[0-8]\d\d) (?:and|to|until|-|–) (1[0-9]\d\d|20\d\d)(?= |$)/.exec(text);
  if (years) {
    const [from, to] = [Number(years[1]), Number(years[2])];
    return { phrase: yearSpan({ from, to }, [from, to]), length: years[0].length };
  }
  const match =
    /^(before|prior to|until|till|up to|since|after|in|during|earlier than|later than|in the year) (1[0-8]\d\d)(?= |$)/.exec(
      text,
    );
  if (!match) return undefined;
  const year = Number(match[2]);
  const word = match[1] ?? '';
  const bounds = /^(before|prior|earlier)/.test(word)
    ? { to: year - 1 }
    : /^(until|till|up)/.test(word)
      ? { to: year }
      : /^since/.test(word)
        ? { from: year }
        : /^(after|later)/.test(word)
          ? { from: year + 1 }
          : { from: year, to: year };
  return { phrase: yearSpan(bounds, [year]), length: match[0].length };
};

function yearSpan(years: { from?: number; to?: number }, numbers: readonly number[]): TimePhrase {
  const start = years.from === undefined ? undefined : isoOf(Date.UTC(years.from, 0));
  const end = years.to === undefined ? undefined : isoOf(Date.UTC(years.to + 1, 0));
  const range: TimeRange =
    start !== undefined && end !== undefined
      ? { kind: 'between', start, end }
      : start !== undefined
        ? { kind: 'since', start }
        : { kind: 'before', end: end ?? isoOf(0) };
  return { range, years, numbers };
}

const LEAD =
  /^(?:in|during|for|of|on|within|over|throughout|in the|for the|all of|in all of|for all of|the whole of|the year|in the year|in year|for the year|for year|of the year|in the month of|over the|within the|during the|for the month of|on the|in the course of|over the course of|at)(?= )/;

const OPEN =
  /^ (?:(onwards?|on|and later|and after|or later|and onwards?)|(or earlier|and earlier|and before|or before))(?= |$)/;

/** One stretch, with its preposition. */
const single: Rule = (text, clock) => {
  // "the year before last" begins as "the year 2024" does
  const lead = pointAt(text, clock) ? null : LEAD.exec(text);
  const at = lead ? lead[0].length + 1 : 0;
  const point = pointAt(text.slice(at), clock);
  // "over 2000" may be a number
  if (!point || (lead?.[0] === 'over' && point.number !== undefined)) return undefined;
  const length = at + point.length;
  const open = OPEN.exec(text.slice(length));
  const range = !open ? rangeOfPoint(point) : openRange(point, open[1] !== undefined);
  return {
    phrase: {
      range,
      unit: open ? undefined : point.unit,
      assumed: point.assumed,
      numbers: numbersOf(point),
      years: open
        ? yearsOf(point, range)
        : point.number === undefined
          ? undefined
          : { from: point.number, to: point.number },
      said: point.said,
      other: open ? undefined : point.other,
      rolling: point.rolling,
      back: open ? undefined : point.back,
    },
    length: length + (open?.[0].length ?? 0),
  };
};

const openRange = (point: Point, since: boolean): TimeRange =>
  since ? { kind: 'since', start: isoOf(point.start) } : { kind: 'before', end: isoOf(point.end) };

export const numbersOf = (...points: readonly Point[]): readonly number[] | undefined => {
  const numbers = points.map(point => point.number);
  return numbers.every(n => n !== undefined) ? numbers : undefined;
};

/** One stretch that a text begins with, closed or open; the longest reading. */
export function boundedAt(text: string, clock: Clock): FoundPhrase | undefined {
  let best: FoundPhrase | undefined;
  for (const rule of [daysOfMonth, span, edge, toNow, single, oldYear]) {
    const found = rule(text, clock);
    if (found && found.length > (best?.length ?? 0)) best = found;
  }
  return best;
}
