import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

/** Costumes that are lent for money: rows are called rentals and refunds, and no date of them is called so. */
const yaml = `
version: "1.0"
semantic_model:
  - name: wardrobe
    ai_context: {instructions: "Periods refer to the first day for rentals and to the refund day for refunds."}
    datasets:
      - name: costumes
        source: costumes
        primary_key: [costume_no]
        fields:
          - {name: costume_no, expression: costume_no, datatype: Integer}
          - {name: costume_name, expression: costume_name, datatype: String}
          - {name: era, expression: era, datatype: String}
      - name: rentals
        source: rentals
        primary_key: [rental_no]
        fields:
          - {name: rental_no, expression: rental_no, datatype: Integer}
          - {name: first_day, expression: first_day, datatype: Date, dimension: {is_time: true}}
          - {name: last_day, expression: last_day, datatype: Date, dimension: {is_time: true}}
          - {name: price, expression: price, datatype: Integer}
          - {name: upkeep, expression: upkeep, datatype: Integer}
      - name: refunds
        source: refunds
        primary_key: [refund_no]
        fields:
          - {name: refund_no, expression: refund_no, datatype: Integer}
          - {name: refund_state, expression: "CASE WHEN amount > 5 THEN 'Checked' ELSE 'Unchecked' END", datatype: String}
          - {name: refund_day, expression: refund_day, datatype: Date, dimension: {is_time: true}}
          - {name: refund_amount, expression: amount, datatype: Integer}
          - {name: means_of_transfer, expression: means, datatype: String}
      - name: tailors
        source: tailors
        primary_key: [tailor_name]
        fields:
          - {name: tailor_name, expression: tailor_name, datatype: String}
          - {name: hired_on, expression: hired_on, datatype: Date, dimension: {is_time: true}}
      - name: offers
        source: offers
        primary_key: [offer_no]
        fields:
          - {name: offer_no, expression: offer_no, datatype: Integer}
          - {name: costume_no, expression: costume_no, datatype: Integer}
          - {name: offered_on, expression: offered_on, datatype: Date, dimension: {is_time: true}}
          - {name: offer_amount, expression: offer_amount, datatype: Integer}
          - {name: offer_state, expression: offer_state, datatype: String}
          - name: settled_on
            expression: settled_on
            datatype: Date
            dimension: {is_time: true}
            description: Day on which it was accepted or declined.
            ai_context: {synonyms: [accepted on, closed on]}
    relationships:
      - {name: offers_costumes, from: offers, to: costumes, from_columns: [costume_no], to_columns: [costume_no]}
      - {name: rentals_costumes, from: rentals, to: costumes, from_columns: [costume_no], to_columns: [costume_no]}
      - {name: refunds_rentals, from: refunds, to: rentals, from_columns: [rental_no], to_columns: [rental_no]}
    metrics:
      - {name: rental_count, expression: COUNT(rentals.rental_no)}
      - {name: offers_declined, expression: "COUNT(CASE WHEN offers.offer_state = 'Declined' THEN offers.offer_no END)", ai_context: {synonyms: [lost offers]}}
      - {name: takings, expression: SUM(rentals.price)}
      - {name: upkeep_cost, expression: SUM(rentals.upkeep)}
      - {name: open_offers, expression: "COUNT(CASE WHEN offers.offer_state <> 'Accepted' THEN offers.offer_no END)", ai_context: {synonyms: [pending offers]}}
      - {name: typical_price, expression: AVG(rentals.price), ai_context: {synonyms: [rental price]}}
      - {name: money_back, expression: SUM(refunds.refund_amount)}
`;
const tables = [
  `CREATE TABLE costumes AS SELECT i AS costume_no, 'Costume ' || i AS costume_name, (['Baroque', 'Roman'])[1 + i % 2] AS era FROM range(0, 20) r(i)`,
  `CREATE TABLE rentals AS SELECT i AS rental_no, (i * i) % 17 AS costume_no, DATE '2024-01-03' + (i * 4)::INTEGER AS first_day, first_day + 5 AS last_day,
    20 + i % 11 AS price, 1 + i % 5 AS upkeep FROM range(0, 160) r(i)`,
  `CREATE TABLE refunds AS SELECT i AS refund_no, i * 3 AS rental_no, DATE '2024-02-03' + (i * 12)::INTEGER AS refund_day, 3 + i % 7 AS amount,
    (['Cash', 'Card', 'Card'])[1 + i % 3] AS means FROM range(0, 50) r(i)`,
  `CREATE TABLE offers AS SELECT i AS offer_no, (i * i) % 7 AS costume_no, (['Accepted', 'Declined', 'Open'])[1 + i % 3] AS offer_state, DATE '2024-02-01' + (i * 9)::INTEGER AS offered_on, (i * 37) % 101 AS offer_amount,
    CASE WHEN i % 3 < 2 THEN DATE '2024-03-01' + (i * 9)::INTEGER END AS settled_on FROM range(0, 90) r(i)`,
  "CREATE TABLE tailors AS SELECT 'Ada' AS tailor_name, DATE '2020-01-01' AS hired_on",
];

let desk: Desk;
beforeAll(async () => {
  const open = async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const sql of tables) await connection.run(sql);
    return connection;
  };
  desk = await openDesk(analyst, { model: resolveModel(loadModel(yaml, { file: 'wardrobe.yaml' })), open });
});

const rented = 'FROM rentals JOIN costumes USING (costume_no)';
const year = "date_trunc('month', refund_day)::DATE FROM refunds WHERE year(refund_day) = 2024";

