import type { Filter, PlanInput } from '../../plan/schema.ts';
import { Refusal } from '../refusal.ts';
import { wordsOf } from './context.ts';

type Related = Extract<Filter, { related: string }>;

const isRelated = (filter: Filter): filter is Related => 'related' in filter;

/**
 * "customers who didn't order anything in 1997": the period says which orders there must be none of. As a condition of
 * its own it would ask for orders and for none at once.
 */
export function withoutAny(plan: PlanInput): PlanInput {
  const where = plan.where ?? [];
  const negated = where.filter(isRelated).filter(filter => filter.negated === true);
  let next = [...where];
  for (const none of negated) {
    const some = next.filter(isRelated).filter(filter => filter.related === none.related && !filter.negated);
    if (some.length === 0) continue;
    const [only, ...more] = some;
    if (!only || more.length > 0 || none.where.length > 0)
      throw new Refusal(`It is not clear which ${wordsOf(none.related)} there should be and which not.`);
    next = next
      .filter(filter => filter !== only)
      .map(filter => (filter === none ? { ...none, where: only.where } : filter));
  }
  return { ...plan, where: next };
}
