import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A maker of soap that sells it in crates, and where a crate that arrives broken is a crate, too. */

const text = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: String${more}}`;
const number = (name: string): string => `{name: ${name}, expression: ${name}, datatype: Integer}`;
const synonyms = (...words: string[]): string => `, ai_context: {synonyms: [${words.join(', ')}]}`;

const soapworksYaml = `
version: "1.0"
semantic_model:
  - name: soapworks
    datasets:
      - name: parcels
        source: parcels
        primary_key: [parcel_id]
        fields:
          - ${number('parcel_id')}
          - {name: sent_on, expression: sent_on, datatype: Date, dimension: {is_time: true}}
          - ${text('scent')}
          - {name: transit_days, expression: transit_days, datatype: Integer, description: Days on the way.${synonyms('transit time')}}
          - {name: road_length, expression: road_length, datatype: Decimal, description: Kilometres driven with it.${synonyms('kilometres')}}
          - ${text('parcel_state')}
          - {name: gift_parcel, expression: is_gift, datatype: Boolean}
          - {name: crates, expression: crates, datatype: Integer, access_modifier: private}
          - ${number('shop_id')}
      - name: shops
        source: shops
        primary_key: [shop_id]
        fields:
          - ${number('shop_id')}
          - ${text('shop_name')}
          - ${text('shop_kind')}
      - name: damages
        source: damages
        primary_key: [damage_id]
        ai_context: {synonyms: [damage crates]}
        fields:
          - ${number('damage_id')}
          - ${number('parcel_id')}
          - ${text('damage_state')}
    relationships:
      - {name: damages_parcels, from: damages, to: parcels, from_columns: [parcel_id], to_columns: [parcel_id]}
      - {name: parcels_shops, from: parcels, to: shops, from_columns: [shop_id], to_columns: [shop_id]}
    metrics:
      - {name: road, expression: SUM(parcels.road_length)${synonyms('road length', 'kilometres driven')}}
      - {name: crates_shipped, expression: SUM(parcels.crates)${synonyms('crates sold')}}
      - {name: parcel_count, expression: COUNT(parcels.parcel_id)${synonyms('number of parcels')}}
      - {name: damage_count, expression: COUNT(damages.damage_id)${synonyms('number of damages')}}
`;

const tables = [
  `CREATE TABLE shops AS SELECT i AS shop_id, 'Shop ' || i AS shop_name, (['Corner', 'Rose'])[1 + i % 2] AS shop_kind FROM range(1, 7) t(i)`,
  `CREATE TABLE parcels AS SELECT i AS parcel_id, DATE '2023-01-10' + INTERVAL (i * 17) DAY AS sent_raw, 1 + i % 6 AS shop_id,
    (['Mint & Basil', 'Mint', 'Salt and Sea', 'Lime, 5 kg'])[1 + i % 4] AS scent, (['Open', 'Closed'])[1 + i % 2] AS parcel_state,
    i % 5 = 0 AS is_gift, i % 12 AS transit_days, (20 + i * 3)::DECIMAL(8, 1) AS road_length, 2 + i % 7 AS crates FROM range(1, 61) t(i)`,
  'ALTER TABLE parcels ADD COLUMN sent_on DATE',
  'UPDATE parcels SET sent_on = sent_raw::DATE',
  `CREATE TABLE damages AS SELECT i AS damage_id, 1 + (i * 7) % 60 AS parcel_id, (['Open', 'Settled', 'Settled'])[1 + i % 3] AS damage_state FROM range(1, 25) t(i)`,
];

export const soapworks = resolveModel(loadModel(soapworksYaml, { file: 'soapworks.yaml' }));

/** A connection to an engine that holds its tables. */
export async function openSoapworks(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
