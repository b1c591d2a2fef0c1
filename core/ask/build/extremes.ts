import type { DraftMeasure } from '../draft.ts';
import type { BuildContext } from './context.ts';

/** "the customer with the highest balance in each segment": each has one such number, which ranks them in their group. */
export function rankWithinGroups({ draft, catalogue }: BuildContext): void {
  const { rank, subject, dimensions, measures } = draft;
  if (!rank?.byField || subject?.kind !== 'entity' || measures.length > 0) return;
  if (!dimensions.some(dimension => dimension.kind !== 'entity' || dimension.dataset !== subject.dataset)) return;
  // of customers' and of suppliers' balances, those of the ones that are ranked
  const own = rank.byField.options.filter(({ field }) => catalogue.hasOne(subject.dataset, field.dataset));
  const by: DraftMeasure = {
    kind: 'aggregate',
    function: rank.direction === 'DESC' ? 'MAX' : 'MIN',
    choice: own.length > 0 ? { ...rank.byField, options: own } : rank.byField,
    at: rank.at,
  };
  draft.measures.push(by);
  draft.rank = { ...rank, by, byField: undefined };
}
