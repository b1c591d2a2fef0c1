import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let yard: Desk;
let growers: Desk;
beforeAll(async () => {
  yard = await openDesk(analyst, { model: timberyard, open: openTimberyard });
  growers = await openDesk(analyst, { model: nursery, open: openNursery });
});

describe('what is not so of things that each have many', () => {
  answers(() => yard, {
    'how many jobs were not late': `SELECT COUNT(*) FROM jobs WHERE job_id NOT IN (SELECT job_id FROM loads WHERE arrival_status = 'Late')`,
    'how many jobs of 2024 were not late': `SELECT COUNT(*) FROM jobs WHERE year(job_date) = 2024
      AND job_id NOT IN (SELECT job_id FROM loads WHERE arrival_status = 'Late')`,
  });
});

describe('numbers of the things that are kept, all together', () => {
  const kept = (more: string) => `SELECT grower_id FROM plant_orders GROUP BY 1 HAVING COUNT(*) > ${more}`;
  const sum = `SELECT district_name, district_id, SUM(order_value) FROM plant_orders JOIN growers USING (grower_id) JOIN districts
    USING (district_id) WHERE grower_id IN (${kept('38')}) GROUP BY 1, 2`;
  answers(() => growers, {
    'turnover by grower district for growers with more than 38 orders': sum,
    'number of orders by grower district for growers with more than 38 orders': sum.replace(
      'SUM(order_value)',
      'COUNT(*)',
    ),
  });

  test('where each may be in several groups, it is not clear which are kept', async () => {
    const result = await growers.ask('turnover by handover for growers with more than 38 orders');
    expect(result.status).toBe('refused');
  });
});

describe('more than so many different ones', () => {
  const reach = (
    what: string,
    count: number,
  ) => `SELECT garden_name, garden_id, COUNT(DISTINCT ${what}) FROM plant_orders
    JOIN gardens USING (garden_id) GROUP BY 1, 2 HAVING COUNT(DISTINCT ${what}) > ${count}`;
  answers(() => growers, {
    'gardens with more than 1 handovers': reach('handover', 1),
    'growers who sold to more than 3 districts': `SELECT grower_name, grower_id, COUNT(DISTINCT g.district_id) FROM plant_orders
      JOIN gardens g USING (garden_id) JOIN growers USING (grower_id) GROUP BY 1, 2 HAVING COUNT(DISTINCT g.district_id) > 3`,
  });
  refusals(() => growers, { 'plants with more than 2 handovers': 'handovers' });
});

describe('ranked by how many there are of some', () => {
  const late = `SELECT garden_name, garden_id, COUNT(*) FROM plant_orders JOIN gardens USING (garden_id)
    WHERE punctuality = 'Late' GROUP BY 1, 2 ORDER BY 3 DESC, 1`;
  answers(() => growers, {
    'gardens by number of late orders': late,
    'gardens ranked by late orders': late,
    'top 3 plants by late turnover': `SELECT plant, SUM(order_value) FROM plant_orders WHERE punctuality = 'Late'
      GROUP BY 1 ORDER BY 2 DESC LIMIT 3`,
  });
  refusals(() => growers, { 'turnover by number of late orders': 'orders' });
});

describe('said in other words', () => {
  answers(() => growers, {
    'how many gardens have an order value over 5500 in total': `SELECT COUNT(*) FROM (SELECT garden_id
      FROM plant_orders GROUP BY 1 HAVING SUM(order_value) > 5500)`,
    'late orders: how many altogether': "SELECT COUNT(*) FROM plant_orders WHERE punctuality = 'Late'",
    'turnover - handover x plant': 'SELECT handover, plant, SUM(order_value) FROM plant_orders GROUP BY 1, 2',
    'turnover if we leave Rose aside': "SELECT SUM(order_value) FROM plant_orders WHERE plant <> 'Rose'",
    'turnover, handover-wise': 'SELECT handover, SUM(order_value) FROM plant_orders GROUP BY 1',
    'please put the turnover of each plant in 2023 next to those of 2024': `SELECT plant, a, b, b - a, b / a - 1 FROM
      (SELECT plant, SUM(order_value) FILTER (year(order_date) = 2023) AS a,
        SUM(order_value) FILTER (year(order_date) = 2024) AS b FROM plant_orders GROUP BY 1)`,
    'how much more turnover was there in the fourth quarter of 2024 than in the third one': `SELECT b, a, b - a, b / a - 1 FROM (SELECT
      SUM(order_value) FILTER (quarter(order_date) = 3) AS a, SUM(order_value) FILTER (quarter(order_date) = 4) AS b
      FROM plant_orders WHERE year(order_date) = 2024)`,
  });

  test.each(['discount rates in 2024', 'pots in 2024'])('a bare number of each is no list: %s', async question => {
    expect((await growers.ask(question)).status).toBe('refused');
  });

  test('months become quarters, and one more number stands beside', async () => {
    const after = ['turnover per month in 2024'];
    expect(await growers.rows('make it quarters', { after })).toHaveLength(4);
    const rows = await growers.rows('I also want the number of orders', { after: [...after, 'make it quarters'] });
    expect(rows.map(row => row.length)).toEqual([3, 3, 3, 3]);
  });
});

describe('behind an answer', () => {
  const none = (month: string) => `SELECT garden_name, garden_id FROM gardens WHERE garden_id NOT IN (SELECT garden_id
    FROM plant_orders WHERE date_trunc('month', order_date) = DATE '${month}')`;

  test('another period is the one of what there is none of', async () => {
    const after = ['gardens that did not order in May 2024'];
    const names = (rows: unknown[][]) => rows.map(row => row.slice(0, 2)).toSorted();
    expect(names(await growers.rows('and in June 2024?', { after }))).toEqual(
      names(await growers.sql(none('2024-06-01'))),
    );
  });

  test('a share of those who did something is that of the other period, and says so', async () => {
    const after = ['what percentage of gardens ordered in May 2024'];
    const plan = await growers.plan('and in June 2024?', { after });
    expect(plan.measures[1]?.label).toMatch(/with orders in June 2024/);
    const [[all, some]] = (await growers.run(plan)) as [[number, number]];
    expect(all - some).toBe((await growers.sql(none('2024-06-01'))).length);
  });

  test('which grew most is one, by how much', async () => {
    const rows = await growers.rows('which grew most', { after: ['turnover by plant in 2024'] });
    const [best] = await growers.sql(`SELECT plant FROM plant_orders GROUP BY 1 ORDER BY
      SUM(order_value) FILTER (year(order_date) = 2024) - SUM(order_value) FILTER (year(order_date) = 2023) DESC LIMIT 1`);
    expect(rows.map(([plant]) => plant)).toEqual(best);
  });
});
