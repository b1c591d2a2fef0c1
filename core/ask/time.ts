import { boundedAt } from './time/bounds.ts';
import { decadeAt } from './time/decades.ts';
import type { FoundPhrase } from './time/found.ts';
import { listAt } from './time/lists.ts';
import type { TimePhrase } from './time/phrase.ts';
import type { Clock } from './time/point.ts';
import { recurringAt } from './time/recurring.ts';
import { vagueAt } from './time/vague.ts';
import type { Token } from './words.ts';

export { datePartAt, LONGEST_DATE_PART } from './time/date-parts.ts';
export { grainOf } from './time/grains.ts';
export { isCalendarWord } from './time/patterns.ts';
export type { TimePhrase } from './time/phrase.ts';

/** Longest time expression, in tokens. */
const LONGEST = 20;

/** The time phrase that begins at a token, with the token after it. */
export function timeAt(
  tokens: readonly Token[],
  index: number,
  now: Date,
): { phrase: TimePhrase; end: number } | undefined {
  const window = tokens.slice(index, index + LONGEST);
  if (window.length === 0 || window[0]?.kind === 'quoted') return undefined;
  const text = window.map(token => (token.kind === 'quoted' ? '"' : written(token.lower))).join(' ');
  const before = tokens[index - 1]?.lower;
  const found = phraseAt(text, before, { now: now.getTime(), dayFirst: true });
  if (!found) return undefined;
  const end = index + text.slice(0, found.length).trim().split(' ').length;
  const monthFirst = phraseAt(text, before, { now: now.getTime(), dayFirst: false });
  const differs = monthFirst && JSON.stringify(monthFirst.phrase) !== JSON.stringify(found.phrase);
  return { phrase: differs ? { ...found.phrase, monthFirst: monthFirst.phrase } : found.phrase, end };
}

const short: Readonly<Record<string, string>> = { wk: 'week', mth: 'month', qtr: 'quarter', yr: 'year' };

/** A word as the patterns have it: "last wk" is the last week. */
const written = (lower: string): string => {
  const [, stem = '', plural = ''] = /^(wk|mth|qtr|yr)(s?)$/.exec(lower) ?? [];
  return Object.hasOwn(short, stem) ? `${short[stem]}${plural}` : lower.replace(/\s/g, '_').replace(/^#1$/, '1');
};

/** The longest reading; a vague one where it takes as much. */
function phraseAt(text: string, before: string | undefined, clock: Clock): FoundPhrase | undefined {
  const readings = [
    recurringAt(text, clock),
    decadeAt(text, clock),
    vagueAt(text, before, clock),
    boundedAt(text, clock),
    listAt(text, clock),
  ];
  return readings.reduce((best, next) => (next && next.length > (best?.length ?? 0) ? next : best), undefined);
}
