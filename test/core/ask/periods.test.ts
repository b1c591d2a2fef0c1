import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Clarify, type Desk, openDesk, type Planned } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const visited = (...stretches: readonly (readonly [start: string, end: string])[]): string =>
  stretches.map(([start, end]) => `(visit_date >= '${start}' AND visit_date < '${end}')`).join(' OR ');
const revenue = (condition: string): string => `SELECT SUM(amount) FROM tickets WHERE ${condition}`;
const monthly = (condition: string): string =>
  `SELECT date_trunc('month', visit_date)::DATE m, SUM(amount) FROM tickets WHERE ${condition} GROUP BY 1`;

describe('several stretches of time are any of them, never what is in both', () => {
  answers(() => desk, {
    'ticket revenue by month in 2023 and 2024': monthly(visited(['2023-01-01', '2025-01-01'])),
    'ticket revenue by month in March and May 2024': monthly(
      visited(['2024-03-01', '2024-04-01'], ['2024-05-01', '2024-06-01']),
    ),
    'monthly ticket revenue in Q1 and Q2 2024': monthly(visited(['2024-01-01', '2024-07-01'])),
    'ticket revenue in 2023 or 2024': revenue(visited(['2023-01-01', '2025-01-01'])),
    'ticket revenue in January or March 2024': revenue(
      visited(['2024-01-01', '2024-02-01'], ['2024-03-01', '2024-04-01']),
    ),
    'ticket revenue between 2023 and 2024': revenue(visited(['2023-01-01', '2025-01-01'])),
    'ticket revenue from November to February 2025': revenue(visited(['2024-11-01', '2025-03-01'])),
    'ticket revenue excluding March and May 2024': revenue(
      `NOT (${visited(['2024-03-01', '2024-04-01'], ['2024-05-01', '2024-06-01'])})`,
    ),
    'number of loans started in March or May 2024':
      'SELECT COUNT(*) FROM loans WHERE year(start_date) = 2024 AND month(start_date) IN (3, 5)',
    'ticket revenue since March 2024 and before June 2024': revenue(visited(['2024-03-01', '2024-06-01'])),
    'ticket revenue in 2024 by sales channel in March':
      "SELECT channel, SUM(amount) FROM tickets WHERE visit_date >= '2024-03-01' AND visit_date < '2024-04-01' GROUP BY 1",
    'top 2 galleries by ticket revenue in 2023 and 2024':
      "SELECT gallery, SUM(amount) FROM visits WHERE visit_date >= '2023-01-01' AND visit_date < '2025-01-01' GROUP BY 1 ORDER BY 2 DESC LIMIT 2",
    'compare ticket revenue in 2023 and 2024':
      'SELECT SUM(amount) FILTER (year(visit_date) = 2023) a, SUM(amount) FILTER (year(visit_date) = 2024) b, b - a, b / a - 1 FROM tickets',
    'ticket revenue year to date versus the same period last year': `SELECT SUM(amount) FILTER (${visited(['2025-01-01', '2025-08-14'])}) a, SUM(amount) FILTER (${visited(['2024-01-01', '2024-08-14'])}) b, a - b, a / b - 1 FROM tickets`,
    'number of loans due in March and returned in April 2024':
      "SELECT COUNT(*) FROM loans WHERE due_date >= '2024-03-01' AND due_date < '2024-04-01' AND return_date >= '2024-04-01' AND return_date < '2024-05-01'",
    'ticket revenue for the full year 2024': revenue(visited(['2024-01-01', '2025-01-01'])),
    'ticket revenue until now': revenue("visit_date < '2025-08-14'"),
    'ticket revenue year by year': "SELECT date_trunc('year', visit_date)::DATE, SUM(amount) FROM tickets GROUP BY 1",
  });

  test.each([
    ['ticket revenue in March and April 2024', 2],
    ['ticket revenue in 2023, 2024 and 2025', 2],
    ['ticket revenue on 5 and 7 March 2024', 2],
  ])('%s: on its own or together is asked', async (question, count) => {
    const result = (await desk.ask(question)) as Clarify;
    expect(result.status).toBe('clarify');
    expect(result.options).toHaveLength(count);
    for (const { choices } of result.options) expect((await desk.ask(question, { choices })).status).toBe('planned');
  });

  test('three years on their own are rows', async () => {
    const asking = { choices: { periods: 'each' } };
    expect(await desk.rows('ticket revenue in 2023, 2024 and 2025', asking)).toHaveLength(3);
  });

  test.each([
    'ticket revenue in 2023 by sales channel in 2024',
    'ticket revenue in 2024 for last quarter',
    'loans started in 2024 or returned in 2025',
    'growth of ticket revenue in March and May 2024 compared to last year',
    'ticket revenue trailing 12 months by month',
    'ticket revenue by hour',
  ])('%s is refused', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('a time that can not be planned is named', () => {
  refusals(() => desk, {
    'ticket revenue as of March': 'as of March',
    'ticket revenue around March 2024': 'around March 2024',
    'ticket revenue about March': 'about March',
    'ticket revenue every March': 'every March',
    'ticket revenue by March 2024': 'by March 2024',
    'ticket revenue at the end of 2024': 'the end of 2024',
    'ticket revenue FY2024': 'FY2024',
    'ticket revenue in the last days': 'the last days',
    'ticket revenue in the past few months': 'the past few months',
    'ticket revenue between 2024-03-01 and 2024-02-01': 'between 2024-03-01 and 2024-02-01',
  });
});

describe('a day that may be read two ways', () => {
  test('is asked about, and each answer is that day', async () => {
    const question = 'ticket revenue on 03/04/2024';
    expect((await desk.ask(question)).status).toBe('clarify');
    const rows = (dates: string) => desk.rows(question, { choices: { dates } });
    expect(await rows('day')).toEqual(
      await desk.sql("SELECT SUM(amount) FROM tickets WHERE visit_date = '2024-04-03'"),
    );
    expect(await rows('month')).toEqual(
      await desk.sql("SELECT SUM(amount) FROM tickets WHERE visit_date = '2024-03-04'"),
    );
  });

  test.each([
    ['ticket revenue in the first week of March 2024', '2024-03-04', '2024-03-11'],
    ['ticket revenue last October', undefined, undefined],
    ['ticket revenue from March 2025', '2025-03-01', '2100-01-01'],
    ['ticket revenue in the last 3 months', '2025-05-13', '2025-08-13'],
  ])('%s: how it is taken is said, and the other reading is a click away', async (question, start, end) => {
    const { assumptions } = (await desk.ask(question)) as Planned;
    expect(assumptions.map(a => a.id)).toContain('range');
    if (start === undefined) return;
    const rows = await desk.rows(question, { choices: { range: 'other' } });
    expect(rows).toEqual(await desk.sql(revenue(`visit_date >= '${start}' AND visit_date < '${end}'`)));
  });
});

describe('words of the calendar elsewhere', () => {
  answers(() => desk, {
    'ticket revenue of March of the Moderns': "SELECT SUM(amount) FROM visits WHERE title = 'March of the Moderns'",
    'ticket revenue of March of the Moderns in March 2024':
      "SELECT SUM(amount) FROM visits WHERE title = 'March of the Moderns' AND visit_date >= '2024-03-01' AND visit_date < '2024-04-01'",
    'ticket revenue of Eve May': "SELECT SUM(amount) FROM visits WHERE visitor_name = 'Eve May'",
    'number of artists with birth year before 1890': 'SELECT COUNT(*) FROM artists WHERE birth_year < 1890',
    'number of artists with birth year after 1890': 'SELECT COUNT(*) FROM artists WHERE birth_year > 1890',
    'number of artists with birth year since 1886': 'SELECT COUNT(*) FROM artists WHERE birth_year >= 1886',
    'number of artists with birth year between 1850 and 1900':
      'SELECT COUNT(*) FROM artists WHERE birth_year BETWEEN 1850 AND 1900',
    'number of artists with birth year 1886 or 1907': 'SELECT COUNT(*) FROM artists WHERE birth_year IN (1886, 1907)',
    'number of artists with birth year 1907': 'SELECT COUNT(*) FROM artists WHERE birth_year = 1907',
  });

  test('april is no slip of the pen', async () => {
    const { assumptions } = (await desk.ask('ticket revenue in april 2024')) as Planned;
    expect(assumptions.map(a => a.kind)).not.toContain('spelling');
  });
});
