import { linkOf } from '../links.ts';
import { lowerOf, type State } from './state.ts';

/**
 * "parts with a supply cost under 2 at some supplier": the cost is of a part at a supplier, so that there is one says no
 * more than the cost does.
 */
export function passOtherEnd(state: State): void {
  const { draft, catalogue } = state;
  const { subject } = draft;
  if (subject?.kind !== 'entity' || draft.measures.length + draft.having.length > 0) return;
  draft.mentions = draft.mentions.filter(({ dataset, at }) => {
    const [joint, some] = [state.chunks[at - 2], state.chunks[at - 1]].map(chunk => lowerOf(state, chunk));
    const led =
      /^(at|from|with|by|for|of|in)$/.test(joint ?? '') && /^(some|any|a|an|one|at least one)$/.test(some ?? '');
    const narrowed = draft.filters.some(filter => filter.scope === dataset || filter.at > at);
    const last = draft.filters.findLast(filter => filter.at < at);
    return !(
      led &&
      !narrowed &&
      last?.options.every(({ field }) => {
        const ends = linkOf(catalogue, field.dataset)?.ends ?? [];
        return ends.includes(dataset) && ends.includes(subject.dataset);
      })
    );
  });
}
