import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, datasetsOfMeasure, wordsOf } from './context.ts';
import { rangeOf, within } from './periods.ts';
import { noteDate, usualDate } from './time.ts';

/**
 * "visitors who did not book in 2024": visitors have no date, so it is the bookings there are none of that are dated; so
 * it is where the period stands right behind them: "artworks without loans in 2024".
 */
export function datesOfNone(context: BuildContext): void {
  const { draft } = context;
  const [none, ...others] = draft.related.filter(related => related.negated);
  const [time, ...more] = draft.times;
  if (!none || others.length > 0 || !time || more.length > 0 || time.negated) return;
  const [measure] = draft.measures;
  const { subject } = draft;
  const asked = subject?.kind === 'field' ? subject.choice.options[0]?.field.dataset : undefined;
  const home =
    subject?.kind === 'entity' ? subject.dataset : (asked ?? (measure && datasetsOfMeasure(context, measure)));
  const counted = measure === undefined || measure.kind === 'count' || measure.kind === 'metric';
  const hasGroups = draft.dimensions.some(dimension => dimension.kind === 'time');
  if (home === undefined || !counted || hasGroups) return;
  const behind = time.at > none.at && time.at - none.at <= 2;
  if (!behind && usualDate(context, home, undefined)) return;
  const date = time.fields.find(field => field.dataset === none.dataset) ?? usualDate(context, none.dataset, undefined);
  if (!date) {
    // "customers who bought no parts in 1997": parts have no date, what is between them has
    if (context.catalogue.reach(home, none.dataset).kind === 'down' && !none.filters?.length)
      throw new Refusal(`${capital(wordsOf(none.dataset))} have no date: say what there is none of in that time.`);
    return;
  }
  noteDate(context, date, none.dataset, time.fields.length > 0);
  const period = time.phrase.list ? within(context, time, date.id) : { field: date.id, period: rangeOf(context, time) };
  draft.related = draft.related.map(related => (related === none ? { ...none, period } : related));
  draft.times = [];
}
