import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

const ordered =
  'plant_orders JOIN gardens USING (garden_id) JOIN growers g ON g.grower_id = plant_orders.grower_id JOIN districts d ON d.district_id = gardens.district_id JOIN districts s ON s.district_id = g.district_id';
const shelved = 'shelf JOIN growers USING (grower_id)';

describe('of things in two roles the side is said', () => {
  answers(() => desk, {
    'turnover by district': `SELECT d.district_name, SUM(order_value) FROM ${ordered} GROUP BY 1`,
    'turnover by district, grower side': `SELECT s.district_name, SUM(order_value) FROM ${ordered} GROUP BY 1`,
    'turnover by district on the supplier side': `SELECT s.district_name, SUM(order_value) FROM ${ordered} GROUP BY 1`,
    'turnover from Hill, grower side': `SELECT SUM(order_value) FROM ${ordered} WHERE s.district_name = 'Hill'`,
  });
});

describe('stock is measured by all that there is of it', () => {
  answers(() => desk, {
    'growers holding stock worth more than 1000': `SELECT grower_name, grower_id, SUM(pots_there * purchase_price) AS worth FROM ${shelved} GROUP BY 1, 2 HAVING worth > 1000`,
    'growers with stock worth above 1k at cost': `SELECT grower_name, grower_id, SUM(pots_there * purchase_price) AS worth FROM ${shelved} GROUP BY 1, 2 HAVING worth > 1000`,
    'growers having more than 200 pots available': `SELECT grower_name, grower_id, SUM(pots_there) AS pots FROM ${shelved} GROUP BY 1, 2 HAVING pots > 200`,
    'what is the stock worth at cost': 'SELECT SUM(pots_there * purchase_price) FROM shelf',
    'how much stock, in pots, is in each district': `SELECT district_name, SUM(pots_there) FROM ${shelved} JOIN districts USING (district_id) GROUP BY 1`,
  });
  refusals(() => desk, {
    'plants that cost less than 5 a piece': '5',
  });
});

describe('what the description of a number says already asks for nothing else', () => {
  answers(() => desk, {
    'turnover before tax in 2024': 'SELECT SUM(order_value) FROM plant_orders WHERE year(order_date) = 2024',
    'turnover after any rebates, grand total': 'SELECT SUM(order_value) FROM plant_orders',
  });
  refusals(() => desk, { 'turnover after tax': 'after', 'turnover before rebates': 'before' });
});

describe('the rate of late orders is of all orders', () => {
  answers(() => desk, {
    'How late are we? I need the late rate.':
      "SELECT COUNT(*) FILTER (punctuality = 'Late') / COUNT(*) FROM plant_orders",
  });
  refusals(() => desk, { 'late rate of late orders': 'late' });
});

describe('what is asked besides is shown or refused', () => {
  answers(() => desk, {
    'the 3 biggest orders together with the garden':
      'SELECT order_id, garden_name, order_value FROM plant_orders JOIN gardens USING (garden_id) ORDER BY order_value DESC, order_id LIMIT 3',
    'orders over 480 and the customers who placed them':
      'SELECT order_id, garden_name, order_value FROM plant_orders JOIN gardens USING (garden_id) WHERE order_value > 480',
    'orders over 480 and who placed them':
      'SELECT order_id, garden_name, order_value FROM plant_orders JOIN gardens USING (garden_id) WHERE order_value > 480',
  });
  refusals(() => desk, {
    'gardens in Hill and their growers': 'growers',
    'orders over 480, and from whom': 'and',
  });
});

describe('numbers set side by side', () => {
  answers(() => desk, {
    'turnover of Hill and Harbour, one number for each': `SELECT d.district_name, SUM(order_value) FROM ${ordered} WHERE d.district_name IN ('Hill', 'Harbour') GROUP BY 1`,
    'is the late rate of roses higher than that of lily': `SELECT plant, COUNT(*) FILTER (punctuality = 'Late') / COUNT(*) FROM plant_orders WHERE plant IN ('Rose', 'Lily') GROUP BY 1`,
    'number of orders with pots 3, 5 or 7': 'SELECT COUNT(*) FROM plant_orders WHERE pots IN (3, 5, 7)',
    'number of orders with a discount of 10 or 20 %':
      'SELECT COUNT(*) FROM plant_orders WHERE discount_rate IN (0.1, 0.2)',
    'compare turnover of June 2024 with the same month of the year before': `SELECT a, b, a - b, a / b - 1 FROM (SELECT SUM(order_value) FILTER (order_date >= '2024-06-01' AND order_date < '2024-07-01') a, SUM(order_value) FILTER (order_date >= '2023-06-01' AND order_date < '2023-07-01') b FROM plant_orders)`,
  });
  test('that leave nothing at once are refused, not answered by nothing', async () => {
    const result = await desk.ask('orders below 150 and orders over 300');
    expect(result).toMatchObject({ status: 'refused', reason: expect.stringMatching(/at once/) });
  });
});

