import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

describe('what a number compares may be left out', () => {
  const kept = 'SELECT COUNT(*) FROM plant_orders WHERE order_value >= 200 OR order_value IS NULL';
  answers(() => desk, {
    'number of orders excluding those with an order value below 200': kept,
    'number of orders, leaving out orders with an order value under 200': kept,
    'how many orders have an order value not below 200': 'SELECT COUNT(*) FROM plant_orders WHERE order_value >= 200',
    'turnover excluding orders with more than 5 pots':
      'SELECT SUM(order_value) FROM plant_orders WHERE pots <= 5 OR pots IS NULL',
  });
  refusals(() => desk, { 'number of orders without 3 pots': '3' });
});

describe('those who placed some are no number of what was placed', () => {
  const had = `SELECT garden_name, garden_id FROM gardens WHERE garden_id IN
    (SELECT garden_id FROM plant_orders WHERE year(order_date) = 2024)`;
  const none = had.replace('IN\n', 'NOT IN\n').replace(' = 2024', ' = 2023 AND month(order_date) = 1');
  answers(() => desk, {
    'gardens who placed orders in 2024': had,
    'how many gardens placed orders in 2024': `SELECT COUNT(*) FROM (${had})`,
    'gardens placing orders in 2024': had,
    'gardens that placed no orders in January 2023': none,
    'orders placed by year': "SELECT date_trunc('year', order_date)::DATE, COUNT(*) FROM plant_orders GROUP BY 1",
  });
  refusals(() => desk, {
    'gardens who brought turnover by plant': 'gardens',
    'growers that have turnover by year': 'growers',
  });
});

describe('things by a date of what each has many of', () => {
  answers(() => desk, {
    'number of distinct gardens who ordered in each year':
      "SELECT date_trunc('year', order_date)::DATE, COUNT(DISTINCT garden_id) FROM plant_orders GROUP BY 1",
  });
});

describe('two places of one kind, one of each side', () => {
  const sides = (garden: string, grower: string) => `SELECT SUM(order_value) FROM plant_orders
    JOIN gardens g USING (garden_id) JOIN growers s USING (grower_id) JOIN districts d ON d.district_id = g.district_id
    JOIN districts e ON e.district_id = s.district_id WHERE d.district_name = '${garden}' AND e.district_name = '${grower}'`;
  answers(() => desk, {
    'turnover in Hill of Harbour growers': sides('Hill', 'Harbour'),
    'turnover in Hill from growers in Hill': sides('Hill', 'Hill'),
    'turnover to Northbank from Harbour growers': sides('Northbank', 'Harbour'),
  });
});

describe('years in two digits', () => {
  answers(() => desk, {
    'orders in the second quarter of 24':
      'SELECT COUNT(*) FROM plant_orders WHERE year(order_date) = 2024 AND quarter(order_date) = 2',
    'number of orders in 97': 'SELECT COUNT(*) FROM plant_orders WHERE year(order_date) = 1997',
    'orders per year from 2023 to 2024':
      "SELECT date_trunc('year', order_date)::DATE, COUNT(*) FROM plant_orders WHERE year(order_date) <= 2024 GROUP BY 1",
  });
  refusals(() => desk, { 'orders of gardens in 97 districts': '97' });
});

describe('a share is of the same number', () => {
  test('an amount is no part of how many there are', async () => {
    const result = await desk.ask('share of the total turnover of all gardens by district');
    expect(result).toMatchObject({ status: 'refused', reason: expect.stringContaining('no part of how many') });
  });
});

describe('values that are listed over time', () => {
  const question = 'yearly turnover in Hill and Harbour';
  const joined = `plant_orders JOIN gardens USING (garden_id) JOIN districts USING (district_id)
    WHERE district_name IN ('Hill', 'Harbour')`;
  const year = "date_trunc('year', order_date)::DATE";

  test('it is asked whether each of them is meant, or all together', async () => {
    expect(await desk.ask(question)).toMatchObject({ status: 'clarify' });
  });
  test.each([
    ['all', `SELECT ${year}, SUM(order_value) FROM ${joined} GROUP BY 1`],
    ['each', `SELECT ${year}, district_name, SUM(order_value) FROM ${joined} GROUP BY ALL`],
  ])('%s', async (values, sql) => {
    const given = await desk.rows(question, { choices: { values } });
    expect(new Set(given.map(row => JSON.stringify(row)))).toEqual(
      new Set((await desk.sql(sql)).map(row => JSON.stringify(row))),
    );
  });
  answers(() => desk, {
    'yearly turnover in Hill and Harbour together': `SELECT ${year}, SUM(order_value) FROM ${joined} GROUP BY 1`,
  });
});
