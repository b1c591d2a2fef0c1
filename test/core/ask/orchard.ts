import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** An orchard that sells at stands and in parcels: each table has a date of its own, and numbers are made of several. */

const text = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: String${more}}`;
const number = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: Integer${more}}`;
const date = (name: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: Date, dimension: {is_time: true}${more}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;
const relationship = (from: string, to: string, key: string): string =>
  `- {name: ${from}_${to}, from: ${from}, to: ${to}, from_columns: [${key}], to_columns: [${key}]}`;

const orchardYaml = `
version: "1.0"
semantic_model:
  - name: orchard
    ai_context:
      instructions: >-
        Where no date is named, periods refer to the picked date for stand sales, the posted date for parcels and the
        opening date for stands.
    datasets:
      - name: stand_sales
        source: stand_sales
        primary_key: [sale_id]
        fields:
          - ${number('sale_id')}
          - ${date('ripe_date')}
          - ${date('picked_date')}
          - ${number('stand_kilos')}
          - ${number('stand_amount')}
          - ${text('paid_by')}
      - name: parcels
        source: parcels
        primary_key: [parcel_id]
        fields:
          - ${number('parcel_id')}
          - ${date('posted_date')}
          - ${number('parcel_amount')}
      - name: complaints
        source: complaints
        primary_key: [complaint_id]
        fields:
          - ${number('complaint_id')}
          - ${date('told_date')}
          - ${number('spoilt_kilos')}
          - ${text('cause')}
      - name: fruits
        source: fruits
        primary_key: [fruit_id]
        fields:
          - ${number('fruit_id')}
          - ${text('fruit_name', ', label: Fruit')}
          - ${text('family')}
      - name: stands
        source: stands
        primary_key: [stand_id]
        fields:
          - ${number('stand_id')}
          - ${text('stand_name', ', label: Stand')}
          - ${date('opening_date')}
          - ${number('helpers')}
      - name: crates
        source: crates
        primary_key: [crate_id]
        fields:
          - ${number('crate_id')}
          - ${number('crate_kilos')}
    relationships:
      ${[
        relationship('stand_sales', 'fruits', 'fruit_id'),
        relationship('stand_sales', 'stands', 'stand_id'),
        relationship('parcels', 'fruits', 'fruit_id'),
        relationship('complaints', 'stand_sales', 'sale_id'),
        relationship('complaints', 'fruits', 'fruit_id'),
        relationship('crates', 'fruits', 'fruit_id'),
      ].join('\n      ')}
    metrics:
      - {name: stand_takings, expression: SUM(stand_sales.stand_amount)}
      - {name: parcel_takings, expression: SUM(parcels.parcel_amount), ${synonyms('posted takings')}}
      - {name: whole_takings, expression: SUM(stand_sales.stand_amount) + SUM(parcels.parcel_amount), ${synonyms('takings of both')}}
      - {name: spoilt_rate, expression: SUM(complaints.spoilt_kilos) * 1.0 / SUM(stand_sales.stand_kilos)}
      - {name: ripe_rate, expression: SUM(complaints.spoilt_kilos) * 1.0 / SUM(stand_sales.stand_kilos), description: "Counted by ripe date."}
      - {name: takings_per_helper, expression: SUM(stand_sales.stand_amount) * 1.0 / SUM(stands.helpers)}
      - {name: crate_turn, expression: SUM(stand_sales.stand_kilos) * 1.0 / SUM(crates.crate_kilos)}
      - {name: complaint_rate, expression: COUNT(DISTINCT complaints.complaint_id) * 1.0 / COUNT(DISTINCT stand_sales.sale_id)}
      - {name: parcels_per_sale, expression: COUNT(parcels.parcel_id) * 1.0 / COUNT(stand_sales.sale_id)}
`;

export const orchard = resolveModel(loadModel(orchardYaml, { file: 'orchard.yaml' }));

/** The same with another sentence in its instructions. */
export const orchardThatSays = (sentence: string): typeof orchard => {
  const yaml = orchardYaml.replace('opening date for stands.', `opening date for stands. ${sentence}`);
  return resolveModel(loadModel(yaml, { file: 'orchard.yaml' }));
};

const tables = [
  `CREATE TABLE fruits AS SELECT i AS fruit_id, (['Gala', 'Boskoop', 'Conference', 'Mirabelle'])[1 + i] AS fruit_name,
    (['Apple', 'Apple', 'Pear', 'Plum'])[1 + i] AS family FROM range(0, 4) r(i)`,
  `CREATE TABLE stands AS SELECT i AS stand_id, 'Stand ' || i AS stand_name, DATE '2021-05-01' + (i * 300)::INTEGER AS opening_date,
    2 + i AS helpers FROM range(0, 4) r(i)`,
  `CREATE TABLE stand_sales AS SELECT i AS sale_id, i % 3 AS fruit_id, i % 4 AS stand_id, DATE '2023-01-02' + (i * 3)::INTEGER AS picked_date,
    DATE '2022-12-20' + (i * 3)::INTEGER AS ripe_date, 5 + i % 7 AS stand_kilos, 20 + i % 11 AS stand_amount,
    (['Cash', 'Card'])[1 + i % 2] AS paid_by FROM range(0, 230) r(i)`,
  `CREATE TABLE parcels AS SELECT i AS parcel_id, 1 + i % 3 AS fruit_id, DATE '2023-03-05' + (i * 7)::INTEGER AS posted_date,
    30 + i % 13 AS parcel_amount FROM range(0, 90) r(i)`,
  `CREATE TABLE complaints AS SELECT i AS complaint_id, i * 5 AS sale_id, (i * 5) % 3 AS fruit_id,
    DATE '2023-01-20' + (i * 15)::INTEGER AS told_date, 1 + i % 3 AS spoilt_kilos, 'Worm' AS cause FROM range(0, 40) r(i)`,
  'CREATE TABLE crates AS SELECT i AS crate_id, i % 4 AS fruit_id, 40 + i AS crate_kilos FROM range(0, 12) r(i)',
];

/** A connection to an engine that holds the tables of the orchard. */
export async function openOrchard(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
