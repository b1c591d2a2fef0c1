import type { OrderTree, QueryTree } from '../semantic/query/query-tree.ts';
import type { PlanContext } from './context.ts';
import { fieldReference, requireField, timeExpression } from './field-expressions.ts';
import { filterTree, withinStretch } from './filters.ts';
import { sameName } from './names.ts';
import { planOrder } from './order.ts';
import { stretchOf } from './time.ts';

/** The query of a listing: a row a row of the dataset, its order by the fields shown or the plan's date. */
export function listingTree(context: PlanContext, limit: number): QueryTree {
  const { plan, model, now, names } = context;
  const range = plan.time?.range;
  const within = range ? [withinStretch(requireField(model, plan.time!.field), stretchOf(range, now))] : [];
  return {
    dimensions: [],
    measures: [],
    fields: plan.fields.map((field, i) => ({
      expression: fieldReference(requireField(model, field)),
      alias: names.fields[i]!,
    })),
    where: [...plan.where.map(filter => filterTree(filter, model, now)), ...within],
    having: [],
    orderBy: planOrder(plan, model).map(({ column, direction }) => ({
      target: orderTarget(context, column),
      direction,
      nulls: 'LAST',
    })),
    limit,
  };
}

function orderTarget({ plan, model, names }: PlanContext, column: string): OrderTree['target'] {
  const alias = names.fields.find(name => sameName(name, column));
  if (alias !== undefined) return { alias };
  return { expression: timeExpression(requireField(model, plan.time!.field)) };
}
