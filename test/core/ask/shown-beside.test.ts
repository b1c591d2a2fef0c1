import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const visitors = 'tickets JOIN visitors USING (visitor_id) LEFT JOIN countries USING (country_id)';

describe('what is shown beside things that a number is asked of', () => {
  answers(() => desk, {
    'which 3 visitors have the most ticket revenue? Show name, membership and admissions': `SELECT visitor_name, visitor_id, membership, SUM(amount), SUM(admissions) FROM ${visitors} GROUP BY ALL ORDER BY 4 DESC LIMIT 3`,
    'visitors with more than 14 bookings - name, age + number of bookings': `SELECT visitor_name, visitor_id, age, COUNT(*) FROM ${visitors} GROUP BY ALL HAVING COUNT(*) > 14`,
    'visitors with more than 14 bookings, name and country': `SELECT visitor_name, visitor_id, country_name, COUNT(*) FROM ${visitors} GROUP BY ALL HAVING COUNT(*) > 14`,
    'which visitors have ticket revenue over 400? Give name and age': `SELECT visitor_name, visitor_id, age, SUM(amount) FROM ${visitors} GROUP BY ALL HAVING SUM(amount) > 400`,
    'top 2 artists by collection value, name, country':
      'SELECT artist_name, artist_id, country_name, SUM(insured_value) FROM artworks JOIN artists USING (artist_id) LEFT JOIN countries USING (country_id) GROUP BY ALL ORDER BY 4 DESC LIMIT 2',
    'top 1 visitors by ticket revenue in each sales channel, name and age': `FROM (SELECT channel, visitor_name, visitor_id, age, SUM(amount) AS n FROM ${visitors} GROUP BY ALL) QUALIFY row_number() OVER (PARTITION BY channel ORDER BY n DESC) = 1`,
    'on which days did we have more than 1 booking? date and count':
      'SELECT visit_date, COUNT(*) FROM tickets WHERE visit_date IS NOT NULL GROUP BY 1 HAVING COUNT(*) > 1',
    // values and groups are no columns
    'visitors with more than 14 bookings, from Japan and Brazil': `SELECT visitor_name, visitor_id, COUNT(*) FROM ${visitors} WHERE country_name IN ('Japan', 'Brazil') GROUP BY ALL HAVING COUNT(*) > 14`,
    'ticket revenue by sales channel, gallery':
      'SELECT channel, gallery, SUM(amount) FROM tickets JOIN exhibitions USING (exhibition_id) GROUP BY ALL',
  });
  test.each([
    'top 3 visitors by ticket revenue: name, gallery',
    'which galleries have more than 50 bookings? show gallery and opening date',
    'top 3 visitors by ticket revenue: name and shoe size',
    'ticket revenue minus loan fees',
  ])('refused: %s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});
