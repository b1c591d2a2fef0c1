import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

describe('a noun that is a deed has the date of it', () => {
  answers(() => desk, {
    'last shipment date': 'SELECT MAX(ship_date) FROM loads',
    'shipments in 2024': 'SELECT COUNT(*) FROM loads WHERE year(ship_date) = 2024',
    'loads in 2024': 'SELECT COUNT(*) FROM loads JOIN jobs USING (job_id) WHERE year(job_date) = 2024',
    'shipments by month in 2024':
      "SELECT date_trunc('month', ship_date)::DATE, COUNT(*) FROM loads WHERE year(ship_date) = 2024 GROUP BY 1",
    'shipments received in 2024': 'SELECT COUNT(*) FROM loads WHERE year(receipt_date) = 2024',
    'shipments of jobs placed in 2024':
      'SELECT COUNT(*) FROM loads JOIN jobs USING (job_id) WHERE year(job_date) = 2024',
    'loads of the jobs placed in 2024':
      'SELECT COUNT(*) FROM loads JOIN jobs USING (job_id) WHERE year(job_date) = 2024',
  });
});

describe('whose it is, and which end is best', () => {
  const ofMills = 'loads JOIN mills USING (mill_id) JOIN counties USING (county_id)';
  answers(() => desk, {
    'top mill per county by sales': `SELECT county_name, mill_name, mill_id, SUM(planks * 3) FROM ${ofMills} GROUP BY 1, 2, 3
      QUALIFY rank() OVER (PARTITION BY county_name ORDER BY SUM(planks) DESC) = 1`,
    'best wood by wood value': `SELECT wood_name, wood_id, SUM(plank_price) FROM woods GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1`,
  });
  refusals(() => desk, { 'how many large jobs': 'large', 'small builders': 'small' });
});

describe('parts, in percent and as rates', () => {
  const each = "100.0 * COUNT(*) FILTER (arrival_status = 'On time') / COUNT(*) / 100";
  const inDale = `jobs JOIN builders USING (builder_id) JOIN counties USING (county_id) WHERE county_name = 'Dale'`;
  answers(() => desk, {
    'jobs by status in percent': `SELECT job_status, COUNT(*), COUNT(*) / SUM(COUNT(*)) OVER () FROM jobs GROUP BY 1`,
    'percentage of open jobs in Dale': `SELECT COUNT(*), COUNT(*) FILTER (job_status = 'Open'),
      COUNT(*) FILTER (job_status = 'Open') * 1.0 / COUNT(*) FROM ${inDale}`,
    'on-time rate by year': `SELECT date_trunc('year', job_date)::DATE, COUNT(*), COUNT(*) FILTER (arrival_status = 'On time'), ${each}
      FROM loads JOIN jobs USING (job_id) GROUP BY 1`,
  });
  refusals(() => desk, { 'jobs in percent': 'in percent', 'average arrival time by wood': 'time' });
});

describe('each of several periods, ranges, kinds and breakdowns', () => {
  answers(() => desk, {
    'sales in each of the last 7 months': `SELECT date_trunc('month', job_date)::DATE, SUM(planks * 3) FROM loads JOIN jobs USING (job_id)
      WHERE job_date >= DATE '2025-01-01' AND job_date < DATE '2025-08-01' GROUP BY 1`,
    'plank price range by cut': 'SELECT cut, MIN(plank_price), MAX(plank_price) FROM woods GROUP BY 1',
    'woods for each type of cut': 'SELECT cut, COUNT(*) FROM woods GROUP BY 1',
    'breakdown of planks sold by cut': 'SELECT cut, SUM(planks) FROM loads JOIN woods USING (wood_id) GROUP BY 1',
    'jobs by status sorted by count': 'SELECT job_status, COUNT(*) FROM jobs GROUP BY 1',
    'job counts, status x county': `SELECT job_status, county_name, COUNT(*) FROM jobs JOIN builders USING (builder_id)
      JOIN counties USING (county_id) GROUP BY 1, 2`,
    'which county moved the most planks': `SELECT county_name, SUM(planks) FROM loads JOIN jobs USING (job_id) JOIN builders USING (builder_id)
      JOIN counties USING (county_id) GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
  });
  refusals(() => desk, { 'breakdown of sales': 'breakdown', 'sales sorted by count': 'sorted by' });
});

describe('percentiles and standard deviations', () => {
  answers(() => desk, {
    '90th percentile of planks': 'SELECT quantile_cont(planks, 0.9) FROM loads',
    'median and p75 of the plank price by cut':
      'SELECT cut, median(plank_price), quantile_cont(plank_price, 0.75) FROM woods GROUP BY 1',
    'standard deviation of planks by cut':
      'SELECT cut, stddev_samp(planks) FROM loads JOIN woods USING (wood_id) GROUP BY 1',
  });
  refusals(() => desk, {
    '90th percentile of sales': '90th percentile',
    'percentile of planks': 'percentile',
    'standard deviation of sales': 'standard deviation of',
  });
});
