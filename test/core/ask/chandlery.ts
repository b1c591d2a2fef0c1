import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A chandler for sailors: no key is shown, names repeat, stock is counted each month, and every day has a verb. */

const text = (name: string, column = name): string => `{name: ${name}, expression: ${column}, datatype: String}`;
const number = (name: string): string => `{name: ${name}, expression: ${name}, datatype: Integer}`;
const date = (name: string): string =>
  `{name: ${name}, expression: ${name}, datatype: Date, dimension: {is_time: true}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;
const relationship = (from: string, to: string, key: string): string =>
  `- {name: ${from}_${to}, from: ${from}, to: ${to}, from_columns: [${key}], to_columns: [${key}]}`;

export const chandleryYaml = `
version: "1.0"
semantic_model:
  - name: chandlery
    datasets:
      - name: post_sales
        source: post_sales
        primary_key: [line_key]
        ${synonyms('in post sales')}
        fields:
          - ${date('post_order_date')}
          - ${date('post_pack_date')}
          - ${text('packing_state')}
          - ${number('post_amount')}
          - ${number('post_pieces')}
      - name: send_backs
        source: send_backs
        primary_key: [line_key]
        ${synonyms('returns')}
        fields:
          - ${date('back_date')}
          - ${text('back_reason')}
          - ${number('back_pieces')}
      - name: goods
        source: goods
        primary_key: [good_key]
        ${synonyms('articles')}
        fields:
          - ${text('good_name')}
          - ${text('section')}
          - ${text('label')}
          - ${number('list_price')}
          - ${number('buying_cost')}
      - name: sailors
        source: sailors
        primary_key: [sailor_key]
        fields:
          - {name: sailor_number, expression: sailor_code, datatype: String, description: Code that identifies the sailor.}
          - ${text('sailor_name')}
          - ${text('gender')}
          - ${text('skipper')}
      - name: depots
        source: depots
        primary_key: [depot_key]
        fields:
          - ${text('depot_name')}
      - name: stock
        source: stock
        primary_key: [count_date, good_key, depot_key]
        ${synonyms('stock counts')}
        fields:
          - ${date('count_date')}
          - ${number('on_hand')}
    relationships:
      ${[
        relationship('post_sales', 'goods', 'good_key'),
        relationship('post_sales', 'sailors', 'sailor_key'),
        relationship('send_backs', 'post_sales', 'line_key'),
        relationship('stock', 'goods', 'good_key'),
        relationship('stock', 'depots', 'depot_key'),
      ].join('\n      ')}
    metrics:
      - {name: post_revenue, expression: SUM(post_sales.post_amount), ${synonyms('revenue', 'post sales', 'sales')}}
      - {name: sailor_count, expression: COUNT(DISTINCT sailors.sailor_number), ${synonyms('number of sailors')}}
      - {name: back_rate, expression: 1.0 * SUM(send_backs.back_pieces) / SUM(post_sales.post_pieces), ${synonyms('return rate')}}
      - {name: stock_on_hand, expression: SUM(stock.on_hand), ${synonyms('stock level', 'pieces in stock')}}
`;

export const chandlery = resolveModel(loadModel(chandleryYaml, { file: 'chandlery.yaml' }));

const tables = [
  `CREATE TABLE goods AS SELECT i AS good_key, 'Good ' || chr((65 + i)::INTEGER) AS good_name, (['Rope', 'Men', 'Women', 'Paint'])[1 + i % 4] AS section,
    (['name sails', 'Keel', 'Mast'])[1 + i % 3] AS label, 8 + i AS list_price, 3 + i AS buying_cost FROM range(0, 12) r(i)`,
  `CREATE TABLE sailors AS SELECT i AS sailor_key, 'SL' || (100 + i) AS sailor_code, 'Sailor ' || (i % 5) AS sailor_name,
    (['Male', 'Female'])[1 + i % 2] AS gender, CASE WHEN i % 4 > 0 THEN 'Skipper ' || (i % 4) END AS skipper FROM range(0, 20) r(i)`,
  `CREATE TABLE depots AS SELECT * FROM (VALUES (1, 'North pier'), (2, 'South pier')) t(depot_key, depot_name)`,
  `CREATE TABLE stock AS SELECT (DATE '2024-01-01' + INTERVAL (m) MONTH)::DATE AS count_date, good_key, depot_key, 5 + m * 3 + good_key * depot_key AS on_hand
    FROM range(0, 12) t(m), goods, depots`,
  `CREATE TABLE post_sales AS SELECT i AS line_key, (i * 7) % 12 AS good_key, (i * i) % 20 AS sailor_key, DATE '2023-11-01' + (i)::INTEGER AS post_order_date,
    CASE WHEN i % 9 > 0 THEN DATE '2023-11-20' + (i)::INTEGER END AS post_pack_date, CASE WHEN i % 9 > 0 THEN 'Packed' ELSE 'Not packed' END AS packing_state,
    10 + i % 17 AS post_amount, 2 + i % 3 AS post_pieces FROM range(0, 400) r(i)`,
  `CREATE TABLE send_backs AS SELECT i * 6 AS line_key, DATE '2023-12-20' + (i * 6)::INTEGER AS back_date, (['Found a better price', 'Too small'])[1 + i % 2] AS back_reason,
    1 AS back_pieces FROM range(0, 60) r(i)`,
];

/** A connection to an engine that holds the tables of the chandlery. */
export async function openChandlery(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
