import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A tea house: packets sold, packets in store and packets on the way, and guests from countries with short names. */

const field = (name: string, datatype: string, more = ''): string =>
  `- {name: ${name}, expression: ${name}, datatype: ${datatype}${more}}`;
const called = (...words: string[]): string => `, ai_context: {synonyms: [${words.join(', ')}]}`;

const yaml = `
version: "1.0"
semantic_model:
  - name: teahouse
    ai_context:
      instructions: >-
        A land named without saying whose it is, is that of the guest; the send land is meant when the question says where
        something is sent or shipped to, and the grower land when it says where a tea comes from.
    datasets:
      - name: bills
        source: bills
        primary_key: [bill_id]
        fields:
          ${field('bill_id', 'Integer')}
          ${field('bill_date', 'Date', ', dimension: {is_time: true}, description: "The default date."')}
          ${field('send_land', 'String', called('destination land'))}
          ${field('fee', 'Integer', ', description: Fee for sending it.')}
      - name: items
        source: items
        primary_key: [item_id]
        fields:
          ${field('item_id', 'Integer')}
          ${field('amount', 'Integer', ', description: Packets on the item.')}
          ${field('price', 'Integer')}
      - name: guests
        source: guests
        primary_key: [guest_id]
        fields:
          ${field('guest_id', 'Integer')}
          ${field('guest_name', 'String', called('guest'))}
          ${field('guest_land', 'String', called('land'))}
          ${field('guest_since', 'Date', ', dimension: {is_time: true}')}
      - name: teas
        source: teas
        primary_key: [tea_id]
        fields:
          ${field('tea_id', 'Integer')}
          ${field('tea_name', 'String', called('tea'))}
          ${field('grower_land', 'String', called('origin'))}
          ${field('blend', 'String', called('tea blend', 'kind of tea'))}
          ${field('wrapping', 'String', called('handling'))}
          ${field('packets_in_store', 'Integer', ', description: Packets that we have now.')}
          ${field('packets_on_the_way', 'Integer', ', description: Packets that come soon.')}
    relationships:
      - {name: items_bills, from: items, to: bills, from_columns: [bill_id], to_columns: [bill_id]}
      - {name: items_teas, from: items, to: teas, from_columns: [tea_id], to_columns: [tea_id]}
      - {name: bills_guests, from: bills, to: guests, from_columns: [guest_id], to_columns: [guest_id]}
    metrics:
      - {name: revenue, expression: SUM(items.amount * items.price)${called('sales', 'turnover')}}
      - {name: packets_sold, expression: SUM(items.amount)}
      - {name: bill_count, expression: COUNT(bills.bill_id)${called('number of bills')}}
      - {name: packets_there, expression: SUM(teas.packets_in_store)${called('store')}}
      - {name: store_value, expression: SUM(teas.packets_in_store * 3)}
`;

export const teahouse = resolveModel(loadModel(yaml, { file: 'teahouse.yaml' }));

const tables = [
  `CREATE TABLE guests AS SELECT i AS guest_id, 'Guest ' || i AS guest_name, (['USA', 'UK', 'Japan', 'Peru'])[1 + i % 4] AS guest_land,
    DATE '2021-02-03' + (i * 40)::INTEGER AS guest_since FROM range(0, 12) r(i)`,
  `CREATE TABLE teas AS SELECT i AS tea_id, 'Tea ' || chr((65 + i)::INTEGER) AS tea_name, (['Japan', 'Nepal', 'Peru'])[1 + i % 3] AS grower_land,
    (['Green', 'Black'])[1 + i % 2] AS blend, (['Tin', 'Bag'])[1 + i // 4 % 2] AS wrapping, (i % 3) * 20 AS packets_in_store, i AS packets_on_the_way FROM range(0, 9) r(i)`,
  `CREATE TABLE bills AS SELECT i AS bill_id, i % 11 AS guest_id, DATE '2023-01-05' + (i * 9)::INTEGER AS bill_date,
    (['USA', 'Peru', 'Japan'])[1 + i % 3] AS send_land, 3 + i % 5 AS fee FROM range(0, 80) r(i)`,
  `CREATE TABLE items AS SELECT i AS item_id, i % 80 AS bill_id, (i * 5) % 8 AS tea_id, 1 + i % 7 AS amount, 4 + i % 9 AS price FROM range(0, 300) r(i)`,
  'CREATE VIEW sold AS SELECT * FROM items JOIN bills USING (bill_id) JOIN guests USING (guest_id) JOIN teas USING (tea_id)',
];

/** A connection to an engine that holds the tables of the tea house, and all of what was sold as one table. */
export async function openTeahouse(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
