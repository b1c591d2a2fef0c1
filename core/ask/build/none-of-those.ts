import { thingsCounted } from '../counted-rows.ts';
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
  const [measure, ...more] = draft.measures;
  const [filter, ...others] = draft.filters.filter(each => each.denied);
  if (!measure || more.length > 0 || !filter || others.length > 0 || !countsThings(context, measure)) return;
  const counted = thingsCounted(context.catalogue, context.draft.measures[0]);
  if (counted === undefined || draft.related.length > 0 || draft.having.length > 0) return;
  const options = filter.options.filter(({ field }) => !isOwn(context, counted, field.dataset));
  const rows = options[0] && rowsBetween(context, counted, options[0].field.dataset);
  if (options.length < filter.options.length || rows === undefined) return;
  const ids = options.map(({ field }) => field.id);
  if (draft.filters.some(each => each !== filter && each.options.some(({ field }) => ids.includes(field.id))))
    throw new Refusal(`It is not clear what “${filter.text}” leaves out: ask for each on its own.`, draft.problems);
  const some: DraftFilter = { ...filter, operator: 'in', denied: false };
  draft.filters = draft.filters.map(each => (each === filter ? some : each));
  draft.related.push({ dataset: rows, negated: true, at: filter.at, filters: [some], traded: true });
  if (draft.times.length === 0) draft.filters = draft.filters.filter(each => each !== some);
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
function rowsBetween({ catalogue }: BuildContext, things: string, other: string): string | undefined {
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
