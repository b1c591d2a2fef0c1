import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A laundry that fetches and brings: its model shows no keys, and branches play two roles. */

const field = (name: string, column: string, more = ''): string =>
  `{name: ${name}, expression: ${column}, datatype: String${more}}`;
const number = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: Integer${more}}`;
const date = (name: string, more: string): string =>
  `{name: ${name}, expression: ${name}, datatype: Date, dimension: {is_time: true}, ${more}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;

const laundryYaml = `
version: "1.0"
semantic_model:
  - name: laundry
    datasets:
      - name: washes
        source: washes
        primary_key: [w_id]
        ${synonyms('wash')}
        fields:
          - ${field('wash_number', 'w_no')}
          - ${field('wash_state', 'w_state', `, description: "Open or Finished"`)}
          - ${field('speed', 'w_speed')}
          - ${field('stain_cause', 'w_stain', `, ${synonyms('cause', 'caused by')}`)}
          - ${date('fetched_on', 'description: "Day on which the driver fetched it. The default date of washes."')}
          - ${date('finished_on', `description: "Day on which it was finished.", ${synonyms('finished')}`)}
          - ${number('price', ', description: "What is charged for it."')}
          - ${number('distance', ', description: "Kilometres driven for it."')}
          - ${number('weight', ', description: "Weight of the linen in kilograms."')}
          - ${number('minutes_ironed')}
      - name: soaps_used
        source: soaps_used
        primary_key: [u_wash, u_line]
        fields:
          - ${number('spoons')}
      - name: soaps
        source: soaps
        primary_key: [s_id]
        fields:
          - ${field('soap_name', 's_name', `, ${synonyms('soap')}`)}
      - name: drivers
        source: drivers
        primary_key: [d_id]
        fields:
          - ${field('driver_name', 'd_name', `, ${synonyms('driver')}`)}
      - name: branches
        source: branches
        primary_key: [b_id]
        description: Branch that does the wash. Branches named without further detail mean this one.
        fields:
          - ${field('branch_name', 'b_name', `, ${synonyms('branch')}`)}
      - name: home_branches
        source: branches
        primary_key: [b_id]
        description: Branch in which a driver is based.
        fields:
          - ${field('home_branch_name', 'b_name', `, ${synonyms('home branch')}`)}
      - name: customers
        source: customers
        primary_key: [c_id]
        fields:
          - ${field('customer_name', 'c_name', `, ${synonyms('customer')}`)}
          - ${field('card', 'c_card', `, description: "Gold, Silver or None"`)}
    relationships:
      - {name: washes_branches, from: washes, to: branches, from_columns: [w_branch], to_columns: [b_id]}
      - {name: washes_drivers, from: washes, to: drivers, from_columns: [w_driver], to_columns: [d_id]}
      - {name: drivers_branches, from: drivers, to: home_branches, from_columns: [d_branch], to_columns: [b_id]}
      - {name: washes_customers, from: washes, to: customers, from_columns: [w_customer], to_columns: [c_id]}
      - {name: used_washes, from: soaps_used, to: washes, from_columns: [u_wash], to_columns: [w_id]}
      - {name: used_soaps, from: soaps_used, to: soaps, from_columns: [u_soap], to_columns: [s_id]}
    metrics:
      - {name: finished_washes, expression: "SUM(CASE WHEN washes.wash_state = 'Finished' THEN 1 ELSE 0 END)", ${synonyms('washes finished')}}
      - {name: finished_share, expression: "1.0 * SUM(CASE WHEN washes.wash_state = 'Finished' THEN 1 ELSE 0 END) / COUNT(washes.wash_number)", description: Finished washes as a fraction of all., ${synonyms('finish rate')}}
      - {name: takings, expression: SUM(washes.price), ${synonyms('money taken')}}
      - {name: distance_driven, expression: SUM(washes.distance), description: Kilometres driven for washes.}
      - {name: average_price, expression: AVG(washes.price)}
      - {name: customer_count, expression: COUNT(DISTINCT customers.customer_name)}
      - {name: driver_count, expression: COUNT(DISTINCT drivers.driver_name)}
`;

export const laundry = resolveModel(loadModel(laundryYaml, { file: 'laundry.yaml' }));

const tables = [
  `CREATE TABLE branches AS SELECT * FROM (VALUES (1, 'Harbour'), (2, 'Market'), (3, 'Station')) t(b_id, b_name)`,
  `CREATE TABLE drivers AS SELECT i AS d_id, (['Ada', 'Ben', 'Cleo', 'Dov', 'Eva'])[1 + i] AS d_name, 1 + i % 3 AS d_branch FROM range(0, 5) r(i)`,
  `CREATE TABLE customers AS SELECT i AS c_id, 'House ' || chr((65 + i)::INTEGER) AS c_name, (['Gold', 'Silver', 'None'])[1 + i % 3] AS c_card FROM range(0, 12) r(i)`,
  `CREATE TABLE soaps AS SELECT * FROM (VALUES (1, 'Lavender'), (2, 'Pine'), (3, 'Rose'), (4, 'Plain')) t(s_id, s_name)`,
  `CREATE TABLE washes AS SELECT i AS w_id, 'W-' || (5000 + i) AS w_no, CASE WHEN i % 6 = 0 THEN 'Open' ELSE 'Finished' END AS w_state,
    (['A1 Express', 'A2 Normal', 'A3 Careful'])[1 + (i * 5 + i // 4) % 3] AS w_speed, (['Red wine', 'Grass', 'Ink'])[1 + (i * 5) % 3] AS w_stain,
    DATE '2025-01-03' + (i * 2)::INTEGER AS fetched_on, CASE WHEN i % 6 > 0 THEN DATE '2025-01-03' + (i * 2 + i % 4 * 9)::INTEGER END AS finished_on,
    1000 + (i * 977) % 30000 AS price, 3 + (i * 7) % 40 AS distance, 2 + (i * 3) % 20 AS weight, CASE WHEN i % 6 > 0 THEN 5 + (i * 11) % 60 END AS minutes_ironed,
    1 + (i * 5) % 3 AS w_branch, (i * 3) % 4 AS w_driver, (i * 7) % 10 AS w_customer FROM range(0, 90) r(i)`,
  `CREATE TABLE soaps_used AS SELECT i % 60 AS u_wash, i AS u_line, 1 + i % 3 AS u_soap, 1 + i % 4 AS spoons FROM range(0, 100) r(i)`,
];

/** A connection to an engine that holds the laundry's tables. */
export async function openLaundry(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
