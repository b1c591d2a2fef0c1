import { instantOf, shift } from '../../plan/instant.ts';
import type { DraftTime } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import type { TimePhrase } from '../time/phrase.ts';
import { problem, type State } from './state.ts';

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
  if (!time || !(groups.includes('year') || all)) return;
  const { list, range } = time.phrase;
  const months = (list?.ranges ?? [range]).map(monthsIn);
  const chunk = state.chunks[time.at];
  if (more.length > 0 || months.some(part => part === undefined)) {
    if (all && chunk) problem(state, chunk, reasons.eachYearOnly);
    return;
  }
  const values = [...new Set(months.flatMap(part => part ?? []))].toSorted((a, b) => a - b);
  const phrase: TimePhrase = { range: always, recurring: { part: 'month', values } };
  draft.times = draft.times.map(each => (each === time ? { ...time, phrase } : each)) satisfies DraftTime[];
}

/** Months of a stretch within one year, counted from 1; undefined where it is not made of whole ones. */
function monthsIn(range: TimePhrase['range']): number[] | undefined {
  if (range.kind !== 'between') return undefined;
  const [start, end] = [instantOf(range.start), instantOf(range.end)];
  if (start === undefined || end === undefined || [start, end].some(at => new Date(at).getUTCDate() !== 1))
    return undefined;
  const months: number[] = [];
  for (let at = start; at < end; at = shift(at, 'month', 1)) months.push(new Date(at).getUTCMonth() + 1);
  return months.length > 0 && months.length < 12 ? months : undefined;
}
