import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('things and their numbers, in one breath', () => {
  answers(() => desk, {
    'give me the artworks and fees in 2024':
      'SELECT a.title, a.artwork_id, SUM(fee) FROM loans JOIN artworks a USING (artwork_id) WHERE year(start_date) = 2024 GROUP BY 1, 2',
    'bookings and takings in 2024':
      'SELECT (SELECT COUNT(*) FROM tickets WHERE year(booking_date) = 2024), SUM(amount) FROM tickets WHERE year(visit_date) = 2024',
  });
  refusals(() => desk, {
    'give me the artworks and fee in 2024': 'artworks',
    'give me exhibitions and amounts for 2024': 'amounts',
    'show the visitors and their totals': 'totals',
  });
});

describe('behind a comma, things in a place are no further group', () => {
  const fromEurope = "FROM visits WHERE continent = 'Europe'";
  answers(() => desk, {
    'bookings by channel, visitors from Europe': `SELECT channel, COUNT(*) ${fromEurope} GROUP BY 1`,
    'takings by channel, visitors living in Europe': `SELECT channel, SUM(amount) ${fromEurope} GROUP BY 1`,
    'bookings by channel, visitor': 'SELECT channel, visitor_name, visitor_id, COUNT(*) FROM visits GROUP BY 1, 2, 3',
  });
  refusals(() => desk, {
    'bookings by exhibitions, visitors from Europe': 'visitors',
  });
});

describe('what stands once is said of both', () => {
  answers(() => desk, {
    'artworks with a weight of at least 10 but less than 20':
      'SELECT title, artwork_id, weight FROM artworks WHERE weight >= 10 AND weight < 20',
    'how many artworks with at least 10 but less than 20 weight':
      'SELECT COUNT(*) FROM artworks WHERE weight >= 10 AND weight < 20',
  });
  refusals(() => desk, {
    'exhibitions with at least 5 but fewer than 40 bookings': 'bookings',
  });
});

describe('words that say once more what is said', () => {
  answers(() => desk, {
    'bookings by Web and Door, all two together': "SELECT COUNT(*) FROM tickets WHERE channel IN ('Web', 'Door')",
    'how do the channels differ in takings': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
  });
  refusals(() => desk, {
    'bookings by Web and Door, all three together': 'three',
    'how do the channels differ': 'differ',
    'takings from French goods': 'goods',
    'how many bookings left in 2024': 'left',
    'how many loans came back': 'back',
  });
});
