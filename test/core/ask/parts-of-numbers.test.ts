import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk, type Planned, type Refused } from './ask.ts';
import { answers } from './cases.ts';
import { openOrchard, orchard } from './orchard.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: orchard, open: openOrchard });
});

const both = `(SELECT 'stand' AS via, picked_date AS d, fruit_id, stand_amount AS a FROM stand_sales
  UNION ALL SELECT 'parcel', posted_date, fruit_id, parcel_amount FROM parcels)`;
/** A month without one of the two has no sum: what is added to nothing known is not known. */
const added = 'CASE WHEN COUNT(DISTINCT via) = 2 THEN SUM(a) END';
const spoilt = (d: string, group = "''") => `(SELECT ${group} AS g, SUM(c) * 1.0 / SUM(s) FROM (
  SELECT told_date AS d, fruit_id, spoilt_kilos AS c, NULL AS s FROM complaints
  UNION ALL SELECT picked_date, fruit_id, NULL, stand_kilos FROM stand_sales) JOIN fruits USING (fruit_id) WHERE ${d} GROUP BY 1)`;

describe('a number made of several tables is of a period by the date of each', () => {
  answers(() => desk, {
    'whole takings in 2023': `SELECT SUM(a) FROM ${both} WHERE year(d) = 2023`,
    'takings of both in May 2023': `SELECT SUM(a) FROM ${both} WHERE year(d) = 2023 AND month(d) = 5`,
    'whole takings by month': `SELECT date_trunc('month', d)::DATE, ${added} FROM ${both} GROUP BY 1`,
    'whole takings by month in 2023': `SELECT date_trunc('month', d)::DATE, ${added} FROM ${both} WHERE year(d) = 2023 GROUP BY 1`,
    'whole takings by family in 2024': `SELECT family, ${added} FROM ${both} JOIN fruits USING (fruit_id) WHERE year(d) = 2024 GROUP BY 1`,
    'whole takings of apples in 2023': `SELECT SUM(a) FROM ${both} JOIN fruits USING (fruit_id) WHERE year(d) = 2023 AND family = 'Apple'`,
    'whole takings since March 2024': `SELECT SUM(a) FROM ${both} WHERE d >= '2024-03-01'`,
    'spoilt rate in 2023': `SELECT * EXCLUDE (g) FROM ${spoilt('year(d) = 2023')}`,
    'spoilt rate by quarter': `SELECT * FROM ${spoilt('TRUE', "date_trunc('quarter', d)::DATE")}`,
    'spoilt rate by family in 2023': `SELECT * FROM ${spoilt('year(d) = 2023', 'family')}`,
    'parcels per sale in 2024': `SELECT (SELECT COUNT(*) FROM parcels WHERE year(posted_date) = 2024) * 1.0
      / (SELECT COUNT(*) FROM stand_sales WHERE year(picked_date) = 2024)`,
    'whole takings 2023 vs 2024': `SELECT y, z, z - y, z * 1.0 / y - 1 FROM (SELECT SUM(a) FILTER (year(d) = 2023) y, SUM(a) FILTER (year(d) = 2024) z FROM ${both})`,
    'parcel takings and whole takings in 2023': `SELECT SUM(a) FILTER (via = 'parcel'), SUM(a) FROM ${both} WHERE year(d) = 2023`,
    'what share of the whole takings were parcel takings in 2023': `SELECT SUM(a), SUM(a) FILTER (via = 'parcel'), SUM(a) FILTER (via = 'parcel') * 1.0 / SUM(a) FROM ${both} WHERE year(d) = 2023`,
  });

  test('by the one date that the model says it is counted by, where all have it', async () => {
    const plan = await desk.plan('ripe rate in 2023');
    expect(plan).toMatchObject({ time: { field: 'stand_sales.ripe_date' } });
    expect(plan.measures[0]).not.toHaveProperty('timeFields');
  });

  test('and says by which', async () => {
    const { assumptions } = (await desk.ask('whole takings in 2023')) as Planned;
    expect(assumptions.filter(({ kind }) => kind === 'date').map(one => one.text)).toEqual([
      'Whole takings is counted: stand sales by picked date and parcels by posted date.',
    ]);
    const beside = (await desk.ask('stand takings and whole takings in 2023')) as Planned;
    expect(beside.assumptions.filter(({ kind }) => kind === 'date').map(one => one.text)).toEqual([
      'Counted by picked date.',
      'Whole takings is counted: stand sales by picked date and parcels by posted date.',
    ]);
  });

  test.each([
    [['whole takings'], 'by month', 'whole takings by month'],
    [['whole takings in 2023'], 'and in 2024?', 'whole takings in 2024'],
    [['whole takings in 2023'], 'by quarter', 'whole takings by quarter in 2023'],
    [['stand takings in 2023'], 'whole takings instead', 'whole takings in 2023'],
    [['whole takings in 2023'], 'stand takings instead', 'stand takings in 2023'],
    [['whole takings in 2023'], 'spoilt rate instead', 'spoilt rate in 2023'],
  ])('after %j “%s” is “%s”', async (after, question, whole) => {
    expect(await desk.rows(question, { after })).toEqual(await desk.rows(whole));
  });
});

describe('what is no part of a period stays refused', () => {
  test.each([
    ['takings per helper in 2023', 'stands are not of a period'],
    ['takings per helper by month', 'stands are not of a period'],
    ['crate turn in 2023', 'crates have no date'],
    ['complaint rate in 2023', 'stand sales have a picked date of their own'],
    ['spoilt rate by cause in 2023', 'not all of them have a cause'],
    ['spoilt rate of sales paid by cash in 2023', ''],
    ['whole takings on Sundays', 'not all of them have'],
    ['whole takings by weekday', 'not all of them have'],
    ['average whole takings per fruit in 2023', 'made of'],
  ])('%s', async (question, reason) => {
    const result = await desk.ask(question);
    expect(result).toMatchObject({ status: 'refused' });
    expect((result as Refused).reason).toContain(reason);
  });
});
