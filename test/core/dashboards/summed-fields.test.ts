import { expect, test } from '@jest/globals';
import { summedFields } from '../../../core/dashboards/summed-fields.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

const model = resolveModel(
  loadModel(
    `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: customers
        source: customers
        primary_key: [id]
        fields:
          - {name: id, expression: id, datatype: Integer}
          - {name: credit, expression: credit, datatype: Decimal}
      - name: orders
        source: orders
        primary_key: [id]
        fields:
          - {name: id, expression: id, datatype: Integer}
          - {name: customer_id, expression: customer_id, datatype: Integer}
          - {name: state, expression: state, datatype: String}
          - {name: amount, expression: amount, datatype: Decimal}
          - {name: tax, expression: tax, datatype: Decimal}
          - {name: pieces, expression: pieces, datatype: Integer}
          - {name: price, expression: price, datatype: Decimal}
      - name: stock
        source: stock
        primary_key: [day]
        fields:
          - {name: day, expression: day, datatype: Date, dimension: {is_time: true}}
          - {name: on_hand, expression: on_hand, datatype: Integer}
        custom_extensions: [{vendor_name: COMMON, data: '{"semi_additive":true}'}]
    relationships:
      - {name: customer_of_order, from: orders, to: customers, from_columns: [customer_id], to_columns: [id]}
    metrics:
      - {name: credit, expression: SUM(customers.credit)}
      - {name: won, expression: "SUM(CASE WHEN orders.state = 'Won' THEN orders.amount ELSE 0 END)"}
      - {name: tax_rate, expression: "SUM(orders.tax) / NULLIF(SUM(orders.amount), 0)"}
      - {name: value, expression: SUM(orders.pieces * orders.price)}
      - {name: average_price, expression: AVG(orders.price)}
      - {name: pieces_on_hand, expression: SUM(stock.on_hand)}
`,
    { file: 'shop.yaml' },
  ),
);
const summed = (...fields: string[]) => [...summedFields(fields, model)].map(at => fields[at]);

test('a listing adds up what a metric sums, in whatever it is a part of', () => {
  expect(summed('orders.id', 'orders.amount', 'orders.tax')).toEqual(['orders.amount', 'orders.tax']);
});

test('it adds up no keys, no prices, and no factors of what is summed', () => {
  expect(summed('orders.id', 'orders.customer_id', 'orders.pieces', 'orders.price')).toEqual([]);
});

test('what rows refer to stands in several of them, and is not added up', () => {
  expect(summed('orders.amount', 'customers.credit')).toEqual(['orders.amount']);
  expect(summed('customers.id', 'customers.credit')).toEqual(['customers.credit']);
});

test('levels of several days are not added up', () => {
  expect(summed('stock.day', 'stock.on_hand')).toEqual([]);
});
