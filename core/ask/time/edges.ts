import { isoOf, shift, truncate } from '../../plan/instant.ts';
import type { TimeRange } from '../../plan/schema.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { doubt, type FoundPhrase, numbersOf, type Rule } from './found.ts';
import type { TimePhrase } from './phrase.ts';
import { type FoundPoint, type Point, rangeOfPoint } from './point.ts';
import { pointAt } from './points.ts';

const edgeOfYear = patterns.edgeOfYear;

const betweenOldYears = patterns.betweenOldYears;

const untilNow = patterns.untilNow;

const inOldYear = patterns.inOldYear;

/** Stretches that are open on one side: since, before, until. */

const EDGE = new RegExp(`^(${lists.edges})(?: the)?(?: (start|beginning|end) of)?(?: the)? `);

/** since X, before X, until X: open on one side. */
export const edge: Rule = (text, clock) => {
  const match = EDGE.exec(text);
  const point = match && pointAt(text.slice(match[0].length), clock);
  if (!match || !point) return undefined;
  const length = match[0].length + point.length;
  if (match[1] === 'through' && point.unit === 'year' && match[2] === undefined)
    return { phrase: { range: rangeOfPoint(point), problem: throughYear, ...doubt(point) }, length };
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

const throughYear = reasons.unclearWhetherUp;

const ONWARDS = patterns.onwards;

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
export const toNow: Rule = (text, { now }) => {
  const match = untilNow.exec(text);
  const end = isoOf(shift(truncate(now, 'day'), 'day', 1));
  return match ? { phrase: { range: { kind: 'before', end } }, length: match[0].length } : undefined;
};

/** The bounds of an open range in whole years. */
export function yearsOf(point: Point, range: TimeRange): TimePhrase['years'] {
  if (point.number === undefined) return undefined;
  if (range.kind === 'since') return { from: Number(range.start.slice(0, 4)) };
  return range.kind === 'before' ? { to: Number(range.end.slice(0, 4)) - 1 } : undefined;
}

function edgeRange(word: string, part: string | undefined, point: Point): TimeRange | undefined {
  const start = isoOf(point.start);
  const end = isoOf(point.end);
  const within = /\b(or|and) | or\b/.test(word);
  if (
    /^(since|starting|beginning in|from|not before)/.test(word) ||
    (within && /after|since|later|following/.test(word))
  )
    return { kind: 'since', start: part === 'end' ? end : start };
  if (/^(after|following|later than)/.test(word))
    return { kind: 'since', start: part === 'start' || part === 'beginning' ? start : end };
  if (!within && inOldYear.test(word)) return { kind: 'before', end: part === 'end' ? end : start };
  // "until the start of March": March is not in it
  return { kind: 'before', end: part === 'start' || part === 'beginning' ? start : end };
}

/** Years written in full that are too far back for the calendar of an enterprise: before 1890. */
export const oldYear: Rule = text => {
  const years = betweenOldYears.exec(text);
  if (years) {
    const [from, to] = [Number(years[1]), Number(years[2])];
    return { phrase: yearSpan({ from, to }, [from, to]), length: years[0].length };
  }
  const match = edgeOfYear.exec(text);
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
