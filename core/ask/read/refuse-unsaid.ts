import { isPhrase } from '../chunks.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import refusals from '../english/refusals.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/** Words whose meaning would be lost if they were passed over: what they ask for can't be planned. */
const unsaid = refusals.unsaid.map(([pattern = '', reason = '']) => [new RegExp(pattern), reason] as const);

/** "how many, and how many of those are open": two numbers, of which one would be lost. */
export function refuseHalf(state: State): void {
  const text = state.tokens.map(token => token.lower).join(' ');
  if (!/\bhow many\b.*\bhow many of (those|them|these|which)\b/.test(text) || state.draft.measures.length > 1) return;
  const chunk = state.chunks.findLast(c => isPhrase(c, 'count'));
  if (chunk) problem(state, chunk, reasons.howManyThere);
}

/** Reports what is said and would be dropped: an answer without it would be of another question. */
export function refuseUnsaid(state: State, howMuchIsShown: boolean): void {
  const text = state.tokens.map(token => token.lower).join(' ');
  for (const [pattern, reason] of unsaid) {
    const found = pattern.exec(text);
    // "both in a store and online" is understood
    if (!found || (found[0] === 'both' && state.places.length > 1)) continue;
    if (howMuchIsShown && found[0].startsWith('how much')) continue;
    const from = text.slice(0, found.index).split(' ').length - 1;
    const chunk = state.chunks.find(({ end }) => end > from);
    if (chunk && chunk.kind !== 'terms' && lowerOf(state, chunk) !== '') problem(state, chunk, reason);
  }
}
