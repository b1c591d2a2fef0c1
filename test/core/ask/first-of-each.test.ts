import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const kept = (having: string): string =>
  `SELECT COUNT(*) FROM (SELECT visitor_id FROM tickets WHERE visitor_id IS NOT NULL GROUP BY 1 HAVING ${having})`;

describe('when the first or the last of what each has many of was', () => {
  answers(() => desk, {
    'how many visitors made their very first booking in January 2023': kept(
      "date_trunc('month', MIN(booking_date)) = DATE '2023-01-01'",
    ),
    'how many visitors made their last booking in August 2025': kept(
      "date_trunc('month', MAX(booking_date)) = DATE '2025-08-01'",
    ),
    'how many visitors booked for the first time before 20 January 2023': kept("MIN(booking_date) < DATE '2023-01-20'"),
    'how many visitors first booked since 2023-02-01': kept("MIN(booking_date) >= DATE '2023-02-01'"),
    'visitors whose last booking date is before August 2025':
      "SELECT visitor_name, visitor_id FROM tickets JOIN visitors USING (visitor_id) GROUP BY 1, 2 HAVING MAX(booking_date) < DATE '2025-08-01'",
    'visitors with their first booking date':
      'SELECT visitor_name, visitor_id, MIN(booking_date) FROM tickets JOIN visitors USING (visitor_id) GROUP BY 1, 2',
    'when was the first and when the last booking': 'SELECT MIN(booking_date), MAX(booking_date) FROM tickets',
    'when was his first and his most recent booking': 'SELECT MIN(booking_date), MAX(booking_date) FROM tickets',
  });

  refusals(() => desk, {
    'how many visitors made their first Web booking in 2024': 'first',
    'how many visitors made their first booking by month': 'first',
    'which gallery has the highest and which the lowest takings': 'lowest',
  });
});
