import { defaultDate } from '../dates.ts';
import type { State } from './state.ts';

export const asksWhen = (state: State): boolean => state.tokens[0]?.lower === 'when';

/** "when was the first order": the earliest of its dates. */
export function dateOfEntity(state: State, dataset: string): void {
  const date = defaultDate(state.catalogue, dataset);
  const fn = state.pending.superlative?.direction === 'ASC' ? 'MIN' : 'MAX';
  state.pending.superlative = undefined;
  if (date)
    state.draft.measures.push({
      kind: 'aggregate',
      function: fn,
      choice: { options: [{ field: date, weight: 1 }], scope: dataset, text: date.label, at: state.at },
      at: state.at,
    });
}
