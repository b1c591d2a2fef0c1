import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('times that come again', () => {
  answers(() => desk, {
    'ticket revenue on Mondays': 'SELECT SUM(amount) FROM tickets WHERE dayofweek(visit_date) = 1',
    'ticket revenue on weekends in 2024':
      'SELECT SUM(amount) FROM tickets WHERE dayofweek(visit_date) IN (0, 6) AND year(visit_date) = 2024',
    'ticket revenue on weekdays': 'SELECT SUM(amount) FROM tickets WHERE dayofweek(visit_date) BETWEEN 1 AND 5',
    'ticket revenue in March across all years': 'SELECT SUM(amount) FROM tickets WHERE month(visit_date) = 3',
    'admissions in July and August of all years by sales channel':
      'SELECT channel, SUM(admissions) FROM tickets WHERE month(visit_date) IN (7, 8) GROUP BY 1',
    'how many admissions were there in July and August of each year':
      "SELECT date_trunc('year', visit_date), SUM(admissions) FROM tickets WHERE month(visit_date) IN (7, 8) GROUP BY 1",
    'ticket revenue in December of every year':
      "SELECT date_trunc('year', visit_date), SUM(amount) FROM tickets WHERE month(visit_date) = 12 GROUP BY 1",
    'ticket revenue in the first half of each year':
      "SELECT date_trunc('year', visit_date), SUM(amount) FROM tickets WHERE month(visit_date) < 7 GROUP BY 1",
  });
  refusals(() => desk, {
    'ticket revenue in each March by year': 'in each March',
    'ticket revenue on the 24th of December of each year': 'on the 24th of December',
  });

  test('are explained in words', async () => {
    const plan = await desk.plan('ticket revenue on Mondays');
    expect(plan.where).toEqual([{ expression: "DATE_PART('dayofweek', tickets.visit_date) IN (1)" }]);
  });
});

describe('what comes again of a date', () => {
  const weekday = (rest: string) => `SELECT dayname(visit_date), ${rest}`;
  answers(() => desk, {
    'ticket revenue by weekday': weekday('SUM(amount) FROM tickets GROUP BY 1'),
    'ticket revenue by day of the week in 2024': weekday(
      'SUM(amount) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1',
    ),
    'which weekday has the highest ticket revenue': weekday(
      'SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
    ),
    'admissions by month of the year and sales channel':
      'SELECT channel, monthname(visit_date), SUM(admissions) FROM tickets GROUP BY 1, 2',
  });
  refusals(() => desk, { 'average ticket revenue per weekday': 'weekday' });

  test('goes in the order of the calendar', async () => {
    const days = (await desk.rows('admissions by weekday')).map(([day]) => day);
    expect(days).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday', null]);
  });

  test('is asked of the last answer', async () => {
    const plan = await desk.plan('by weekday', { after: ['ticket revenue in 2024'] });
    expect(plan.dimensions).toMatchObject([{ field: 'tickets.visit_date', part: 'dayofweek' }]);
  });
});

describe('both of two periods', () => {
  const booked = (year: number) =>
    `EXISTS (SELECT 1 FROM tickets t WHERE t.visitor_id = v.visitor_id AND year(t.booking_date) = ${year})`;
  const both = `SELECT visitor_name, visitor_id FROM visitors v WHERE ${booked(2023)} AND ${booked(2025)}`;
  answers(() => desk, {
    'visitors who booked in both 2023 and 2025': both,
    'list visitors who booked in 2023 and also in 2025': both,
  });

  test('are asked about where “both” is not said', async () => {
    const result = await desk.ask('list visitors who booked in 2023 and 2025');
    expect(result.status).toBe('clarify');
    const any = await desk.rows('list visitors who booked in 2023 and 2025', { choices: { periods: 'any' } });
    const each = await desk.rows('list visitors who booked in 2023 and 2025', { choices: { periods: 'each' } });
    expect(any.length).toBeGreaterThanOrEqual(each.length);
  });
});

describe('every one of many', () => {
  const none = 'NOT EXISTS (SELECT 1 FROM loans l WHERE l.artwork_id = w.artwork_id';
  const some = 'EXISTS (SELECT 1 FROM loans l WHERE l.artwork_id = w.artwork_id)';
  answers(() => desk, {
    'how many artworks have all their loans to Tate': `SELECT COUNT(*) FROM artworks w WHERE ${none} AND borrower <> 'Tate') AND ${some}`,
    'list artworks whose loans were all to Tate': `SELECT title, artwork_id FROM artworks w WHERE ${none} AND borrower <> 'Tate') AND ${some}`,
    'list artworks all of whose loans are to Tate': `SELECT title, artwork_id FROM artworks w WHERE ${none} AND borrower <> 'Tate') AND ${some}`,
  });
  refusals(() => desk, { 'list all artworks and all their loans': 'loans' });
});

describe('the share of the first few', () => {
  answers(() => desk, {
    'what share of ticket revenue comes from the top 2 sales channels':
      'SELECT SUM(s) / (SELECT SUM(amount) FROM tickets) FROM (SELECT SUM(amount) s FROM tickets GROUP BY channel ORDER BY 1 DESC LIMIT 2)',
    'what percentage of total ticket revenue do our two biggest sales channels account for':
      'SELECT SUM(s) / (SELECT SUM(amount) FROM tickets) FROM (SELECT SUM(amount) s FROM tickets GROUP BY channel ORDER BY 1 DESC LIMIT 2)',
    'ticket revenue by sales channel, sorted by ticket revenue descending, first 2':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
    'which sales channels have the most ticket revenue, highest first':
      'SELECT channel, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 2 DESC',
  });
  refusals(() => desk, { 'who wrapped the artworks': 'who' });
  test('the first in no order', async () => {
    expect((await desk.ask('ticket revenue by sales channel, first 2')).status).toBe('refused');
  });
});

describe('what best and slowest mean for a period', () => {
  answers(() => desk, {
    'slowest month for ticket revenue in 2024':
      "SELECT date_trunc('month', visit_date)::DATE, SUM(amount) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1 ORDER BY 2 LIMIT 1",
  });
});

describe('what only sounds like a condition', () => {
  test.each([
    'how many visitors booked only in 2024',
    'how many new visitors in 2024',
    'visitors with the same country as their artist',
  ])('%s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});
