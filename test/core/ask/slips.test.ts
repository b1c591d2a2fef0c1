import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('words of the grammar, misspelt', () => {
  answers(() => desk, {
    'how many diffrent borrowers are there': 'SELECT COUNT(DISTINCT borrower) FROM loans',
    'whats the avrage weight of artworks': 'SELECT AVG(weight) FROM artworks',
    'ticket revenue in the frist quater of 2024':
      "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2024-04-01'",
    'maximun weight of artworks': 'SELECT MAX(weight) FROM artworks',
    'bookings by channel pls': 'SELECT channel, COUNT(*) FROM tickets GROUP BY 1',
    'how many loans w/ a fee over 300': 'SELECT COUNT(*) FROM loans WHERE fee > 300',
    'artworks w/o loans':
      'SELECT title, artwork_id FROM artworks w WHERE NOT EXISTS (SELECT 1 FROM loans l WHERE l.artwork_id = w.artwork_id)',
  });

  test('a correction is told', async () => {
    const result = await desk.ask('how many diffrent borrowers are there');
    expect(result.status === 'planned' && result.assumptions.some(a => a.text.includes('different'))).toBe(true);
  });

  test.each([
    ['a name is no slip of the grammar', 'ticket revenue of Frist'],
    ['a word of English is none', 'ticket revenue in the fist quarter of 2024'],
  ])('%s: “%s”', async (_, question) => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('rows in an order that names no number', () => {
  answers(() => desk, {
    'list loans with a fee over 400, dearest first': 'SELECT loan_id, fee FROM loans WHERE fee > 400 ORDER BY fee DESC',
    'list artists alphabetically': 'SELECT artist_name, artist_id FROM artists ORDER BY artist_name',
    'list bronze artworks, newest first':
      "SELECT title, artwork_id, medium, acquisition_date FROM artworks WHERE medium = 'Bronze' ORDER BY acquisition_date DESC",
    'ticket revenue by month in 2024, latest first':
      "SELECT DATE_TRUNC('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE YEAR(visit_date) = 2024 GROUP BY 1 ORDER BY 1 DESC",
  });

  test.each([
    'list loans to the Prado, newest first',
    'list bronze artworks, largest first',
    'bookings by channel, newest first',
  ])('nothing stands out: “%s”', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});
