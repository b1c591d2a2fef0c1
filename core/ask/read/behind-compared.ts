import type { FieldInfo } from '../catalogue.ts';
import { candidatesOf } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, type State } from './state.ts';

/** Words that go on with the sentence, and not with the comparison: no "or", no "plus", no "in" of a period. */
const onward = patterns.behindCompared;
const parting = new Set(['group', 'count', 'which', 'list', 'superlative', 'aggregate', 'polite', 'sort']);

/**
 * Where a comparison of fields ends whose last field ends there; undefined where what follows would change it: "after
 * the order date in 1995" names a period of one of the dates, "above the list price plus 10 %" another number.
 */
export function endOfComparison(state: State, end: number, last: FieldInfo): number | undefined {
  const owned = ownerEnd(state, end, last);
  const next = state.chunks[owned];
  if (!next || next.kind === 'mark')
    return /^[,;:?!.)]?$/.test(lowerOf(state, next)) || isDash(state, owned) ? owned : undefined;
  if (next.kind === 'phrase' && parting.has(next.phrase.kind))
    return state.chunks[owned + 1]?.kind === 'number' ? undefined : owned;
  const joins = next.kind === 'filler' && onward.test(lowerOf(state, next));
  const after = state.chunks.slice(owned).find(c => c.kind !== 'filler');
  return joins && after?.kind !== 'time' && after?.kind !== 'number' ? owned : undefined;
}

/** "later than promised - how many by region?", and no sum */
const isDash = (state: State, at: number): boolean =>
  /^[-–—]$/.test(lowerOf(state, state.chunks[at])) && state.chunks[at + 1]?.kind === 'phrase';

/** "the list price of the part", "the date of the order": whose it is says no more. */
function ownerEnd(state: State, end: number, { dataset }: FieldInfo): number {
  if (lowerOf(state, state.chunks[end]) !== 'of') return end;
  const at = state.chunks.findIndex((c, i) => i > end && !/^(the|their|its|a|an|that|this)$/.test(lowerOf(state, c)));
  return candidatesOf(state.chunks[at], 'dataset').some(c => c.dataset === dataset && c.weight > 0.9) ? at + 1 : end;
}
