import type { DraftFilter } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, datasetsOfMeasure } from './context.ts';
import { rangeOf, within } from './periods.ts';
import { noteDate, usualDate } from './time.ts';

/**
 * "customers who bought toys online in 2023": when it was and what was bought are told by the rows of the trade, and not
 * by some others that the customers have.
 */
export function conditionsOfTrade(context: BuildContext): void {
  const { draft, catalogue } = context;
  const traded = draft.related.filter(related => related.traded);
  const [first, ...more] = traded;
  const [measure] = draft.measures;
  const home =
    draft.subject?.kind === 'entity' ? draft.subject.dataset : measure && datasetsOfMeasure(context, measure);
  if (!first || home === undefined) return;
  const own = (dataset: string) => catalogue.hasOne(home, dataset);
  const far = draft.filters.filter(filter => !filter.options.some(({ field }) => own(field.dataset)));
  const times = draft.times.filter(time => !time.fields.some(field => own(field.dataset)));
  if (far.length + times.length === 0) return;
  const mixed = traded.some(({ negated }) => negated !== first.negated);
  if (mixed || (more.length > 0 && far.length > 0) || times.length > 1 || times.some(t => t.negated || t.phrase.list))
    throw new Refusal(reasons.unclearThesePurchases, draft.problems);
  draft.related = draft.related.map(related =>
    related.traded ? { ...related, filters: far, ...periodOf(context, related.dataset, times[0]) } : related,
  );
  draft.filters = draft.filters.filter((filter: DraftFilter) => !far.includes(filter));
  draft.times = draft.times.filter(time => !times.includes(time));
}

function periodOf(
  context: BuildContext,
  dataset: string,
  time: BuildContext['draft']['times'][number] | undefined,
): object {
  if (!time) return {};
  const { reach } = context.catalogue;
  const named = time.fields.find(field => ['same', 'up'].includes(reach(dataset, field.dataset).kind));
  const date = named ?? usualDate(context, dataset, undefined);
  if (!date || (time.fields.length > 0 && !named)) throw new Refusal(reasons.clearDatePeriod, context.draft.problems);
  noteDate(context, date, dataset, named !== undefined);
  return {
    period: time.phrase.list ? within(context, time, date.id) : { field: date.id, period: rangeOf(context, time) },
  };
}
