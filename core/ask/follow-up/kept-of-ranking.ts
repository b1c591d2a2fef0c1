import type { PlanInput } from '../../plan/schema.ts';
import { type BuildContext, settleFilter } from '../build/context.ts';
import { columnName } from '../build/measures.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { inOrder } from './kept-ranking.ts';
import type { Wording } from './wording.ts';

type Having = NonNullable<PlanInput['having']>[number];
type Order = NonNullable<PlanInput['orderBy']>[number];

/**
 * "which of them are in Asia", of the top 5: those of the five, and not the five of Asia. What is asked of them must be
 * one thing of each.
 *
 * @throws Refusal where what is asked tells none of the groups apart
 */
export function keptOfRanking(context: BuildContext, plan: PlanInput, wording: Wording): PlanInput | undefined {
  const { draft, catalogue } = context;
  const [order] = plan.orderBy ?? [];
  if (!plan.dimensions?.length || !(wording.ofThose || (wording.picks && draft.filters.length > 0))) return undefined;
  const isCut = plan.limit !== undefined && order !== undefined;
  if (!isCut && !wording.ofThose) return undefined;
  const others = draft.measures.length + draft.dimensions.length + draft.times.length + draft.having.length;
  if (others + draft.related.length + draft.verbs.length > 0 || draft.rank) throw new Refusal(reasons.whichOfThose);
  const homes = plan.dimensions.map(({ field }) => field.split('.')[0] ?? '');
  const settled = draft.filters.map(drafted => settleFilter(context, drafted));
  const ofEach = settled.every(({ field }) => homes.some(home => catalogue.hasOne(home, field.dataset)));
  if (!ofEach) throw new Refusal(reasons.whichOfThose);
  if (!isCut || settled.length === 0) return undefined;
  return ofTheFirst(plan, order, settled);
}

/** The groups of a ranking of which something is so: what place they have is said of all of them before. */
function ofTheFirst(plan: PlanInput, order: Order, settled: readonly ReturnType<typeof settleFilter>[]): PlanInput {
  const dimensions = [...(plan.dimensions ?? [])];
  const having = settled.map(({ filter, field }): Having => {
    if (!('operator' in filter) || !('values' in filter) || filter.values.length !== 1)
      throw new Refusal(reasons.whichOfThose);
    const operator = filter.operator === 'in' ? '=' : filter.operator;
    if (!/^([<>]=?|!?=)$/.test(operator)) throw new Refusal(reasons.whichOfThose);
    const known = dimensions.find(each => each.field === field.id)?.name;
    const column = known ?? columnName(`${field.dataset} ${field.name}`);
    if (known === undefined) dimensions.push({ field: field.id, name: column });
    return { column, operator: operator as '=', values: filter.values };
  });
  const kept = inOrder(plan, { ...order, direction: order.direction === 'ASC' ? 'DESC' : 'ASC' });
  return { ...kept, dimensions, having: [...(kept.having ?? []), ...having], orderBy: [order] };
}
