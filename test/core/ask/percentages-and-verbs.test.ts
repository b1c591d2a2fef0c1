import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

const late = "COUNT(*) FILTER (arrival_status = 'Late')";
const ofLoads = 'loads JOIN jobs USING (job_id)';
const ofMills = 'loads JOIN mills USING (mill_id) JOIN counties USING (county_id)';
const ofBuilders = `${ofLoads} JOIN builders USING (builder_id) JOIN counties USING (county_id)`;

describe('a percentage is never left out', () => {
  answers(() => desk, {
    '% of jobs that are open':
      "SELECT COUNT(*), COUNT(*) FILTER (job_status = 'Open'), AVG((job_status = 'Open')::INT) FROM jobs",
    '% open jobs': "SELECT COUNT(*), COUNT(*) FILTER (job_status = 'Open'), AVG((job_status = 'Open')::INT) FROM jobs",
    '% of planks sold at Dale mills': `SELECT SUM(planks), SUM(planks) FILTER (county_name = 'Dale'),
      SUM(planks) FILTER (county_name = 'Dale') / SUM(planks) FROM ${ofMills}`,
    '% late loads by wood': `SELECT wood_name, wood_id, COUNT(*), ${late}, ${late} / COUNT(*)
      FROM loads JOIN woods USING (wood_id) GROUP BY 1, 2`,
    'top 2 woods by percentage of late loads': `SELECT wood_name, wood_id, COUNT(*), ${late}, ${late} / COUNT(*)
      FROM loads JOIN woods USING (wood_id) GROUP BY 1, 2 ORDER BY 5 DESC LIMIT 2`,
    'which mill has the lowest percentage of late loads': `SELECT mill_name, mill_id, COUNT(*), ${late}, ${late} / COUNT(*)
      FROM loads JOIN mills USING (mill_id) GROUP BY 1, 2 ORDER BY 5 LIMIT 1`,
    'growth in percent of planks sold from 2023 to 2024': `WITH y AS (SELECT SUM(planks) FILTER (year(job_date) = 2023) a,
      SUM(planks) FILTER (year(job_date) = 2024) b FROM ${ofLoads}) SELECT a, b, b - a, (b - a) / a FROM y`,
  });
  refusals(() => desk, { 'sales %': '%', 'planks sold by year in percent': 'in percent' });
});

describe('what was done, behind the time that it is said of', () => {
  answers(() => desk, {
    'in 2024, how many loads were received': 'SELECT COUNT(*) FROM loads WHERE year(receipt_date) = 2024',
    'in 2024, how many loads were received late':
      "SELECT COUNT(*) FROM loads WHERE year(receipt_date) = 2024 AND arrival_status = 'Late'",
    'in 2024, how many loads were late': `SELECT COUNT(*) FROM ${ofLoads} WHERE year(job_date) = 2024 AND arrival_status = 'Late'`,
    'jobs with at least one late load by year': `SELECT date_trunc('year', job_date)::DATE, COUNT(DISTINCT job_id)
      FROM ${ofLoads} WHERE arrival_status = 'Late' GROUP BY 1`,
    'jobs placed on 3 January 2023: number?': "SELECT COUNT(*) FROM jobs WHERE job_date = DATE '2023-01-03'",
  });
});

describe('the one of each that has the most', () => {
  const best = `SELECT county_name, county_id, mill_name, mill_id, SUM(planks) FROM ${ofMills} GROUP BY 1, 2, 3, 4
    QUALIFY rank() OVER (PARTITION BY county_name ORDER BY SUM(planks) DESC) = 1`;
  answers(() => desk, {
    'for each mill county, the mill that has the most planks sold': best,
    'for each mill county, the mill with the most planks sold': best,
    'best month for jobs':
      "SELECT date_trunc('month', job_date)::DATE, COUNT(*) FROM jobs GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1",
    'compare 2023 with 2024 for sales and jobs': `WITH l AS (SELECT SUM(planks * 3) FILTER (year(job_date) = 2023) a,
      SUM(planks * 3) FILTER (year(job_date) = 2024) b FROM ${ofLoads}), j AS (SELECT COUNT(*) FILTER (year(job_date) = 2023) c,
      COUNT(*) FILTER (year(job_date) = 2024) d FROM jobs) SELECT a, b, c, d, b - a, (b - a) / a, d - c, (d - c) / c FROM l, j`,
    'list job date and status of all jobs of Builder A':
      "SELECT job_date, job_status, builder_name FROM jobs JOIN builders USING (builder_id) WHERE builder_name = 'Builder A'",
    'sales by county, one figure per county': `SELECT county_name, SUM(planks * 3) FROM ${ofBuilders} GROUP BY 1`,
  });
});

