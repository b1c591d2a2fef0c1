import { expect, test } from '@jest/globals';
import { withAdditivity } from '../../../core/answer/additivity.ts';
import { planColumns } from '../../../core/plan/columns.ts';
import { parsePlan } from '../../../core/plan/parse.ts';
import type { PlanInput } from '../../../core/plan/schema.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** Orders have labels by way of a bridge, so that an order can be in several groups of labels. */
const model = resolveModel(
  loadModel(
    `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: orders
        source: orders
        primary_key: [id]
        fields:
          - {name: id, expression: id, datatype: Integer}
          - {name: region, expression: region, datatype: String}
          - {name: customer, expression: customer, datatype: Integer}
          - {name: day, expression: day, datatype: Date, dimension: {is_time: true}}
          - {name: amount, expression: amount, datatype: Decimal}
      - name: customers
        source: customers
        primary_key: [number]
        fields:
          - {name: number, expression: number, datatype: Integer}
          - {name: country, expression: country, datatype: String}
      - name: labels
        source: labels
        primary_key: [order_id, label]
        fields:
          - {name: order_id, expression: order_id, datatype: Integer}
          - {name: label, expression: label, datatype: String}
      - name: stock
        source: stock
        primary_key: [day, region]
        fields:
          - {name: day, expression: day, datatype: Date, dimension: {is_time: true}}
          - {name: region, expression: region, datatype: String}
          - {name: pieces, expression: pieces, datatype: Integer}
    relationships:
      - {name: labels_of_orders, from: labels, to: orders, from_columns: [order_id], to_columns: [id]}
      - {name: customer_of_order, from: orders, to: customers, from_columns: [customer], to_columns: [number]}
    metrics:
      - {name: revenue, expression: SUM(orders.amount)}
      - {name: average, expression: AVG(orders.amount)}
      - {name: regions, expression: COUNT(DISTINCT orders.region)}
      - {name: all_orders, expression: COUNT(DISTINCT orders.id)}
      - {name: large_orders, expression: "COUNT(DISTINCT CASE WHEN orders.amount > 9 THEN orders.id END)"}
      - {name: labelled_orders, expression: "COUNT(DISTINCT CASE WHEN labels.label = 'x' THEN orders.id END)"}
      - {name: buyers, expression: "COUNT(DISTINCT CASE WHEN labels.label = 'x' THEN orders.customer END)"}
      - {name: with_labels, expression: COUNT(DISTINCT labels.order_id)}
      - name: pieces
        expression: SUM(stock.pieces)
        custom_extensions:
          - {vendor_name: COMMON, data: '{"semi_additive": true, "time_field": "stock.day"}'}
`,
    { file: 'shop.yaml' },
  ),
);

const additivity = (input: PlanInput) => {
  const plan = parsePlan(input);
  const columns = withAdditivity(planColumns(plan, model.model), plan, model);
  return Object.fromEntries(columns.flatMap(({ name, additivity: one }) => (one === undefined ? [] : [[name, one]])));
};
const metric = (name: string) => ({ name, metric: name });
const byRegion = { dimensions: [{ field: 'orders.region' }] };

test('sums add up; averages and counts of distinct things say nothing, and neither do groups', () => {
  expect(additivity({ ...byRegion, measures: ['revenue', 'average', 'regions'].map(metric) })).toEqual({
    revenue: 'additive',
  });
});

test('counts of things by what each has one of add up: none is in two groups', () => {
  const measures = ['all_orders', 'large_orders', 'with_labels'].map(metric);
  const time = { field: 'orders.day', grain: 'month' } as const;
  expect(additivity({ ...byRegion, measures, time })).toEqual({
    all_orders: 'additive',
    large_orders: 'additive',
    with_labels: 'additive',
  });
});

test('things by what refers to them: customers by their country, and not by the region of an order', () => {
  const measures = [metric('buyers')];
  expect(additivity({ measures, dimensions: [{ field: 'customers.country' }] })).toEqual({ buyers: 'additive' });
  expect(additivity({ measures, ...byRegion })).toEqual({});
  const time = { field: 'orders.day', grain: 'month' } as const;
  expect(additivity({ measures, dimensions: [{ field: 'customers.country' }], time })).toEqual({});
});

test('not where a row is in several groups, nor where it is asked of a finer dataset', () => {
  const byLabel = { dimensions: [{ field: 'labels.label' }] };
  expect(additivity({ ...byLabel, measures: [metric('all_orders')] })).toEqual({});
  expect(additivity({ ...byLabel, measures: [metric('labelled_orders')] })).toEqual({});
});

test('levels and running totals add up within a period only', () => {
  expect(additivity({ dimensions: [{ field: 'stock.region' }], measures: [metric('pieces')] })).toEqual({
    pieces: 'semiAdditive',
  });
  const steps = [{ kind: 'runningTotal', name: 'so_far', measure: 'revenue' } as const];
  const time = { field: 'orders.day', grain: 'month' } as const;
  expect(additivity({ ...byRegion, measures: [metric('revenue')], steps, time })).toEqual({
    revenue: 'additive',
    so_far: 'semiAdditive',
  });
});

test('shares of one whole add up, shares of several wholes do not', () => {
  const share = { kind: 'shareOfTotal', name: 'share', measure: 'revenue' } as const;
  const plan = { ...byRegion, measures: [metric('revenue')] };
  expect(additivity({ ...plan, steps: [share] })).toHaveProperty('share', 'additive');
  expect(additivity({ ...plan, steps: [{ ...share, within: ['region'] }] })).not.toHaveProperty('share');
});

test('groups that share rows do not add up', () => {
  expect(additivity({ measures: [metric('revenue')], dimensions: [{ field: 'labels.label' }] })).toEqual({});
});

test('rows of a listing do not add up', () => {
  expect(additivity({ fields: ['orders.region', 'orders.amount'] })).toEqual({});
});
