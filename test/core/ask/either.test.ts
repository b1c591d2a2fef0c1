import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('either of two conditions', () => {
  answers(() => desk, {
    'ticket revenue from Web or from the North Wing':
      "SELECT SUM(amount) FROM visits WHERE channel = 'Web' OR gallery = 'North Wing'",
    'how many visitors are from Japan or have a Gold membership (or both)':
      "SELECT COUNT(*) FROM visitors LEFT JOIN countries USING (country_id) WHERE country_name = 'Japan' OR membership = 'Gold'",
  });
  refusals(() => desk, { 'ticket revenue not from Web or from the North Wing': 'North Wing' });
});

describe('the first of each group', () => {
  answers(() => desk, {
    'artwork with the highest insured value of each artist':
      'SELECT artist_name, artist_id, title, artwork_id, insured_value FROM (SELECT *, row_number() OVER (PARTITION BY artist_name, artist_id ORDER BY insured_value DESC NULLS LAST) n FROM works) WHERE n = 1',
  });
});

describe('which groups are kept, and how many there are', () => {
  answers(() => desk, {
    'bookings per sales channel, only those with more than 53':
      'SELECT channel, COUNT(*) FROM tickets GROUP BY 1 HAVING COUNT(*) > 53',
    'number of sales channels with ticket revenue over 1k':
      'SELECT COUNT(*) FROM (SELECT channel FROM tickets GROUP BY 1 HAVING SUM(amount) > 1000)',
    'booking count per sales channel in 2024':
      'SELECT channel, COUNT(*) FROM tickets WHERE year(booking_date) = 2024 GROUP BY 1',
    'average monthly bookings in 2024':
      "SELECT AVG(n) FROM (SELECT COUNT(*) n FROM tickets WHERE year(booking_date) = 2024 GROUP BY date_trunc('month', booking_date))",
  });
});

describe('a period left out', () => {
  const other = 'SELECT year(visit_date) FROM tickets WHERE year(visit_date) <> 2024';
  answers(() => desk, {
    'ticket revenue without 2024': `SELECT SUM(amount) FROM tickets WHERE year(visit_date) IN (${other})`,
  });
  test('leaves a follow-up with the others', async () => {
    const rows = await desk.rows('without 2024', { after: ['ticket revenue by year'] });
    expect(rows.map(row => String(row[0]).slice(0, 4))).not.toContain('2024');
  });
});
