import { isoOf } from '../../plan/instant.ts';
import type { TimeRange } from '../../plan/schema.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import { edge, oldYear, toNow, yearsOf } from './edges.ts';
import { longAgo } from './elapsed.ts';
import { doubt, type FoundPhrase, numbersOf, type Rule } from './found.ts';
import { DAY_NUMBER, MONTH, monthOf, OF, YEAR, yearOf } from './patterns.ts';
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

const JOINT = '(?:to|until|till|through|thru|up to|up until|-|–|—)(?: and including)?(?: the)?(?: end of)?';

const DAYS_LEAD = '^(?:between |from |on |in )?(?:the )?';
const AND = `(?:${JOINT}|and)(?: the)?`;
const IN_YEAR = `(?:${OF} ${YEAR})?(?= |$)`;
const DAYS_THEN_MONTH = new RegExp(`${DAYS_LEAD}${DAY_NUMBER} ${AND} ${DAY_NUMBER}(?: of)? ${MONTH}${IN_YEAR}`);
const MONTH_THEN_DAYS = new RegExp(`${DAYS_LEAD}${MONTH}(?: the)? ${DAY_NUMBER} ${AND} ${DAY_NUMBER}${IN_YEAR}`);

/** 1 to 15 March 2024, March 1 - 15: two days of one month. */
const daysOfMonth: Rule = (text, { now }) => {
  const after = DAYS_THEN_MONTH.exec(text);
  const before = MONTH_THEN_DAYS.exec(text);
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
  const from = patterns.leadsToPeriod.exec(text);
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
      phrase: {
        range: rangeOfPoint(begin),
        problem: 'The second time is before the first.',
        ...(from && end.end <= begin.start && begin.unit === end.unit
          ? { reversed: { range: between(end.start, begin.end), points: [rangeOfPoint(begin), rangeOfPoint(end)] } }
          : {}),
      },
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

const LEAD = new RegExp(`^(?:${lists.timeLead})(?= )`);

const OPEN = patterns.openBounds;

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

/** One stretch that a text begins with, closed or open; the longest reading. */
export function boundedAt(text: string, clock: Clock): FoundPhrase | undefined {
  let best: FoundPhrase | undefined;
  for (const rule of [daysOfMonth, span, edge, longAgo, toNow, single, oldYear]) {
    const found = rule(text, clock);
    if (found && found.length > (best?.length ?? 0)) best = found;
  }
  return best;
}
