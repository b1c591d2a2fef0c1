import { beforeAll, describe, expect, test } from '@jest/globals';
import { compared, type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const busy = 'visitor_id IN (SELECT visitor_id FROM tickets GROUP BY 1 HAVING COUNT(*) > 14)';

describe('things with so many of something, counted in groups', () => {
  answers(() => desk, {
    'number of visitors with more than 14 bookings by visitor country': `SELECT country_name, country_id, COUNT(*) FROM visitors JOIN countries USING (country_id) WHERE ${busy} GROUP BY ALL`,
    'which visitor country has the most visitors with more than 14 bookings': `SELECT country_name, country_id, COUNT(*) FROM visitors JOIN countries USING (country_id) WHERE ${busy} GROUP BY ALL ORDER BY 3 DESC LIMIT 1`,
  });
  test.each([
    'number of visitors with more than 14 bookings by sales channel',
    'number of visitors with more than 14 bookings by month',
    'number of visitors by visitor country with more than 14 bookings',
    'which visitor countries have more than 2 visitors with more than 14 bookings',
  ])('refused: %s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('values that are asked for one beside the other', () => {
  answers(() => desk, {
    'ticket revenue from Web and from Door':
      "SELECT channel, SUM(amount) FROM tickets WHERE channel IN ('Web', 'Door') GROUP BY 1",
    'ticket revenue from Web and Door': "SELECT SUM(amount) FROM tickets WHERE channel IN ('Web', 'Door')",
    'ticket revenue from Web and Door, separately':
      "SELECT channel, SUM(amount) FROM tickets WHERE channel IN ('Web', 'Door') GROUP BY 1",
  });
});

describe('ranked by one number per another', () => {
  answers(() => desk, {
    'top 2 sales channels by ticket revenue per admission':
      'SELECT channel, SUM(amount), SUM(admissions), SUM(amount) / SUM(admissions) AS rate FROM tickets GROUP BY 1 ORDER BY rate DESC LIMIT 2',
    'top 2 visitor countries by ticket revenue per visitor':
      'SELECT country_name, country_id, SUM(amount), COUNT(DISTINCT visitor_id), SUM(amount) / COUNT(DISTINCT visitor_id) AS rate FROM tickets JOIN visitors USING (visitor_id) JOIN countries USING (country_id) GROUP BY ALL ORDER BY rate DESC LIMIT 2',
    'loans by borrower, how many and what loan fees': 'SELECT borrower, COUNT(*), SUM(fee) FROM loans GROUP BY 1',
    'for each gallery, which of its exhibitions sold the most admissions':
      'FROM (SELECT gallery, title, exhibition_id, SUM(admissions) AS n FROM tickets JOIN exhibitions USING (exhibition_id) GROUP BY ALL) QUALIFY row_number() OVER (PARTITION BY gallery ORDER BY n DESC) = 1',
  });
});

describe('verbs of two words', () => {
  answers(() => desk, {
    'how many loans were sent back in 2024': 'SELECT COUNT(*) FROM loans WHERE year(return_date) = 2024',
    'how many loans did we return in 2024': 'SELECT COUNT(*) FROM loans WHERE year(return_date) = 2024',
  });
});

describe('what a question is for', () => {
  answers(() => desk, {
    'Board meeting: ticket revenue by sales channel': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'quick one before the call: ticket revenue by sales channel': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
  });
  refusals(() => desk, {
    'Zorblax report: ticket revenue by sales channel': 'Zorblax',
    'Zorblax: ticket revenue by sales channel': 'Zorblax',
  });
});

describe('what follows an answer', () => {
  test('a bare ranking is by the number that was asked for last', async () => {
    const { given, wanted } = await compared(desk, 'top 2', [
      'SELECT borrower, COUNT(*), SUM(fee) FROM loans GROUP BY 1 ORDER BY 3 DESC LIMIT 2',
      { after: ['number of loans by borrower', 'and the loan fees?'] },
    ]);
    expect(given).toEqual(wanted);
  });
  test('things with a period say which rows are kept', async () => {
    const { given, wanted } = await compared(desk, 'only loans in 2024', [
      'SELECT borrower, SUM(fee) FROM loans WHERE year(start_date) = 2024 GROUP BY 1',
      { after: ['loan fees by borrower'] },
    ]);
    expect(given).toEqual(wanted);
  });
});

describe('ways of saying how many and which way', () => {
  answers(() => desk, {
    'visitors who booked more than 14 times':
      'SELECT visitor_name, visitor_id, COUNT(*) FROM tickets JOIN visitors USING (visitor_id) GROUP BY ALL HAVING COUNT(*) > 14',
    'visitors who booked more than 5 times in 2024':
      'SELECT visitor_name, visitor_id, COUNT(*) FROM tickets JOIN visitors USING (visitor_id) WHERE year(booking_date) = 2024 GROUP BY ALL HAVING COUNT(*) > 5',
    'in which sales channels did ticket revenue go down in 2024 versus 2023':
      'SELECT channel, a, b, a - b, a / b - 1 FROM (SELECT channel, SUM(amount) FILTER (year(visit_date) = 2024) AS a, SUM(amount) FILTER (year(visit_date) = 2023) AS b FROM tickets GROUP BY 1) WHERE a < b',
    'the two best sales channels by 2024 ticket revenue':
      'SELECT channel, SUM(amount) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
    'how many visitors between age 20 and 40': 'SELECT COUNT(*) FROM visitors WHERE age BETWEEN 20 AND 40',
    'bookings by sales channel, lowest on top': 'SELECT channel, COUNT(*) FROM tickets GROUP BY 1 ORDER BY 2',
    'loans in 2024, counted by borrower':
      'SELECT borrower, COUNT(*) FROM loans WHERE year(start_date) = 2024 GROUP BY 1',
    'visitors with at least 15 bookings, and how many each':
      'SELECT visitor_name, visitor_id, COUNT(*) FROM tickets JOIN visitors USING (visitor_id) GROUP BY ALL HAVING COUNT(*) >= 15',
  });
  test.each([
    'ticket revenue by 2024',
    'visitors who paid more than 14 times',
    'how many loans did we book in 2024',
    'the oldest artist, which loans?',
  ])('refused: %s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});
