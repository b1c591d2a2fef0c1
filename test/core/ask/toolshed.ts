import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';

/** A shed that lends tools: a loan is that of a tool, may be charged for, and has several dates. */

const text = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: String${more}}`;
const number = (name: string, more = ''): string => `{name: ${name}, expression: ${name}, datatype: Integer${more}}`;
const date = (name: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: Date, dimension: {is_time: true}${more}}`;
const synonyms = (...words: string[]): string => `ai_context: {synonyms: [${words.join(', ')}]}`;
const relationship = (from: string, to: string, key: string): string =>
  `- {name: ${from}_${to}, from: ${from}, to: ${to}, from_columns: [${key}], to_columns: [${key}]}`;

const toolshedYaml = `
version: "1.0"
semantic_model:
  - name: toolshed
    ai_context:
      instructions: >-
        Periods refer to the day on which it happened: the lending date for loans, the day a charge was made, the
        course date for courses. New tools go by the date they were bought.
    datasets:
      - name: loans
        source: loans
        primary_key: [loan_id]
        description: One row per tool lent to a member.
        ${synonyms('borrowings')}
        fields:
          - ${number('loan_id')}
          - ${number('borrower_card', ', description: Card of the member').replace('expression: borrower_card', 'expression: member_id')}
          - ${date('lending_date')}
          - ${date('due_date', `, ${synonyms('due back')}`)}
          - ${text('desk')}
      - name: charges
        source: charges
        primary_key: [charge_id]
        fields:
          - ${number('charge_id')}
          - ${date('made_on', ', description: "Day on which the charge was made. The default date of charges."')}
          - ${date('paid_on', `, ${synonyms('payment date')}`)}
          - ${number('amount')}
          - ${number('amount_paid')}
          - ${number('amount_waived')}
      - name: wishes
        source: wishes
        primary_key: [wish_id]
        fields:
          - ${number('wish_id')}
          - ${date('wished_on', ', description: "The default date of wishes."')}
          - ${date('fetched_on', `, ${synonyms('pickup date')}`)}
          - ${number('wait_days', `, ${synonyms('waiting time', 'waiting')}`)}
          - ${text('wish_state', ', description: "Waiting, Ready for pickup or Fetched."')}
      - name: tools
        source: tools
        primary_key: [tool_id]
        fields:
          - ${number('tool_id')}
          - ${date('bought_on')}
          - ${text('wear', ', description: "New, Good or Worn."')}
          - ${text('maker')}
      - name: members
        source: members
        primary_key: [member_id]
        fields:
          - ${number('member_id')}
          - ${text('member_name')}
          - ${date('joined_on')}
          - ${text('home_town')}
      - name: courses
        source: courses
        primary_key: [course_id]
        fields:
          - ${number('course_id')}
          - ${date('course_date')}
          - {name: cancelled, expression: cancelled, datatype: Boolean}
          - ${text('topic')}
    relationships:
      ${[
        relationship('loans', 'tools', 'tool_id'),
        relationship('loans', 'members', 'member_id'),
        relationship('charges', 'loans', 'loan_id'),
        relationship('wishes', 'members', 'member_id'),
      ].join('\n      ')}
    metrics:
      - {name: loan_count, expression: COUNT(loans.loan_id), description: Number of tools lent.}
      - {name: active_borrowers, expression: COUNT(DISTINCT loans.borrower_card), ${synonyms('borrowers')}}
      - {name: charged, expression: SUM(charges.amount), ${synonyms('charges made')}}
      - {name: charges_paid, expression: SUM(charges.amount_paid)}
      - {name: course_count, expression: SUM(CASE WHEN courses.cancelled THEN 0 ELSE 1 END), ${synonyms('number of courses')}}
`;

export const toolshed = resolveModel(loadModel(toolshedYaml, { file: 'toolshed.yaml' }));

const tables = [
  `CREATE TABLE tools AS SELECT i AS tool_id, DATE '2023-06-01' + (i * 20)::INTEGER AS bought_on, (['New', 'Good', 'Worn'])[1 + i % 3] AS wear,
    (['Second Hand Co', 'Anvil', 'Bolt'])[1 + i % 3] AS maker FROM range(0, 40) r(i)`,
  `CREATE TABLE members AS SELECT i AS member_id, 'Member ' || i AS member_name, DATE '2023-11-01' + (i * 9)::INTEGER AS joined_on,
    (['Leeds', 'Hull'])[1 + i % 2] AS home_town FROM range(0, 30) r(i)`,
  `CREATE TABLE loans AS SELECT i AS loan_id, (i * i) % 40 AS tool_id, i % 25 AS member_id, DATE '2023-10-01' + i::INTEGER AS lending_date,
    DATE '2023-10-15' + i::INTEGER AS due_date, (['Front', 'Front', 'Yard', 'Front', 'Yard', 'Gate'])[1 + i % 6] AS desk FROM range(0, 400) r(i)`,
  `CREATE TABLE charges AS SELECT i AS charge_id, i * 4 AS loan_id, DATE '2023-11-10' + (i * 4)::INTEGER AS made_on,
    DATE '2023-12-20' + (i * 4)::INTEGER AS paid_on, 3 + i % 5 AS amount, 2 + i % 3 AS amount_paid, i % 2 AS amount_waived FROM range(0, 90) r(i)`,
  `CREATE TABLE wishes AS SELECT i AS wish_id, i % 30 AS member_id, DATE '2024-01-01' + (i * 2)::INTEGER AS wished_on,
    DATE '2024-01-20' + (i * 2)::INTEGER AS fetched_on, i % 9 AS wait_days, (['Waiting', 'Ready for pickup', 'Fetched', 'Fetched'])[1 + i % 4] AS wish_state
    FROM range(0, 120) r(i)`,
  `CREATE TABLE courses AS SELECT i AS course_id, DATE '2023-08-01' + (i * 6)::INTEGER AS course_date, i % 7 = 0 AS cancelled,
    (['Saws', 'Drills'])[1 + i % 2] AS topic FROM range(0, 90) r(i)`,
];

/** A connection to an engine that holds the tables of the toolshed. */
export async function openToolshed(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}
