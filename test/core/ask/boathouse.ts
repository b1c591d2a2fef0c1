import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A boathouse: many boats of each model, kinds that people say as nouns, and values that say that there is none. */

const field = (name: string, datatype: string, more = ''): string =>
  `- {name: ${name}, expression: ${name}, datatype: ${datatype}${more}}`;
const date = ', dimension: {is_time: true}';
const called = (...words: string[]): string => `, ai_context: {synonyms: [${words.join(', ')}]}`;

const yaml = `
version: "1.0"
semantic_model:
  - name: boathouse
    datasets:
      - name: clients
        source: clients
        primary_key: [client_no]
        fields:
          ${field('client_no', 'String')}
          ${field('client_name', 'String')}
          ${field('trade', 'String')}
          ${field('credit_limit', 'Integer')}
      - name: boats
        source: boats
        primary_key: [hull_no]
        fields:
          ${field('hull_no', 'String')}
          ${field('client_no', 'String')}
          ${field('model_name', 'String', called('model'))}
          ${field('boat_class', 'String', ', description: "Kind of boat, such as Dinghy."')}
          ${field('insurance_cover', 'String', called('insurance'))}
          ${field('built_on', 'Date', date)}
      - name: tours
        source: tours
        primary_key: [tour_no]
        fields:
          ${field('tour_no', 'Integer')}
          ${field('hull_no', 'String')}
          ${field('owner_no', 'Integer')}
          ${field('booked_via', 'String', called('channel'))}
          ${field('booked_on', 'Date', date)}
          ${field('punctuality', 'String')}
      - name: legs
        source: legs
        primary_key: [leg_no]
        fields:
          ${field('leg_no', 'Integer')}
          ${field('tour_no', 'Integer')}
          ${field('skipper_no', 'Integer')}
          ${field('sailed_on', 'Date', date)}
          ${field('outcome', 'String')}
      - name: skippers
        source: skippers
        primary_key: [skipper_no]
        fields:
          ${field('skipper_no', 'Integer')}
          ${field('skipper_name', 'String')}
          ${field('harbour', 'String')}
      - name: tour_owners
        source: skippers
        primary_key: [skipper_no]
        fields:
          ${field('skipper_no', 'Integer')}
          ${field('owner_name', 'String')}
          - {name: owner_harbour, expression: harbour, datatype: String}
      - name: bills
        source: bills
        primary_key: [bill_no]
        fields:
          ${field('bill_no', 'Integer')}
          ${field('tour_no', 'Integer')}
          ${field('billed_on', 'Date', date)}
          ${field('paid_on', 'Date', date)}
          ${field('bill_state', 'String')}
          ${field('net_amount', 'Integer')}
    relationships:
      - {name: boats_clients, from: boats, to: clients, from_columns: [client_no], to_columns: [client_no]}
      - {name: tours_boats, from: tours, to: boats, from_columns: [hull_no], to_columns: [hull_no]}
      - {name: tours_owners, from: tours, to: tour_owners, from_columns: [owner_no], to_columns: [skipper_no]}
      - {name: legs_tours, from: legs, to: tours, from_columns: [tour_no], to_columns: [tour_no]}
      - {name: legs_skippers, from: legs, to: skippers, from_columns: [skipper_no], to_columns: [skipper_no]}
      - {name: bills_tours, from: bills, to: tours, from_columns: [tour_no], to_columns: [tour_no]}
    metrics:
      - {name: tour_count, expression: COUNT(tours.tour_no), ai_context: {synonyms: [number of tours]}}
      - {name: billed_amount, expression: SUM(bills.net_amount), ai_context: {synonyms: [revenue]}}
`;

/** The model of the boathouse. */
export const boathouse = resolveModel(loadModel(yaml, { file: 'boathouse.yaml' }));

const tables = [
  `CREATE TABLE clients AS SELECT 'C' || i AS client_no, (['Pharma Alba', 'Reed', 'Pharma Bora', 'Quay'])[1 + i % 4] || ' ' || i AS client_name,
    (['Pharmaceuticals', 'Fishing', 'Tourism'])[1 + i % 3] AS trade, CASE WHEN i % 5 > 0 THEN i * 100 END AS credit_limit FROM range(0, 20) r(i)`,
  `CREATE TABLE boats AS SELECT 'H' || i AS hull_no, 'C' || (i % 20) AS client_no, (['Tern 3', 'Tern 5', 'Gull 7', 'Skua 9'])[1 + i % 4] AS model_name,
    (['Dinghy', 'Dinghy', 'Cutter', 'Ketch'])[1 + i % 4] AS boat_class, (['Full', 'No insurance', 'Basic'])[1 + (i * i) % 3] AS insurance_cover,
    DATE '2020-01-01' + i::INTEGER AS built_on FROM range(0, 60) r(i)`,
  `CREATE TABLE tours AS SELECT i AS tour_no, 'H' || (i * 7) % 60 AS hull_no, i % 6 AS owner_no, (['Phone', 'Desk'])[1 + i % 2] AS booked_via,
    DATE '2023-01-05' + (i * 6)::INTEGER AS booked_on, (['Late', 'On time', 'On time'])[1 + i % 3] AS punctuality FROM range(0, 120) r(i)`,
  `CREATE TABLE legs AS SELECT i AS leg_no, i % 120 AS tour_no, (i * 5) % 7 % 6 AS skipper_no, DATE '2023-01-10' + (i * 3)::INTEGER AS sailed_on,
    (['Done', 'No wind', 'Broken off'])[1 + i % 3] AS outcome FROM range(0, 200) r(i)`,
  `CREATE TABLE skippers AS SELECT i AS skipper_no, 'Skipper ' || i AS skipper_name, 'Skipper ' || i AS owner_name, (['Brest', 'Vigo'])[1 + i % 2] AS harbour FROM range(0, 6) r(i)`,
  `CREATE TABLE bills AS SELECT i AS bill_no, i AS tour_no, DATE '2023-01-20' + (i * 6)::INTEGER AS billed_on, CASE WHEN i % 4 > 0 THEN DATE '2023-02-20' + (i * 6)::INTEGER END AS paid_on,
    CASE WHEN i % 4 > 0 THEN 'Paid' ELSE 'Unpaid' END AS bill_state, 30 + i AS net_amount FROM range(0, 100) r(i)`,
];

/** A connection to an engine that holds the tables of the boathouse. */
export async function openBoathouse(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
