import { isPhrase } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "count and amount of open invoices": two numbers, of which the first says not of what it is. */
export function isCountBeside(state: State): boolean {
  const at = state.chunks.slice(0, state.at).findLastIndex(c => isPhrase(c, 'count'));
  const between = state.chunks.slice(at + 1, state.at);
  const beside = between.every(c => /^(filler|mark)$/.test(c.kind) || isPhrase(c, 'which', 'aggregate'));
  return beside && between.some(c => /^(and|&|,)$/.test(lowerOf(state, c)));
}

/** "open orders by region, how many and what amount": they are what was named. */
export function countNamedBefore({ draft }: State): boolean {
  const [mention, ...more] = draft.mentions;
  if (!mention || more.length > 0 || draft.measures.length > 0) return false;
  draft.mentions = [];
  draft.measures.push({ kind: 'count', dataset: mention.dataset, at: mention.at });
  return true;
}
