import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('a number is compared with what was said before it', () => {
  answers(() => desk, {
    'sales channels with ticket revenue over 1300 and admissions above 100':
      'SELECT channel, SUM(amount), SUM(admissions) FROM tickets GROUP BY 1 HAVING SUM(amount) > 1300 AND SUM(admissions) > 100',
    'exhibitions with admissions over 30 for bookings in 2024':
      'SELECT title, exhibition_id, SUM(admissions) FROM tickets JOIN exhibitions USING (exhibition_id) WHERE year(visit_date) = 2024 GROUP BY ALL HAVING SUM(admissions) > 30',
    'visitors with more than 14 bookings':
      'SELECT visitor_name, visitor_id, COUNT(*) FROM tickets JOIN visitors USING (visitor_id) GROUP BY ALL HAVING COUNT(*) > 14',
  });
  refusals(() => desk, {
    'sales channels with ticket revenue above 1400 or admissions above 130': 'or',
  });
});

describe('of all of them together', () => {
  const gallery = 'SELECT gallery, SUM(amount) FROM tickets JOIN exhibitions USING (exhibition_id)';
  answers(() => desk, {
    'which galleries have ticket revenue over 1000 over all visitors': `${gallery} GROUP BY 1 HAVING SUM(amount) > 1000`,
    'ticket revenue by gallery across all visitors': `${gallery} GROUP BY 1`,
    'which galleries have ticket revenue over 1000 across all visitors in 2024': `${gallery} WHERE year(visit_date) = 2024 GROUP BY 1 HAVING SUM(amount) > 1000`,
    'ticket revenue across all galleries': `${gallery} GROUP BY 1`,
    'how much ticket revenue across all galleries': 'SELECT SUM(amount) FROM tickets',
  });
  refusals(() => desk, { 'ticket revenue by sales channel over all artists': 'artists' });
});

describe('what is said once more', () => {
  answers(() => desk, {
    'ticket revenue in 2023 and 2024, one figure per year':
      "SELECT date_trunc('year', visit_date)::DATE, SUM(amount) FROM tickets WHERE year(visit_date) IN (2023, 2024) GROUP BY 1",
    'ticket revenue by sales channel, one row per sales channel': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'sales channels with ticket revenue over 300 in 2024 and their admissions in the same period':
      'SELECT channel, SUM(amount), SUM(admissions) FROM tickets WHERE year(visit_date) = 2024 GROUP BY 1 HAVING SUM(amount) > 300',
  });
  test.each([
    'ticket revenue in March 2024 and in the same period of 2023',
    'ticket revenue in 2023 and 2024, one figure',
    'ticket revenue in the same period',
  ])('refused: %s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('numbers joined by a sign or a word', () => {
  answers(() => desk, {
    'ticket revenue + admissions by sales channel':
      'SELECT channel, SUM(amount), SUM(admissions) FROM tickets GROUP BY 1',
    'what is ticket revenue minus admissions by sales channel':
      'SELECT channel, SUM(amount), SUM(admissions), SUM(amount) - SUM(admissions) FROM tickets GROUP BY 1',
    'ticket revenue less admissions by sales channel':
      'SELECT channel, SUM(amount), SUM(admissions), SUM(amount) - SUM(admissions) FROM tickets GROUP BY 1',
    'in which years were the admissions 0':
      'SELECT year(visit_date), SUM(admissions) FROM tickets GROUP BY 1 HAVING SUM(admissions) = 0',
  });
  refusals(() => desk, { 'ticket revenue minus Web': 'minus', 'ticket revenue less Door': 'less' });
});

describe('days that end today', () => {
  const days = (from: string, to: string) =>
    `SELECT SUM(amount) FROM tickets WHERE visit_date >= DATE '${from}' AND visit_date < DATE '${to}'`;
  answers(() => desk, {
    'ticket revenue in the 30 days before today': days('2025-07-14', '2025-08-13'),
    'ticket revenue in the last 7 days before now': days('2025-08-06', '2025-08-13'),
    'ticket revenue in the 2 years up to now': days('2023-08-13', '2025-08-13'),
  });
});

describe('what somebody did not do', () => {
  answers(() => desk, {
    'how many visitors did not buy Senior in 2024':
      "SELECT COUNT(*) FROM visitors WHERE visitor_id NOT IN (SELECT visitor_id FROM tickets WHERE ticket_type = 'Senior' AND year(visit_date) = 2024)",
    'how many visitors never bought Senior':
      "SELECT COUNT(*) FROM visitors WHERE visitor_id NOT IN (SELECT visitor_id FROM tickets WHERE ticket_type = 'Senior')",
  });
});
