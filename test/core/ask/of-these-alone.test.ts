import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

describe('what owners did keeps their rows, or them with all that is theirs', () => {
  refusals(() => desk, {
    'turnover of gardens who ordered Lily': 'Lily',
    'turnover of growers that sold Rose in 2024': 'Rose',
  });
  answers(() => desk, {
    'turnover of gardens that lie in Hill': `SELECT SUM(order_value) FROM plant_orders JOIN gardens USING (garden_id)
      JOIN districts USING (district_id) WHERE district_name = 'Hill'`,
    'number of gardens who ordered Lily': "SELECT COUNT(DISTINCT garden_id) FROM plant_orders WHERE plant = 'Lily'",
  });
});

describe('two that are compared', () => {
  refusals(() => desk, {
    'which plant sold more, Rose or Lily': 'more',
    'who had more orders, Rose or Lily': 'who',
  });
  answers(() => desk, {
    'which year had more orders, 2023 or 2024': `SELECT date_trunc('year', order_date)::DATE, COUNT(*) FROM plant_orders
      WHERE year(order_date) <= 2024 GROUP BY 1`,
    'which plant had more turnover, Rose or Lily':
      "SELECT plant, SUM(order_value) FROM plant_orders WHERE plant IN ('Rose', 'Lily') GROUP BY 1",
  });
});

describe('all but some, and none of what is of a time', () => {
  const ordered = 'plant_orders JOIN gardens USING (garden_id) JOIN districts USING (district_id)';
  answers(() => desk, {
    'all orders but those from Hill': `SELECT COUNT(*) FROM ${ordered} WHERE district_name <> 'Hill'`,
    'turnover from all districts but Hill': `SELECT SUM(order_value) FROM ${ordered} WHERE district_name <> 'Hill'`,
    'gardens without orders in January 2023': `SELECT garden_name, garden_id FROM gardens WHERE garden_id NOT IN
      (SELECT garden_id FROM plant_orders WHERE order_date < '2023-02-01')`,
  });
});

describe('columns that are asked for behind the things', () => {
  answers(() => desk, {
    'which orders have an order value above 490? I need the garden, the order date and the plant.': `SELECT order_id,
      garden_name, order_date, plant, order_value FROM plant_orders JOIN gardens USING (garden_id) WHERE order_value > 490`,
    'orders with order value over 490: garden and plant': `SELECT order_id, garden_name, plant, order_value
      FROM plant_orders JOIN gardens USING (garden_id) WHERE order_value > 490`,
  });
});

describe('states that no value of the model tells', () => {
  refusals(() => desk, {
    'how many orders are available': 'available',
    'available gardens by district': 'available',
    'how many orders are still out': 'out',
    'gardens owing more than 400': '400',
    'orders bringing us more than 400': '400',
  });
});

describe('one period over another, and more in one than in the other', () => {
  const half = (year: number) =>
    `SUM(order_value) FILTER (order_date >= '${year}-01-01' AND order_date < '${year}-07-01')`;
  answers(() => desk, {
    'growth of turnover, first half 2024 over first half 2023': `SELECT ${half(2024)} AS a, ${half(2023)} AS b, a - b, a / b - 1 FROM plant_orders`,
    'turnover growth 2023 -> 2024': `SELECT SUM(order_value) FILTER (year(order_date) = 2023) AS a,
      SUM(order_value) FILTER (year(order_date) = 2024) AS b, b - a, b / a - 1 FROM plant_orders`,
    'gardens that ordered in 2023 but not any more in 2024': `SELECT garden_name, garden_id FROM gardens WHERE garden_id IN
      (SELECT garden_id FROM plant_orders WHERE year(order_date) = 2023) AND garden_id NOT IN
      (SELECT garden_id FROM plant_orders WHERE year(order_date) = 2024)`,
  });
});

describe('words that only look like those of the model', () => {
  refusals(() => desk, { 'gardens who stopped ordering in 2024': 'stopped' });
});
