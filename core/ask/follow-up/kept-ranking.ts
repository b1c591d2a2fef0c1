import type { PlanInput } from '../../plan/schema.ts';
import { Refusal } from '../refusal.ts';

/**
 * The last plan in another order. Of a ranking, "top 5 customers by revenue", the same rows stay when they are sorted
 * by name or the other way round: cut off again they would be other ones. By another number it is another ranking.
 *
 * @throws Refusal where the rows can't be told by their rank
 */
export function inOrder(plan: PlanInput, order: NonNullable<PlanInput['orderBy']>[number]): PlanInput {
  const [before] = plan.orderBy ?? [];
  const isRanking = order.direction === before?.direction && isNumber(plan, order.column);
  return isRanking ? { ...plan, orderBy: [order] } : sameRows(plan, order);
}

/** "which of them is the lowest", behind the top 5: of those five, by whatever number. */
export function sameRows(plan: PlanInput, order: NonNullable<PlanInput['orderBy']>[number]): PlanInput {
  const { limit, orderBy: [before] = [], ...rest } = plan;
  if (limit === undefined || before === undefined) return { ...plan, orderBy: [order] };
  const where = presentGroups(plan);
  if (!where || !plan.measures?.some(({ name }) => name === before.column))
    throw new Refusal(`The last answer is only the first ${limit}: sorted otherwise they would be others.`);
  const { column: measure, direction } = before;
  return {
    ...rest,
    where: [...(plan.where ?? []), ...where],
    steps: [{ kind: 'rank', name: 'place', measure, direction }],
    having: [{ column: 'place', operator: '<=', values: [limit] }],
    orderBy: [order],
  };
}

const isNumber = ({ measures = [], steps = [] }: PlanInput, column: string): boolean =>
  [...measures, ...steps].some(({ name }) => name === column);

/**
 * That groups have a name, as a condition of their rows: ranks are given before groups are left out. Undefined where
 * other groups are left out, or something is computed of all of them.
 */
function presentGroups({ having = [], dimensions = [], steps = [], summarise, topPerGroup }: PlanInput) {
  if (steps.length > 0 || summarise || topPerGroup) return undefined;
  const fields = having.map(({ column, operator }) =>
    operator === 'isPresent' ? dimensions.find(({ name }) => name === column)?.field : undefined,
  );
  return fields.every(field => field !== undefined)
    ? fields.map(field => ({ field, operator: 'isPresent' as const }))
    : undefined;
}
