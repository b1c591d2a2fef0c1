import type { Filter, Measure, PlanInput } from '../../plan/schema.ts';
import type { BuildContext } from '../build/context.ts';
import { periodShape } from '../build/growth.ts';
import { pointOf } from '../build/points.ts';
import type { Draft } from '../draft.ts';
import { Refusal } from '../refusal.ts';

/** "compare with 1996": one more period beside that of the last answer. */
export const comparesPeriod = (draft: Draft): boolean =>
  draft.compare &&
  draft.times.length === 1 &&
  draft.filters.length + draft.measures.length + draft.dimensions.length + draft.having.length === 0;

export function withComparedPeriod(context: BuildContext, plan: PlanInput): PlanInput | undefined {
  const { draft } = context;
  const [time] = draft.times;
  if (!comparesPeriod(draft) || !time) return undefined;
  const range = plan.time?.range;
  const measures = [...(plan.measures ?? [])] as Measure[];
  const isPlain = !plan.steps?.length && !plan.having?.length && !plan.topPerGroup && plan.limit === undefined;
  if (!plan.time || !range || plan.time.grain || measures.length === 0 || !isPlain || measures.some(m => m.period))
    throw new Refusal('The last answer is not one period that another could be set beside: ask the whole question.');
  const kept = { where: [...(plan.where ?? [])] as Filter[], time: plan.time };
  return {
    ...plan,
    ...periodShape(context, measures, kept, [pointOf(range), pointOf(time.phrase.range)]),
    orderBy: [],
  };
}
