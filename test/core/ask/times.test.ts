import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** Ticket revenue of the visits from a day on up to another, which is left out. */
const visited = (start: string, end: string): string =>
  `SELECT SUM(amount) FROM tickets WHERE visit_date >= '${start}' AND visit_date < '${end}'`;

describe('a stretch of the calendar', () => {
  answers(() => desk, {
    'ticket revenue in 2024': visited('2024-01-01', '2025-01-01'),
    'ticket revenue in Q2 2025': visited('2025-04-01', '2025-07-01'),
    'ticket revenue Q2': visited('2025-04-01', '2025-07-01'),
    'ticket revenue in Q4': visited('2024-10-01', '2025-01-01'),
    'ticket revenue in H1': visited('2025-01-01', '2025-07-01'),
    'ticket revenue in H1 2024': visited('2024-01-01', '2024-07-01'),
    'ticket revenue in the second half of 2023': visited('2023-07-01', '2024-01-01'),
    'ticket revenue in March': visited('2025-03-01', '2025-04-01'),
    'ticket revenue in October': visited('2024-10-01', '2024-11-01'),
    'ticket revenue in March 2024': visited('2024-03-01', '2024-04-01'),
    'ticket revenue since March': "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2025-03-01'",
    'ticket revenue since 2024': "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01'",
    'ticket revenue before 2024': "SELECT SUM(amount) FROM tickets WHERE visit_date < '2024-01-01'",
    'ticket revenue after 2024': "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2025-01-01'",
    'ticket revenue until March 2024': "SELECT SUM(amount) FROM tickets WHERE visit_date < '2024-04-01'",
    'ticket revenue by the end of June 2024': "SELECT SUM(amount) FROM tickets WHERE visit_date < '2024-07-01'",
    'ticket revenue on 2024-02-29': "SELECT SUM(amount) FROM tickets WHERE visit_date = '2024-02-29'",
    'ticket revenue on 29 February 2024': "SELECT SUM(amount) FROM tickets WHERE visit_date = '2024-02-29'",
    'ticket revenue in February 2024': visited('2024-02-01', '2024-03-01'),
    'ticket revenue from March to May 2024': visited('2024-03-01', '2024-06-01'),
    'ticket revenue between 1 March 2024 and 15 March 2024': visited('2024-03-01', '2024-03-16'),
    'ticket revenue between 2024-03-01 and 2024-03-15': visited('2024-03-01', '2024-03-16'),
    'ticket revenue from 2023 to 2024': visited('2023-01-01', '2025-01-01'),
    'ticket revenue between 2023 and 2024': visited('2023-01-01', '2025-01-01'),
    'ticket revenue in the first 3 months of 2024': visited('2024-01-01', '2024-04-01'),
    'ticket revenue not in 2024':
      "SELECT SUM(amount) FROM tickets WHERE visit_date < '2024-01-01' OR visit_date >= '2025-01-01'",
    'ticket revenue excluding March 2024':
      "SELECT SUM(amount) FROM tickets WHERE visit_date < '2024-03-01' OR visit_date >= '2024-04-01'",
  });
});

describe('a stretch against now', () => {
  answers(() => desk, {
    'ticket revenue past 90 days': visited('2025-05-15', '2025-08-13'),
    'ticket revenue in the last 90 days': visited('2025-05-15', '2025-08-13'),
    'ticket revenue last quarter': visited('2025-04-01', '2025-07-01'),
    'ticket revenue last month': visited('2025-07-01', '2025-08-01'),
    'ticket revenue last year': visited('2024-01-01', '2025-01-01'),
    'ticket revenue last week': visited('2025-08-04', '2025-08-11'),
    'ticket revenue this week': visited('2025-08-11', '2025-08-18'),
    'ticket revenue this month': visited('2025-08-01', '2025-09-01'),
    'ticket revenue month to date': visited('2025-08-01', '2025-08-14'),
    'ticket revenue year to date': visited('2025-01-01', '2025-08-14'),
    'ticket revenue YTD': visited('2025-01-01', '2025-08-14'),
    'ticket revenue today': "SELECT SUM(amount) FROM tickets WHERE visit_date = '2025-08-13'",
    'ticket revenue yesterday': "SELECT SUM(amount) FROM tickets WHERE visit_date = '2025-08-12'",
    'ticket revenue in the last 3 months': visited('2025-05-01', '2025-08-01'),
    'ticket revenue in the past 3 months': visited('2025-05-13', '2025-08-13'),
    'ticket revenue in Q1 of this year': visited('2025-01-01', '2025-04-01'),
    'ticket revenue since yesterday': "SELECT SUM(amount) FROM tickets WHERE visit_date >= '2025-08-12'",
    'ticket revenue next month': visited('2025-09-01', '2025-10-01'),
  });
});

describe('a series', () => {
  answers(() => desk, {
    'ticket revenue by month in 2024':
      "SELECT date_trunc('month', visit_date)::DATE m, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 1",
    'monthly ticket revenue in 2024':
      "SELECT date_trunc('month', visit_date)::DATE m, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 1",
    'ticket revenue by quarter in 2024':
      "SELECT date_trunc('quarter', visit_date)::DATE m, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 1",
    'ticket revenue by week in March 2024':
      "SELECT date_trunc('week', visit_date)::DATE m, SUM(amount) FROM tickets WHERE visit_date >= '2024-03-01' AND visit_date < '2024-04-01' GROUP BY 1 ORDER BY 1",
    'ticket revenue by day last month':
      "SELECT visit_date m, SUM(amount) FROM tickets WHERE visit_date >= '2025-07-01' AND visit_date < '2025-08-01' GROUP BY 1 ORDER BY 1",
    'ticket revenue by year':
      "SELECT date_trunc('year', visit_date)::DATE m, SUM(amount) FROM tickets GROUP BY 1 ORDER BY 1",
    'ticket revenue by month and sales channel in 2024':
      "SELECT date_trunc('month', visit_date)::DATE m, channel, SUM(amount) FROM tickets WHERE visit_date >= '2024-01-01' AND visit_date < '2025-01-01' GROUP BY 1, 2",
  });
});
