import fc from 'fast-check';
import type { Filter, PlanInput, Step, TimeRange } from '../../../core/plan/schema.ts';

/** Plans over the shop, of every part that plans have, such that they should compile. */

const range: fc.Arbitrary<TimeRange> = fc.oneof(
  fc.constantFrom<TimeRange>(
    { kind: 'between', start: '2026-05-01', end: '2026-09-01' },
    { kind: 'between', start: '2026-05-10', end: '2026-06-20' },
    { kind: 'since', start: '2025-08-01' },
    { kind: 'current', unit: 'year' },
    { kind: 'toDate', unit: 'month' },
  ),
  fc.record({
    kind: fc.constantFrom('previous' as const, 'past' as const),
    unit: fc.constantFrom('month' as const, 'week' as const, 'quarter' as const),
    count: fc.integer({ min: 1, max: 5 }),
  }),
);
const grain = fc.constantFrom('year' as const, 'quarter' as const, 'month' as const, 'week' as const);

const filter: fc.Arbitrary<Filter> = fc.constantFrom<Filter>(
  { field: 'orders.status', operator: '=', values: ['completed'] },
  { field: 'orders.status', operator: 'notIn', values: ['Open', 'Cancelled'] },
  { field: 'orders.amount', operator: 'between', values: [10, 60.5] },
  { field: 'orders.shipped_at', operator: '<=', values: ['2026-05-21'] },
  { field: 'customers.customer_name', operator: 'contains', values: ['o%'] },
  { field: 'customers.region', operator: 'isMissing' },
  { anyOf: [{ field: 'customers.region', operator: '=', values: ['north'] }, { expression: 'orders.quantity > 5' }] },
  { field: 'orders.shipped_at', operator: '>', to: 'orders.order_date' },
  { field: 'orders.shipped_at', operator: '=', to: 'orders.order_date', grain: 'month' },
  { field: 'orders.status', operator: '!=', to: 'customers.region' },
  { related: 'returns', where: [{ field: 'returns.refund', operator: '>', values: [1] }] },
);

const dimension = fc.constantFrom(
  { field: 'customers.region' },
  { field: 'customers.customer_name' },
  { field: 'orders.status' },
  { field: 'orders.amount', width: 25, name: 'band' },
  { field: 'orders.shipped_at', grain: 'month' as const },
  { field: 'orders.order_date', part: 'dayofweek' as const, name: 'weekday' },
);

const metric = fc.constantFrom('revenue', 'order_count', 'buyers', 'average_order');

/** Steps that any measure can have; over periods only where there are periods. */
function stepsOf(measures: readonly string[], hasPeriods: boolean, hasStart: boolean): fc.Arbitrary<Step[]> {
  const of = fc.constantFrom(...measures);
  const kinds: fc.Arbitrary<Step>[] = [
    fc.record({ kind: fc.constant('ratio' as const), name: fc.constant('ratio'), numerator: of, denominator: of }),
    fc.record({
      kind: fc.constant('rank' as const),
      name: fc.constant('place'),
      measure: of,
      direction: fc.constantFrom('ASC' as const, 'DESC' as const),
    }),
  ];
  if (hasPeriods)
    kinds.push(
      fc.record({
        kind: fc.constant('movingAverage' as const),
        name: fc.constant('smooth'),
        measure: of,
        periods: fc.integer({ min: 1, max: 4 }),
      }),
    );
  if (hasPeriods || hasStart) {
    kinds.push(
      fc.record({
        kind: fc.constant('comparison' as const),
        name: fc.constant('compared'),
        measure: of,
        with: fc.constantFrom('previousPeriod' as const, 'previousYear' as const),
        output: fc.constantFrom('value' as const, 'change' as const, 'growth' as const),
      }),
    );
  }
  if (measures.includes('revenue')) {
    kinds.push(fc.constant({ kind: 'shareOfTotal', name: 'share', measure: 'revenue' }));
    if (hasPeriods) kinds.push(fc.constant({ kind: 'runningTotal', name: 'running', measure: 'revenue' }));
  }
  return fc.uniqueArray(fc.oneof(...kinds), { selector: step => step.name, maxLength: 4 });
}

export const anyPlan: fc.Arbitrary<PlanInput> = fc
  .record({
    metrics: fc.uniqueArray(metric, { minLength: 1, maxLength: 3 }),
    own: fc.option(filter, { nil: undefined }),
    dimensions: fc.uniqueArray(dimension, { maxLength: 2, selector: one => one.field }),
    where: fc.uniqueArray(filter, { maxLength: 2 }),
    range: fc.option(range, { nil: undefined }),
    grain: fc.option(grain, { nil: undefined }),
    fillGaps: fc.boolean(),
    limit: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    having: fc.constantFrom('value' as const, 'overall' as const, 'meanOfGroups' as const, undefined, undefined),
    top: fc.boolean(),
    summary: fc.constantFrom('count' as const, 'avg' as const, 'max' as const, undefined, undefined),
  })
  .chain(parts =>
    stepsOf(parts.metrics, parts.grain !== undefined, parts.range !== undefined).map(steps => assembled(parts, steps)),
  );

interface Parts {
  metrics: string[];
  own: Filter | undefined;
  dimensions: NonNullable<PlanInput['dimensions']>;
  where: Filter[];
  range: TimeRange | undefined;
  grain: 'year' | 'quarter' | 'month' | 'week' | undefined;
  fillGaps: boolean;
  limit: number | undefined;
  having: 'value' | 'overall' | 'meanOfGroups' | undefined;
  top: boolean;
  summary: 'count' | 'avg' | 'max' | undefined;
}

/** Without groups there is nothing that they could be compared with. */
function conditionOn(column: string, { having, dimensions, grain }: Parts): NonNullable<PlanInput['having']>[number] {
  if (having === undefined || having === 'value' || (dimensions.length === 0 && grain === undefined))
    return { column, operator: '>', values: [1] };
  return { column, operator: '>=', to: having };
}

function assembled(parts: Parts, steps: Step[]): PlanInput {
  const [first] = parts.metrics;
  const by = parts.dimensions.filter(({ name, field }) => name === undefined && field.startsWith('customers'));
  return {
    measures: parts.metrics.map((name, i) => ({
      name,
      metric: name,
      ...(i === 0 && parts.own && { filters: [parts.own] }),
    })),
    dimensions: parts.dimensions,
    where: parts.where,
    ...((parts.range || parts.grain) && {
      time: {
        field: 'orders.order_date',
        ...(parts.range && { range: parts.range }),
        ...(parts.grain && { grain: parts.grain, fillGaps: parts.fillGaps }),
      },
    }),
    steps,
    ...(parts.having && { having: [conditionOn(first!, parts)] }),
    ...(parts.top &&
      by.length > 0 && {
        topPerGroup: { by: [by[0]!.field.split('.')[1]!], column: first!, direction: 'DESC', count: 2 },
      }),
    ...(parts.summary && { summarise: { function: parts.summary, column: first!, name: 'summary' } }),
    ...(parts.limit !== undefined && { limit: parts.limit }),
  };
}
