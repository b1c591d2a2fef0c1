import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A library of seeds: what a keeper asks for a seed is a row without a name, and both also meet in swaps. */

const field = (name: string, datatype: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: ${datatype}${more}}`;
const synonyms = (...words: string[]): string => `, ai_context: {synonyms: [${words.join(', ')}]}`;
const relationship = (from: string, to: string, key: string): string =>
  `- {name: ${from}_${to}, from: ${from}, to: ${to}, from_columns: [${key}], to_columns: [${key}]}`;

const yaml = `
version: "1.0"
semantic_model:
  - name: seed_library
    datasets:
      - name: seeds
        source: seeds
        primary_key: [seed_id]
        fields:
          - ${field('seed_id', 'Integer', ', label: Seed number')}
          - ${field('seed_name', 'String')}
          - ${field('plant_kind', 'String', synonyms('kind'))}
      - name: keepers
        source: keepers
        primary_key: [keeper_id]
        ai_context: {synonyms: [supplier]}
        fields:
          - ${field('keeper_id', 'Integer', ', label: Keeper number')}
          - ${field('keeper_name', 'String')}
          - ${field('village', 'String')}
          - ${field('keeper_balance', 'Integer', `, description: "Swaps at hand, negative when the keeper owes some."${synonyms('balance')}`)}
      - name: offers
        source: offers
        primary_key: [seed_id, keeper_id]
        fields:
          - ${field('packets_left', 'Integer', `, description: "Packets the keeper still has."${synonyms('left')}`)}
          - ${field('asking_price', 'Integer', `, description: "What one packet costs."${synonyms('cost')}`)}
      - name: swaps
        source: swaps
        primary_key: [swap_id]
        fields:
          - ${field('swap_id', 'Integer', ', label: Swap number')}
          - ${field('swap_date', 'Date', ', dimension: {is_time: true}')}
          - ${field('swap_state', 'String', synonyms('state'))}
          - ${field('swap_total', 'Integer', synonyms('swap value'))}
          - ${field('handed_over', 'Integer', ', description: "Packets given."')}
    relationships:
      ${[
        relationship('offers', 'seeds', 'seed_id'),
        relationship('offers', 'keepers', 'keeper_id'),
        relationship('swaps', 'seeds', 'seed_id'),
        relationship('swaps', 'keepers', 'keeper_id'),
      ].join('\n      ')}
    metrics:
      - {name: packets_on_offer, expression: SUM(offers.packets_left)}
      - {name: packets_given, expression: SUM(swaps.handed_over)}
      - {name: swap_count, expression: COUNT(swaps.swap_id)${synonyms('number of swaps')}}
`;

export const seedLibrary = resolveModel(loadModel(yaml, { file: 'seed-library.yaml' }));

const tables = [
  `CREATE TABLE seeds AS SELECT i AS seed_id, 'Seed ' || chr((65 + i)::INTEGER) AS seed_name, (['Bean', 'Pea', 'Kale'])[1 + i % 3] AS plant_kind FROM range(1, 13) r(i)`,
  `CREATE TABLE keepers AS SELECT i AS keeper_id, (['Ada', 'Ben', 'Cleo', 'Dora', 'Emil'])[i] AS keeper_name,
    (['Upton', 'Nether'])[1 + i % 2] AS village, i * 30 - 50 AS keeper_balance FROM range(1, 6) r(i)`,
  `CREATE TABLE offers AS SELECT s AS seed_id, k AS keeper_id, (s * 7 + k * 5) % 19 AS packets_left, 1 + (s * 3 + k * 11) % 13 AS asking_price
    FROM range(1, 13) a(s), range(1, 6) b(k) WHERE (s + k) % 3 > 0`,
  `CREATE TABLE swaps AS SELECT i AS swap_id, 1 + i % 12 AS seed_id, 1 + i % 5 AS keeper_id, DATE '2024-01-01' + (i * 5)::INTEGER AS swap_date,
    (['Open', 'Done'])[1 + i % 2] AS swap_state, 10 + i * 3 AS swap_total, 1 + i % 4 AS handed_over FROM range(1, 60) r(i)`,
];

/** A connection to an engine that holds the tables of the library. */
export async function openSeedLibrary(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
