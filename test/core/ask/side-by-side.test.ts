import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

const stock = 'SELECT grower_id, SUM(pots_there) AS p FROM shelf GROUP BY 1';
const stockOf = (sums: string): string =>
  `SELECT grower_name, grower_id, ${sums} FROM (${stock}) JOIN growers USING (grower_id)
    LEFT JOIN (SELECT grower_id, SUM(order_value) AS t FROM plant_orders WHERE year(order_date) = 2024 GROUP BY 1) USING (grower_id)`;

describe('a period said beside one of two numbers', () => {
  answers(() => desk, {
    'stock on hand next to turnover in 2024 for every grower': stockOf('p, t'),
    'stock on hand and discounts given in 2024':
      'SELECT (SELECT SUM(pots_there) FROM shelf), SUM(order_value * discount_rate) FROM plant_orders WHERE year(order_date) = 2024',
  });
  test.each([
    'in 2024, stock on hand and turnover by grower',
    'stock on hand and turnover by grower, 2024',
    'stock on hand and turnover in 2024 by grower',
    'growers and turnover in 2024 by grower district',
    'stock on hand next to turnover by grower, 2023 vs 2024',
  ])('of “%s” it may be said of both', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('numbers beside each other', () => {
  answers(() => desk, {
    'stock and turnover': 'SELECT SUM(pots_there), (SELECT SUM(order_value) FROM plant_orders) FROM shelf',
    'stock on hand by grower':
      'SELECT grower_name, grower_id, SUM(pots_there) FROM shelf JOIN growers USING (grower_id) GROUP BY 1, 2',
    'how does stock value relate to turnover': `SELECT w, t, w / t FROM (SELECT SUM(pots_there * purchase_price) AS w FROM shelf),
      (SELECT SUM(order_value) AS t FROM plant_orders)`,
    'list turnover and stock on hand by grower': `SELECT grower_name, grower_id, t, p FROM (${stock}) JOIN growers USING (grower_id)
      LEFT JOIN (SELECT grower_id, SUM(order_value) AS t FROM plant_orders GROUP BY 1) USING (grower_id)`,
  });
});

const districts = 'JOIN districts d ON d.district_id = ';
const orders = 'plant_orders JOIN gardens g USING (garden_id) JOIN growers w USING (grower_id)';

describe('things counted through what was done', () => {
  answers(() => desk, {
    // whose district it is has been said, though growers have one too
    'number of growers by garden district': `SELECT district_name, d.district_id, COUNT(DISTINCT grower_id) FROM ${orders} ${districts}g.district_id GROUP BY 1, 2`,
    'how many growers did gardens in each district buy from': `SELECT district_name, COUNT(DISTINCT grower_id)
      FROM ${orders} ${districts}g.district_id GROUP BY 1`,
    'number of gardens and turnover by grower': `SELECT grower_name, grower_id, COUNT(DISTINCT garden_id), SUM(order_value) FROM ${orders} GROUP BY 1, 2`,
    'How many growers did Garden C buy from, and for how much turnover?': `SELECT COUNT(DISTINCT grower_id), SUM(order_value) FROM ${orders} WHERE garden_name = 'Garden C'`,
    'how many gardens did each grower deliver to': `SELECT grower_name, grower_id, COUNT(DISTINCT garden_id) FROM ${orders} GROUP BY 1, 2`,
    'Which gardens ordered nothing at all in January 2023?': `SELECT garden_name, garden_id FROM gardens WHERE garden_id NOT IN
      (SELECT garden_id FROM plant_orders WHERE order_date < DATE '2023-02-01')`,
    'how many gardens ordered nothing in January 2023': `SELECT COUNT(*) FROM gardens WHERE garden_id NOT IN
      (SELECT garden_id FROM plant_orders WHERE order_date < DATE '2023-02-01')`,
  });
  refusals(() => desk, { 'gardens that bought nothing but roses': 'nothing' });
});
