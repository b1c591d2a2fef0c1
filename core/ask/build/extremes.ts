import type { DraftMeasure } from '../draft.ts';
import type { BuildContext } from './context.ts';

/** "the customer with the highest balance in each segment": each has one such number, which ranks them in their group. */
export function rankWithinGroups({ draft }: BuildContext): void {
  const { rank, subject, dimensions, measures } = draft;
  if (!rank?.byField || subject?.kind !== 'entity' || measures.length > 0) return;
  if (!dimensions.some(dimension => dimension.kind !== 'entity' || dimension.dataset !== subject.dataset)) return;
  const by: DraftMeasure = {
    kind: 'aggregate',
    function: rank.direction === 'DESC' ? 'MAX' : 'MIN',
    choice: rank.byField,
    at: rank.at,
  };
  draft.measures.push(by);
  draft.rank = { ...rank, by, byField: undefined };
}
