import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openWorkshop, workshop } from './workshop.ts';

let desk: Desk;
let repairs: Desk;
beforeAll(async () => {
  desk = await openDesk();
  repairs = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

describe('the period before the one that is spoken of', () => {
  const quarter = (year: number) =>
    `(SELECT SUM(amount) FROM tickets WHERE visit_date >= DATE '${year}-01-01' AND visit_date < DATE '${year}-04-01')`;

  test.each(['compare with the year before', 'compare it to the previous year', 'compare with last year'])(
    '%s',
    async question => {
      const [row] = await desk.rows(question, { after: ['ticket revenue in Q1 2025'] });
      expect(row?.slice(0, 2)).toEqual(
        (await desk.sql(`SELECT ${quarter(2025)}, ${quarter(2024)}`))[0]?.map(value =>
          expect.closeTo(Number(value), 4),
        ),
      );
    },
  );

  answers(() => desk, {
    'ticket revenue by year, and how many more that was than in the year before':
      'FROM (SELECT year(visit_date) AS y, SUM(amount) AS s FROM tickets GROUP BY 1) a LEFT JOIN (SELECT year(visit_date) + 1 AS y, SUM(amount) AS b FROM tickets GROUP BY 1) USING (y) SELECT make_date(y, 1, 1), s, b, s - b, s / b - 1',
  });

  refusals(() => desk, {
    'ticket revenue in 2024 and the year before': 'the year before',
    'ticket revenue by month through 2024': 'through 2024',
  });

  test.each([
    ['ticket revenue in Q1 2025', 'compare with the month before'],
    ['ticket revenue in Q1 2025', 'compare with 2024'],
    ['ticket revenue from 2023 to 2024', 'compare with the year before'],
  ])('after “%s”, “%s” is refused', async (before, question) => {
    expect((await desk.ask(question, { after: [before] })).status).toBe('refused');
  });
});

describe('periods within periods', () => {
  const monthly =
    "SELECT date_trunc('month', visit_date) AS m, SUM(amount) AS s FROM tickets WHERE year(visit_date) IN (2023, 2024) GROUP BY 1";
  answers(() => desk, {
    'average monthly ticket revenue per year from 2023 to 2024': `SELECT date_trunc('year', m)::DATE, AVG(s) FROM (${monthly}) GROUP BY 1`,
    'best sales channel by ticket revenue in each year 2023-2024':
      'FROM (SELECT make_date(year(visit_date), 1, 1) AS y, channel, SUM(amount) AS s FROM tickets WHERE year(visit_date) IN (2023, 2024) GROUP BY 1, 2) QUALIFY row_number() OVER (PARTITION BY y ORDER BY s DESC) = 1',
    'Q1 ticket revenue of every year, until 2024':
      'SELECT make_date(year(visit_date), 1, 1), SUM(amount) FROM tickets WHERE quarter(visit_date) = 1 AND year(visit_date) <= 2024 GROUP BY 1',
    'monthly number of loans by due month in 2024':
      "SELECT date_trunc('month', due_date)::DATE, COUNT(*) FROM loans WHERE year(due_date) = 2024 GROUP BY 1",
  });
  test('a longer period is not averaged in a shorter one', async () => {
    expect((await desk.ask('average yearly ticket revenue per month')).status).toBe('refused');
  });
});

describe('a share of the things of each group', () => {
  answers(() => repairs, {
    'percentage of urgent repairs by year':
      'SELECT make_date(year(received_on), 1, 1), COUNT(*), COUNT(*) FILTER (is_urgent), AVG(is_urgent::INT) FROM repairs GROUP BY 1',
    'urgent repairs as a percentage of all repairs per year':
      'SELECT make_date(year(received_on), 1, 1), COUNT(*), COUNT(*) FILTER (is_urgent), AVG(is_urgent::INT) FROM repairs GROUP BY 1',
  });

  test('is, with one click, how they are spread over the groups', async () => {
    const plan = await repairs.plan('percentage of urgent repairs by year', { choices: { share: 'spread' } });
    expect(plan.steps).toMatchObject([{ kind: 'shareOfTotal' }]);
  });
});

describe('what is named and is no group', () => {
  answers(() => desk, {
    'loan fees by borrower, loans of 2024':
      'SELECT borrower, SUM(fee) FROM loans WHERE year(start_date) = 2024 GROUP BY 1',
    'loans by borrower, the number': 'SELECT borrower, COUNT(*) FROM loans GROUP BY 1',
    'bookings by sales channel with more than 20 bookings':
      'SELECT channel, COUNT(*) FROM tickets GROUP BY 1 HAVING COUNT(*) > 20',
  });
});

describe('yes or no of what things have, lack or are besides', () => {
  answers(() => repairs, {
    'list customers with a newsletter':
      "SELECT customer_name, customer_id, newsletter FROM customers WHERE newsletter = 'Y'",
    'list customers without a newsletter':
      "SELECT customer_name, customer_id, newsletter FROM customers WHERE newsletter = 'N'",
  });
});
