import { beforeAll, describe, expect, test } from '@jest/globals';
import { compared, type Desk, openDesk } from './ask.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** The question before, what follows it, and what that must give. */
const answered: readonly (readonly [before: string, question: string, sql: string])[] = [
  [
    'ticket revenue by sales channel',
    'and by gallery?',
    'SELECT channel, gallery, SUM(amount) FROM visits GROUP BY 1, 2',
  ],
  ['ticket revenue by sales channel', 'by gallery', 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1'],
  ['ticket revenue', 'and by gallery?', 'SELECT gallery, SUM(amount) FROM visits GROUP BY 1'],
  [
    'ticket revenue by sales channel',
    'only Europe',
    "SELECT channel, SUM(amount) FROM visits WHERE continent = 'Europe' GROUP BY 1",
  ],
  [
    'ticket revenue by ticket type',
    'exclude Web',
    "SELECT ticket_type, SUM(amount) FROM visits WHERE channel <> 'Web' GROUP BY 1",
  ],
  [
    'ticket revenue by sales channel this year',
    'what about last year',
    "SELECT channel, SUM(amount) FROM visits WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1",
  ],
  ['ticket revenue from Europe', 'what about Asia?', "SELECT SUM(amount) FROM visits WHERE continent = 'Asia'"],
  ['ticket revenue from Europe', 'and Asia?', "SELECT SUM(amount) FROM visits WHERE continent IN ('Europe', 'Asia')"],
  [
    'ticket revenue by sales channel',
    'top 2',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
  ],
  [
    'ticket revenue by sales channel',
    'as a share',
    'SELECT channel, SUM(amount), SUM(amount) / SUM(SUM(amount)) OVER () FROM visits GROUP BY 1',
  ],
  [
    'number of loans by artwork',
    'same for artists',
    'SELECT artist_name, artist_id, COUNT(*) FROM lent JOIN artworks USING (artwork_id) GROUP BY 1, 2',
  ],
  ['ticket revenue by sales channel', 'same for admissions', 'SELECT channel, SUM(admissions) FROM visits GROUP BY 1'],
  [
    'ticket revenue by sales channel',
    'and admissions',
    'SELECT channel, SUM(amount), SUM(admissions) FROM visits GROUP BY 1',
  ],
  ['ticket revenue by sales channel', 'add bookings', 'SELECT channel, SUM(amount), COUNT(*) FROM visits GROUP BY 1'],
  [
    'ticket revenue in 2024',
    'by month',
    "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 1",
  ],
  [
    'ticket revenue in 2024',
    'in 2023',
    "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2023-01-01' AND visit_date < '2024-01-01'",
  ],
  [
    'ticket revenue in 2024',
    'and in 2023?',
    "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2023-01-01' AND visit_date < '2024-01-01'",
  ],
  [
    'ticket revenue and bookings by sales channel',
    'sort by bookings',
    'SELECT channel, SUM(amount), COUNT(*) FROM visits GROUP BY 1 ORDER BY 3 DESC',
  ],
  [
    'ticket revenue by sales channel',
    'lowest first',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1 ORDER BY 2 ASC',
  ],
  [
    'ticket revenue by sales channel',
    'only those above 1500',
    'SELECT channel, SUM(amount) FROM visits GROUP BY 1 HAVING SUM(amount) > 1500',
  ],
  [
    'ticket revenue by sales channel',
    'without Web',
    "SELECT channel, SUM(amount) FROM visits WHERE channel <> 'Web' GROUP BY 1",
  ],
  [
    'admissions by quarter in 2024',
    'running total',
    "SELECT date_trunc('quarter', visit_date)::DATE m, SUM(admissions), SUM(SUM(admissions)) OVER (ORDER BY date_trunc('quarter', visit_date)) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY date_trunc('quarter', visit_date) ORDER BY 1",
  ],
  [
    'ticket revenue in 2025',
    'compared to last year',
    'SELECT SUM(amount) FILTER (year(visit_date) = 2025) a, SUM(amount) FILTER (year(visit_date) = 2024) b, a / b - 1 FROM tickets',
  ],
  [
    'ticket revenue',
    'booked in 2024',
    "SELECT SUM(amount) FROM tickets WHERE booking_date >= '2024-01-01' AND booking_date < '2025-01-01'",
  ],
  [
    'monthly ticket revenue in 2024',
    'weekly',
    "SELECT date_trunc('week', visit_date)::DATE, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 1",
  ],
  ['ticket revenue from France', 'from Japan', "SELECT SUM(amount) FROM visits WHERE country = 'Japan'"],
  [
    'ticket revenue from France',
    'from Web',
    "SELECT SUM(amount) FROM visits WHERE country = 'France' AND channel = 'Web'",
  ],
  [
    'ticket revenue from France',
    'and Web',
    "SELECT SUM(amount) FROM visits WHERE country = 'France' AND channel = 'Web'",
  ],
  [
    'collection value by artist country',
    'what about France',
    "SELECT country, country_id, SUM(insured_value) FROM works LEFT JOIN artists USING (artist_id) WHERE country = 'France' GROUP BY 1, 2",
  ],
  [
    'ticket revenue',
    'only 2024',
    "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01'",
  ],
  ['ticket revenue by sales channel', 'bookings instead', 'SELECT channel, COUNT(*) FROM tickets GROUP BY 1'],
  [
    'ticket revenue by sales channel',
    'exclude Web and Door',
    "SELECT channel, SUM(amount) FROM visits WHERE channel NOT IN ('Web','Door') GROUP BY 1",
  ],
  ['ticket revenue except Web', 'exclude Door', "SELECT SUM(amount) FROM visits WHERE channel NOT IN ('Web','Door')"],
];

const refused: readonly (readonly [before: string, question: string])[] = [
  ['ticket revenue', 'top 5'],
  ['ticket revenue by sales channel', 'running total'],
  ['ticket revenue by sales channel', 'median'],
  ['ticket revenue by sales channel', 'the average'],
  ['ticket revenue by gallery', 'how about loans'],
  ['ticket revenue', 'by artist'],
  ['ticket revenue', 'only Bronze'],
  ['ticket revenue', 'only purple'],
  ['ticket revenue', 'why'],
  ['ticket revenue', 'thanks'],
  ['ticket revenue', 'and'],
];

describe('a question that goes on from the one before', () => {
  test.each(answered)('%s … %s', async (before, question, sql) => {
    const { given, wanted } = await compared(desk, question, [sql, { after: [before] }]);
    expect(given).toEqual(wanted);
  });

  test.each(refused)('%s … %s is refused', async (before, question) => {
    expect((await desk.ask(question, { after: [before] })).status).toBe('refused');
  });
});
