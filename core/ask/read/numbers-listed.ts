import { isPhrase, namesNumber, namesThings } from '../chunks.ts';
import { countsRows } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import { isPlural, lowerOf, nextContent, type State, wordsIn } from './state.ts';

/** Things among several numbers that are asked for: they are counted. */

/** "bookings, revenue and average fare": one of several numbers, so they are counted. */
export function isOneOfNumbers(state: State): boolean {
  const at = state.chunks.findIndex((c, i) => i > state.at && c.kind !== 'filler' && c.kind !== 'mark');
  const next = at < 0 ? undefined : { chunk: state.chunks[at], at };
  const joint = next ? wordsIn(state, state.at + 1, next.at) : [];
  const listed = joint.length > 0 && joint.every(word => /^(and|,|&|the)$/.test(word));
  const number =
    namesNumber(next?.chunk) ||
    (next?.chunk?.kind === 'phrase' &&
      next.chunk.phrase.kind === 'aggregate' &&
      !/^(on|in) average$/.test(lowerOf(state, next.chunk)));
  const other =
    namesThings(next?.chunk) && state.chunks.slice((next?.at ?? state.at) + 1).some(c => isPhrase(c, 'group'));
  return listed && (number || other) && !state.pending.group && !state.pending.negation && !state.pending.list;
}

/**
 * "flights and maintenance jobs per manufacturer", "revenue and orders by region": the last of several numbers, so they
 * are counted. Behind a metric only where a group or a period follows: "show revenue and customers" may want a list.
 */
export function isLastOfNumbers(state: State, dataset: string): boolean {
  const last = state.draft.measures.at(-1);
  const next = nextContent(state, endOfThings(state))?.chunk;
  if (!last || state.pending.negation || state.pending.group) return false;
  const joint = wordsIn(state, last.at + 1, state.at);
  const joined = joint.length > 0 && joint.every(word => /^(and|,|&|the)$/.test(word));
  // "compare 1996 with 1997 for revenue and orders": the period was said first
  const dated = next === undefined && state.draft.times.some(({ at }) => at < last.at);
  const narrowed = dated || next?.kind === 'time' || isPhrase(next, 'group');
  if (countsRows(state, last)) return joined && (next === undefined || narrowed);
  return (
    endOfThings(state) === state.at + 1 &&
    joined &&
    narrowed &&
    last.kind === 'metric' &&
    !state.pending.list &&
    areOfOneDate(state, last.metric, dataset)
  );
}

/** "customers, suppliers and parts": where the things end that are listed from here on. */
function endOfThings(state: State): number {
  const more = nextContent(state, state.at + 1);
  const listed = more && namesThings(more.chunk) && isPlural(state, more.chunk);
  const joint = wordsIn(state, state.at + 1, more?.at);
  if (!listed || joint.length === 0 || !joint.every(word => /^(and|,|&|the)$/.test(word))) return state.at + 1;
  return endOfThings({ ...state, at: more.at });
}

/** In a period, customers are those of their own date: beside the revenue of that period it is not what was meant. */
function areOfOneDate({ catalogue, chunks }: State, metric: string, dataset: string): boolean {
  if (!chunks.some(chunk => chunk.kind === 'time')) return true;
  const info = catalogue.metrics.get(metric);
  return info !== undefined && defaultDate(catalogue, info.home, info) === defaultDate(catalogue, dataset);
}
