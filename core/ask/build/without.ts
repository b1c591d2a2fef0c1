import type { Filter, PlanInput } from '../../plan/schema.ts';
import type { Catalogue } from '../catalogue.ts';
import { Refusal } from '../refusal.ts';
import { wordsOf } from './context.ts';

type Related = Extract<Filter, { related: string }>;

const isRelated = (filter: Filter): filter is Related => 'related' in filter;

const isPeriod = (filter: Filter): boolean => 'period' in filter;

/**
 * "customers who didn't order anything in 1997": the period says which orders there must be none of. As a condition of
 * its own it would ask for orders and for none at once.
 */
export function withoutAny(given: PlanInput, catalogue: Catalogue): PlanInput {
  const plan = timeOfNone(given, catalogue);
  const where = plan.where ?? [];
  const negated = where.filter(isRelated).filter(filter => filter.negated === true);
  let next = [...where];
  for (const none of negated) {
    // "who bought in 1996 but not in 1997" says of which there are some and of which none
    if (none.where.some(isPeriod)) continue;
    const some = next.filter(isRelated).filter(filter => filter.related === none.related && !filter.negated);
    const [only, ...more] = some;
    // "with tea but not with milk"
    if (some.every(each => areApart(each, none))) continue;
    if (!only || (only.where.length === 0 && none.where.length > 0)) continue;
    if (more.length > 0 || (none.where.length > 0 && !only.where.every(isPeriod)))
      throw new Refusal(`It is not clear which ${wordsOf(none.related)} there should be and which not.`);
    const all = { ...none, where: [...none.where, ...only.where] };
    next = next.filter(filter => filter !== only).map(filter => (filter === none ? all : filter));
  }
  return { ...plan, where: next };
}

/** One is told by some values of a field, and the other by others of it. */
const areApart = ({ where: [one, ...more] }: Related, { where: [other, ...others] }: Related): boolean =>
  more.length + others.length === 0 &&
  one !== undefined &&
  other !== undefined &&
  'values' in one &&
  'values' in other &&
  one.field === other.field &&
  one.values.every(value => !other.values.some(another => another === value));

/** "how many customers did not order in 1997": the customers have no such date, the orders that there are none of do. */
function timeOfNone(plan: PlanInput, { fields }: Catalogue): PlanInput {
  const { time, where = [] } = plan;
  const dataset = time && fields.get(time.field)?.dataset;
  const none = where.filter(isRelated).find(filter => filter.negated === true && filter.related === dataset);
  if (!time || !none || none.where.some(isPeriod)) return plan;
  if (time.grain || !time.range)
    throw new Refusal(`It is not clear which ${wordsOf(none.related)} there should be none of in each period.`);
  const dated = { ...none, where: [...none.where, { field: time.field, period: time.range }] };
  return { ...plan, time: undefined, where: where.map(filter => (filter === none ? dated : filter)) };
}
