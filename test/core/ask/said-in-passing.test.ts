import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('an average that things are ranked by', () => {
  answers(() => desk, {
    '2 artists with the lowest average weight':
      'SELECT artist_name, artist_id, AVG(weight) FROM works GROUP BY 1, 2 ORDER BY 3 LIMIT 2',
    'which membership has the lowest average age':
      'SELECT membership, AVG(age) FROM visitors GROUP BY 1 ORDER BY 2 LIMIT 1',
    'weight on average by medium': 'SELECT medium, AVG(weight) FROM artworks GROUP BY 1',
  });
});

describe('who did it, behind a passive verb', () => {
  answers(() => desk, {
    'how many bookings were made by the visitors': 'SELECT COUNT(*) FROM tickets',
    'how many bookings were made by visitors in 2024': 'SELECT COUNT(*) FROM tickets WHERE year(booking_date) = 2024',
    'how many bookings were made by each visitor':
      'SELECT visitor_name, visitor_id, COUNT(*) FROM visits GROUP BY 1, 2',
  });
});

describe('every value there is', () => {
  answers(() => desk, {
    'how many bookings by Web, Door and Partner': 'SELECT channel, COUNT(*) FROM tickets GROUP BY 1',
    'how many bookings by Web and Door': "SELECT COUNT(*) FROM tickets WHERE channel IN ('Web', 'Door')",
  });
});

describe('a single day or month', () => {
  answers(() => desk, {
    'the most bookings in one month':
      "SELECT date_trunc('month', booking_date), COUNT(*) FROM tickets GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1",
    'what is the highest number of bookings in a single month':
      "SELECT date_trunc('month', booking_date), COUNT(*) FROM tickets GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1",
    'December bookings of all years': 'SELECT COUNT(*) FROM tickets WHERE month(booking_date) = 12',
  });
  refusals(() => desk, {
    'how many visitors booked on a single day': 'single',
  });
});

describe('shares of those that have some or none', () => {
  const none = 'NOT EXISTS (SELECT 1 FROM loans l WHERE l.artwork_id = w.artwork_id)';
  answers(() => desk, {
    'what share of artworks has no loans': `SELECT COUNT(*), COUNT(*) FILTER (${none}), COUNT(*) FILTER (${none}) / COUNT(*) FROM artworks w`,
    'share of artworks without loans': `SELECT COUNT(*), COUNT(*) FILTER (${none}), COUNT(*) FILTER (${none}) / COUNT(*) FROM artworks w`,
  });
  test('of which of them it is a share is not guessed', async () => {
    expect((await desk.ask('share of bronze artworks without loans')).status).toBe('refused');
  });
});

describe('here or there', () => {
  answers(() => desk, {
    'do we have more visitors in France or in Spain':
      "SELECT country_name, COUNT(*) FROM visitors JOIN countries USING (country_id) WHERE country_name IN ('France', 'Spain') GROUP BY 1",
  });
});

describe('behind an answer', () => {
  const after = ['takings by month in 2024'];
  test('which of its months', async () => {
    const [[month]] = (await desk.rows('which month was the highest', { after })) as [[string]];
    const [[highest]] = (await desk.sql(
      "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1 ORDER BY 2 DESC LIMIT 1",
    )) as [[string]];
    expect(month).toBe(highest);
    expect((await desk.ask('which quarter was the highest', { after })).status).toBe('refused');
  });

  test('as a percent of another total', async () => {
    const [[, fees, takings, share]] = (await desk.rows('as a percent of takings', {
      after: ['admissions by gallery'],
    })) as [[string, number, number, number]];
    expect(share).toBeCloseTo(fees / takings, 6);
  });
});
