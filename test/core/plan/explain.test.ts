import { expect, test } from '@jest/globals';
import { explainPlan } from '../../../core/plan/explain.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import { byMonth, NOW, orderCount, plan, region, revenue, shop } from './shop.ts';

const quarter = { kind: 'current', unit: 'quarter' } as const;

test.each<[string, PlanInput]>([
  ['Revenue.', { measures: [revenue] }],
  [
    'Revenue by region, counted by order date, from 1 July to 30 September 2026, only status of orders Completed, top 5 by revenue.',
    {
      measures: [revenue],
      dimensions: [region],
      time: { field: 'orders.order_date', range: quarter },
      where: [{ field: 'orders.status', operator: '=', values: ['Completed'] }],
      limit: 5,
    },
  ],
  [
    'Revenue and order count by month and region, counted by order date, since 1 March 2026, empty periods shown too.',
    {
      measures: [revenue, orderCount],
      dimensions: [region],
      time: { ...byMonth, range: { kind: 'since', start: '2026-03-01' }, fillGaps: true },
    },
  ],
  [
    'Revenue, share of revenue and growth of revenue from the previous year by region, counted by order date, in 2026.',
    {
      measures: [revenue],
      dimensions: [region],
      time: { field: 'orders.order_date', range: { kind: 'current', unit: 'year' } },
      steps: [
        { kind: 'shareOfTotal', name: 'share', measure: 'revenue' },
        { kind: 'comparison', name: 'growth', measure: 'revenue', with: 'previousYear', output: 'growth' },
      ],
    },
  ],
  [
    'List of order id, customer and amount, order date on 19 August 2026, amount over 1,000, shipped at before 1 March 2026, with returns (refund at least 5), ordered by amount from the greatest down, first 20 rows.',
    {
      fields: ['orders.order_id', 'customers.customer_name', 'orders.amount'],
      time: { field: 'orders.order_date', range: { kind: 'current', unit: 'day' } },
      where: [
        { field: 'orders.amount', operator: '>', values: [1000] },
        { field: 'orders.shipped_at', operator: '<', values: ['2026-03-01'] },
        { related: 'returns', where: [{ field: 'returns.refund', operator: '>=', values: [5] }] },
      ],
      orderBy: [{ column: 'amount', direction: 'DESC' }],
      limit: 20,
    },
  ],
  [
    'Order count by customer, except region North or South, without shipped at, only where order count is over 100, bottom 3 by order count.',
    {
      measures: [orderCount],
      dimensions: [{ field: 'customers.customer_name' }],
      where: [
        { field: 'customers.region', operator: 'notIn', values: ['North', 'South'] },
        { field: 'orders.shipped_at', operator: 'isMissing' },
      ],
      having: [{ column: 'order_count', operator: '>', values: [100] }],
      orderBy: [{ column: 'order_count', direction: 'ASC' }],
      limit: 3,
    },
  ],
  [
    'Revenue by region and customer, top 2 by revenue for each region.',
    {
      measures: [revenue],
      dimensions: [region, { field: 'customers.customer_name' }],
      topPerGroup: { by: ['region'], column: 'revenue', direction: 'DESC', count: 2 },
    },
  ],
  [
    'Revenue (only status of orders Open, in July 2026, counted by order date) by amount in steps of 50.',
    {
      measures: [
        {
          ...revenue,
          filters: [{ field: 'orders.status', operator: '=', values: ['Open'] }],
          period: { kind: 'previous', unit: 'month', count: 1 },
          timeField: 'orders.order_date',
        },
      ],
      dimensions: [{ field: 'orders.amount', width: 50 }],
    },
  ],
  [
    'Order count by weekday of order date.',
    { measures: [orderCount], dimensions: [{ field: 'orders.order_date', part: 'dayofweek', label: 'Weekday' }] },
  ],
  [
    'Order count and share by customer, only where share is at least 20%, then the number of rows.',
    {
      measures: [orderCount],
      dimensions: [{ field: 'customers.customer_name' }],
      steps: [{ kind: 'shareOfTotal', name: 'share', measure: 'order_count', label: 'Share' }],
      having: [{ column: 'share', operator: '>=', values: [0.2] }],
      summarise: { function: 'count', name: 'customers' },
    },
  ],
])('%s', (sentence, input) => {
  expect(explainPlan(plan(input), shop, NOW)).toBe(sentence);
});