describe('what was done, by which the rows are called', () => {
  answers(() => desk, {
    'how many costumes have never been rented out?':
      'SELECT COUNT(*) FROM costumes WHERE costume_no NOT IN (SELECT costume_no FROM rentals)',
    'which 3 eras were rented most often': `SELECT era, COUNT(*) ${rented} GROUP BY 1 ORDER BY 2 DESC LIMIT 3`,
    'how often was "Costume 4" rented in 2024?': `SELECT COUNT(*) ${rented} WHERE costume_name = 'Costume 4' AND year(first_day) = 2024`,
    'how many tailors were hired in 2020?': 'SELECT COUNT(*) FROM tailors WHERE year(hired_on) = 2020',
  });
  refusals(() => desk, {
    'how many costumes have never been lent out?': 'lent',
    'which 3 eras were admired most often': 'admired',
  });
});

describe('a date of one outcome or another', () => {
  const settled = "FROM offers WHERE settled_on >= DATE '2024-05-01' AND settled_on < DATE '2024-06-01'";
  answers(() => desk, {
    'how many offers were accepted in May 2024?': `SELECT COUNT(*) ${settled} AND offer_state = 'Accepted'`,
    'how many offers did they accept in May 2024?': `SELECT COUNT(*) ${settled} AND offer_state = 'Accepted'`,
    'how many offers were closed in May 2024?': `SELECT COUNT(*) ${settled}`,
  });
});

describe('money that is handed over', () => {
  answers(() => desk, {
    'total refunds in 2024': 'SELECT SUM(amount) FROM refunds WHERE year(refund_day) = 2024',
    'how much refunds were there in 2024': 'SELECT SUM(amount) FROM refunds WHERE year(refund_day) = 2024',
    'average refund by means of transfer': 'SELECT means, AVG(amount) FROM refunds GROUP BY 1',
    'mean refund': 'SELECT AVG(amount) FROM refunds',
    'number of refunds': 'SELECT COUNT(*) FROM refunds',
    'running total of refunds by month in 2024': `WITH months AS (SELECT ${year.replace(' FROM', ' AS month, SUM(amount) AS paid FROM')} GROUP BY 1)
      SELECT month, paid, SUM(paid) OVER (ORDER BY month) FROM months ORDER BY 1`,
  });
  refusals(() => desk, { 'total tailors': 'total', 'average tailor': 'average' });
});

describe('two numbers and their share, or how many and how much', () => {
  answers(() => desk, {
    'takings and upkeep cost per era, plus upkeep cost as a percentage of takings': `SELECT era, SUM(upkeep), SUM(price), SUM(upkeep) / SUM(price) ${rented} GROUP BY 1`,
    'rentals by era, number and takings': `SELECT era, COUNT(*), SUM(price) ${rented} GROUP BY 1`,
    'takings for the months of 2024':
      "SELECT date_trunc('month', first_day)::DATE, SUM(price) FROM rentals WHERE year(first_day) = 2024 GROUP BY 1",
  });
  refusals(() => desk, {
    'takings and upkeep cost per era, plus upkeep cost as a percentage of rental count': 'plus',
    'takings for the months': 'months',
  });
});

describe('a number of those who have something', () => {
  const dear = 'of these alone, or of all';
  test.each([
    ['takings of costumes with rentals over 25', dear],
    ['takings of costumes that had rentals in 2024', dear],
  ])('%s', async (question, reason) => {
    const answer = await desk.ask(question);
    expect(answer.status === 'refused' && answer.notUnderstood.map(found => found.reason.toLowerCase())).toEqual([
      expect.stringContaining(reason),
    ]);
  });
  answers(() => desk, {
    'takings of costumes with more than 9 rentals': `SELECT SUM(price) FROM rentals WHERE costume_no IN
      (SELECT costume_no FROM rentals GROUP BY 1 HAVING COUNT(*) > 9)`,
  });
});

describe('what was lost', () => {
  answers(() => desk, {
    'which era lost the most offers':
      "SELECT era, COUNT(*) FROM offers JOIN costumes USING (costume_no) WHERE offer_state = 'Declined' GROUP BY 1 ORDER BY 2 DESC LIMIT 1",
  });
  refusals(() => desk, { 'which era lost the most rentals in 2025': 'lost' });
});

describe('a trait of each, where the model has only their number or average', () => {
  const pending = "FROM offers WHERE offer_state <> 'Accepted' ORDER BY";
  answers(() => desk, {
    'biggest pending offer': `SELECT offer_no, offer_state, offer_amount ${pending} offer_amount DESC LIMIT 1`,
    'oldest pending offer': `SELECT offer_no, offer_state, offered_on ${pending} offered_on LIMIT 1`,
    'which era has the most pending offers': `SELECT era, COUNT(*) FROM offers JOIN costumes USING (costume_no)
      WHERE offer_state <> 'Accepted' GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
    'median rental price by era': `SELECT era, MEDIAN(price) ${rented} GROUP BY 1`,
    'median and average rental price': 'SELECT MEDIAN(price), AVG(price) FROM rentals',
  });
  refusals(() => desk, {
    'eras with the biggest pending offer': 'biggest',
    'median upkeep cost rate': 'rate',
    'rentals by number': 'by',
  });
});

describe('a state of other things', () => {
  answers(() => desk, {
    'how many open offers are there': "SELECT COUNT(*) FROM offers WHERE offer_state <> 'Accepted'",
  });
  refusals(() => desk, { 'how many open refunds are there': 'open' });
});
