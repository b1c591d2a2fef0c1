import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

const all = 'loads JOIN jobs USING (job_id) JOIN builders USING (builder_id) JOIN counties USING (county_id)';
const ofBuilder = `SUM(planks * 3), SUM(planks * 3) FILTER (builder_name = 'Builder C'),
  1.0 * SUM(planks * 3) FILTER (builder_name = 'Builder C') / SUM(planks * 3)`;

describe('a number as a share of what is named behind it', () => {
  const ofFen = `SELECT ${ofBuilder} FROM ${all} WHERE county_name = 'Fen'`;
  const ofDale = `SELECT SUM(planks * 3), SUM(planks * 3) FILTER (county_name = 'Dale'),
    1.0 * SUM(planks * 3) FILTER (county_name = 'Dale') / SUM(planks * 3) FROM ${all}`;
  answers(() => desk, {
    'sales of Builder C as a share of Fen': ofFen,
    'sales of Builder C as a percentage of sales in Fen': ofFen,
    "Builder C's sales as a share of Fen's": ofFen,
    'sales of Builder C as a share of Fen by year': `SELECT date_trunc('year', job_date)::DATE, ${ofBuilder} FROM ${all}
      WHERE county_name = 'Fen' GROUP BY 1`,
    'sales in Dale as a percentage of total': ofDale,
    'sales in Dale as percent of the total in 2023': `${ofDale} WHERE year(job_date) = 2023`,
    'sales of builders in Dale as a share of total sales': ofDale,
  });
});
