import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const booked = (year: number) =>
  `EXISTS (SELECT 1 FROM tickets t WHERE t.visitor_id = v.visitor_id AND year(t.booking_date) = ${year})`;
const some = `${booked(2023)} AND NOT ${booked(2024)}`;

describe('in one period, and not in the other', () => {
  answers(() => desk, {
    'how many visitors who booked in 2023 did not book anything in 2024': `SELECT COUNT(*) FROM visitors v WHERE ${some}`,
    'visitors who booked in 2023 but nothing at all in 2024': `SELECT visitor_name, visitor_id FROM visitors v WHERE ${some}`,
    'how many visitors did not book in 2024 but booked in 2023': `SELECT COUNT(*) FROM visitors v WHERE ${some}`,
    'visitors who booked in both 2023 and 2024 but not in 2025': `SELECT visitor_name, visitor_id FROM visitors v WHERE ${booked(2023)} AND ${booked(2024)} AND NOT ${booked(2025)}`,
  });

  test.each(['visitors who booked in 2023 and 2024 but not in 2025'])('each or any of several: %s', async question =>
    expect((await desk.ask(question)).status).toBe('clarify'),
  );

  test.each([
    'how many visitors had more than 1 ticket in 2023 but not in 2024',
    'how many visitors had more than 1 ticket in 2023 but did not book in 2024',
    'tickets in 2023 but not in 2024',
  ])('is refused where the second says nothing of the first: %s', async question =>
    expect((await desk.ask(question)).status).toBe('refused'),
  );
});

describe('words that say no more', () => {
  answers(() => desk, {
    'exactly how many tickets were booked in 2024': 'SELECT COUNT(*) FROM tickets WHERE year(booking_date) = 2024',
    'how many visitors have exactly 2 tickets':
      'SELECT COUNT(*) FROM (SELECT 1 FROM tickets WHERE visitor_id IS NOT NULL GROUP BY visitor_id HAVING COUNT(*) = 2)',
    'how does ticket revenue divide over the sales channels': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'average ticket revenue per booking visitor':
      'SELECT SUM(amount), COUNT(DISTINCT visitor_id), SUM(amount) / COUNT(DISTINCT visitor_id) FROM tickets',
  });
  refusals(() => desk, { 'how many goods did we sell in 2024': 'goods' });
});
