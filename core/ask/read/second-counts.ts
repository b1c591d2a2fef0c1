import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/**
 * "late lines and air lines", "orders and number of urgent orders", "late lines divided by air lines": the second is a
 * number of its own, of some of the things; taken for a filter it would narrow the first one too.
 */
export function refuseSecondCount(state: State): void {
  const { chunks, draft } = state;
  for (const [i] of chunks.entries()) {
    const counted = ledAt(state, i + 1);
    const joined = joins(state, i) || (counted > i + 1 && /^[,;]$/.test(lowerOf(state, chunks[i])));
    const before =
      counted > i + 1 ? draft.measures.some(({ at }) => at < i) : draft.measures.some(({ at }) => at === i - 1);
    const chunk = chunks[counted];
    if (chunk && joined && (before || beginsWith(state, i - 1)) && isQualified(chunks, counted)) {
      problem(state, chunk, reasons.numberOwnAsk);
      return;
    }
  }
}

/** Behind "number of", "how many", "of": where what is counted begins. */
function ledAt(state: State, from: number): number {
  const isLead = (chunk: Chunk) => isPhrase(chunk, 'count') || /^(of|the|number|count)$/.test(lowerOf(state, chunk));
  const found = state.chunks.findIndex((chunk, i) => i >= from && !isLead(chunk));
  return found < 0 ? state.chunks.length : found;
}

/** "orders and urgent orders": things that are counted, with nothing before them. */
const beginsWith = (state: State, at: number): boolean =>
  candidatesOf(state.chunks[at], 'dataset').length > 0 &&
  state.chunks.slice(0, at).every(chunk => chunk.kind === 'filler' || isPhrase(chunk, 'count'));

/** "revenue to German customers" narrows the revenue; only in "the ratio of … to …" it leads to a second number. */
function joins(state: State, at: number): boolean {
  const chunk = state.chunks[at];
  const word = lowerOf(state, chunk);
  if (word === 'to') return isPhrase(state.chunks[at - 2], 'divided');
  if (isPhrase(chunk, 'share')) return word.startsWith('as ');
  return isPhrase(chunk, 'divided') || /^(and|plus|&|\/)$/.test(word);
}

/** Some of the things, or the number of some: urgent orders, German revenue. */
const isQualified = (chunks: readonly Chunk[], at: number): boolean =>
  candidatesOf(chunks[at], 'value').some(({ weight }) => weight >= 0.9) &&
  candidatesOf(chunks[at], 'field').length + candidatesOf(chunks[at], 'metric').length === 0 &&
  (candidatesOf(chunks[at + 1], 'dataset').length > 0 ||
    candidatesOf(chunks[at + 1], 'metric').some(({ weight }) => weight >= 0.9));
