import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** Parcels that sail on a day, and a way for them to go that is called SAIL too. */
const quayYaml = `
version: "1.0"
semantic_model:
  - name: quay
    datasets:
      - name: captains
        source: captains
        primary_key: [captain_id]
        fields:
          - {name: captain_id, expression: captain_id, datatype: Integer}
          - {name: captain_name, expression: captain_name, datatype: String, label: Captain}
          - {name: harbour, expression: harbour, datatype: String}
      - name: parcels
        source: parcels
        primary_key: [parcel_id]
        fields:
          - {name: parcel_id, expression: parcel_id, datatype: Integer, label: Parcel number, ai_context: {synonyms: [parcel no]}}
          - {name: booking_date, expression: booked, datatype: Date, dimension: {is_time: true}, description: The default date of the model.}
          - {name: sail_date, expression: sailed, datatype: Date, dimension: {is_time: true}, ai_context: {synonyms: [sailed on]}}
          - {name: way, expression: way, datatype: String}
          - {name: weight, expression: weight, datatype: Integer}
          - {name: surcharge, expression: surcharge, datatype: Integer}
          - {name: punctuality, expression: punctuality, datatype: String}
    relationships:
      - {name: parcels_captains, from: parcels, to: captains, from_columns: [captain_id], to_columns: [captain_id]}
    metrics:
      - {name: parcel_count, expression: COUNT(parcels.parcel_id), ai_context: {synonyms: [number of parcels]}}
      - {name: freight, expression: SUM(parcels.weight), description: Weight of the parcels.}
      - {name: late_rate, expression: "1.0 * SUM(CASE WHEN parcels.punctuality = 'Late' THEN 1 ELSE 0 END) / COUNT(parcels.parcel_id)"}
`;

export const quay = resolveModel(loadModel(quayYaml, { file: 'quay.yaml' }));

const tables = [
  `CREATE TABLE captains AS SELECT i AS captain_id, 'Captain ' || chr((65 + i)::INTEGER) AS captain_name,
    (['Cork', 'Oslo', 'Riga'])[1 + i % 3] AS harbour FROM range(0, 7) r(i)`,
  `CREATE TABLE parcels AS SELECT i AS parcel_id, (i * i) % 7 AS captain_id, DATE '2023-01-01' + (i * 5)::INTEGER AS booked,
    DATE '2023-01-20' + (i * 5)::INTEGER AS sailed, (['SAIL', 'ROAD', 'POST'])[1 + i % 3] AS way, 3 + (i * 11) % 17 AS weight,
    NULLIF(i % 5, 4) AS surcharge,
    CASE WHEN i % 4 = 1 THEN 'Late' ELSE 'In time' END AS punctuality FROM range(0, 150) r(i)`,
];

/** A connection to an engine that holds the tables of the quay. */
export async function openQuay(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
