import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openQuay, quay } from './quay.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let yard: Desk;
let port: Desk;
beforeAll(async () => {
  yard = await openDesk(analyst, { model: timberyard, open: openTimberyard });
  port = await openDesk(analyst, { model: quay, open: openQuay });
});

const jobs = 'jobs JOIN builders USING (builder_id)';

describe('who has things', () => {
  describe('are the people that they belong to', () => {
    answers(() => yard, {
      'who had the latest job': `SELECT job_id, builder_name, job_date FROM ${jobs} ORDER BY job_date DESC LIMIT 1`,
      'who has job 17': `SELECT builder_name, builder_id FROM ${jobs} WHERE job_id = 17`,
      'who had open jobs in March 2023': `SELECT DISTINCT builder_name, builder_id FROM ${jobs}
        WHERE job_status = 'Open' AND job_date >= '2023-03-01' AND job_date < '2023-04-01'`,
      'who had more than 6 jobs in 2023': `SELECT builder_name, builder_id, COUNT(*) FROM ${jobs}
        WHERE year(job_date) = 2023 GROUP BY 1, 2 HAVING COUNT(*) > 6`,
    });
  });

  describe('is nobody where nothing tells whose they are', () => {
    refusals(() => yard, { 'who has the most expensive wood': 'who', 'who has woods of cut SMALL BOARD': 'who' });
    refusals(() => port, { 'who has the heaviest parcel': 'who' });
  });

  describe('is shown beside the largest with what else is asked of it', () => {
    const heaviest = `SELECT parcel_id, captain_name, sailed, booked, weight FROM parcels JOIN captains USING (captain_id)
      WHERE year(booked) = 2024 ORDER BY weight DESC, parcel_id LIMIT 1`;
    answers(() => port, { 'which captain had the heaviest parcel in 2024 and its sail date': heaviest });
  });
});

describe('when something was done last', () => {
  const last = (where: string) => `SELECT MAX(sailed) FROM parcels JOIN captains USING (captain_id) WHERE ${where}`;
  answers(() => port, {
    'when did the last parcel sail': last('true'),
    'when did the last parcel sail by road': last(`way = 'ROAD'`),
    'when did we last sail a late parcel': last(`punctuality = 'Late'`),
  });
});
