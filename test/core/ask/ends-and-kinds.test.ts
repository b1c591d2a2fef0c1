import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

const ofLoads = 'loads JOIN jobs USING (job_id)';

describe('the busiest period, and how many kinds there are', () => {
  answers(() => desk, {
    'busiest month of 2024 by jobs': `SELECT date_trunc('month', job_date)::DATE, COUNT(*) FROM jobs
      WHERE year(job_date) = 2024 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
    'jobs placed over a year ago': "SELECT COUNT(*) FROM jobs WHERE job_date < DATE '2024-08-13'",
    'how many cut types are there': 'SELECT COUNT(DISTINCT cut) FROM woods',
    'planks sold by cut type': 'SELECT cut, SUM(planks) FROM loads JOIN woods USING (wood_id) GROUP BY 1',
  });
  refusals(() => desk, {
    'mills with more than 30 planks sold in any county': 'any',
    'how many colour types are there': 'colour',
  });
});

describe('what something is in money, and said around a corner', () => {
  let growers: Desk;
  beforeAll(async () => {
    growers = await openDesk(analyst, { model: nursery, open: openNursery });
  });
  const worst = `SELECT date_trunc('quarter', order_date)::DATE, AVG((punctuality = 'Late')::INT) FROM plant_orders
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`;
  const ofGrowers = 'JOIN growers USING (grower_id)';
  const worth = 'SUM(pots_there * purchase_price)';
  const rich = `SELECT grower_name, grower_id, ${worth} FROM shelf ${ofGrowers} GROUP BY 1, 2 HAVING ${worth} > 700`;
  answers(() => growers, {
    'worst quarter by late rate': worst,
    'worst quarter for late rate': worst,
    'growers with more than 700 worth of stock': rich,
    'stock in money by grower': `SELECT grower_name, grower_id, ${worth} FROM shelf ${ofGrowers} GROUP BY 1, 2`,
    'how many gardens ordered more than once in April 2024': `SELECT COUNT(*) FROM (SELECT garden_id FROM plant_orders
      WHERE order_date >= DATE '2024-04-01' AND order_date < DATE '2024-05-01' GROUP BY 1 HAVING COUNT(*) > 1)`,
    'how many gardens ordered only once in April 2024': `SELECT COUNT(*) FROM (SELECT garden_id FROM plant_orders
      WHERE order_date >= DATE '2024-04-01' AND order_date < DATE '2024-05-01' GROUP BY 1 HAVING COUNT(*) = 1)`,
    'late rate by plant for orders over 300': `SELECT plant, AVG((punctuality = 'Late')::INT) FROM plant_orders
      WHERE order_value > 300 GROUP BY 1`,
    'what have rebates cost us altogether': 'SELECT SUM(order_value * discount_rate) FROM plant_orders',
    'what do our profits add up to, district by district': `SELECT district_name, SUM(order_value - pots) FROM plant_orders
      JOIN gardens USING (garden_id) JOIN districts USING (district_id) GROUP BY 1`,
    'what percentage of orders ends up being late': `SELECT COUNT(*), COUNT(*) FILTER (punctuality = 'Late'),
      AVG((punctuality = 'Late')::INT) FROM plant_orders`,
    'value of the largest order ever placed': 'SELECT MAX(order_value) FROM plant_orders',
    'turnover per year, oldest year first': `SELECT date_trunc('year', order_date)::DATE, SUM(order_value)
      FROM plant_orders GROUP BY 1 ORDER BY 1`,
    'districts that topped 12 thousand in turnover': `SELECT district_name, SUM(order_value) FROM plant_orders
      JOIN gardens USING (garden_id) JOIN districts USING (district_id) GROUP BY 1 HAVING SUM(order_value) > 12000`,
    'turnover under each handover': 'SELECT handover, SUM(order_value) FROM plant_orders GROUP BY 1',
    'the 2 plants with the slimmest profit': `SELECT plant, SUM(order_value - pots) FROM plant_orders GROUP BY 1
      ORDER BY 2, 1 LIMIT 2`,
  });
  refusals(() => growers, {
    'order count in money by grower': 'in money',
    'late orders in money terms': 'in money terms',
  });
});

describe('a second number is never a filter of the first', () => {
  refusals(() => desk, {
    'jobs and open jobs': 'open',
    'number of loads and number of late loads': 'late',
    'sales and late loads by mill': 'late',
    'sales divided by open jobs': 'open',
    'ratio of planks sold to late loads': 'late',
    'how many jobs and how many open jobs': 'open',
  });
  answers(() => desk, {
    'sales and planks sold of late loads':
      "SELECT SUM(planks * 3), SUM(planks) FROM loads WHERE arrival_status = 'Late'",
  });
});

describe('nothing but, and up or down', () => {
  answers(() => desk, {
    'jobs with only late loads': `SELECT job_id FROM loads GROUP BY 1 HAVING bool_and(arrival_status = 'Late')`,
    'are sales up from 2023 to 2024': `WITH y AS (SELECT SUM(planks * 3) FILTER (year(job_date) = 2023) a,
      SUM(planks * 3) FILTER (year(job_date) = 2024) b FROM ${ofLoads}) SELECT a, b, b - a, (b - a) / a FROM y`,
    'which woods are up in sales from 2023 to 2024': `WITH y AS (SELECT wood_name, wood_id, SUM(planks * 3) FILTER (year(job_date) = 2023) a,
      SUM(planks * 3) FILTER (year(job_date) = 2024) b FROM ${ofLoads} JOIN woods USING (wood_id) GROUP BY 1, 2)
      SELECT wood_name, wood_id, a, b, b - a, (b - a) / a FROM y WHERE b > a`,
    'may sales 2024': `SELECT SUM(planks * 3) FROM ${ofLoads} WHERE year(job_date) = 2024 AND month(job_date) = 5`,
    'break sales down by cut': `SELECT cut, SUM(planks * 3) FROM loads JOIN woods USING (wood_id) GROUP BY 1`,
  });
  refusals(() => desk, {
    'builders who buy only from Mill A': 'only',
    'mills that deliver only to builders in Dale': 'only',
    'are sales up this year': 'up',
    'sales up by builder county': 'up',
    'sales up from 2023': 'up',
  });
});

describe('all but some, and what is left out with it', () => {
  const late = "arrival_status = 'Late'";
  answers(() => desk, {
    'all loads but late ones': `SELECT COUNT(*) FROM loads WHERE NOT (${late})`,
    'all cuts but LARGE BEAM by planks sold': `SELECT cut, SUM(planks) FROM loads JOIN woods USING (wood_id)
      WHERE cut <> 'LARGE BEAM' GROUP BY 1`,
    'planks sold without Mill A and Mill B': `SELECT SUM(planks) FROM loads JOIN mills USING (mill_id)
      WHERE mill_name NOT IN ('Mill A', 'Mill B')`,
  });
  refusals(() => desk, {
    'planks sold excluding Mill A and late loads': 'late',
    'loads shipped the next day': 'next',
    'jobs from 1000 to 2000 in value': '1000',
  });
});

describe('the first and the last, in time or by a number', () => {
  answers(() => desk, {
    'last 2 jobs of Builder A': `SELECT job_id, builder_name, job_date FROM jobs JOIN builders USING (builder_id)
      WHERE builder_name = 'Builder A' ORDER BY job_date DESC LIMIT 2`,
  });
  test.each(['sales of the last 3 jobs', 'first 3 loads by planks'])('%s: which of them', async question => {
    const result = await desk.ask(question);
    expect(result).toMatchObject({ status: 'refused', reason: expect.stringMatching(/earliest or latest/) });
  });
});

describe('those that are in no group make none', () => {
  answers(() => desk, {
    'how many woods does each builder buy': `SELECT builder_name, builder_id, COUNT(DISTINCT wood_id) FROM ${ofLoads}
      JOIN builders USING (builder_id) GROUP BY 1, 2`,
    'number of mills by job status': `SELECT job_status, COUNT(DISTINCT mill_id) FROM ${ofLoads} GROUP BY 1`,
  });
  test('only where the things that are counted have many of what they are parted by', async () => {
    const kept = async (question: string) => (await desk.plan(question)).where;
    expect(await kept('number of mills by job status')).toEqual([{ related: 'jobs', where: [] }]);
    expect(await kept('number of mills by cut and job status')).toHaveLength(2);
    expect(await kept('number of jobs by builder county')).toEqual([]);
    expect(await kept('planks sold by cut')).toEqual([]);
  });
});
