import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parsePlan } from '../../../core/plan/parse.ts';
import type { Plan, PlanInput } from '../../../core/plan/schema.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';

/** A shop small enough to compute by hand: the model and the rows that the tests of plans are about. */

/** A Wednesday. */
export const NOW = new Date('2026-08-19T15:30:00Z');

const field = (name: string, type: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: ${type}${more}}`;
const time = ', dimension: {is_time: true}';
const extension = (json: string): string => `custom_extensions: [{vendor_name: COMMON, data: '${json}'}]`;
const euros = '"unit":"EUR","format":"currency","decimals":2';

const shopYaml = `
version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: orders
        source: orders
        primary_key: [order_id]
        fields:
          - ${field('order_id', 'Integer')}
          - ${field('customer_id', 'Integer')}
          - ${field('order_date', 'Date', time)}
          - ${field('shipped_at', 'DateTime', time)}
          - ${field('status', 'String', ', dimension: {}')}
          - ${field('amount', 'Decimal', `, ${extension(`{${euros}}`)}`)}
          - ${field('quantity', 'Integer')}
          - ${field('secret', 'String', ', access_modifier: private')}
      - name: customers
        source: customers
        primary_key: [customer_id]
        fields:
          - ${field('customer_id', 'Integer')}
          - ${field('customer_name', 'String', ', label: Customer')}
          - ${field('region', 'String')}
      - name: returns
        source: returns
        primary_key: [return_id]
        fields:
          - ${field('return_id', 'Integer')}
          - ${field('customer_id', 'Integer')}
          - ${field('return_date', 'Date', time)}
          - ${field('status', 'String')}
          - ${field('refund', 'Decimal', `, ${extension(`{${euros}}`)}`)}
      - name: levels
        source: levels
        primary_key: [level_date, product]
        ${extension('{"time_field":"levels.level_date","semi_additive":true}')}
        fields:
          - ${field('level_date', 'Date', time)}
          - ${field('product', 'String')}
          - ${field('pieces', 'Integer')}
    relationships:
      - {name: orders_customers, from: orders, to: customers, from_columns: [customer_id], to_columns: [customer_id]}
      - {name: returns_customers, from: returns, to: customers, from_columns: [customer_id], to_columns: [customer_id]}
    metrics:
      - {name: revenue, expression: SUM(orders.amount), datatype: Decimal, ${extension(`{${euros},"time_field":"orders.order_date"}`)}}
      - {name: order_count, expression: COUNT(orders.order_id), datatype: Integer}
      - {name: buyers, expression: COUNT(DISTINCT orders.customer_id)}
      - {name: average_order, expression: AVG(orders.amount)}
      - {name: refunds, expression: SUM(returns.refund)}
      - {name: return_count, expression: COUNT(returns.return_id)}
      - {name: net_revenue, expression: revenue - refunds}
      - {name: stock, expression: SUM(levels.pieces), ${extension('{"time_field":"levels.level_date","semi_additive":true}')}}
`;

export const shop = loadModel(shopYaml, { file: 'shop.yaml' });

/**
 * Revenue by month and region (N: no region, the customer is unknown or has none):
 *
 * |     | North | South | N  | all | orders | buyers |
 * |-----|-------|-------|----|-----|--------|--------|
 * | Aug 2025 | 40 |      |    | 40  | 1      | 1      |
 * | May | 100   | 50    |    | 150 | 3      | 2      |
 * | Jun | 60    |       | 10 | 70  | 2      | 2      |
 * | Aug | 30    | 90    |    | 120 | 3      | 2      |
 *
 * July has none. One more order of 5 has no date.
 */
const ROWS = `
  CREATE TABLE customers AS SELECT * FROM (VALUES
    (1, 'Acme', 'North'), (2, 'Bolt', 'South'), (3, 'Core 100%', NULL)) AS t(customer_id, customer_name, region);
  CREATE TABLE orders AS SELECT * FROM (VALUES
    (1, 1, DATE '2026-05-04', TIMESTAMP '2026-05-04 23:59:59', 'Completed', 40.00::DECIMAL(10, 2), 4, 'x'),
    (2, 1, DATE '2026-05-20', TIMESTAMP '2026-05-21 00:00:00', 'completed', 60.00, 6, 'x'),
    (3, 2, DATE '2026-05-31', TIMESTAMP '2026-06-01 08:00:00', 'Open', 50.00, 5, 'x'),
    (4, 1, DATE '2026-06-01', NULL, 'Completed', 60.00, 6, 'x'),
    (5, 3, DATE '2026-06-30', NULL, NULL, 10.00, 1, 'x'),
    (6, 1, DATE '2026-08-03', NULL, 'Completed', 30.00, 3, 'x'),
    (7, 2, DATE '2026-08-19', NULL, 'Open', 80.00, 8, 'x'),
    (8, 2, DATE '2026-08-19', NULL, 'Cancelled', 10.00, 1, 'x'),
    (9, 1, DATE '2025-08-10', NULL, 'Completed', 40.00, 4, 'x'),
    (10, 1, NULL, NULL, 'Open', 5.00, 1, 'x'))
    AS t(order_id, customer_id, order_date, shipped_at, status, amount, quantity, secret);
  CREATE TABLE returns AS SELECT * FROM (VALUES
    (1, 1, DATE '2026-06-02', 'Done', 20.00::DECIMAL(10, 2)),
    (2, 2, DATE '2026-07-07', 'Done', 5.00),
    (3, 3, DATE '2026-07-08', 'Open', 1.00)) AS t(return_id, customer_id, return_date, status, refund);
  CREATE TABLE levels AS SELECT * FROM (VALUES
    (DATE '2026-06-01', 'nail', 10), (DATE '2026-06-01', 'bolt', 7),
    (DATE '2026-06-29', 'nail', 4), (DATE '2026-06-29', 'bolt', 8),
    (DATE '2026-07-06', 'nail', 3)) AS t(level_date, product, pieces);
`;

export async function openShop(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  await connection.run(ROWS);
  return connection;
}

/** A plan with the parts left out at their defaults. */
export const plan = (input: PlanInput): Plan => parsePlan(input);

export const revenue = { name: 'revenue', metric: 'revenue' };
export const orderCount = { name: 'order_count', metric: 'order_count' };
export const byMonth = { field: 'orders.order_date', grain: 'month' } as const;
export const region = { field: 'customers.region' };
