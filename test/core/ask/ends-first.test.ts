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
