import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import type { Desk } from './ask.ts';
import { openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

const sales = 'loads JOIN jobs USING (job_id) JOIN builders USING (builder_id) JOIN counties USING (county_id)';

describe('a stroke behind a number', () => {
  describe('is “per” before one thing or period', () => {
    answers(() => desk, {
      'sales/builder by county': `SELECT county_name, SUM(planks * 3), COUNT(DISTINCT builder_id),
        SUM(planks * 3) / COUNT(DISTINCT builder_id) FROM ${sales} GROUP BY 1`,
      'sales / job': `SELECT SUM(planks * 3), COUNT(DISTINCT job_id), SUM(planks * 3) / COUNT(DISTINCT job_id) FROM ${sales}`,
      'sales/quarter in 2023': `SELECT date_trunc('quarter', job_date)::DATE, SUM(planks * 3) FROM ${sales}
        WHERE year(job_date) = 2023 GROUP BY 1`,
    });
  });

  describe('divides one number by another', () => {
    answers(() => desk, {
      'sales/planks sold': `SELECT SUM(planks * 3), SUM(planks), SUM(planks * 3) / SUM(planks) FROM ${sales}`,
    });
  });

  describe('is asked about before several things, which may be meant as well', () => {
    refusals(() => desk, { 'sales/builders by county': '/' });
  });

  test('between “and” and “or” both are shown', async () => {
    const rows = await desk.rows('sales and/or planks sold');
    expect(rows).toEqual(await desk.sql(`SELECT SUM(planks * 3), SUM(planks) FROM ${sales}`));
  });

  describe('lists values', () => {
    answers(() => desk, {
      'planks sold Open/Done': `SELECT SUM(planks) FROM ${sales} WHERE job_status IN ('Open', 'Done')`,
    });
  });
});
