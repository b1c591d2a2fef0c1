/** How many of a ranking or an order: the first are at its top, whichever way it goes. */
import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const exhibitions = 'SELECT title, exhibition_id, SUM(amount) AS r FROM visits GROUP BY 1, 2 ORDER BY 3';

describe('the first of a number are its highest, of an order those at its top', () => {
  answers(() => desk, {
    'first 3 exhibitions by ticket revenue': `${exhibitions} DESC LIMIT 3`,
    'last 3 exhibitions by ticket revenue': `${exhibitions} LIMIT 3`,
    'exhibitions by ticket revenue, sorted by ticket revenue descending, first 3': `${exhibitions} DESC LIMIT 3`,
    'ticket revenue by exhibition, sorted by ticket revenue ascending, first 2': `${exhibitions} LIMIT 2`,
    'ticket revenue and bookings by sales channel, sorted by bookings, top 1':
      'SELECT channel, SUM(amount), COUNT(*) AS n FROM visits GROUP BY 1 ORDER BY 3 DESC LIMIT 1',
  });
});
