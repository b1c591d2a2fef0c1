import type { Draft } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Clarification, Refusal } from '../refusal.ts';
import { type BuildContext, datasetsOfMeasure, wordsOf } from './context.ts';
import { countsThings } from './measures.ts';
import { within } from './periods.ts';
import { usualDate } from './time.ts';

/**
 * "customers who ordered in both 1993 and 1994": of things that have many dates, those that have one in each stretch.
 * Without "both" it is asked which is meant.
 */
export function bothPeriods(context: BuildContext): void {
  const { draft, catalogue } = context;
  // "but not in 1995" holds besides
  const [time, ...more] = draft.times.filter(({ negated }) => !negated);
  const list = time?.phrase.list;
  const home = thingsOf(context, draft);
  refuseOthersDates(context, home);
  if (!time || !list || list.word === 'or' || more.length > 0 || home === undefined) return;
  const date = time.fields[0] ?? usualDate({ ...context, countsOnly: true }, home, undefined);
  if (!date || catalogue.reach(home, date.dataset).kind !== 'down') return;
  if (!time.both && context.choices['periods'] === undefined)
    throw new Clarification(reasons.eachPeriodsAny, [
      { label: 'In each of them', choices: { periods: 'each' } },
      { label: 'In any of them', choices: { periods: 'any' } },
    ]);
  if (context.choices['periods'] === 'any') {
    const either = { ...time, phrase: { ...time.phrase, list: { ...list, word: 'or' as const } } };
    draft.times = draft.times.map(each => (each === time ? either : each));
    return;
  }
  const own = (dataset: string) => catalogue.hasOne(home, dataset);
  if (draft.filters.some(filter => filter.options.every(({ field }) => !own(field.dataset))))
    throw new Refusal(reasons.sayConditionEach);
  draft.related.push(
    ...list.ranges.map(period => ({
      dataset: date.dataset,
      negated: false,
      at: time.at,
      filters: [],
      period: { field: date.id, period },
    })),
  );
  const without = draft.times.filter(each => each !== time);
  draft.related.push(
    ...without.map(each => ({
      dataset: date.dataset,
      negated: true,
      at: each.at,
      filters: [],
      period: within(context, each, (each.fields[0] ?? date).id),
    })),
  );
  draft.times = [];
}

/** The things that are counted or shown, where no number about them is asked for. */
export function thingsOf(context: BuildContext, { measures, subject, dimensions, having }: Draft): string | undefined {
  const [measure, ...more] = measures;
  if (dimensions.some(dimension => dimension.kind === 'time') || more.length > 0 || having.length > 0) return undefined;
  if (measure === undefined) return subject?.kind === 'entity' ? subject.dataset : undefined;
  return countsThings(context, measure) && subject === undefined ? datasetsOfMeasure(context, measure) : undefined;
}

/** "new customers in 1997", "who ordered only in 1995": what happened to things does not say when they came, or that nothing else did. */
function refuseOthersDates(context: BuildContext, things: string | undefined): void {
  const { draft, catalogue } = context;
  const only = draft.times.find(time => time.only);
  // "new customers per year" are no more dated than those of one year
  const home = draft.newcomers ? thingsOf(context, { ...draft, dimensions: [] }) : things;
  if (home === undefined || (!only && !draft.newcomers)) return;
  const date = only?.fields[0] ?? usualDate({ ...context, countsOnly: true }, home, undefined);
  if (!date || catalogue.reach(home, date.dataset).kind !== 'down') return;
  throw new Refusal(
    draft.newcomers
      ? `The model does not say when ${wordsOf(home)} were new.`
      : `That nothing else happened at other times can’t be asked for: ask for ${wordsOf(home)} with some in one period and none in another.`,
    draft.problems,
  );
}
