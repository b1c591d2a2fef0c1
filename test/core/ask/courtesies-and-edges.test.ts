import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

describe('what is said out of courtesy asks nothing', () => {
  const in2024 = 'SELECT COUNT(*) FROM plant_orders WHERE year(order_date) = 2024';
  answers(() => desk, {
    'number of orders in 2024, please': in2024,
    'number of orders in 2024 thanks': in2024,
    'gimme the number of orders in 2024': in2024,
    'number of orders in jan thru march 2024': `${in2024} AND month(order_date) <= 3`,
  });
});

describe('between two numbers that could be years', () => {
  answers(() => desk, {
    'orders with an order value between 0 and 250':
      'SELECT COUNT(*) FROM plant_orders WHERE order_value BETWEEN 0 AND 250',
    'how many orders have an order value between 0 and 2000':
      'SELECT COUNT(*) FROM plant_orders WHERE order_value BETWEEN 0 AND 2000',
    'how many orders were placed between 2023 and 2024':
      'SELECT COUNT(*) FROM plant_orders WHERE year(order_date) BETWEEN 2023 AND 2024',
  });
});

describe('the best by a number of which less is better is the lowest', () => {
  const late = `SELECT plant, AVG((punctuality = 'Late')::INTEGER) AS rate FROM plant_orders GROUP BY plant`;
  answers(() => desk, {
    'worst plant for late rate': `${late} ORDER BY rate DESC LIMIT 1`,
    'best plant for late rate': `${late} ORDER BY rate LIMIT 1`,
    'worst plant for turnover':
      'SELECT plant, SUM(order_value) AS sold FROM plant_orders GROUP BY plant ORDER BY sold LIMIT 1',
  });
});

describe('a rate beside the average of all', () => {
  const rates = `SELECT garden_name, garden_id, AVG((punctuality = 'Late')::INTEGER) AS rate
    FROM plant_orders JOIN gardens USING (garden_id) GROUP BY ALL`;
  answers(() => desk, {
    'late rate by garden above the average': `${rates} HAVING rate > (SELECT AVG((punctuality = 'Late')::INTEGER) FROM plant_orders)`,
  });
});

describe('what is said of the things that were named is shown beside them', () => {
  answers(() => desk, {
    'gardens with turnover over 5000 and district': `SELECT garden_name, garden_id, district_name, SUM(order_value) AS sold
      FROM plant_orders JOIN gardens USING (garden_id) JOIN districts USING (district_id) GROUP BY ALL HAVING sold > 5000`,
    'stock quantity held by growers in Hill': `SELECT SUM(pots_there) FROM shelf JOIN growers USING (grower_id)
      JOIN districts USING (district_id) WHERE district_name = 'Hill'`,
  });
});

describe('what belongs to nothing that was named stops the question', () => {
  refusals(() => desk, {
    'how urgent are the orders of Garden D': 'urgent',
    'turnover in the second quarter of 95 gardens': '95',
    'seven-star orders with an order value below 200': 'seven',
  });
  answers(() => desk, {
    'seven-pot orders with an order value below 200':
      'SELECT COUNT(*) FROM plant_orders WHERE pots = 7 AND order_value < 200',
  });
});
