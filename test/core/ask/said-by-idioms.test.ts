import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const months =
  "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1";

describe('fixed ways of speaking', () => {
  answers(() => desk, {
    'ticket revenue in 2024, one row per sales channel':
      'SELECT channel, SUM(amount) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1',
    'ticket revenue in 2024 by month rather than quarter': months,
    'ticket revenue in 2024 by month, in chronological order': `${months} ORDER BY 1`,
    'finance needs ticket revenue in 2024 by month': months,
    'ticket revenue in 2024, seen by sales channel':
      'SELECT channel, SUM(amount) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1',
    'no. of bookings by sales channel': 'SELECT channel, COUNT(*) FROM tickets GROUP BY 1',
    'which artwork weighs the most':
      'SELECT title, artwork_id, weight FROM artworks ORDER BY weight DESC NULLS LAST LIMIT 1',
    'gallery wise ticket revenue': 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1',
    'which 2 sales channels have the highest ticket revenue, and how much is it for each?':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
  });

  test('what is in quotes is no way of speaking', async () => {
    expect((await desk.ask('ticket revenue of "one row per sales channel"')).status).toBe('refused');
  });

  test('of how much is not clear where nothing is ranked', async () => {
    expect((await desk.ask('which visitors have more than 14 bookings and how much is it for each?')).status).toBe(
      'refused',
    );
  });
});
