import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** A museum small enough to check by hand: its model and the rows that the tests of questions are about. */

/** A Wednesday. */
export const NOW = new Date('2025-08-13T10:00:00Z');

const field = (name: string, type: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: ${type}${more}}`;
const time = ', dimension: {is_time: true}';
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;
const extension = (json: string): string => `custom_extensions: [{vendor_name: COMMON, data: '${json}'}]`;
const euros = '"unit":"EUR","format":"currency","decimals":2';

export const museumYaml = `
version: "1.0"
semantic_model:
  - name: museum
    ai_context: {instructions: "Loans are counted by their start date unless another date is named."}
    datasets:
      - name: tickets
        source: tickets
        primary_key: [ticket_id]
        fields:
          - ${field('ticket_id', 'Integer')}
          - ${field('exhibition_id', 'Integer')}
          - ${field('visitor_id', 'Integer')}
          - ${field('booking_date', 'Date', time)}
          - ${field('visit_date', 'Date', time)}
          - ${field('channel', 'String', `, label: Sales channel, ${synonyms('booking channel')}`)}
          - ${field('ticket_type', 'String')}
          - ${field('admissions', 'Integer', ', access_modifier: private')}
          - ${field('amount', 'Decimal', ', access_modifier: private')}
      - name: exhibitions
        source: exhibitions
        primary_key: [exhibition_id]
        ${synonyms('show')}
        fields:
          - ${field('exhibition_id', 'Integer')}
          - ${field('title', 'String', ', label: Exhibition')}
          - ${field('gallery', 'String', `, ${synonyms('hall')}`)}
          - ${field('opening_date', 'Date', time)}
      - name: visitors
        source: visitors
        primary_key: [visitor_id]
        ${synonyms('guest')}
        fields:
          - ${field('visitor_id', 'Integer')}
          - ${field('visitor_name', 'String', ', label: Visitor')}
          - ${field('country_id', 'Integer')}
          - ${field('age', 'Integer')}
          - ${field('membership', 'String')}
      - name: artists
        source: artists
        primary_key: [artist_id]
        ${synonyms('painter')}
        fields:
          - ${field('artist_id', 'Integer')}
          - ${field('artist_name', 'String', ', label: Artist')}
          - ${field('country_id', 'Integer')}
          - ${field('birth_year', 'Integer')}
      - name: artworks
        source: artworks
        primary_key: [artwork_id]
        ${synonyms('work of art')}
        fields:
          - ${field('artwork_id', 'Integer')}
          - ${field('title', 'String', ', label: Artwork')}
          - ${field('artist_id', 'Integer')}
          - ${field('medium', 'String')}
          - ${field('acquisition_date', 'Date', time)}
          - ${field('insured_value', 'Decimal', `, ${extension(`{${euros}}`)}`)}
          - ${field('weight', 'Decimal', `, ${extension('{"unit":"kg"}')}`)}
      - name: loans
        source: loans
        primary_key: [loan_id]
        fields:
          - ${field('loan_id', 'Integer')}
          - ${field('artwork_id', 'Integer')}
          - ${field('borrower', 'String')}
          - ${field('due_date', 'Date', time)}
          - ${field('start_date', 'Date', time)}
          - ${field('return_date', 'Date', time)}
          - ${field('fee', 'Decimal', `, ${extension(`{${euros}}`)}`)}
      - name: artist_countries
        source: countries
        primary_key: [country_id]
        description: Countries that artists come from.
        fields:
          - ${field('country_id', 'Integer')}
          - ${field('country_name', 'String', `, label: Artist country`)}
          - ${field('continent', 'String', `, label: Artist continent`)}
      - name: visitor_countries
        source: countries
        primary_key: [country_id]
        description: Countries that visitors come from.
        fields:
          - ${field('country_id', 'Integer')}
          - ${field('country_name', 'String', `, label: Visitor country`)}
          - ${field('continent', 'String', `, label: Visitor continent`)}
    relationships:
      - {name: tickets_exhibitions, from: tickets, to: exhibitions, from_columns: [exhibition_id], to_columns: [exhibition_id]}
      - {name: tickets_visitors, from: tickets, to: visitors, from_columns: [visitor_id], to_columns: [visitor_id]}
      - {name: artworks_artists, from: artworks, to: artists, from_columns: [artist_id], to_columns: [artist_id]}
      - {name: loans_artworks, from: loans, to: artworks, from_columns: [artwork_id], to_columns: [artwork_id]}
      - {name: artists_countries, from: artists, to: artist_countries, from_columns: [country_id], to_columns: [country_id]}
      - {name: visitors_countries, from: visitors, to: visitor_countries, from_columns: [country_id], to_columns: [country_id]}
    metrics:
      - {name: ticket_revenue, expression: SUM(tickets.amount), label: Ticket revenue, ${synonyms('takings', 'box office')}, ${extension(`{${euros},"time_field":"tickets.visit_date"}`)}}
      - {name: admissions, expression: SUM(tickets.admissions), label: Admissions, ${synonyms('attendance')}, ${extension('{"time_field":"tickets.visit_date"}')}}
      - {name: booking_count, expression: COUNT(tickets.ticket_id), label: Bookings, ${synonyms('number of bookings')}}
      - {name: distinct_visitors, expression: COUNT(DISTINCT tickets.visitor_id), label: Different visitors}
      - {name: average_price, expression: SUM(tickets.amount) / SUM(tickets.admissions), label: Average admission price, ${extension(`{${euros}}`)}}
      - {name: collection_value, expression: SUM(artworks.insured_value), label: Collection value, ${extension(`{${euros}}`)}}
      - {name: loan_count, expression: COUNT(loans.loan_id), label: Number of loans}
      - {name: loan_fees, expression: SUM(loans.fee), label: Loan fees, ${extension(`{${euros}}`)}}
