import { beforeAll, describe } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** Each sales channel with two years of ticket revenue, their difference and growth. */
const years = (first: number, second: number) =>
  `SELECT channel, SUM(amount) FILTER (year(visit_date) = ${first}) a, SUM(amount) FILTER (year(visit_date) = ${second}) b FROM tickets GROUP BY 1`;
const changes = `WITH y AS (${years(2023, 2024)}) SELECT channel, a, b, b - a, b / a - 1 FROM y`;

describe('things whose number changed', () => {
  answers(() => desk, {
    'in which sales channels did ticket revenue fall from 2023 to 2024': `${changes} WHERE b - a < 0`,
    'sales channels whose ticket revenue rose between 2023 and 2024': `${changes} WHERE b - a > 0`,
    'which sales channels had lower ticket revenue in 2024 than in 2023': `WITH y AS (${years(2023, 2024)}) SELECT channel, b, a, b - a, b / a - 1 FROM y WHERE b < a`,
    'which sales channels had more ticket revenue in 2023 than in 2024': `${changes} WHERE a > b`,
    'sales channels where ticket revenue grew by more than 5% from 2023 to 2024': `${changes} WHERE b / a - 1 > 0.05`,
    'sales channels where ticket revenue fell by more than 5 percent from 2023 to 2024': `${changes} WHERE b / a - 1 < -0.05`,
    'how many sales channels had lower ticket revenue in 2024 than in 2023': `SELECT COUNT(*) FROM (${years(2023, 2024)}) WHERE b < a`,
  });
  refusals(() => desk, { 'sales channels with ticket revenue over 20%': '20%' });
});

describe('a ranking by change', () => {
  answers(() => desk, {
    'top 2 sales channels by ticket revenue growth from 2023 to 2024': `${changes} ORDER BY b / a - 1 DESC LIMIT 2`,
    'largest decline in ticket revenue by sales channel from 2023 to 2024': `${changes} ORDER BY b - a LIMIT 1`,
    "which sales channel's ticket revenue grew the most between 2023 and 2024": `${changes} ORDER BY b - a DESC LIMIT 1`,
  });
});

describe('values between a number and the things it counts', () => {
  answers(() => desk, {
    'visitors with more than 6 Web bookings':
      "SELECT visitor_name, visitor_id, COUNT(*) FROM visits WHERE channel = 'Web' GROUP BY 1, 2 HAVING COUNT(*) > 6",
    'how many visitors have more than 6 Web bookings':
      "SELECT COUNT(*) FROM (SELECT visitor_id FROM tickets WHERE channel = 'Web' GROUP BY 1 HAVING COUNT(*) > 6)",
  });
  refusals(() => desk, { 'ticket revenue of visitors with more than 6 Web bookings': '6' });
});

describe('conditions on what each has many of', () => {
  answers(() => desk, {
    'list visitors who booked by Web in 2024':
      "SELECT DISTINCT visitor_name, visitor_id FROM visits WHERE channel = 'Web' AND year(booking_date) = 2024",
  });
});
