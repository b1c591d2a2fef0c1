import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalPlan, columnPositions } from '../../../core/plan/canonical.ts';
import { planColumns } from '../../../core/plan/columns.ts';
import { planHash } from '../../../core/plan/hash.ts';
import type { PlanInput, TimeRange } from '../../../core/plan/schema.ts';
import { NOW, orderCount, plan, revenue, shop } from './shop.ts';

const hash = (input: PlanInput, now?: Date): string => planHash(plan(input), shop, now);

describe('plans that ask the same have one hash', () => {
  const base: PlanInput = {
    measures: [revenue],
    dimensions: [{ field: 'customers.region' }],
    where: [{ field: 'orders.status', operator: 'in', values: ['Open', 'Completed'] }],
  };
  test.each<[string, Partial<PlanInput>]>([
    ['names in another case', { dimensions: [{ field: 'CUSTOMERS.Region' }] }],
    ['names in quotes', { dimensions: [{ field: '"customers"."region"' }] }],
    ['the name that a column has anyway', { dimensions: [{ field: 'customers.region', name: 'region' }] }],
    [
      'values in another order and case',
      { where: [{ field: 'orders.status', operator: 'in', values: ['completed', 'OPEN', 'open'] }] },
    ],
    ['labels', { measures: [{ ...revenue, label: 'Turnover' }] }],
    ['defaults spelled out', { measures: [{ ...revenue, hidden: false, filters: [] }], orderBy: [] }],
    ['the default order spelled out', { orderBy: [{ column: 'Revenue', direction: 'DESC' }] }],
    ['the metric in another case', { measures: [{ name: 'revenue', metric: 'REVENUE' }] }],
  ])('%s', (_, change) => {
    expect(hash({ ...base, ...change })).toBe(hash(base));
  });

  test.each<[string, Partial<PlanInput>]>([
    ['another value', { where: [{ field: 'orders.status', operator: 'in', values: ['Open', 'Cancelled'] }] }],
    ['not instead of is', { where: [{ field: 'orders.status', operator: 'notIn', values: ['Open', 'Completed'] }] }],
    ['another order', { orderBy: [{ column: 'revenue', direction: 'ASC' }] }],
    ['a limit', { limit: 5 }],
    ['another column name', { measures: [{ name: 'turnover', metric: 'revenue' }] }],
    ['another grain', { time: { field: 'orders.order_date', grain: 'month' } }],
  ])('but not with %s', (_, change) => {
    expect(hash({ ...base, ...change })).not.toBe(hash(base));
  });

  test('one value in a list is that value', () => {
    const with_ = (operator: 'in' | '=', values: string[]) =>
      hash({ ...base, where: [{ field: 'orders.status', operator, values }] });
    expect(with_('in', ['Open'])).toBe(with_('=', ['open']));
  });

  test('an expression written in another way', () => {
    const of = (expression: string) => hash({ measures: [{ name: 'a', expression }] });
    expect(of('sum( Orders.AMOUNT ) / nullif(count(orders.order_id),0)')).toBe(
      of('SUM(orders.amount)/NULLIF(COUNT(orders.order_id), 0)'),
    );
    expect(of('SUM(orders.amount)')).not.toBe(of('SUM(orders.quantity)'));
  });
});

describe('the hash at a given now', () => {
  const today: PlanInput = {
    measures: [revenue],
    time: { field: 'orders.order_date', range: { kind: 'current', unit: 'day' } },
  };
  const tomorrow = new Date(NOW.getTime() + 86_400_000);

  test('today is another plan tomorrow', () => {
    expect(hash(today, NOW)).toBe(hash(today, new Date('2026-08-19T23:59:59Z')));
    expect(hash(today, NOW)).not.toBe(hash(today, tomorrow));
    expect(hash(today)).toBe(hash(today));
  });

  test('last quarter is the same plan all quarter long, and the same as its days', () => {
    const with_ = (range: TimeRange): PlanInput => ({ ...today, time: { field: 'orders.order_date', range } });
    const quarter = with_({ kind: 'previous', unit: 'quarter', count: 1 });
    expect(hash(quarter, NOW)).toBe(hash(quarter, tomorrow));
    expect(hash(quarter, NOW)).toBe(hash(with_({ kind: 'between', start: '2026-04-01', end: '2026-07-01' }), NOW));
    expect(hash(quarter, NOW)).not.toBe(hash(quarter, new Date('2026-10-01T00:00:00Z')));
  });

  test('an expression that asks for the date changes by the day', () => {
    const overdue = { measures: [revenue], where: [{ expression: 'orders.order_date < CURRENT_DATE' }] };
    expect(hash(overdue, NOW)).not.toBe(hash(overdue, tomorrow));
    expect(hash({ measures: [revenue] }, NOW)).toBe(hash({ measures: [revenue] }, tomorrow));
  });

  test('to date and the same days between are compared with different days, so they differ', () => {
    const compared = (range: TimeRange) =>
      hash(
        {
          measures: [revenue],
          time: { field: 'orders.order_date', range },
          steps: [{ kind: 'comparison', name: 'before', measure: 'revenue', with: 'previousPeriod', output: 'value' }],
        },
        NOW,
      );
    expect(compared({ kind: 'toDate', unit: 'month' })).not.toBe(
      compared({ kind: 'between', start: '2026-08-01', end: '2026-08-20' }),
    );
  });
});

test('filters, dimensions and measures in any order give one canonical plan, and it is its own', () => {
  const where: NonNullable<PlanInput['where']> = [
    { field: 'orders.status', operator: '=', values: ['Open'] },
    { field: 'orders.amount', operator: '>', values: [10] },
    {
      anyOf: [
        { field: 'orders.quantity', operator: '<', values: [3] },
        { field: 'customers.region', operator: 'isMissing' },
      ],
    },
    { related: 'returns', where: [{ field: 'returns.refund', operator: '>', values: [1] }] },
  ];
  const dimensions = [{ field: 'customers.region' }, { field: 'orders.status' }, { field: 'customers.customer_name' }];
  const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length });
  fc.assert(
    fc.property(shuffled(where), shuffled(dimensions), shuffled([revenue, orderCount]), (filters, groups, measures) => {
      const orderBy = [{ column: 'revenue', direction: 'DESC' as const }];
      const input: PlanInput = { where: filters, dimensions: groups, measures, orderBy };
      const canonical = canonicalPlan(plan(input), shop);
      expect(canonical).toEqual(
        canonicalPlan(plan({ where: [...where], dimensions, measures: [revenue, orderCount], orderBy }), shop),
      );
      expect(canonicalPlan(canonical, shop)).toEqual(canonical);
    }),
  );
});

test('a result of the canonical plan is shown in the order that was asked for', () => {
  const asked = plan({
    measures: [revenue, orderCount],
    dimensions: [{ field: 'orders.status' }, { field: 'customers.region' }],
  });
  const canonical = planColumns(canonicalPlan(asked, shop), shop);
  expect(canonical.map(column => column.name)).toEqual(['region', 'status', 'order_count', 'revenue']);
  const positions = columnPositions(planColumns(asked, shop), canonical);
  expect(positions.map(i => canonical[i]!.name)).toEqual(['status', 'region', 'revenue', 'order_count']);
});
