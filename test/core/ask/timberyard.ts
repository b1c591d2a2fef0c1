import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A timber yard: builders give jobs, whose loads come from mills; both lie in counties, and loads are shipped and received. */

const text = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: String${more}}`;
const number = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: Integer${more}}`;
const date = (name: string): string =>
  `{name: ${name}, expression: ${name}, datatype: Date, dimension: {is_time: true}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;
const county = (side: string): string => `
      - name: ${side}_county
        source: counties
        primary_key: [county_id]
        fields: [${number('county_id')}, ${text('county_name', `, label: ${side} county, ${synonyms('county')}`)}]`;

export const timberyardYaml = `
version: "1.0"
semantic_model:
  - name: timberyard
    ai_context:
      instructions: >-
        Periods refer to the job date; the other dates are meant when shipping or receiving is said. A county that is
        named without saying whose it is, is the builder's; the mill's is meant when the question is about mills.
    datasets:
      - name: jobs
        source: jobs
        primary_key: [job_id]
        ${synonyms('orders')}
        fields: [${number('job_id')}, ${date('job_date')}, ${text('job_status')}]
      - name: loads
        source: loads
        primary_key: [load_id]
        ${synonyms('shipments')}
        fields: [${number('load_id')}, ${date('ship_date')}, ${date('receipt_date')}, ${number('planks')}, ${text('arrival_status')}]
      - name: woods
        source: woods
        primary_key: [wood_id]
        fields: [${number('wood_id')}, ${text('wood_name', ', label: Wood')}, ${text('cut')}, ${number('plank_price', ', label: Plank price')}]
      - name: builders
        source: builders
        primary_key: [builder_id]
        ${synonyms('customers')}
        fields: [${number('builder_id')}, ${text('builder_name', ', label: Builder')}]
      - name: mills
        source: mills
        primary_key: [mill_id]
        fields: [${number('mill_id')}, ${text('mill_name', ', label: Mill')}]${county('builder')}${county('mill')}
    relationships:
      - {name: loads_jobs, from: loads, to: jobs, from_columns: [job_id], to_columns: [job_id]}
      - {name: loads_woods, from: loads, to: woods, from_columns: [wood_id], to_columns: [wood_id]}
      - {name: loads_mills, from: loads, to: mills, from_columns: [mill_id], to_columns: [mill_id]}
      - {name: jobs_builders, from: jobs, to: builders, from_columns: [builder_id], to_columns: [builder_id]}
      - {name: builders_counties, from: builders, to: builder_county, from_columns: [county_id], to_columns: [county_id]}
      - {name: mills_counties, from: mills, to: mill_county, from_columns: [county_id], to_columns: [county_id]}
    metrics:
      - {name: sales, expression: SUM(loads.planks * 3)}
      - {name: planks_sold, expression: SUM(loads.planks)}
      - {name: job_count, expression: COUNT(jobs.job_id), ${synonyms('number of jobs', 'jobs placed')}}
      - {name: load_count, expression: COUNT(loads.load_id)}
      - {name: wood_value, expression: SUM(woods.plank_price), ${synonyms('cost value', 'value of the stack')}}
`;

export const timberyard = resolveModel(loadModel(timberyardYaml, { file: 'timberyard.yaml' }));

const tables = [
  `CREATE TABLE counties AS SELECT * FROM (VALUES (1, 'Dale'), (2, 'Moor'), (3, 'Fen'), (4, 'Vale')) t(county_id, county_name)`,
  `CREATE TABLE builders AS SELECT i AS builder_id, 'Builder ' || chr((65 + i)::INTEGER) AS builder_name, 1 + i % 3 AS county_id FROM range(0, 10) r(i)`,
  `CREATE TABLE mills AS SELECT i AS mill_id, 'Mill ' || chr((65 + i)::INTEGER) AS mill_name, 1 + (i * 2) % 3 AS county_id FROM range(0, 7) r(i)`,
  `CREATE TABLE woods AS SELECT i AS wood_id, (['Oak', 'Larch', 'Ash', 'Pine'])[1 + i % 4] || ' ' || i AS wood_name,
    (['SMALL BOARD', 'LARGE BOARD', 'LARGE BEAM'])[1 + i % 3] AS cut, 4 + (i * 5) % 11 AS plank_price FROM range(0, 8) r(i)`,
  `CREATE TABLE jobs AS SELECT i AS job_id, (i * 3) % 10 AS builder_id, DATE '2023-01-03' + (i * 6)::INTEGER AS job_date,
    (['Open', 'Done', 'Done'])[1 + i % 3] AS job_status FROM range(0, 140) r(i)`,
  `CREATE TABLE loads AS SELECT i AS load_id, i // 2 AS job_id, (i * 5) % 8 AS wood_id, (i * 11) % 7 AS mill_id,
    DATE '2023-01-03' + ((i // 2) * 6 + 9 + i % 30)::INTEGER AS ship_date, DATE '2023-01-03' + ((i // 2) * 6 + 15 + i % 40)::INTEGER AS receipt_date,
    3 + (i * 13) % 50 AS planks, CASE WHEN (i * 37 + (i * i) // 11) % 10 < 4 THEN 'Late' ELSE 'On time' END AS arrival_status FROM range(0, 280) r(i)`,
];

/** A connection to an engine that holds the tables of the timber yard. */
export async function openTimberyard(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
