import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

const late = "COUNT(*) FILTER (punctuality = 'Late') / COUNT(*)";
const placed = 'plant_orders JOIN gardens USING (garden_id) JOIN districts USING (district_id)';
const worth = 'SUM(pots_there * purchase_price)';
const shelved = 'shelf JOIN growers USING (grower_id)';

describe('which end comes first is an order of all, and not the one at that end', () => {
  answers(() => desk, {
    'late rate by plant, worst one at the top': `SELECT plant, ${late} AS r FROM plant_orders GROUP BY 1 ORDER BY r DESC, plant`,
    'turnover and late rate by plant, smallest turnover first': `SELECT plant, SUM(order_value) AS t, ${late} FROM plant_orders GROUP BY 1 ORDER BY t`,
    'turnover by garden district, weakest district on top': `SELECT district_name, district_id, SUM(order_value) AS t FROM ${placed} GROUP BY 1, 2 ORDER BY t`,
    'turnover by plant, biggest one up top':
      'SELECT plant, SUM(order_value) AS t FROM plant_orders GROUP BY 1 ORDER BY t DESC',
    'worst one first': [
      `SELECT plant, ${late} AS r FROM plant_orders GROUP BY 1 ORDER BY r DESC, plant`,
      { after: ['late rate by plant'] },
    ],
  });
  refusals(() => desk, { 'which garden ordered first': 'first' });
});

describe('in money, what is in stock is what it is worth', () => {
  answers(() => desk, {
    'the 3 growers with the most stock in money terms': `SELECT grower_name, grower_id, ${worth} AS w FROM ${shelved} GROUP BY 1, 2 ORDER BY w DESC LIMIT 3`,
    'the 3 growers with the most stock': `SELECT grower_name, grower_id, SUM(pots_there) AS p FROM ${shelved} GROUP BY 1, 2 ORDER BY p DESC LIMIT 3`,
    'turnover by plant in money terms': 'SELECT plant, SUM(order_value) FROM plant_orders GROUP BY 1',
  });
  refusals(() => desk, { 'order count by plant in money terms': 'in money terms' });
});

describe('pieces of what is named beside them', () => {
  answers(() => desk, {
    'growers with fewer than 200 pots in stock': `SELECT grower_name, grower_id, SUM(pots_there) AS p FROM ${shelved} GROUP BY 1, 2 HAVING p < 200`,
  });
});

describe('over the years', () => {
  answers(() => desk, {
    'turnover over the years': "SELECT date_trunc('year', order_date), SUM(order_value) FROM plant_orders GROUP BY 1",
  });
  refusals(() => desk, {
    'how many orders did Garden A place over the years': 'years',
    'turnover for all plants ending in fern': 'for all',
  });
});

describe('a value that comes on top of those of the last answer', () => {
  answers(() => desk, {
    'Lily as well, by year': [
      "SELECT date_trunc('year', order_date), SUM(order_value) FROM plant_orders WHERE plant IN ('Rose', 'Lily') GROUP BY 1",
      { after: ['turnover for Rose'] },
    ],
  });
});

describe('whose the largest one is', () => {
  const largest = 'SELECT order_id, garden_name, order_value FROM plant_orders JOIN gardens USING (garden_id)';
  answers(() => desk, {
    'which garden placed the largest order': `${largest} ORDER BY order_value DESC, order_id LIMIT 1`,
    'which customer in Hill placed our single largest order, and how much was it': `SELECT order_id, garden_name, district_name, order_value FROM ${placed} WHERE district_name = 'Hill' ORDER BY order_value DESC, order_id LIMIT 1`,
  });
  refusals(() => desk, {
    'which garden placed the largest orders': 'largest',
    'which garden placed the best order': 'best',
  });
});

describe('an average is of each of what one stands for', () => {
  const days = 'SELECT order_date, COUNT(*) AS n FROM plant_orders WHERE year(order_date) = 2024 GROUP BY 1';
  answers(() => desk, {
    'number of orders per month on average in 2024': `SELECT AVG(n) FROM (SELECT date_trunc('month', order_date) AS m, SUM(n) AS n FROM (${days}) GROUP BY 1)`,
    'mean number of orders of a garden by garden district': `SELECT district_name, district_id, COUNT(order_id) AS n, COUNT(DISTINCT garden_id) AS g, n / g FROM gardens LEFT JOIN plant_orders USING (garden_id) JOIN districts USING (district_id) GROUP BY 1, 2`,
  });
});

describe('a date behind a period and a deed before a noun say by which it is counted', () => {
  answers(() => desk, {
    'turnover per buying customer in 2024':
      'SELECT SUM(order_value) AS t, COUNT(DISTINCT garden_id) AS g, t / g FROM plant_orders WHERE year(order_date) = 2024',
    'turnover per quarter in 2024, by order date':
      "SELECT date_trunc('quarter', order_date), SUM(order_value) FROM plant_orders WHERE year(order_date) = 2024 GROUP BY 1",
  });
  refusals(() => desk, { 'turnover per quarter in 2024, by the date they were handed over': 'handed over' });
});

describe('words that would be lost or taken for others', () => {
  answers(() => desk, {
    'turnover per year before 2025':
      "SELECT date_trunc('year', order_date), SUM(order_value) FROM plant_orders WHERE order_date < DATE '2025-01-01' GROUP BY 1",
    'number of orders by punctuality (late, ...)': 'SELECT punctuality, COUNT(*) FROM plant_orders GROUP BY 1',
    'number of orders by punctuality (late)':
      "SELECT punctuality, COUNT(*) FROM plant_orders WHERE punctuality = 'Late' GROUP BY 1",
    'each plant’s share of the late orders':
      "SELECT plant, COUNT(*) AS n, n / SUM(n) OVER () FROM plant_orders WHERE punctuality = 'Late' GROUP BY 1",
    'average number of orders per garden':
      'SELECT COUNT(order_id) AS n, COUNT(DISTINCT garden_id) AS g, n / g FROM gardens LEFT JOIN plant_orders USING (garden_id)',
    'first two only': [
      'SELECT plant, SUM(order_value) AS t FROM plant_orders GROUP BY 1 ORDER BY t DESC LIMIT 2',
      { after: ['turnover by plant', 'sort it from high to low'] },
    ],
  });
  refusals(() => desk, { 'how many orders were running on 3 May 2024': 'running' });
});