describe('sorted and ranked', () => {
  answers(() => desk, {
    'gardens sorted by turnover': `SELECT garden_name, garden_id, SUM(order_value) AS t FROM ${ordered} GROUP BY 1, 2 ORDER BY t DESC`,
    'plants sorted by turnover, weakest first':
      'SELECT plant, SUM(order_value) AS t FROM plant_orders GROUP BY 1 ORDER BY t',
    'our 3 least profitable growers': `SELECT grower_name, g.grower_id, SUM(order_value - pots) AS p FROM ${ordered} GROUP BY 1, 2 ORDER BY p LIMIT 3`,
    'worst first': [
      "SELECT plant, COUNT(*) FILTER (punctuality = 'Late') / COUNT(*) AS r FROM plant_orders GROUP BY 1 ORDER BY r DESC, plant",
      { after: ['late rate by plant'] },
    ],
    'strongest first': [
      `SELECT s.district_name, s.district_id, SUM(order_value) AS t FROM ${ordered} GROUP BY 1, 2 ORDER BY t DESC`,
      { after: ['turnover by grower district'] },
    ],
  });
  test('one number has nothing to be sorted', async () => {
    expect(await desk.ask('turnover of Hill, highest first')).toMatchObject({ status: 'refused' });
  });
});

describe('words', () => {
  answers(() => desk, {
    'what did we give in discounts altogether': 'SELECT SUM(order_value * discount_rate) FROM plant_orders',
    'how many gardens have the word D in their name': "SELECT COUNT(*) FROM gardens WHERE garden_name ILIKE '%d%'",
    'orders on Christmas eve 2024': "SELECT COUNT(*) FROM plant_orders WHERE order_date = '2024-12-24'",
    'turnover recorded in 2023': 'SELECT SUM(order_value) FROM plant_orders WHERE year(order_date) = 2023',
  });
  refusals(() => desk, { 'how many plants did the growers leave': 'leave', 'profitable growers': 'profitable' });
});

describe('against an earlier period', () => {
  answers(() => desk, {
    'in which districts was the late rate of orders of roses over 40 %': `SELECT d.district_name, COUNT(*) FILTER (punctuality = 'Late') / COUNT(*) AS r FROM ${ordered} WHERE plant = 'Rose' GROUP BY 1 HAVING r > 0.4`,
  });
  test('before the data begins nothing is known, which is not none', async () => {
    const rows = await desk.rows('number of orders by year compared with the year before');
    expect(rows[0]?.slice(1)).toEqual([92, null, null, null]);
    expect(rows[1]?.slice(1, 4)).toEqual([91, 92, -1]);
  });
  test('growth is against the period that is named', async () => {
    const steps = async (question: string) => (await desk.plan(question)).steps;
    expect(await steps('turnover growth by quarter in 2024 against the same quarter a year before')).toEqual(
      await steps('turnover by quarter in 2024 against the same quarter a year before'),
    );
  });
});

describe('what is said of years', () => {
  test.each([
    ['turnover growth 2024 over 2023', 'turnover growth 2024 vs 2023'],
    ['late rate by plant up to and including 2024', 'late rate by plant until the end of 2024'],
    ['number of orders per month, by order date', 'number of orders per month'],
    ['late rate of orders, plant by plant', 'late rate of orders by plant'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await desk.plan(question)).toEqual(await desk.plan(plain));
  });
  answers(() => desk, {
    'number of orders between 150 and 200, by plant':
      'SELECT plant, COUNT(*) FROM plant_orders WHERE order_value BETWEEN 150 AND 200 GROUP BY 1',
    'share of Hill in the turnover of late orders':
      "SELECT SUM(order_value), SUM(order_value) FILTER (district_name = 'Hill'), SUM(order_value) FILTER (district_name = 'Hill') / SUM(order_value) FROM plant_orders JOIN gardens USING (garden_id) JOIN districts USING (district_id) WHERE punctuality = 'Late'",
  });
  test('a rate of each has no total', async () => {
    const result = await desk.ask('total discount rate of Rose');
    expect(result).toMatchObject({ status: 'refused', reason: expect.stringMatching(/rate of each/) });
  });
  refusals(() => desk, {
    'what share of late orders was also from Hill': 'share of late orders',
    'number of orders by month of profit': 'profit',
    'growers where turnover of 2024 was lower than in 2023': 'in 2023',
    'how many gardens have ordered in every year from 2023 to 2025': 'have',
    'how many orders did Garden A place, and for what total?': 'and for',
    'which gardens are in Hill, and how big are they': 'and',
  });
  test('who has one thing and another within a period is not told from who has one of them in it', async () => {
    const result = await desk.ask('gardens that ordered both Rose and Lily in 2024');
    expect(result).toMatchObject({ status: 'refused', reason: expect.stringMatching(/one more condition/) });
  });
});
