import type { Call, Expression } from '../semantic/expression/nodes.ts';
import { children, withoutPositions } from '../semantic/expression/walk.ts';
import type { ExpressionEmitter } from './expression-emitter.ts';
import type { Select } from './nodes.ts';

/**
 * All exact percentiles of one select must be over the same values ("MEDIAN function": within group ORDER BY
 * clauses for aggregate functions must be the same). Raises dialect.unsupported.
 */
export function refuseMixedSorting(query: Select, emitter: ExpressionEmitter): void {
  const expressions = [
    ...query.columns.map(column => column.expression),
    ...query.having,
    ...query.orderBy.map(item => item.expression),
  ];
  const keys = new Set(expressions.flatMap(sortedAggregates).map(sortKey));
  if (keys.size > 1)
    throw emitter.unsupported(
      'percentiles of different values in one select',
      'Ask for them one at a time, or use APPROX_PERCENTILE.',
    );
}

/** Calls that sort, but for window functions. */
function sortedAggregates(e: Expression): readonly Call[] {
  const own = e.kind === 'call' && (e.name === 'MEDIAN' || e.name === 'PERCENTILE_CONT') ? [e] : [];
  const inner = e.kind === 'window' ? children(e).filter(child => child !== e.call) : children(e);
  return [...own, ...inner.flatMap(sortedAggregates)];
}

const sortKey = (e: Call): string => {
  const value = e.name === 'MEDIAN' ? e.arguments[0] : e.withinGroup?.[0]?.expression;
  return JSON.stringify([value && withoutPositions(value), e.filter && withoutPositions(e.filter)]);
};
