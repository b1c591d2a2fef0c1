import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A shop of wooden toys: names that end in small words, staff who report to staff, boxes that toys are packed in by hand. */

const field = (name: string, datatype: string, more = ''): string =>
  `- {name: ${name}, expression: ${name}, datatype: ${datatype}${more}}`;
const date = ', dimension: {is_time: true}';
const called = (...words: string[]): string => `, ai_context: {synonyms: [${words.join(', ')}]}`;

const yaml = `
version: "1.0"
semantic_model:
  - name: toyshop
    ai_context: {instructions: "A town is the buyer's home unless said otherwise."}
    datasets:
      - name: makers
        source: makers
        primary_key: [maker_id]
        fields:
          ${field('maker_id', 'Integer')}
          ${field('maker_name', 'String', called('maker'))}
          ${field('maker_type', 'String')}
          ${field('maker_town', 'String')}
          ${field('founded_year', 'Integer')}
      - name: wood_types
        source: wood_types
        primary_key: [wood_id]
        fields:
          ${field('wood_id', 'Integer')}
          ${field('wood_type', 'String', called('wood'))}
      - name: series
        source: series
        primary_key: [series_id]
        fields:
          ${field('series_id', 'Integer')}
          ${field('series_name', 'String')}
          ${field('maker_id', 'Integer')}
          ${field('studio', 'String', ', description: "Studio that sketched the series."')}
      - name: toys
        source: toys
        primary_key: [toy_id]
        fields:
          ${field('toy_id', 'Integer')}
          ${field('toy_name', 'String', called('toy'))}
          ${field('series_id', 'Integer')}
          ${field('wood_id', 'Integer')}
          ${field('length_cm', 'Integer')}
      - name: staff
        source: staff
        primary_key: [staff_id]
        ai_context: {synonyms: [employees]}
        fields:
          ${field('staff_id', 'Integer')}
          ${field('staff_name', 'String', called('employee'))}
          ${field('boss_id', 'Integer')}
          ${field('hire_date', 'Date', date)}
      - name: bosses
        source: staff
        primary_key: [staff_id]
        fields:
          - {name: boss_name, expression: staff_name, datatype: String, ai_context: {synonyms: [boss]}}
      - name: buyers
        source: buyers
        primary_key: [buyer_id]
        ai_context: {synonyms: [customers]}
        fields:
          ${field('buyer_id', 'Integer')}
          ${field('buyer_name', 'String', called('buyer'))}
          ${field('town', 'String')}
          ${field('state', 'String')}
          ${field('email', 'String')}
          ${field('firm', 'String', called('employer of the buyer'))}
          ${field('birth_year', 'Integer')}
      - name: sales
        source: sales
        primary_key: [sale_id]
        fields:
          ${field('sale_id', 'Integer')}
          ${field('toy_id', 'Integer')}
          ${field('buyer_id', 'Integer')}
          ${field('sold_on', 'Date', date)}
          ${field('pay_kind', 'String', called('paid with'))}
          ${field('progress', 'String', ', description: "State of the sale; open or done."')}
          ${field('amount', 'Integer')}
      - name: boxes
        source: boxes
        primary_key: [box_id]
        fields:
          ${field('box_id', 'Integer')}
          ${field('box_name', 'String', called('box'))}
          ${field('buyer_id', 'Integer')}
      - name: box_toys
        source: box_toys
        fields:
          ${field('box_id', 'Integer')}
          ${field('toy_id', 'Integer')}
    relationships:
      - {name: series_makers, from: series, to: makers, from_columns: [maker_id], to_columns: [maker_id]}
      - {name: toys_series, from: toys, to: series, from_columns: [series_id], to_columns: [series_id]}
      - {name: toys_woods, from: toys, to: wood_types, from_columns: [wood_id], to_columns: [wood_id]}
      - {name: staff_bosses, from: staff, to: bosses, from_columns: [boss_id], to_columns: [staff_id]}
      - {name: sales_toys, from: sales, to: toys, from_columns: [toy_id], to_columns: [toy_id]}
      - {name: sales_buyers, from: sales, to: buyers, from_columns: [buyer_id], to_columns: [buyer_id]}
      - {name: boxes_buyers, from: boxes, to: buyers, from_columns: [buyer_id], to_columns: [buyer_id]}
      - {name: box_toys_boxes, from: box_toys, to: boxes, from_columns: [box_id], to_columns: [box_id]}
      - {name: box_toys_toys, from: box_toys, to: toys, from_columns: [toy_id], to_columns: [toy_id]}
    metrics:
      - {name: revenue, expression: SUM(sales.amount), description: "Value of the toys sold.", ai_context: {synonyms: [sales value, billings]}}
      - {name: average_amount, expression: AVG(sales.amount)}
      - {name: open_value, expression: "SUM(CASE WHEN sales.progress = 'open' THEN sales.amount ELSE 0 END)", description: "Amount of all open sales."}
`;

