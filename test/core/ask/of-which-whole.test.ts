import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';

let museum: Desk;
let desk: Desk;
beforeAll(async () => {
  museum = await openDesk();
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
});

const ofGrower = 'FROM plant_orders JOIN growers USING (grower_id)';
const withinPlant = `SELECT plant, grower_name, grower_id, SUM(order_value), SUM(order_value) / SUM(SUM(order_value)) OVER (PARTITION BY plant)
  ${ofGrower} GROUP BY 1, 2, 3`;

describe('a share of the whole of each group', () => {
  answers(() => desk, {
    'for every plant: how its turnover divides over the growers, in percent': withinPlant,
    'for each plant the share of turnover by grower': withinPlant,
    'share of turnover by plant for each year': `SELECT date_trunc('year', order_date), plant, SUM(order_value),
      SUM(order_value) / SUM(SUM(order_value)) OVER (PARTITION BY date_trunc('year', order_date)) FROM plant_orders GROUP BY 1, 2`,
    // both are the groups of one whole
    'for each plant and handover the share of turnover': `SELECT plant, handover, SUM(order_value),
      SUM(order_value) / SUM(SUM(order_value)) OVER () FROM plant_orders GROUP BY 1, 2`,
    'what share of the 2023 turnover did the 3 biggest gardens of that year bring': `SELECT SUM(s) FROM (SELECT SUM(order_value) /
      SUM(SUM(order_value)) OVER () AS s FROM plant_orders WHERE year(order_date) = 2023 GROUP BY garden_id ORDER BY 1 DESC LIMIT 3)`,
  });
  refusals(() => desk, { 'for each plant the share of turnover by year': 'the share of' });
});

describe('what is on hand', () => {
  answers(() => desk, {
    'how many pots do the growers have on hand': 'SELECT SUM(pots_there) FROM shelf',
    'growers with under 200 pots on hand': `SELECT grower_name, grower_id, SUM(pots_there) FROM shelf JOIN growers USING (grower_id)
      GROUP BY 1, 2 HAVING SUM(pots_there) < 200`,
  });
  test.each(['takings on hand', 'how many admissions do we have on hand'])('there is none of “%s”', async question => {
    expect((await museum.ask(question)).status).toBe('refused');
  });
});

describe('parts of names against each other', () => {
  answers(() => museum, {
    'takings of the wing galleries against the Rotunda gallery': `SELECT SUM(amount) FILTER (WHERE gallery LIKE '%Wing'),
      SUM(amount) FILTER (WHERE gallery = 'Rotunda') FROM tickets JOIN exhibitions USING (exhibition_id)`,
    'difference in takings between Wing and Rotunda': `SELECT w, r, w - r FROM (SELECT SUM(amount) FILTER (WHERE gallery LIKE '%Wing') AS w,
      SUM(amount) FILTER (WHERE gallery = 'Rotunda') AS r FROM tickets JOIN exhibitions USING (exhibition_id))`,
  });
});

describe('what those before the verb do', () => {
  answers(() => museum, {
    // what has not come back was not returned
    'which borrower returned the most loans':
      'SELECT borrower, COUNT(*) FROM loans WHERE return_date IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1',
    'which borrower returned the most loans in 2024':
      'SELECT borrower, COUNT(*) FROM loans WHERE year(return_date) = 2024 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1',
    'in which month did we return the most loans': `SELECT date_trunc('month', return_date), COUNT(*) FROM loans
      WHERE return_date IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
  });
});

describe('the average of all of them', () => {
  answers(() => museum, {
    'French visitors whose age is above the average of all visitors': `SELECT visitor_name, visitor_id, country_name, age FROM visitors
      JOIN countries USING (country_id) WHERE country_name = 'France' AND age > (SELECT AVG(age) FROM visitors)`,
    'how many visitors with Gold membership have an age above the average of all visitors':
      "SELECT COUNT(*) FROM visitors WHERE membership = 'Gold' AND age > (SELECT AVG(age) FROM visitors)",
    'visitors with Gold membership whose age is above the average': `SELECT visitor_name, visitor_id, age FROM visitors
      WHERE membership = 'Gold' AND age > (SELECT AVG(age) FROM visitors WHERE membership = 'Gold')`,
  });
  test('of several values it is not clear', async () => {
    const result = await museum.ask(
      'visitors with Gold or Silver membership whose age is above the average of all visitors',
    );
    expect(result.status).toBe('refused');
  });
});

describe('nothing that was asked for vanishes', () => {
  const both = [
    'the biggest and the smallest order',
    'best and worst plant by turnover',
    'which plant has the highest and lowest turnover',
  ];
  test.each(both)('both ends in “%s”', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
  refusals(() => desk, { 'top 3 gardens by turnover and their growers': 'growers' });
  answers(() => desk, {
    'how many gardens, growers and orders do we have':
      'SELECT (SELECT COUNT(*) FROM gardens), (SELECT COUNT(*) FROM growers), (SELECT COUNT(*) FROM plant_orders)',
  });
  answers(() => museum, {
    'average number of bookings in an exhibition':
      'SELECT COUNT(*), COUNT(DISTINCT exhibition_id), 1.0 * COUNT(*) / COUNT(DISTINCT exhibition_id) FROM tickets',
  });
});
