import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

/** Bills with numbers and no names, which fall due, and are paid late, in time or not yet; some are messages of a desk. */
const yaml = `
version: "1.0"
semantic_model:
  - name: letters
    ai_context: {instructions: "Periods refer to the billing date; the payment date is meant when paying is said."}
    datasets:
      - name: bills
        source: bills
        primary_key: [bill_number]
        fields:
          - {name: bill_number, expression: bill_number, datatype: Integer}
          - {name: billing_date, expression: billed_on, datatype: Date, dimension: {is_time: true}}
          - {name: due_date, expression: due_on, datatype: Date, dimension: {is_time: true}}
          - {name: payment_date, expression: paid_on, datatype: Date, dimension: {is_time: true}, description: "Day of payment; empty while the bill is open."}
          - {name: net_amount, expression: net, datatype: Integer}
          - {name: state, expression: "CASE WHEN paid_on IS NULL THEN 'Open' WHEN bill_number % 2 = 0 THEN 'Booked' ELSE 'Paid' END", datatype: String}
          - name: punctuality
            expression: "CASE WHEN paid_on IS NULL THEN 'Not yet' WHEN paid_on > due_on THEN 'Late' ELSE 'On time' END"
            datatype: String
          - {name: author, expression: author, datatype: String, ai_context: {synonyms: [written by]}}
          - {name: client, expression: client, datatype: String}
      - name: clerks
        source: clerks
        primary_key: [clerk_name]
        fields: [{name: clerk_name, expression: clerk_name, datatype: String}]
    metrics: [{name: bill_count, expression: COUNT(bills.bill_number)}]
`;
const table = `CREATE TABLE bills AS SELECT i AS bill_number, DATE '2024-11-03' + (i * 5)::INTEGER AS billed_on,
  billed_on + 14 AS due_on, CASE WHEN i % 5 > 0 THEN billed_on + (3 + (i % 4) * 9)::INTEGER END AS paid_on, 10 + i % 23 AS net,
  (['Clerk', 'Owner', 'Machine'])[1 + i % 3] AS author, 'Client ' || i % 7 AS client FROM range(0, 90) r(i)`;

let desk: Desk;
beforeAll(async () => {
  const open = async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(table);
    await connection.run("CREATE TABLE clerks AS SELECT 'Ada' AS clerk_name");
    return connection;
  };
  desk = await openDesk(analyst, { model: resolveModel(loadModel(yaml, { file: 'letters.yaml' })), open });
});

const late = 'paid_on > due_on';
const may = "paid_on >= DATE '2025-05-01' AND paid_on < DATE '2025-06-01'";

describe('the amount of rows without names', () => {
  answers(() => desk, {
    'net amount of the bills of 2025': 'SELECT SUM(net) FROM bills WHERE year(billed_on) = 2025',
    'what is the net amount of the open bills?': 'SELECT SUM(net) FROM bills WHERE paid_on IS NULL',
    'net amount of the bills that were billed in 2024 but paid in 2025':
      'SELECT SUM(net) FROM bills WHERE year(billed_on) = 2024 AND year(paid_on) = 2025',
    // in the plural it is that of each
    'net amounts of the open bills': "SELECT bill_number, net, 'Open' FROM bills WHERE paid_on IS NULL",
  });
});

describe('a deed dates what was done, however it was done', () => {
  answers(() => desk, {
    'how many bills were paid late in May 2025': `SELECT COUNT(*) FROM bills WHERE ${late} AND ${may}`,
    'bills paid on time in May 2025': `SELECT COUNT(*) FROM bills WHERE NOT ${late} AND ${may}`,
    'how many bills were paid per month in 2025':
      "SELECT date_trunc('month', paid_on), COUNT(*) FROM bills WHERE year(paid_on) = 2025 GROUP BY 1",
    'how many bills were paid late by month in 2025': `SELECT date_trunc('month', paid_on), COUNT(*) FROM bills
      WHERE ${late} AND year(paid_on) = 2025 GROUP BY 1`,
    // what was paid may be booked by now: it has been paid all the same
    'how many bills have been paid': 'SELECT COUNT(*) FROM bills WHERE paid_on IS NOT NULL',
    'how many bills have not been paid by author':
      'SELECT author, COUNT(*) FROM bills WHERE paid_on IS NULL GROUP BY 1',
    'how many paid bills are there': 'SELECT COUNT(*) FROM bills WHERE paid_on IS NOT NULL AND bill_number % 2 = 1',
    // a state is no deed
    'how many late bills in May 2025': `SELECT COUNT(*) FROM bills
      WHERE ${late} AND billed_on >= DATE '2025-05-01' AND billed_on < DATE '2025-06-01'`,
  });
});

describe('what is there now, where a date is empty as long as a thing lasts', () => {
  const open = 'FROM bills WHERE paid_on IS NULL';
  answers(() => desk, {
    'how many bills do we have right now': `SELECT COUNT(*) ${open}`,
    'how many bills are there at the moment by author': `SELECT author, COUNT(*) ${open} GROUP BY 1`,
    'how many current bills are there': `SELECT COUNT(*) ${open}`,
    'average net amount of current bills': `SELECT AVG(net) ${open}`,
    // a state that is named is that of now by itself
    'how many paid bills do we have right now':
      'SELECT COUNT(*) FROM bills WHERE paid_on IS NOT NULL AND bill_number % 2 = 1',
    'how many bills do we have': 'SELECT COUNT(*) FROM bills',
  });
  refusals(() => desk, {
    'what share of bills is by clerks right now': 'bills',
    'share of current bills by clerks': 'current',
  });
});

describe('a list of values', () => {
  const each = 'SELECT author, COUNT(*), COUNT(*) / SUM(COUNT(*)) OVER () FROM bills GROUP BY 1';
  answers(() => desk, {
    'share of bills written by clerks, owners and machines': each,
    'number of bills of clerks, owners and machines': 'SELECT author, COUNT(*) FROM bills GROUP BY 1',
    'how many bills were written by clerks in 2025':
      "SELECT COUNT(*) FROM bills WHERE author = 'Clerk' AND year(billed_on) = 2025",
  });
});
