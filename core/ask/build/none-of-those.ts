import { thingsCounted } from '../counted-rows.ts';
import { defaultDate } from '../dates.ts';
import type { DraftFilter } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
import { countsThings } from './measures.ts';

/**
 * "how many customers did not buy red parts in 1997": those of whom there is no such row in the period, and not those
 * who have another one.
 */
export function noneOfThose(context: BuildContext): void {
  const { draft } = context;
  refuseMoreOfNone(context);
  const counted = thingsAsked(context);
  const [filter, ...others] = draft.filters.filter(
    each => each.denied || (counted !== undefined && isOfSome(context, counted, each)),
  );
  if (!filter || others.length > 0 || counted === undefined) return;
  if (draft.related.length > 0 || draft.having.length > 0) return;
  const options = filter.options.filter(({ field }) => !isOwn(context, counted, field.dataset));
  const rows = options[0] && rowsBetween(context, counted, options[0].field.dataset);
  if (options.length < filter.options.length || rows === undefined) return;
  const ids = options.map(({ field }) => field.id);
  if (draft.filters.some(each => each !== filter && each.options.some(({ field }) => ids.includes(field.id))))
    throw new Refusal(`It is not clear what “${filter.text}” leaves out: ask for each on its own.`, draft.problems);
  // "orders not shipped by truck in 1997": those that were shipped then, or that were not shipped so then?
  const dated = defaultDate(context.catalogue, counted) !== undefined;
  const far = draft.times.some(
    ({ fields }) => fields.length > 0 && fields.every(({ dataset }) => !isOwn(context, counted, dataset)),
  );
  if (dated && far)
    throw new Refusal(`It is not clear what was when: “${filter.text}”, or the others.`, draft.problems);
  const some: DraftFilter = { ...filter, operator: 'in', denied: false };
  draft.filters = draft.filters.map(each => (each === filter ? some : each));
  // "orders not returned in 1996" are those of 1996; customers have no such day of their own
  draft.related.push({
    dataset: rows,
    negated: true,
    at: filter.at,
    filters: [some],
    ...(dated ? {} : { traded: true }),
  });
  if (dated || draft.times.length === 0) draft.filters = draft.filters.filter(each => each !== some);
}

/** What is counted, or listed alone. */
export function thingsAsked(context: BuildContext): string | undefined {
  const { measures, mentions, subject } = context.draft;
  const [measure, ...more] = measures;
  if (measure)
    return more.length === 0 && countsThings(context, measure) ? thingsCounted(context.catalogue, measure) : undefined;
  if (subject?.kind === 'entity') return subject.dataset;
  return mentions.length === 1 && subject === undefined ? mentions[0]?.dataset : undefined;
}

/**
 * "orders not shipped by truck", of which each has many lines: none of them was, where nothing else is said of the lines.
 * "orders by ship mode except truck" are those of the others.
 */
function isOfSome(context: BuildContext, counted: string, { operator, options, at }: DraftFilter): boolean {
  const { draft } = context;
  const isMany = (dataset: string) => !isOwn(context, counted, dataset);
  const named = draft.mentions.some(({ dataset }) => isMany(dataset));
  const grouped = draft.dimensions.some(
    group =>
      (group.kind === 'field' && group.choice.options.some(({ field }) => isMany(field.dataset))) ||
      (group.kind === 'entity' && isMany(group.dataset)),
  );
  return operator === 'notIn' && at >= 0 && !named && !grouped && options.every(({ field }) => isMany(field.dataset));
}

/** "never ordered red parts in 1997": of the orders that there should be none of, the red parts are not told. */
function refuseMoreOfNone(context: BuildContext): void {
  const { draft } = context;
  const things =
    draft.subject?.kind === 'entity'
      ? draft.subject.dataset
      : thingsCounted(context.catalogue, context.draft.measures[0]);
  const none = draft.related.find(({ negated, traded, filters = [] }) => negated && !traded && filters.length === 0);
  if (!none || things === undefined) return;
  const far = draft.filters.find(
    ({ at, options }) => at > none.at && options.every(({ field }) => !isOwn(context, things, field.dataset)),
  );
  if (far) throw new Refusal(`It is not clear whether “${far.text}” is said of what there is none of.`, draft.problems);
}

const isOwn = ({ catalogue }: BuildContext, things: string, dataset: string): boolean =>
  catalogue.hasOne(things, dataset);

/** The nearest rows of which the things have many, and each of which has one of the others. */
export function rowsBetween({ catalogue }: BuildContext, things: string, other: string): string | undefined {
  const far = (from: string, to: string) => {
    const reach = catalogue.reach(from, to);
    return reach.kind === 'same' || reach.kind === 'up' ? reach.distance : Number.POSITIVE_INFINITY;
  };
  const rows = [...catalogue.datasets.keys()]
    .map(name => ({ name, steps: far(name, things) + far(name, other) }))
    .filter(({ name, steps }) => Number.isFinite(steps) && name !== things)
    .toSorted((a, b) => a.steps - b.steps);
  const [nearest, next] = rows;
  // two kinds of rows are as near: it is not known which is meant
  return nearest && nearest.steps !== next?.steps ? nearest.name : undefined;
}
