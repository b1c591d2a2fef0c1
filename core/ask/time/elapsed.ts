import { isoOf, shift, truncate } from '../../plan/instant.ts';
import lists from '../english/lists.data.json' with { type: 'json' };
import type { Rule } from './found.ts';
import { COUNT, countOf, UNIT, unitOf } from './patterns.ts';

const longer = `(?:(?:${lists.agoLonger}) ${COUNT} ${UNIT}s? ago|longer ago than ${COUNT} ${UNIT}s?|older than ${COUNT} (day|week|month)s?(?: old)?)`;
const shorter = `(?:(?:${lists.agoShorter}) ${COUNT} ${UNIT}s? ago|newer than ${COUNT} (day|week|month)s?(?: old)?)`;
const elapsed = new RegExp(
  `^(?:${longer}|${shorter}|${COUNT} or more ${UNIT}s? ago|${COUNT} ${UNIT}s? ago or (?:more|longer|earlier))(?= |$)`,
);

/** "more than 60 days ago", "less than 2 weeks ago", "older than 3 months": how long it has been since. */
export const longAgo: Rule = (text, { now }) => {
  const match = elapsed.exec(text);
  const [count, unit] = match?.slice(1).filter(part => part !== undefined) ?? [];
  if (!match || !count || countOf(count) > 2000) return undefined;
  const [said] = match;
  const today = truncate(now, 'day');
  const then = shift(today, unitOf(unit), -countOf(count));
  const next = shift(then, 'day', 1);
  const isOn = new RegExp(`^(?:${lists.agoIncluded})|or (?:more|longer|earlier)`).test(said);
  const isShort = new RegExp(`^${shorter}(?= |$)`).test(said);
  const start = isoOf(isOn ? then : next);
  const range = isShort
    ? ({ kind: 'between', start, end: isoOf(shift(today, 'day', 1)) } as const)
    : ({ kind: 'before', end: isoOf(isOn ? next : then) } as const);
  return { phrase: { range }, length: said.length };
};
