import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A trade in plants: growers hold a stock, gardens order from them, and both lie in districts. */

const text = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: String${more}}`;
const number = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: Integer${more}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;
const district = (side: string): string => `
      - name: ${side}_districts
        source: districts
        primary_key: [district_id]
        fields: [${number('district_id')}, ${text('district_name', `, label: ${side} district, ${synonyms('district')}`)}]`;

export const nurseryYaml = `
version: "1.0"
semantic_model:
  - name: nursery
    ai_context: {instructions: "When a district is named without saying whose it is, it is the garden's. Orders count by their order date."}
    datasets:
      - name: gardens
        source: gardens
        primary_key: [garden_id]
        ${synonyms('customer')}
        fields: [${number('garden_id')}, ${text('garden_name', ', label: Garden')}, ${number('district_id')}]
      - name: growers
        source: growers
        primary_key: [grower_id]
        ${synonyms('supplier', 'vendor')}
        fields: [${number('grower_id')}, ${text('grower_name', ', label: Grower')}, ${number('district_id')}]${district('garden')}${district('grower')}
      - name: orders
        source: plant_orders
        primary_key: [order_id]
        fields:
          - ${number('order_id', ', label: Order number')}
          - ${number('garden_id')}
          - ${number('grower_id')}
          - {name: order_date, expression: order_date, datatype: Date, dimension: {is_time: true}}
          - ${text('plant')}
          - ${text('handover', ', description: How it is handed over.')}
          - ${text('punctuality', ', description: Late or Timely.')}
          - ${text('outcome', ', description: Returned or Kept.')}
          - {name: invoice_total, expression: order_value + pots, datatype: Integer, description: What is written on the invoice.}
          - ${number('order_value', ', description: What the garden pays.')}
          - ${number('pots', ', description: Pots in the order.')}
          - {name: discount_rate, expression: discount_rate, datatype: Decimal, description: Rate taken off the price., ${synonyms('discount')}}
      - name: shelf
        source: shelf
        primary_key: [grower_id, plant]
        ${synonyms('stock')}
        fields: [${number('grower_id')}, ${text('plant')}, ${number('pots_there')}, ${number('purchase_price', `, ${synonyms('cost')}`)}]
    relationships:
      - {name: orders_gardens, from: orders, to: gardens, from_columns: [garden_id], to_columns: [garden_id]}
      - {name: orders_growers, from: orders, to: growers, from_columns: [grower_id], to_columns: [grower_id]}
      - {name: shelf_growers, from: shelf, to: growers, from_columns: [grower_id], to_columns: [grower_id]}
      - {name: gardens_districts, from: gardens, to: garden_districts, from_columns: [district_id], to_columns: [district_id]}
      - {name: growers_districts, from: growers, to: grower_districts, from_columns: [district_id], to_columns: [district_id]}
    metrics:
      - {name: turnover, expression: SUM(orders.order_value), description: What gardens pay after rebates and before tax.}
      - {name: profit, expression: SUM(orders.order_value - orders.pots), description: What is left of the turnover.}
      - {name: rebate_amount, expression: SUM(orders.order_value * orders.discount_rate), ${synonyms('discounts given')}}
      - {name: order_count, expression: COUNT(orders.order_id), ${synonyms('number of orders', 'orders placed')}}
      - {name: late_rate, expression: "1.0 * SUM(CASE WHEN orders.punctuality = 'Late' THEN 1 ELSE 0 END) / COUNT(orders.order_id)", ${synonyms('share of late orders')}}
      - {name: stock_quantity, expression: SUM(shelf.pots_there), description: Pots available at growers., ${synonyms('stock on hand')}}
      - {name: stock_value, expression: SUM(shelf.pots_there * shelf.purchase_price), description: Pots valued at their purchase price.}
`;

export const nursery = resolveModel(loadModel(nurseryYaml, { file: 'nursery.yaml' }));

const tables = [
  `CREATE TABLE districts AS SELECT * FROM (VALUES (1, 'Northbank'), (2, 'Southbank'), (3, 'Hill'), (4, 'Harbour')) t(district_id, district_name)`,
  `CREATE TABLE gardens AS SELECT i AS garden_id, 'Garden ' || chr((65 + i)::INTEGER) AS garden_name, 1 + i % 4 AS district_id FROM range(0, 14) r(i)`,
  `CREATE TABLE growers AS SELECT i AS grower_id, 'Grower ' || chr((65 + i)::INTEGER) AS grower_name, 1 + (i * 3) % 4 AS district_id FROM range(0, 6) r(i)`,
  `CREATE TABLE plant_orders AS SELECT i AS order_id, (i * 5) % 14 AS garden_id, (i * 7) % 6 AS grower_id, DATE '2023-01-01' + (i * 4)::INTEGER AS order_date,
    (['Rose', 'Blue fern', 'Fern', 'Lily'])[1 + i % 4] AS plant, (['HAND OVER AT DOOR', 'LEAVE OUTSIDE'])[1 + i % 2] AS handover,
    CASE WHEN i % 5 < 2 THEN 'Late' ELSE 'Timely' END AS punctuality,
    CASE WHEN i < 100 AND i % 7 < 2 THEN 'Returned' ELSE 'Kept' END AS outcome, 100 + (i * 37) % 400 AS order_value, 1 + i % 9 AS pots, (i % 4) / 10.0 AS discount_rate
    FROM range(0, 230) r(i)`,
  `CREATE TABLE shelf AS SELECT g AS grower_id, p AS plant, (g + 1) * 20 + length(p) AS pots_there, 3 + length(p) % 4 AS purchase_price
    FROM range(0, 6) r(g), (VALUES ('Rose'), ('Blue fern'), ('Fern')) v(p)`,
];

/** A connection to an engine that holds the tables of the nursery. */
export async function openNursery(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
