import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('from one number to another', () => {
  answers(() => desk, {
    'how many loans have a fee of 200 to 300': 'SELECT COUNT(*) FROM loans WHERE fee BETWEEN 200 AND 300',
    'how many artworks with a weight from 10 to 20': 'SELECT COUNT(*) FROM artworks WHERE weight BETWEEN 10 AND 20',
    'bookings in the first week of january 2024 (1 to 7)':
      "SELECT COUNT(*) FROM tickets WHERE booking_date >= '2024-01-01' AND booking_date < '2024-01-08'",
  });
});

describe('having and holding', () => {
  answers(() => desk, {
    "how many exhibitions don't have a gallery": 'SELECT COUNT(*) FROM exhibitions WHERE gallery IS NULL',
    "visitors who don't have any bookings":
      'SELECT visitor_name, visitor_id FROM visitors v WHERE NOT EXISTS (SELECT 1 FROM tickets t WHERE t.visitor_id = v.visitor_id)',
    "how many artworks don't have a single loan":
      'SELECT COUNT(*) FROM artworks w WHERE NOT EXISTS (SELECT 1 FROM loans l WHERE l.artwork_id = w.artwork_id)',
    'which borrowers had over 2 bronze loans':
      "SELECT borrower, COUNT(*) FROM lent WHERE medium = 'Bronze' GROUP BY 1 HAVING COUNT(*) > 2",
    'box office of French visitors': "SELECT SUM(amount) FROM visits WHERE country = 'France'",
    'loan fees of a French artist': "SELECT SUM(fee) FROM lent WHERE country = 'France'",
  });
});

describe('words that change nothing where they stand', () => {
  answers(() => desk, {
    'highest weight of a single artwork': 'SELECT MAX(weight) FROM artworks',
    'bookings by channel, just the counts': 'SELECT channel, COUNT(*) FROM tickets GROUP BY 1',
    'how many artworks are classified as bronze': "SELECT COUNT(*) FROM artworks WHERE medium = 'Bronze'",
    'how many bookings came in by web': "SELECT COUNT(*) FROM tickets WHERE channel = 'Web'",
    'takings from goods in 2024': 'SELECT SUM(amount) FROM tickets WHERE YEAR(visit_date) = 2024',
  });

  test.each([
    'artworks stolen in bronze',
    'number of goods in 2024',
    'exhibitions with a single booking',
    'ticket revenue by channel, just the counts',
    'fees of loans 3 to 1',
  ])('and elsewhere are not passed by: “%s”', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('what did not need a group', () => {
  answers(() => desk, {
    'loan fees of loans with loan fees over 300': 'SELECT SUM(fee) FROM loans WHERE fee > 300',
  });

  test('“and by web?” goes on from the last answer', async () => {
    const after = ['how many bookings in 2024 came in by door'];
    expect(await desk.rows('and by web?', { after })).toEqual(
      await desk.sql("SELECT COUNT(*) FROM tickets WHERE channel = 'Web' AND YEAR(booking_date) = 2024"),
    );
  });
});
