import { patterns } from '../english/patterns.ts';
import { directionOf } from '../polarity.ts';
import { lowerOf, type State } from './state.ts';
import type { PhraseChunk } from './superlative-phrases.ts';

/** Words that say which end comes first by how good it is. */
export const judged = patterns.judgedOrder;

/** "return rate by ship mode, worst first": whether the highest is the worst is told by the number. */
export function judgeFirst(state: State, chunk: PhraseChunk, plain: 'ASC' | 'DESC'): void {
  const { draft, catalogue } = state;
  const [first] = draft.measures;
  const by = draft.sort?.by !== undefined && 'kind' in draft.sort.by ? draft.sort.by : first;
  const word = lowerOf(state, chunk).replace(/^from | .*$/g, '');
  if (!by) {
    // the number may be that of the answer before
    draft.sort = { by: undefined, direction: plain, word };
    return;
  }
  const { direction, note } = directionOf(catalogue, word, plain, by);
  const several = draft.measures.length > 1;
  draft.sort = { by: several ? by : draft.sort?.by, direction };
  if (note) draft.notes.push({ id: 'polarity', text: note });
}
