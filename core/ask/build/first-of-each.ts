import { resolveTimeRange } from '../../plan/time.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { thingsOf } from './both-periods.ts';
import { type BuildContext, wordsOf } from './context.ts';
import { usualDate } from './time.ts';

/**
 * "customers who placed their first order in 1993": each has one in that time and none before it; of the last one, none
 * after it.
 */
export function firstOfEach(context: BuildContext): void {
  const { draft, catalogue } = context;
  const { firstOrLast } = draft;
  if (!firstOrLast) return;
  const { dataset, last, phrase, at } = firstOrLast;
  const home = thingsOf(context, draft);
  if (home === undefined || draft.times.length > 0) throw new Refusal(reasons.firstLastEach);
  const date = firstOrLast.date ?? usualDate({ ...context, countsOnly: true }, dataset, undefined);
  if (!date || !catalogue.hasOne(dataset, date.dataset))
    throw new Refusal(`${wordsOf(dataset)} have no date, so none of them is the first.`);
  if (catalogue.reach(home, dataset).kind !== 'down')
    throw new Refusal(`It is not clear whose ${wordsOf(dataset)} these are.`);
  const own = (other: string) => catalogue.hasOne(home, other);
  if (draft.filters.some(filter => !filter.options.some(({ field }) => own(field.dataset))))
    throw new Refusal(`It is not clear whether all ${wordsOf(dataset)} are meant, or which of them.`);
  if (phrase.list || phrase.points || phrase.recurring || phrase.monthFirst || phrase.problem)
    throw new Refusal('Say one period for it.');
  const { start, end } = resolveTimeRange(phrase.range, context.now);
  const rows = { dataset, at, filters: [] };
  draft.related.push({ ...rows, negated: false, period: { field: date.id, period: phrase.range } });
  if (last && end !== undefined)
    draft.related.push({ ...rows, negated: true, period: { field: date.id, period: { kind: 'since', start: end } } });
  if (!last && start !== undefined)
    draft.related.push({ ...rows, negated: true, period: { field: date.id, period: { kind: 'before', end: start } } });
  draft.firstOrLast = undefined;
  draft.notes.push({ id: 'first-of-each', text: `Taken by ${date.label.toLowerCase()}` });
}