`;

const tables = [
  `CREATE TABLE countries AS SELECT * FROM (VALUES
    (1, 'France', 'Europe'), (2, 'Japan', 'Asia'), (3, 'Brazil', 'America'), (4, 'Spain', 'Europe'), (5, 'Côte d''Ivoire', 'Africa'), (6, 'Mexico', 'America'))
    t(country_id, country_name, continent)`,
  `CREATE TABLE artists AS SELECT * FROM (VALUES
    (1, 'Édouard Manet', 1, 1832), (2, 'Frida Kahlo', 6, 1907), (3, 'Tarsila do Amaral', 3, 1886), (4, 'Joan Miró', 4, 1893),
    (5, 'Katsushika Hokusai', 2, 1760), (6, 'Unknown master', NULL, NULL))
    t(artist_id, artist_name, country_id, birth_year)`,
  `CREATE TABLE artworks AS SELECT i AS artwork_id, 'Work ' || i AS title, 1 + i % 6 AS artist_id,
    (['Oil', 'Bronze', 'Woodcut', 'Watercolour'])[1 + i % 4] AS medium,
    DATE '2019-01-15' + INTERVAL (i * 2) MONTH AS acquisition_date_raw,
    CASE WHEN i % 10 = 0 THEN NULL ELSE (1000 * i + 250)::DECIMAL(12, 2) END AS insured_value, (i * 1.5)::DECIMAL(8, 2) AS weight
    FROM range(1, 31) r(i)`,
  `ALTER TABLE artworks ADD COLUMN acquisition_date DATE`,
  `UPDATE artworks SET acquisition_date = acquisition_date_raw::DATE`,
  `CREATE TABLE exhibitions AS SELECT * FROM (VALUES
    (1, 'Impressions', 'North Wing', DATE '2023-02-01'), (2, 'Blue Period', 'South Wing', DATE '2023-06-10'),
    (3, 'March of the Moderns', 'North Wing', DATE '2024-01-05'), (4, 'Paper Worlds', 'Rotunda', DATE '2024-09-12'), (5, 'Café Society', NULL, DATE '2025-03-01'))
    t(exhibition_id, title, gallery, opening_date)`,
  `CREATE TABLE visitors AS SELECT i AS visitor_id,
    (['Ann Archer', 'Bo Berg', 'Chloé Dupont', 'Dan O''Neil', 'Eve May', 'Farid Aziz', 'Gus Gray', 'Hana Ito', 'Ida Lund', 'Jo Park', 'Kim Lee', 'Lou Reed'])[i] AS visitor_name,
    CASE WHEN i = 12 THEN NULL ELSE 1 + i % 5 END AS country_id, 10 + i * 6 AS age,
    (['Gold', 'Silver', 'None'])[1 + i % 3] AS membership FROM range(1, 13) r(i)`,
  `CREATE TABLE tickets AS SELECT i AS ticket_id, 1 + i % 5 AS exhibition_id, 1 + (i * 7) % 11 AS visitor_id,
    (DATE '2023-01-01' + (i * 6)::INTEGER) AS booking_date,
    CASE WHEN i % 16 = 0 THEN NULL ELSE DATE '2023-01-01' + (i * 6 + i % 9)::INTEGER END AS visit_date,
    (['Web', 'Door', 'Partner'])[1 + i % 3] AS channel,
    CASE WHEN i % 13 = 0 THEN NULL ELSE (['Adult', 'Child', 'Senior', 'Family pass'])[1 + i % 4] END AS ticket_type,
    1 + i % 4 AS admissions, ((1 + i % 4) * (8 + i % 7) + 0.5)::DECIMAL(8, 2) AS amount FROM range(0, 160) r(i)`,
  `CREATE TABLE loans AS SELECT i AS loan_id, 1 + (i * 5) % 30 AS artwork_id, (['Musée d''Orsay', 'Tate', 'Prado', 'MoMA'])[1 + i % 4] AS borrower,
    (DATE '2023-03-01' + (i * 21 + 90)::INTEGER) AS due_date, (DATE '2023-03-01' + (i * 21)::INTEGER) AS start_date,
    CASE WHEN i % 5 = 0 THEN NULL ELSE DATE '2023-03-01' + (i * 21 + 60 + i * 2)::INTEGER END AS return_date,
    (100 + i * 10)::DECIMAL(8, 2) AS fee FROM range(0, 40) r(i)`,
];

/** The same rows joined by hand, for writing what must come out: a line a ticket, an artwork, a loan. */
const views = [
  `CREATE VIEW visits AS SELECT t.*, e.title, e.gallery, e.opening_date, v.visitor_name, v.age, v.membership, c.country_name AS country, c.continent
    FROM tickets t LEFT JOIN exhibitions e USING (exhibition_id) LEFT JOIN visitors v USING (visitor_id) LEFT JOIN countries c ON c.country_id = v.country_id`,
  `CREATE VIEW works AS SELECT w.*, a.artist_name, a.birth_year, c.country_name AS country, c.continent
    FROM artworks w LEFT JOIN artists a USING (artist_id) LEFT JOIN countries c ON c.country_id = a.country_id`,
  `CREATE VIEW lent AS SELECT l.*, w.title, w.medium, w.insured_value, w.artist_name, w.country, w.continent FROM loans l LEFT JOIN works w USING (artwork_id)`,
];

/** A connection to an engine that holds the museum's tables. */
export async function openMuseum(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of [...tables, ...views]) await connection.run(sql);
  return connection;
}
