import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openTimberyard, timberyardYaml } from './timberyard.ts';

const sized = timberyardYaml.replace(', label: Plank price', ', label: Plank size, ai_context: {synonyms: [size]}');
const model = resolveModel(loadModel(sized, { file: 'timberyard.yaml' }));

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model, open: openTimberyard });
});

describe('every period', () => {
  describe('of a number is each on its own', () => {
    answers(() => desk, {
      'jobs every year': `SELECT date_trunc('year', job_date)::DATE, COUNT(*) FROM jobs GROUP BY 1`,
      'sales every quarter in 2023': `SELECT date_trunc('quarter', job_date)::DATE, SUM(planks * 3) FROM loads
        JOIN jobs USING (job_id) WHERE year(job_date) = 2023 GROUP BY 1`,
    });
  });

  describe('in which each did something is no period to group by', () => {
    refusals(() => desk, {
      'which builders ordered every month in 2023': 'every',
      'how many builders ordered every year': 'every',
      'how many builders ordered in every year': 'in every',
      'builders that placed jobs in every year': 'in every',
      'builders with jobs in all years': 'in',
    });
  });
});

describe('a size', () => {
  answers(() => desk, {
    'woods by size': 'SELECT plank_price, COUNT(*) FROM woods GROUP BY 1',
    'sales by size': 'SELECT plank_price, SUM(planks * 3) FROM loads JOIN woods USING (wood_id) GROUP BY 1',
  });
  describe('that other things have is not that of those that are counted', () => {
    refusals(() => desk, { 'jobs by size': 'size', 'jobs by size: below 6, 6 to 9, above 9': 'size' });
  });
});

describe('said in a second half', () => {
  const sales = (year: number) => `SUM(planks * 3) FILTER (year(job_date) = ${year})`;
  answers(() => desk, {
    'what were our sales in 2024 and how did they compare with 2023': `SELECT ${sales(2024)} AS a, ${sales(2023)} AS b, a - b,
      (a - b) / b::DOUBLE FROM loads JOIN jobs USING (job_id)`,
  });
});

describe('how many of one thing were sold', () => {
  refusals(() => desk, { 'how many of wood 3 did we sell in 2024': 'of' });
});
