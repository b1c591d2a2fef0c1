import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A ferry line: passengers live in towns and sail from others, pilots plan a sailing and steer it, claims follow. */

const field = (name: string, datatype: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: ${datatype}${more}}`;
const synonyms = (...words: string[]): string => `, ai_context: {synonyms: [${words.join(', ')}]}`;
const relationship = (from: string, to: string, key: string): string =>
  `- {name: ${from}_${to}, from: ${from}, to: ${to}, from_columns: [${key}], to_columns: [${key.replace(/^(planning|steering)_/, '')}]}`;

const yaml = `
version: "1.0"
semantic_model:
  - name: ferry
    ai_context:
      instructions: >-
        When no date is named, periods refer to the sailing date for trips and passengers and to the filing date for
        claims. A town named without saying whose it is is the harbour's; the passenger's home town is meant only when
        the question says where passengers live or come from.
    datasets:
      - name: passengers
        source: passengers
        primary_key: [passenger_id]
        fields:
          - ${field('passenger_id', 'Integer', ', label: Passenger number')}
          - ${field('home_town', 'String', ', description: "Town in which the passenger lives."')}
          - ${field('sign_up_date', 'Date', ', dimension: {is_time: true}')}
          - ${field('seasick', 'Boolean', synonyms('gets seasick'))}
      - name: harbours
        source: harbours
        primary_key: [harbour_id]
        ai_context: {synonyms: [docks]}
        fields:
          - ${field('harbour_id', 'Integer', ', label: Harbour number')}
          - ${field('harbour_name', 'String', synonyms('harbour'))}
          - ${field('harbour_town', 'String', `, description: "Towns named without further detail mean this one."${synonyms('town')}`)}
          - ${field('opened_year', 'Integer', ', dimension: {is_time: false}')}
      - name: planning_pilots
        source: pilots
        primary_key: [pilot_id]
        description: Pilot who plans a trip. Pilots named without further detail mean this one.
        fields:
          - ${field('planning_pilot_name', 'String', ', expression: pilot_name').replace('expression: planning_pilot_name, ', '')}
      - name: steering_pilots
        source: pilots
        primary_key: [pilot_id]
        description: Pilot who steered the trip.
        fields:
          - ${field('steering_pilot_name', 'String', ', expression: pilot_name').replace('expression: steering_pilot_name, ', '')}
      - name: trips
        source: trips
        primary_key: [trip_id]
        fields:
          - ${field('trip_id', 'Integer', ', label: Trip number')}
          - ${field('sailing_date', 'Date', ', dimension: {is_time: true}')}
          - ${field('trip_kind', 'String')}
          - ${field('route', 'String', synonyms('line'))}
          - ${field('age_group', 'String')}
          - ${field('delayed', 'Boolean', synonyms('had a delay'))}
      - name: claims
        source: claims
        primary_key: [claim_id]
        fields:
          - ${field('claim_id', 'Integer', ', label: Claim number')}
          - ${field('filing_date', 'Date', ', dimension: {is_time: true}')}
          - ${field('payment_date', 'Date', ', dimension: {is_time: true}')}
          - ${field('claim_state', 'String')}
          - ${field('appealed', 'String', synonyms('contested'))}
          - ${field('cover', 'String')}
    relationships:
      ${[
        relationship('trips', 'passengers', 'passenger_id'),
        relationship('trips', 'harbours', 'harbour_id'),
        relationship('trips', 'planning_pilots', 'planning_pilot_id'),
        relationship('trips', 'steering_pilots', 'steering_pilot_id'),
        relationship('claims', 'trips', 'trip_id'),
      ].join('\n      ')}
    metrics:
      - {name: trip_count, expression: COUNT(trips.trip_id)${synonyms('number of trips', 'trips')}}
      - {name: night_trips, expression: SUM(CASE WHEN trips.trip_kind = 'Night' THEN 1 ELSE 0 END)}
      - {name: passenger_count, expression: COUNT(DISTINCT passengers.passenger_id)${synonyms('passengers seen', 'number of passengers')}}
      - {name: claim_count, expression: COUNT(claims.claim_id)${synonyms('number of claims')}}
      - {name: paid_amount, expression: SUM(claims.paid)${synonyms('payments')}}
      - {name: open_amount, expression: SUM(CASE WHEN claims.claim_state = 'Open' THEN claims.asked ELSE 0 END)}
      - {name: denial_rate, expression: 1.0 * SUM(CASE WHEN claims.claim_state = 'Denied' THEN 1 ELSE 0 END) / COUNT(claims.claim_id)}
`.replace(
  '          - {name: cover, expression: cover, datatype: String}\n',
  '          - {name: cover, expression: cover, datatype: String}\n          - {name: paid, expression: paid, datatype: Integer}\n          - {name: asked, expression: asked, datatype: Integer}\n',
);

export const ferry = resolveModel(loadModel(yaml, { file: 'ferry.yaml' }));

const tables = [
  `CREATE TABLE passengers AS SELECT i AS passenger_id, (['Harwick', 'Lunds', 'Odde'])[1 + i % 3] AS home_town,
    DATE '2022-01-01' + (i * 31)::INTEGER AS sign_up_date, i % 4 = 0 AS seasick FROM range(1, 31) r(i)`,
  `CREATE TABLE harbours AS SELECT i AS harbour_id, (['North Pier', 'Children''s Quay', 'Old Dock'])[i] AS harbour_name,
    (['Harwick', 'Lunds', 'Odde'])[i] AS harbour_town, (['1920', '1985', '1999'])[i]::INTEGER AS opened_year FROM range(1, 4) r(i)`,
  `CREATE TABLE pilots AS SELECT i AS pilot_id, (['Ann Reed', 'Bo Lind', 'Cy Marsh'])[i] AS pilot_name FROM range(1, 4) r(i)`,
  `CREATE TABLE trips AS SELECT i AS trip_id, 1 + i % 30 AS passenger_id, 1 + (i * i) % 3 AS harbour_id, 1 + i % 3 AS planning_pilot_id,
    1 + (i // 3) % 3 AS steering_pilot_id, DATE '2023-01-01' + (i * 5)::INTEGER AS sailing_date, (['Night', 'Day', 'Island'])[1 + i % 3] AS trip_kind,
    (['Island Loop', 'Coast', 'Fjord'])[1 + (i // 2) % 3] AS route, (['Child', 'Adult', 'Senior'])[1 + (i // 4) % 3] AS age_group, i % 5 = 0 AS delayed
    FROM range(1, 120) r(i)`,
  `CREATE TABLE claims AS SELECT i AS claim_id, 1 + (i * 7) % 80 AS trip_id, DATE '2023-02-01' + (i * 6)::INTEGER AS filing_date,
    CASE WHEN i % 3 = 0 THEN DATE '2023-03-01' + (i * 7)::INTEGER END AS payment_date, (['Paid', 'Denied', 'Open'])[1 + i % 3] AS claim_state,
    (['Yes', 'No'])[1 + (i // 2) % 2] AS appealed, (['Primary', 'Secondary'])[1 + i % 2] AS cover, i * 10 AS paid, i * 12 AS asked FROM range(1, 100) r(i)`,
];

/** A connection to an engine that holds the tables of the line. */
export async function openFerry(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
