import type { Expression, OrderItem } from '../expression/nodes.ts';
import type { OrderTree } from '../query/query-tree.ts';

/** Nulls are the highest values unless the query says otherwise: last ascending, first descending. */
export const orderItem = (
  { direction, nulls }: Pick<OrderTree, 'direction' | 'nulls'>,
  expression: Expression,
): OrderItem => ({
  expression,
  direction,
  nulls: nulls ?? (direction === 'ASC' ? 'LAST' : 'FIRST'),
});
