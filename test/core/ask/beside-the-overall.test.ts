import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

const late = `AVG(CASE WHEN punctuality = 'Late' THEN 1.0 ELSE 0 END)`;

describe('each group beside all of them together', () => {
  const rates = (where = '') =>
    `SELECT way, ${late}, (SELECT ${late} FROM parcels ${where}) FROM parcels ${where} GROUP BY 1`;
  const freight = `SELECT harbour, SUM(weight), (SELECT SUM(weight) FROM parcels) FROM parcels JOIN captains USING (captain_id) GROUP BY 1`;
  answers(() => desk, {
    'late rate by way vs overall': rates(),
    'late rate by way compared with the overall late rate': rates(),
    'late rate by way against the company average': rates(),
    'show the late rate by way, with the overall average as well': rates(),
    'late rate for each way in 2024 and the overall late rate': rates('WHERE year(booked) = 2024'),
    'late rate by way vs the overall rate in 2024': rates('WHERE year(booked) = 2024'),
    'freight by harbour with grand total': freight,
    'freight by harbour and in total': freight,
    'top 2 ways by late rate vs the overall late rate': `${rates()} ORDER BY 2 DESC, 1 LIMIT 2`,
    'number of parcels per month of 2023 with total': `SELECT date_trunc('month', booked)::DATE, COUNT(*),
      (SELECT COUNT(*) FROM parcels WHERE year(booked) = 2023) FROM parcels WHERE year(booked) = 2023 GROUP BY 1`,
  });

  test('without groups it is not clear what to hold against it', async () => {
    expect((await desk.ask('late rate of POST vs overall')).status).toBe('refused');
  });
});

describe('a number of things named behind the groups', () => {
  const both = `SELECT harbour, SUM(weight), COUNT(*) FROM parcels JOIN captains USING (captain_id) GROUP BY 1`;
  answers(() => desk, {
    'freight by harbour and total parcels': both,
    'freight by harbour and number of parcels': both,
  });
  refusals(() => desk, { 'freight per harbour plus parcels': 'parcels', 'freight by month and parcels': 'parcels' });
});

describe('shares of groups by period', () => {
  const within = `SELECT date_trunc('year', booked)::DATE, way, COUNT(*), COUNT(*) / SUM(COUNT(*)) OVER (PARTITION BY date_trunc('year', booked)::DATE) FROM parcels GROUP BY 1, 2`;
  answers(() => desk, {
    'share of parcels by way per year': within,
    'share of parcels by way and year': within,
    'parcels by way and year as a share of total': within.replace(`PARTITION BY date_trunc('year', booked)::DATE`, ''),
  });

  test('the whole can be changed', async () => {
    const rows = await desk.rows('share of parcels by way per year', { choices: { share: 'spread' } });
    const shares = rows.map(row => Number(row.at(-1)));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });
});

describe('a verb that a value is called like', () => {
  const most = `SELECT captain_name, captain_id, COUNT(*) FROM parcels JOIN captains USING (captain_id)`;
  answers(() => desk, {
    'which captains sail the most parcels': `${most} GROUP BY 1, 2 ORDER BY 3 DESC, 1`,
    'which captains sail more than 30 parcels': `${most} GROUP BY 1, 2 HAVING COUNT(*) > 30`,
    'which captains sail more than 10 parcels in 2024': `${most} WHERE year(sailed) = 2024 GROUP BY 1, 2 HAVING COUNT(*) > 10`,
    'how many parcels do captains in Oslo sail per year': `SELECT date_trunc('year', sailed)::DATE, COUNT(*) FROM parcels
      JOIN captains USING (captain_id) WHERE harbour = 'Oslo' GROUP BY 1`,
    'captains who sail by post': `SELECT captain_name, captain_id FROM captains WHERE captain_id IN
      (SELECT captain_id FROM parcels WHERE way = 'POST')`,
    'number of parcels by SAIL': `SELECT COUNT(*) FROM parcels WHERE way = 'SAIL'`,
  });
});

describe('days of the week', () => {
  answers(() => desk, {
    'how many parcels were booked on a Sunday': 'SELECT COUNT(*) FROM parcels WHERE dayofweek(booked) = 0',
    'number of parcels on a Saturday or a Sunday': 'SELECT COUNT(*) FROM parcels WHERE dayofweek(booked) IN (0, 6)',
  });
  refusals(() => desk, { 'number of parcels on Sunday': 'Sunday' });
});

describe('the same months of two years side by side', () => {
  const both = (part: string, name: string, date = 'booked') => {
    const in2023 = `COUNT(*) FILTER (year(${date}) = 2023)`;
    const in2024 = `COUNT(*) FILTER (year(${date}) = 2024)`;
    return `SELECT ${name}, ${in2023}, ${in2024}, ${in2024} - ${in2023}, ${in2024} / ${in2023} - 1 FROM parcels
      GROUP BY ${part}(${date}), ${name} HAVING ${in2023} + ${in2024} > 0`;
  };
  const quarters = `'Q' || quarter(booked)`;
  answers(() => desk, {
    'number of parcels by quarter 2023 vs 2024': both('quarter', quarters),
    'compare quarterly parcel count of 2023 and 2024': both('quarter', quarters),
    'number of parcels sailed by month, 2023 vs 2024': both('month', 'monthname(sailed)', 'sailed'),
  });

  test.each(['number of parcels by week 2023 vs 2024', 'number of parcels by month Q1 2024 vs Q2 2024'])(
    '%s: they are not the same',
    async question => {
      expect((await desk.ask(question)).status).toBe('refused');
    },
  );
});

describe('how many periods are so', () => {
  const months = (
    having: string,
    where = 'true',
  ) => `SELECT COUNT(*) FROM (SELECT date_trunc('month', booked) FROM parcels
    WHERE ${where} GROUP BY 1 HAVING ${having})`;
  answers(() => desk, {
    'how many months in 2023 had more than 6 parcels': months('COUNT(*) > 6', 'year(booked) = 2023'),
    'how many months had a freight of over 70': months('SUM(weight) > 70'),
    'in how many months of 2024 did freight exceed 65': months('SUM(weight) > 65', 'year(booked) = 2024'),
    'how many days in 2023 had less than 2 parcels': 'SELECT 365',
  });
  refusals(() => desk, { 'how many months are in 2023': 'months', 'how many days does sailing take': 'days' });
});

test.each([
  [
    'number of parcels 2023 vs 2024',
    '2024-07-01T00:00:00Z',
    ['2024 is not over: what there is of it so far is compared'],
  ],
  ['number of parcels 2023 vs 2024', '2025-07-01T00:00:00Z', []],
])('%s, asked at %s: a period that is not over is told', async (question, now, told) => {
  const result = await desk.ask(question, { now: new Date(now) });
  const { assumptions } = result as Extract<typeof result, { status: 'planned' }>;
  expect(assumptions.flatMap(({ id, text }) => (id.startsWith('open:') ? [text] : []))).toEqual(told);
});
