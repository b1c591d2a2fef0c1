import { describe, expect, test } from '@jest/globals';
import { planColumns } from '../../../core/plan/columns.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import { byMonth, orderCount, plan, revenue, shop } from './shop.ts';

const columns = (input: PlanInput) => planColumns(plan(input), shop);
const names = (input: PlanInput) => columns(input).map(column => column.name);
const named = (input: PlanInput, name: string) => columns(input).find(column => column.name === name);

describe('the columns of a result', () => {
  test('time, dimensions, measures that are shown, steps', () => {
    expect(
      names({
        time: byMonth,
        dimensions: [{ field: 'customers.region' }],
        measures: [revenue, { ...orderCount, hidden: true }],
        steps: [{ kind: 'ratio', name: 'per_order', numerator: 'revenue', denominator: 'order_count' }],
      }),
    ).toEqual(['order_date', 'region', 'revenue', 'per_order']);
  });

  test('equal leaves are told apart by their datasets', () => {
    expect(
      names({ dimensions: [{ field: 'orders.status' }, { field: 'returns.status' }], measures: [revenue] }),
    ).toEqual(['orders_status', 'returns_status', 'revenue']);
    expect(names({ fields: ['orders.order_id', 'customers.customer_id', 'orders.customer_id'] })).toEqual([
      'order_id',
      'customers_customer_id',
      'orders_customer_id',
    ]);
  });

  test('a summary has its groups and its number', () => {
    expect(
      columns({
        time: byMonth,
        measures: [orderCount],
        summarise: { function: 'avg', column: 'order_count', name: 'average_month' },
      }),
    ).toMatchObject([{ name: 'average_month', type: 'float', role: 'measure', format: 'number' }]);
  });

  test('labels come from the plan, the model, the name', () => {
    expect(named({ fields: ['customers.customer_name'] }, 'customer_name')).toMatchObject({ label: 'Customer' });
    expect(named({ measures: [orderCount] }, 'order_count')).toMatchObject({ label: 'Order count' });
    expect(named({ measures: [{ ...orderCount, label: 'Orders' }] }, 'order_count')).toMatchObject({ label: 'Orders' });
  });

  test('a series has its grain, and days for months', () => {
    expect(named({ time: byMonth, measures: [revenue] }, 'order_date')).toMatchObject({
      role: 'time',
      type: 'date',
      grain: 'month',
    });
    expect(named({ time: { ...byMonth, grain: 'hour' }, measures: [revenue] }, 'order_date')).toMatchObject({
      type: 'timestamp',
    });
  });
});

describe('what the numbers are', () => {
  const measures = (expression: string) => named({ measures: [{ name: 'x', expression }] }, 'x');
  test.each<[string, object]>([
    ['SUM(orders.amount)', { type: 'decimal', unit: 'EUR', format: 'currency', decimals: 2 }],
    ['AVG(orders.amount)', { type: 'float', unit: 'EUR', format: 'currency' }],
    ['MAX(orders.order_date)', { type: 'date', unit: undefined }],
    ['COUNT(*)', { type: 'integer', format: 'integer' }],
    ['COUNT(DISTINCT orders.customer_id)', { type: 'integer', unit: undefined }],
    ['SUM(orders.amount) / NULLIF(COUNT(orders.order_id), 0)', { unit: 'EUR', format: 'currency' }],
    ['SUM(orders.amount) / SUM(returns.refund)', { type: 'float', unit: undefined }],
    ['SUM(orders.amount * orders.quantity)', { unit: 'EUR' }],
    ['revenue - refunds', { unit: 'EUR', format: 'currency' }],
    ['SUM(orders.quantity)', { type: 'integer', unit: undefined }],
  ])('%s', (expression, traits) => {
    expect(measures(expression)).toMatchObject(traits);
  });

  const all: PlanInput = {
    time: byMonth,
    measures: [revenue, orderCount, { name: 'refunds', metric: 'refunds' }],
    steps: [
      { kind: 'ratio', name: 'per_order', numerator: 'revenue', denominator: 'order_count' },
      { kind: 'ratio', name: 'refund_rate', numerator: 'refunds', denominator: 'revenue' },
      { kind: 'ratio', name: 'refund_percent', numerator: 'refunds', denominator: 'revenue', unit: '%' },
      { kind: 'difference', name: 'net', left: 'revenue', right: 'refunds' },
      { kind: 'shareOfTotal', name: 'share', measure: 'revenue' },
      { kind: 'runningTotal', name: 'running', measure: 'revenue' },
      { kind: 'movingAverage', name: 'smooth', measure: 'order_count', periods: 3 },
      { kind: 'comparison', name: 'change', measure: 'revenue', with: 'previousPeriod', output: 'change' },
      { kind: 'comparison', name: 'growth', measure: 'revenue', with: 'previousYear', output: 'growth' },
      { kind: 'rank', name: 'place', measure: 'revenue', direction: 'DESC' },
    ],
  };
  test.each<[string, object]>([
    ['per_order', { unit: 'EUR', format: 'currency', type: 'float' }],
    ['refund_rate', { unit: undefined, format: 'number' }],
    ['refund_percent', { format: 'percent' }],
    ['net', { unit: 'EUR', format: 'currency' }],
    ['share', { format: 'percent', unit: undefined, label: 'Share of revenue' }],
    ['running', { unit: 'EUR' }],
    ['smooth', { type: 'float', format: 'number' }],
    ['change', { unit: 'EUR', label: 'Change of revenue from the previous period' }],
    ['growth', { format: 'percent', label: 'Growth of revenue from the previous year' }],
    ['place', { type: 'integer' }],
  ])('of the step %s', (name, traits) => {
    expect(named(all, name)).toMatchObject(traits);
  });
});
