import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A language school whose advisers sell courses to students, some of whom have the names of advisers. */

const field = (name: string, type: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: ${type}${more}}`;
const date = (name: string, more = ''): string => field(name, 'Date', `, dimension: {is_time: true}${more}`);
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;

const schoolYaml = `
version: "1.0"
semantic_model:
  - name: school
    datasets:
      - name: students
        source: students
        primary_key: [student_id]
        description: "One row per student, including students without a booking."
        fields:
          - ${field('student_id', 'Integer')}
          - ${field('student_name', 'String')}
          - ${field('level', 'Integer', ', description: "From 1 (best) to 5 (worst)."')}
          - ${field('grade', 'Integer')}
      - name: advisers
        source: advisers
        primary_key: [adviser_id]
        ${synonyms('agent')}
        fields:
          - ${field('adviser_name', 'String')}
          - ${field('office', 'String')}
          - ${field('share', 'Decimal')}
      - name: bookings
        source: bookings
        primary_key: [booking_id]
        ${synonyms('course fees')}
        fields:
          - ${field('booking_id', 'Integer')}
          - ${date('booked_on', ', description: "The default date of bookings."')}
          - ${date('settled_on')}
          - ${field('fee_amount', 'Integer')}
          - ${field('teacher', 'String', ', description: "Who gives the course; empty while nobody does."')}
          - ${field('state', 'String')}
      - name: refunds
        source: refunds
        primary_key: [refund_id]
        ${synonyms('paybacks')}
        fields:
          - ${field('refund_id', 'Integer')}
          - ${date('given_on')}
          - ${field('refund_amount', 'Integer')}
          - ${field('receiver', 'String', `, ${synonyms('paid to')}`)}
    relationships:
      - {name: bookings_students, from: bookings, to: students, from_columns: [student_id], to_columns: [student_id]}
      - {name: bookings_advisers, from: bookings, to: advisers, from_columns: [adviser_id], to_columns: [adviser_id]}
      - {name: refunds_bookings, from: refunds, to: bookings, from_columns: [booking_id], to_columns: [booking_id]}
    metrics:
      - {name: invoiced_fees, expression: SUM(bookings.fee_amount), ${synonyms('fees invoiced')}}
      - {name: settled_fees, expression: "SUM(CASE WHEN bookings.settled_on IS NULL THEN 0 ELSE bookings.fee_amount END)"}
      - {name: commission, expression: SUM(bookings.fee_amount * advisers.share)}
      - {name: refund_total, expression: SUM(refunds.refund_amount)}
      - {name: average_fee, expression: AVG(bookings.fee_amount), ${synonyms('average cost')}}
      - {name: debt, expression: "SUM(CASE WHEN bookings.settled_on IS NULL THEN bookings.fee_amount ELSE 0 END)", description: "Fees that are owed today."}
`;

export const school = resolveModel(loadModel(schoolYaml, { file: 'school.yaml' }));

const tables = [
  `CREATE TABLE students AS SELECT i AS student_id, (['Ann Reed', 'Bo Lind', 'Cy Moss', 'Di Ford'])[1 + i % 4] AS student_name,
    1 + i % 5 AS level, 1 + i % 6 AS grade FROM range(0, 30) r(i)`,
  `CREATE TABLE advisers AS SELECT * FROM (VALUES (1, 'Ann Reed', 'Rome', 0.1), (2, 'Eve Hall', 'Kiel', 0.2), (3, 'Flo Kent', 'Rome', 0.15)) t(adviser_id, adviser_name, office, share)`,
  `CREATE TABLE bookings AS SELECT i AS booking_id, (i * 7) % 24 AS student_id, CASE WHEN i % 4 < 3 THEN 1 + i % 4 END AS adviser_id,
    DATE '2024-01-05' + (i * 4)::INTEGER AS booked_on, CASE WHEN i % 3 > 0 THEN DATE '2024-01-20' + (i * 4)::INTEGER END AS settled_on,
    100 + (i * 37) % 400 AS fee_amount, (['Gus', 'Hal', NULL, 'Ida'])[1 + i % 4] AS teacher, (['Paid', 'Open'])[1 + i % 2] AS state FROM range(0, 80) r(i)`,
  `CREATE TABLE refunds AS SELECT i AS refund_id, (i * 3) % 80 AS booking_id, DATE '2024-03-01' + (i * 9)::INTEGER AS given_on,
    10 + (i * 11) % 60 AS refund_amount, (['Parent', 'Employer'])[1 + i % 2] AS receiver FROM range(0, 25) r(i)`,
];

/** A connection to an engine that holds the school's tables. */
export async function openSchool(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
