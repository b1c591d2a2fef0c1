import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

describe('the busiest period, and how many kinds there are', () => {
  answers(() => desk, {
    'busiest month of 2024 by jobs': `SELECT date_trunc('month', job_date)::DATE, COUNT(*) FROM jobs
      WHERE year(job_date) = 2024 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
    'how many cut types are there': 'SELECT COUNT(DISTINCT cut) FROM woods',
    'planks sold by cut type': 'SELECT cut, SUM(planks) FROM loads JOIN woods USING (wood_id) GROUP BY 1',
  });
  refusals(() => desk, {
    'mills with more than 30 planks sold in any county': 'any',
    'how many colour types are there': 'colour',
  });
});

describe('which end of a period is the worst', () => {
  let growers: Desk;
  beforeAll(async () => {
    growers = await openDesk(analyst, { model: nursery, open: openNursery });
  });
  const worst = `SELECT date_trunc('quarter', order_date)::DATE, AVG((punctuality = 'Late')::INT) FROM plant_orders
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`;
  answers(() => growers, { 'worst quarter by late rate': worst, 'worst quarter for late rate': worst });
});
