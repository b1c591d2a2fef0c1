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
  // "who ordered in 1996 and did not order in 1997": the one right behind is that of none
  const [time = draft.times[0], ...more] = draft.times.filter(({ at }) => isBehind(none, at));
  const twice =
    draft.having.length === 0 &&
    draft.times.length === 2 &&
    draft.times.every(({ negated, phrase }) => !negated && !phrase.list);
  if (!none || others.length > 0 || !time || more.length > 0 || time.negated) return;
  if (draft.times.length > 1 && !(twice && isBehind(none, time.at))) return;
  const [measure] = draft.measures;
  const { subject } = draft;
  const asked = subject?.kind === 'field' ? subject.choice.options[0]?.field.dataset : undefined;
  const home =
    subject?.kind === 'entity' ? subject.dataset : (asked ?? (measure && datasetsOfMeasure(context, measure)));
  const counted = measure === undefined || measure.kind === 'count' || measure.kind === 'metric';
  const hasGroups = draft.dimensions.some(dimension => dimension.kind === 'time');
  if (home === undefined || !counted || hasGroups) return;
  if (!isBehind(none, time.at) && usualDate(context, home, undefined)) return;
  const date = time.fields.find(field => field.dataset === none.dataset) ?? usualDate(context, none.dataset, undefined);
  if (!date) {
    // "customers who bought no parts in 1997": parts have no date, what is between them has
    if (context.catalogue.reach(home, none.dataset).kind === 'down' && !none.filters?.length)
      throw new Refusal(`${capital(wordsOf(none.dataset))} have no date: say what there is none of in that time.`);
    return;
  }
  // "orders without returned lines in 1994", where lines are dated by their order: it is one of the orders themselves
  if (context.catalogue.hasOne(home, date.dataset)) return;
  noteDate(context, date, none.dataset, time.fields.length > 0);
  const period = time.phrase.list ? within(context, time, date.id) : { field: date.id, period: rangeOf(context, time) };
  draft.related = draft.related.map(related => (related === none ? { ...none, period } : related));
  draft.times = draft.times.filter(each => each !== time);
}

const isBehind = (none: { at: number } | undefined, at: number): boolean =>
  none !== undefined && at > none.at && at - none.at <= 2;
