import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('“of all” where no part of anything is spoken of', () => {
  answers(() => desk, {
    'takings of all visitors from France': "SELECT SUM(amount) FROM visits WHERE country = 'France'",
    'total takings of all exhibitions': 'SELECT SUM(amount) FROM tickets WHERE exhibition_id IS NOT NULL',
    'average age of all visitors': 'SELECT AVG(age) FROM visitors',
    'insured value of all bronze artworks': "SELECT SUM(insured_value) FROM artworks WHERE medium = 'Bronze'",
  });
});

describe('the most of other things', () => {
  answers(() => desk, {
    'visitor with the most bookings in 2024':
      'SELECT visitor_name, visitor_id, COUNT(*) FROM visits WHERE year(booking_date) = 2024 GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 1',
    'exhibition with most bookings':
      'SELECT title, exhibition_id, COUNT(*) FROM visits GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 1',
    'takings from the visitor with the most bookings':
      'SELECT visitor_name, visitor_id, SUM(amount), COUNT(*) FROM visits GROUP BY 1, 2 ORDER BY 4 DESC, 2 LIMIT 1',
  });
});