describe('shares in a whole, numbers without a part, and what leads', () => {
  answers(() => desk, {
    'share of Dale in total sales by year': `SELECT date_trunc('year', job_date)::DATE, SUM(planks * 3), SUM(planks * 3) FILTER (county_name = 'Dale'),
      SUM(planks * 3) FILTER (county_name = 'Dale') / SUM(planks * 3) FROM ${ofBuilders} GROUP BY 1`,
    'sales per mill by county': `SELECT county_name, SUM(planks * 3), COUNT(DISTINCT mill_id), SUM(planks * 3) / COUNT(DISTINCT mill_id)
      FROM ${ofMills} GROUP BY 1`,
    'without large beams, planks sold by cut': `SELECT cut, SUM(planks) FROM loads JOIN woods USING (wood_id) WHERE cut <> 'LARGE BEAM' GROUP BY 1`,
    'ranking of woods by planks sold': `SELECT wood_name, wood_id, SUM(planks) FROM loads JOIN woods USING (wood_id) GROUP BY 1, 2`,
    'sales by county and year, sorted by year': `SELECT date_trunc('year', job_date)::DATE, county_name, SUM(planks * 3) FROM ${ofBuilders} GROUP BY 1, 2`,
  });
  refusals(() => desk, { 'sales without planks by county': 'planks' });
});

describe('whose it is, of one that is called by name', () => {
  answers(() => desk, {
    'county of Mill C': "SELECT county_name FROM mills JOIN counties USING (county_id) WHERE mill_name = 'Mill C'",
    'in which county is Builder B':
      "SELECT county_name FROM builders JOIN counties USING (county_id) WHERE builder_name = 'Builder B'",
  });
  // no mill lies in Vale
  const lying = 'counties WHERE county_id IN (SELECT county_id FROM mills)';
  answers(() => desk, {
    'which counties do mills lie in': `SELECT county_name FROM ${lying}`,
    'list the counties of our mills': `SELECT county_name, county_id FROM ${lying}`,
    'how many mill counties are there': `SELECT COUNT(*) FROM ${lying}`,
    'list all counties': 'SELECT county_name FROM counties',
  });
  refusals(() => desk, { 'sales per small mill': 'small' });
});

describe('whose number is compared, and what we receive', () => {
  answers(() => desk, {
    'woods over 9 by cut': 'SELECT cut, COUNT(*) FROM woods WHERE plank_price > 9 GROUP BY 1',
    'how many jobs did we receive in 2024': 'SELECT COUNT(*) FROM jobs WHERE year(job_date) = 2024',
    'how many loads were received in 2024': 'SELECT COUNT(*) FROM loads WHERE year(receipt_date) = 2024',
    'how does sales differ between counties': `SELECT county_name, SUM(planks * 3) FROM ${ofBuilders} GROUP BY 1`,
  });
  refusals(() => desk, { 'how did sales vary between 2023 and 2024': 'vary' });
});

describe('the first of a ranking together, and what should hold in every period', () => {
  answers(() => desk, {
    'planks sold of the top 3 mills together': `SELECT SUM(n) FROM (SELECT SUM(planks) n FROM loads GROUP BY mill_id ORDER BY 1 DESC LIMIT 3)`,
    'for each county, what is the number of jobs': `SELECT county_name, COUNT(*) FROM jobs JOIN builders USING (builder_id)
      JOIN counties USING (county_id) GROUP BY 1`,
  });
  refusals(() => desk, {
    'builders with jobs in every year': 'in every',
    'mills with late loads in each month of 2024': 'in each',
  });
});