/** The model of the toy shop. */
export const toyshop = resolveModel(loadModel(yaml, { file: 'toyshop.yaml' }));

const tables = [
  `CREATE TABLE makers AS SELECT i AS maker_id, 'Maker ' || chr((65 + i)::INTEGER) AS maker_name, (['Guild', 'Family'])[1 + i % 2] AS maker_type,
    (['Lund', 'Vejle', 'Namur'])[1 + i % 3] AS maker_town, 1950 + i * 7 AS founded_year FROM range(0, 6) r(i)`,
  `CREATE TABLE wood_types AS SELECT i AS wood_id, (['Beech', 'Maple', 'Lime'])[1 + i] AS wood_type FROM range(0, 3) r(i)`,
  `CREATE TABLE series AS SELECT i AS series_id, 'Series ' || i AS series_name, i % 6 AS maker_id, (['Nordlys', 'Fabel'])[1 + i % 2] AS studio FROM range(0, 12) r(i)`,
  `CREATE TABLE toys AS SELECT i AS toy_id, 'Toy ' || i AS toy_name, i % 12 AS series_id, i % 3 AS wood_id, 10 + (i * 7) % 41 AS length_cm FROM range(0, 40) r(i)`,
  `CREATE TABLE staff AS SELECT i AS staff_id, (['Ida Holm', 'Ole Friis', 'Eva Berg', 'Jan Lind', 'Pia Toft'])[1 + i] AS staff_name,
    CASE WHEN i > 0 THEN (i - 1) // 2 END AS boss_id, DATE '2020-01-01' + (i * 90)::INTEGER AS hire_date FROM range(0, 5) r(i)`,
  `CREATE TABLE buyers AS SELECT i AS buyer_id, 'Buyer ' || i AS buyer_name, (['Lund', 'Vejle', 'Odense'])[1 + i % 3] AS town, (['N', 'S'])[1 + i % 2] AS state,
    CASE WHEN i % 4 > 0 THEN 'b' || i || '@example.org' END AS email, CASE WHEN i % 3 = 0 THEN 'Firm ' || i END AS firm, 1940 + i * 2 AS birth_year FROM range(0, 30) r(i)`,
  `CREATE TABLE sales AS SELECT i AS sale_id, (i * 7) % 30 AS toy_id, (i * 5) % 24 AS buyer_id, DATE '2023-01-05' + (i * 6)::INTEGER AS sold_on,
    (['Cash', 'Voucher'])[1 + i % 2] AS pay_kind, (['open', 'done', 'done'])[1 + i % 3] AS progress, 10 + i AS amount FROM range(0, 120) r(i)`,
  `CREATE TABLE boxes AS SELECT i AS box_id, 'Box ' || i AS box_name, CASE WHEN i % 3 > 0 THEN i END AS buyer_id FROM range(0, 9) r(i)`,
  `CREATE TABLE box_toys AS SELECT i % 7 AS box_id, (i * 3) % 17 AS toy_id FROM range(0, 22) r(i)`,
];

/** A connection to an engine that holds the tables of the toy shop. */
export async function openToyshop(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
