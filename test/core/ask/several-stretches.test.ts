import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

const now = '2024-07-01T00:00:00Z';
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

const planks = (where: string) => `(SELECT SUM(planks) FROM loads JOIN jobs USING (job_id) WHERE ${where})`;
const within = (start: string, end: string) => planks(`job_date >= '${start}' AND job_date < '${end}'`);
const change = (current: string, before: string) =>
  `SELECT a, b, a - b, (a - b) / b::DOUBLE FROM (SELECT ${current} AS a, ${before} AS b)`;

describe('a stretch beside the one of the same length before it', () => {
  const thirtyDays = change(within('2024-06-01', '2024-07-01'), within('2024-05-02', '2024-06-01'));
  const sixWeeks = change(within('2024-05-20', '2024-07-01'), within('2024-04-08', '2024-05-20'));
  test.each([
    ['planks sold in the last 30 days vs the 30 days before', thirtyDays],
    ['planks sold in the past 30 days compared to the previous 30 days', thirtyDays],
    ['planks sold in the last 6 weeks against the six weeks before that', sixWeeks],
  ])('%s', async (question, sql) => {
    expect(await desk.rows(question, { now: new Date(now) })).toEqual(await desk.sql(sql));
  });

  test.each([
    'planks sold in the last 30 days vs the 10 days before',
    'planks sold in the last 3 months compared to the previous 6 months',
    'planks sold in the last 30 days vs the previous 10 days',
  ])('“%s” is refused: they are not alike', async question => {
    expect((await desk.ask(question, { now: new Date(now) })).status).toBe('refused');
  });
});

describe('more than two periods to compare are each on their own', () => {
  const byQuarter = `SELECT date_trunc('quarter', job_date)::DATE, SUM(planks) FROM loads JOIN jobs USING (job_id)
    WHERE job_date >= '2023-01-01' AND job_date < '2023-10-01' GROUP BY 1`;
  const byYear = `SELECT date_trunc('year', job_date)::DATE, SUM(planks) FROM loads JOIN jobs USING (job_id)
    WHERE year(job_date) IN (2023, 2024, 2025) GROUP BY 1`;
  answers(() => desk, {
    'compare planks sold in Q1, Q2 and Q3 2023': byQuarter,
    'planks sold 2023 vs 2024 vs 2025': byYear,
    'compare planks sold in 2023, 2024 and 2025': byYear,
  });
});

describe('numbers behind one noun are each a name', () => {
  const sales = (names: string) =>
    `SELECT SUM(planks * 3) FROM loads JOIN woods USING (wood_id) WHERE wood_name IN (${names})`;
  answers(() => desk, {
    'sales of oak 0 and 4': sales(`'Oak 0', 'Oak 4'`),
    'sales of oaks 0 & 4': sales(`'Oak 0', 'Oak 4'`),
    'sales of oak 0 vs 4': `SELECT wood_name, SUM(planks * 3) FROM loads JOIN woods USING (wood_id)
      WHERE wood_name IN ('Oak 0', 'Oak 4') GROUP BY 1`,
  });
  refusals(() => desk, { 'sales of oak 0 and 5': '5' });
});

describe('one period to compare with', () => {
  test.each(['planks sold by job compared to 2023', 'planks sold compared to 2023', 'growth of planks sold vs 2023'])(
    '“%s” is refused: what is held against it is not said',
    async question => {
      const result = await desk.ask(question, { now: new Date(now) });
      expect(result).toMatchObject({ status: 'refused', reason: expect.stringContaining('Which period') });
    },
  );
});
