import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openWorkshop, workshop } from './workshop.ts';

let museum: Desk;
let desk: Desk;
beforeAll(async () => {
  museum = await openDesk();
  desk = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

describe('what is shown beside things that are ranked', () => {
  answers(() => desk, {
    'top 3 customers by revenue with their sector':
      'SELECT customer_name, customer_id, sector, SUM(net) FROM invoices JOIN customers USING (customer_id) GROUP BY ALL ORDER BY 4 DESC LIMIT 3',
  });
  refusals(() => desk, {
    'top 3 customers by revenue with their cause': 'cause',
  });
  test('“with the number” says again how many there are', async () => {
    const question = 'which 2 customers had the most repairs, with the number';
    expect(await desk.plan(question)).toEqual(await desk.plan('which 2 customers had the most repairs'));
  });
});

describe('numbers that say which', () => {
  answers(() => desk, {
    'repairs with 23 minutes': 'SELECT COUNT(*) FROM repairs WHERE minutes = 23',
    'number of 23-minute repairs': 'SELECT COUNT(*) FROM repairs WHERE minutes = 23',
  });
  refusals(() => desk, {
    'repairs with 3 pieces': '3',
  });
});

describe('each of the periods', () => {
  answers(() => museum, {
    'takings over the months of 2024':
      "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM visits WHERE year(visit_date) = 2024 GROUP BY 1",
  });
  refusals(() => museum, {
    'takings over the months of June and July 2024': 'months',
  });
});
