import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openTimberyard, timberyardYaml } from './timberyard.ts';

const numbers = `
      - {name: tardy_loads, expression: "SUM(CASE WHEN loads.receipt_date > loads.ship_date THEN 1 ELSE 0 END)"}
      - {name: damp_loads, expression: "SUM(CASE WHEN loads.arrival_status = 'Late' THEN 1 ELSE 0 END)"}
`;
const model = resolveModel(loadModel(`${timberyardYaml.trimEnd()}${numbers}`, { file: 'timberyard.yaml' }));

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model, open: openTimberyard });
});

const tardy = 'l.receipt_date > l.ship_date';
const damp = `l.arrival_status = 'Late'`;
const loads = 'loads l JOIN jobs USING (job_id)';
const job = (where: string) => `EXISTS (SELECT 1 FROM loads l WHERE l.job_id = j.job_id AND ${where})`;
const mill = (where: string) => `EXISTS (SELECT 1 FROM ${loads} WHERE l.mill_id = m.mill_id AND ${where})`;
const builder = (where: string) => `EXISTS (SELECT 1 FROM ${loads} WHERE jobs.builder_id = b.builder_id AND ${where})`;
const share = (things: string, where: string) =>
  `SELECT COUNT(*), COUNT(*) FILTER (${where}), COUNT(*) FILTER (${where}) / COUNT(*) FROM ${things}`;

describe('things that have some of the rows that a number counts', () => {
  describe('are counted by groups, and the rows are not', () => {
    const byCounty = (where: string) => `SELECT county_name, COUNT(*) FROM jobs j JOIN builders USING (builder_id)
      JOIN counties USING (county_id) WHERE ${job(where)} GROUP BY 1`;
    answers(() => desk, {
      'jobs with tardy loads by county': byCounty(tardy),
      'jobs with damp loads by county': byCounty(damp),
      'jobs with tardy loads per year': `SELECT date_trunc('year', job_date)::DATE, COUNT(*) FROM jobs j WHERE ${job(tardy)} GROUP BY 1`,
      'mills with tardy loads in 2024 by county': `SELECT county_name, COUNT(*) FROM mills m JOIN counties USING (county_id)
        WHERE ${mill(`${tardy} AND year(job_date) = 2024`)} GROUP BY 1`,
    });
  });

  describe('are a share of all of them', () => {
    answers(() => desk, {
      'share of jobs with tardy loads': share('jobs j', job(tardy)),
      'share of jobs with damp loads in 2023': share('(SELECT * FROM jobs WHERE year(job_date) = 2023) j', job(damp)),
      'percentage of mills with tardy loads in 2024': share('mills m', mill(`${tardy} AND year(job_date) = 2024`)),
      'share of builders with damp loads in 2023': share('builders b', builder(`${damp} AND year(job_date) = 2023`)),
    });
  });

  describe('or none of them, with those that have no rows at all', () => {
    answers(() => desk, {
      'builders without tardy loads': `SELECT builder_name, builder_id FROM builders b WHERE NOT ${builder(tardy)}`,
      'how many jobs have no tardy loads': `SELECT COUNT(*) FROM jobs j WHERE NOT ${job(tardy)}`,
    });
  });

  test.each(['mills with tardy loads per month', 'share of mills with tardy loads per year'])(
    '“%s” is refused: the mills have no date, and each has many loads',
    async question => {
      expect((await desk.ask(question)).status).toBe('refused');
    },
  );

  refusals(() => desk, {
    'sales by county without tardy loads': 'tardy loads',
    'builders with many jobs': 'many',
    'builders with small sales': 'small',
    'how many builders have many jobs': 'many',
    'which builders have as many jobs as Builder A': 'as',
  });
});
