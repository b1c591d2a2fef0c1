import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

/** Pipes of an organ builder: a country that begins with "un", a finish that says there is none, and jobs that are late. */
const yaml = `
version: "1.0"
semantic_model:
  - name: organs
    datasets:
      - name: churches
        source: churches
        primary_key: [church_number]
        fields:
          - {name: church_number, expression: church_number, datatype: Integer}
          - {name: church_name, expression: church_name, datatype: String}
          - {name: country, expression: country, datatype: String}
      - name: jobs
        source: jobs
        primary_key: [job_number]
        fields:
          - {name: job_number, expression: job_number, datatype: Integer}
          - {name: begun_on, expression: begun_on, datatype: Date, dimension: {is_time: true}}
          - {name: finish, expression: finish, datatype: String}
          - {name: job_value, expression: job_value, datatype: Integer}
          - {name: punctuality, expression: "CASE WHEN job_number % 3 = 0 THEN 'Late' ELSE 'In time' END", datatype: String}
          - {name: job_state, expression: "CASE WHEN job_number % 4 = 0 THEN 'Halted' ELSE 'Done' END", datatype: String}
    relationships:
      - {name: jobs_churches, from: jobs, to: churches, from_columns: [church_number], to_columns: [church_number]}
    metrics:
      - {name: job_count, expression: COUNT(jobs.job_number), ai_context: {synonyms: [number of jobs]}}
      - {name: takings, expression: SUM(jobs.job_value), ai_context: {synonyms: [revenue]}}
      - {name: late_jobs, expression: "COUNT(CASE WHEN jobs.punctuality = 'Late' THEN jobs.job_number END)"}
`;
const tables = [
  `CREATE TABLE churches AS SELECT i AS church_number, 'Saint ' || i AS church_name,
    (['United Kingdom', 'France', 'Norway'])[1 + i % 3] AS country FROM range(0, 12) r(i)`,
  `CREATE TABLE jobs AS SELECT i AS job_number, (i * 5) % 12 AS church_number, DATE '2021-02-01' + (i * 9)::INTEGER AS begun_on,
    (['Oak', '9-NOT SPECIFIED', 'Pine'])[1 + (i + 1) % 3] AS finish, (i * 37) % 2600 AS job_value FROM range(0, 200) r(i)`,
];

let desk: Desk;
beforeAll(async () => {
  const open = async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const sql of tables) await connection.run(sql);
    return connection;
  };
  desk = await openDesk(analyst, { model: resolveModel(loadModel(yaml, { file: 'organs.yaml' })), open });
});

const joined = 'FROM jobs JOIN churches USING (church_number)';

describe('what is left out', () => {
  const abroad = `SELECT SUM(job_value) ${joined} WHERE country <> 'United Kingdom'`;
  answers(() => desk, {
    'takings without the UK': abroad,
    'takings except the United Kingdom': abroad,
    'how many jobs have no finish specified': "SELECT COUNT(*) FROM jobs WHERE finish = '9-NOT SPECIFIED'",
  });
  refusals(() => desk, {
    'jobs with a finish specified': 'specified',
    'jobs with job state on hold': 'hold',
  });
});

describe('two sides, and what they are sides of', () => {
  answers(() => desk, {
    'number of late jobs versus in time jobs by country': `SELECT country, CASE WHEN job_number % 3 = 0 THEN 'Late' ELSE 'In time' END, COUNT(*) ${joined} GROUP BY 1, 2`,
    'oak vs pine: takings for each year from 2021 through 2023': `SELECT date_trunc('year', begun_on)::DATE, finish, SUM(job_value) FROM jobs
      WHERE finish IN ('Oak', 'Pine') AND year(begun_on) BETWEEN 2021 AND 2023 GROUP BY 1, 2`,
  });
});

describe('spans and changes', () => {
  answers(() => desk, {
    'how many jobs have a job value from 0 to 2000': 'SELECT COUNT(*) FROM jobs WHERE job_value BETWEEN 0 AND 2000',
    'takings per year with the % change on the year before': `WITH years AS (SELECT date_trunc('year', begun_on)::DATE AS y, SUM(job_value) AS v FROM jobs GROUP BY 1)
      SELECT y, v, LAG(v) OVER (ORDER BY y), v - LAG(v) OVER (ORDER BY y), (v - LAG(v) OVER (ORDER BY y)) / LAG(v) OVER (ORDER BY y) FROM years ORDER BY 1`,
    'church with the biggest job':
      'SELECT church_name, church_number, job_number, job_value FROM jobs JOIN churches USING (church_number) ORDER BY job_value DESC LIMIT 1',
  });
});
