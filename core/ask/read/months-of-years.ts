import { instantOf, shift } from '../../plan/instant.ts';
import type { DraftTime } from '../draft.ts';
import type { TimePhrase } from '../time/phrase.ts';
import type { State } from './state.ts';

const always: TimePhrase['range'] = { kind: 'since', start: '0001-01-01' };

const ofAll = /\b(all|every|each|any)( of)?( the)? years?\b/;

/**
 * "December revenue in each year": a month or quarter without a year, asked for by year, is that of every year, and so
 * it is in "December orders of all years".
 */
export function monthsOfYears(state: State): void {
  const { draft } = state;
  // "Q4 of every year, until 1997"
  const [time, ...more] = draft.times.filter(({ phrase }) => phrase.assumed !== undefined);
  const groups = [draft.subject, ...draft.dimensions].flatMap(d => (d?.kind === 'time' ? [d.grain] : []));
  const all = ofAll.test(state.tokens.map(token => token.lower).join(' '));
  if (!time || more.length > 0 || !(groups.includes('year') || all)) return;
  const months = monthsIn(time.phrase);
  if (months.length === 0) return;
  const phrase: TimePhrase = { range: always, recurring: { part: 'month', values: months } };
  draft.times = draft.times.map(each => (each === time ? { ...time, phrase } : each)) satisfies DraftTime[];
}

/** Months of a stretch within one year, counted from 1. */
function monthsIn({ unit, range }: TimePhrase): number[] {
  if ((unit !== 'month' && unit !== 'quarter') || range.kind !== 'between') return [];
  const [start, end] = [instantOf(range.start), instantOf(range.end)];
  const months: number[] = [];
  if (start === undefined || end === undefined) return months;
  for (let at = start; at < end; at = shift(at, 'month', 1)) months.push(new Date(at).getUTCMonth() + 1);
  return months;
}
