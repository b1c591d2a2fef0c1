import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

const ordered = 'plant_orders JOIN gardens USING (garden_id) JOIN districts d ON d.district_id = gardens.district_id';

describe('as many groups as there are', () => {
  answers(() => desk, {
    'turnover and profit for the four districts': `SELECT d.district_name, SUM(order_value), SUM(order_value - pots) FROM ${ordered} GROUP BY 1`,
    'turnover by each of the four plants': 'SELECT plant, SUM(order_value) FROM plant_orders GROUP BY 1',
  });
  refusals(() => desk, { 'turnover for the three districts': 'three' });
});

describe('a list of every thing with what is its own', () => {
  answers(() => desk, {
    'list every grower with its district':
      'SELECT grower_name, grower_id, district_name FROM growers JOIN districts USING (district_id)',
    'list each garden with its district':
      'SELECT garden_name, garden_id, district_name FROM gardens JOIN districts USING (district_id)',
  });
});

describe('the day of the first or last', () => {
  answers(() => desk, {
    'on which day was the very first order?': 'SELECT MIN(order_date) FROM plant_orders',
    'what date was the last order placed': 'SELECT MAX(order_date) FROM plant_orders',
  });
});

describe('of two values the number is said behind', () => {
  answers(() => desk, {
    'difference between Rose and Lily in turnover': `SELECT SUM(order_value) FILTER (WHERE plant = 'Rose'), SUM(order_value) FILTER (WHERE plant = 'Lily'),
      SUM(order_value) FILTER (WHERE plant = 'Rose') - SUM(order_value) FILTER (WHERE plant = 'Lily') FROM plant_orders`,
  });
});

describe('words that add nothing, and one that is told behind', () => {
  const days =
    "SELECT COUNT(*) FROM growers WHERE grower_id IN (SELECT grower_id FROM plant_orders WHERE plant = 'Lily')";
  answers(() => desk, {
    "what's the highest discount we have ever granted on an order?": 'SELECT MAX(discount_rate) FROM plant_orders',
    'how many active growers (with orders for Lily) are there': days,
    'turnover of order no. 7': 'SELECT SUM(order_value) FROM plant_orders WHERE order_id = 7',
  });
  refusals(() => desk, {
    'how many active growers are there': 'active',
    'active growers, with orders for Lily': 'active',
  });
});
