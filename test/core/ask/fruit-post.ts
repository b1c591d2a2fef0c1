import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** Orchards that send fruit by post: parcels of a shipment in rows of their own, buyers in clubs, and fairs to come. */

const text = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: String${more}}`;
const number = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: Integer${more}}`;
const date = (name: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: Date, dimension: {is_time: true}${more}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;
const relationship = (from: string, to: string, key: string): string =>
  `- {name: ${from}_${to}, from: ${from}, to: ${to}, from_columns: [${key}], to_columns: [${key}]}`;

const fruitPostYaml = `
version: "1.0"
semantic_model:
  - name: fruit_post
    datasets:
      - name: post_sales
        source: post_sales
        primary_key: [shipment_number, post_parcel_number]
        ${synonyms('shipment parcels')}
        fields:
          - ${number('shipment_number', ', dimension: {is_time: false}')}
          - ${number('post_parcel_number', ', dimension: {is_time: false}')}
          - ${date('packed_on', ', description: "The default date."')}
          - ${text('post_channel')}
          - ${text('post_parcel_state', ', description: "Sent or Delayed"')}
          - ${number('amount')}
          - ${number('unit_price', ', description: "What a crate cost at that time."')}
      - name: growers
        source: growers
        primary_key: [grower_id]
        fields:
          - ${number('grower_id')}
          - ${text('grower_name', ', label: Grower')}
          - ${text('grower_state')}
          - ${date('planted_on', `, ${synonyms('planting date')}`)}
          - ${number('crate_price', ', description: "Unit price of a crate today."')}
      - name: fairs
        source: fairs
        primary_key: [fair_id]
        fields:
          - ${number('fair_id')}
          - ${text('fair_name', ', label: Fair')}
          - ${text('fair_channel')}
          - ${date('fair_start', `, ${synonyms('start date')}`)}
          - ${date('fair_end')}
      - name: buyers
        source: buyers
        primary_key: [buyer_id]
        ${synonyms('customers')}
        fields:
          - ${number('buyer_id')}
          - ${text('buyer_name', ', label: Buyer')}
          - ${text('club')}
    relationships:
      ${[
        relationship('post_sales', 'growers', 'grower_id'),
        relationship('post_sales', 'fairs', 'fair_id'),
        relationship('post_sales', 'buyers', 'buyer_id'),
      ].join('\n      ')}
    metrics:
      - {name: post_revenue, expression: SUM(post_sales.amount), ${synonyms('revenue')}}
      - {name: fair_count, expression: COUNT(fairs.fair_id), ${synonyms('number of fairs')}}
`;

export const fruitPost = resolveModel(loadModel(fruitPostYaml, { file: 'fruit-post.yaml' }));

const tables = [
  `CREATE TABLE growers AS SELECT i AS grower_id, 'Grower ' || chr((65 + i)::INTEGER) AS grower_name, (['TX', 'ON', 'WV'])[1 + i % 3] AS grower_state,
    DATE '2001-05-06' + ((i * 7) % 6 * 400)::INTEGER AS planted_on, 20 + i AS crate_price FROM range(0, 6) r(i)`,
  `CREATE TABLE fairs AS SELECT i AS fair_id, (['Members Day', 'Apple Feast', 'Plum Week'])[1 + i % 3] || ' ' || (2023 + i) AS fair_name,
    (['Radio', 'Flyer'])[1 + i % 2] AS fair_channel, make_date((2023 + i)::INTEGER, 9, 1) AS fair_start, make_date((2023 + i)::INTEGER, 9, 20) AS fair_end FROM range(0, 5) r(i)`,
  `CREATE TABLE buyers AS SELECT i AS buyer_id, 'Buyer ' || i AS buyer_name, (['Gold', 'Silver', 'None'])[1 + i % 3] AS club FROM range(0, 12) r(i)`,
  `CREATE TABLE post_sales AS SELECT 100 + i // 3 AS shipment_number, 1 + i % 3 AS post_parcel_number, DATE '2023-01-05' + (i * 5)::INTEGER AS packed_on,
    (['Shop', 'Phone', 'Market'])[1 + i % 3] AS post_channel, (['Sent', 'Sent', 'Delayed'])[1 + i % 3] AS post_parcel_state,
    10 + i % 17 AS amount, 5 + i % 4 AS unit_price, (i * 5) % 6 AS grower_id, CASE WHEN i % 2 = 0 THEN i % 5 END AS fair_id, (i * 7) % 12 AS buyer_id FROM range(0, 180) r(i)`,
];

/** A connection to an engine that holds the tables of the orchards. */
export async function openFruitPost(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
