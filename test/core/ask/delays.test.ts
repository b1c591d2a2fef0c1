import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

/** A plumber's jobs, of which the model says when one is late. */
const yaml = `
version: "1.0"
semantic_model:
  - name: plumber
    datasets:
      - name: jobs
        source: jobs
        primary_key: [job_no]
        fields:
          - {name: job_no, expression: job_no, datatype: Integer}
          - {name: called_on, expression: called_on, datatype: Date, dimension: {is_time: true}}
          - {name: promised_on, expression: promised_on, datatype: Date, dimension: {is_time: true}}
          - {name: finished_on, expression: finished_on, datatype: Date, dimension: {is_time: true}, description: Empty while the job is not yet finished.}
          - {name: district, expression: district, datatype: String}
    metrics:
      - {name: late_jobs, expression: "SUM(CASE WHEN jobs.finished_on > jobs.promised_on THEN 1 ELSE 0 END)", label: Late jobs}
      - {name: job_count, expression: COUNT(jobs.job_no), label: Number of jobs}
`;

async function open(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE jobs AS SELECT i AS job_no, DATE '2025-01-01' + i::INTEGER AS called_on,
    DATE '2025-01-08' + i::INTEGER AS promised_on, CASE WHEN i % 6 > 0 THEN DATE '2025-01-02' + (i + (i * 7) % 17)::INTEGER END AS finished_on,
    (['North', 'South'])[1 + (i // 3) % 2] AS district FROM range(0, 50) r(i)`);
  return connection;
}

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: resolveModel(loadModel(yaml, { file: 'plumber.yaml' })), open });
});

const delay = "date_diff('day', promised_on, finished_on)";
const late = 'FROM jobs WHERE finished_on > promised_on';

describe('delays, where the model says what is late', () => {
  answers(() => desk, {
    'What is the longest delay we ever had, in days past the promised date?': `SELECT MAX(${delay}) FROM jobs`,
    'Average delay in days of the late jobs, per district': `SELECT district, AVG(${delay}) ${late} GROUP BY 1`,
    'By how many days are the late jobs late, on average?': `SELECT AVG(${delay}) ${late}`,
    'when a job is late, by how many days on average?': `SELECT AVG(${delay}) ${late}`,
    'median delay of late jobs': `SELECT MEDIAN(${delay}) ${late}`,
    'Taking only the late jobs, by how many days on average did they miss the promised date, per district?': `SELECT district, AVG(${delay}) ${late} GROUP BY 1`,
    'how many jobs were more than 3 days late': `SELECT COUNT(*) FROM jobs WHERE ${delay} > 3`,
    'jobs delayed by at least 1 week': `SELECT COUNT(*) FROM jobs WHERE ${delay} >= 7`,
    'how many jobs were less than 3 days late': `SELECT COUNT(*) FROM jobs WHERE ${delay} BETWEEN 1 AND 2`,
    'longest time in days that a job was under way between call and finish':
      "SELECT MAX(date_diff('day', called_on, finished_on)) FROM jobs",
  });

  test('what has no end yet is told not to be counted', async () => {
    const result = await desk.ask('average time from call to finish');
    expect(result.status === 'planned' && result.assumptions.map(({ id }) => id)).toContain('open:jobs.finished_on');
  });

  test.each([
    ['of the late ones, or of all', 'average delay by district'],
    ['from another date', 'average delay of late jobs in days past the call date'],
    ['late by another date', 'by how many days on average did late jobs miss the call date'],
    ['those that missed it, or all', 'by how many days on average did the jobs miss the promised date'],
    ['from where to where', 'average delay of jobs between call and payment'],
  ])('%s: “%s”', async (_, question) => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});
