import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { openQuay, quay } from './quay.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let port: Desk;
let yard: Desk;
beforeAll(async () => {
  port = await openDesk(analyst, { model: quay, open: openQuay });
  yard = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

const parcels = 'parcels JOIN captains USING (captain_id)';
const lateRate = `AVG(CASE WHEN punctuality = 'Late' THEN 1.0 ELSE 0 END)`;
const ofCaptains = (numbers: string, rest: string) =>
  `SELECT captain_name, captain_id, ${numbers} FROM ${parcels} GROUP BY 1, 2 ${rest}`;

describe('a number of those in the last answer stands beside the one that they were chosen by', () => {
  const top3 = { after: ['top 3 captains by freight'] };
  const besideFreight = ofCaptains(`SUM(weight), ${lateRate}`, 'ORDER BY 3 DESC LIMIT 3');
  answers(() => port, {
    'late rate of these captains': [besideFreight, top3],
    'what is the late rate of those': [besideFreight, top3],
    'what is their late rate': [besideFreight, top3],
    'how many parcels did they have': [ofCaptains('SUM(weight), COUNT(*)', 'ORDER BY 3 DESC LIMIT 3'), top3],
    'what is their freight': [
      ofCaptains('COUNT(*), SUM(weight)', 'HAVING COUNT(*) > 30'),
      { after: ['captains with more than 30 parcels'] },
    ],
    'and their late rates': [
      `SELECT harbour, captain_name, captain_id, freight, rate FROM (${`SELECT harbour, captain_name, captain_id, SUM(weight) AS freight,
        ${lateRate} AS rate FROM ${parcels} GROUP BY 1, 2, 3`})
        QUALIFY row_number() OVER (PARTITION BY harbour ORDER BY freight DESC) = 1`,
      { after: ['top captain in each harbour by freight'] },
    ],
  });
});

describe('a field of those in the last answer is shown of each', () => {
  const top2 = { after: ['top 2 parcels by freight in 2024'] };
  const first = `SELECT parcel_id, ANY_VALUE(surcharge), SUM(weight) FROM parcels WHERE year(booked) = 2024 GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 2`;
  answers(() => port, { 'what is their surcharge': [first, top2], 'and their surcharges': [first, top2] });
});

describe('the end of those in the last answer', () => {
  const byCaptain = { after: ['late rate by captain'] };
  const worst = ofCaptains(lateRate, 'ORDER BY 3 DESC LIMIT 1');
  const best = ofCaptains(lateRate, 'ORDER BY 3 LIMIT 1');
  answers(() => port, {
    'which was worst': [worst, byCaptain],
    'and the worst?': [worst, byCaptain],
    'which of them was the best': [best, byCaptain],
    'which captains have the most': [
      `SELECT captain_name, captain_id, COUNT(*) FROM ${parcels} WHERE punctuality = 'Late' GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 10`,
      { after: ['how many late parcels'] },
    ],
    'which harbour has the fewest?': [
      `SELECT harbour, COUNT(*) FROM ${parcels} WHERE punctuality = 'Late' GROUP BY 1 ORDER BY 2 LIMIT 1`,
      { after: ['how many late parcels'] },
    ],
  });

  describe('behind the first few is one of those few', () => {
    const few = ofCaptains('SUM(weight) AS freight', 'ORDER BY 3 DESC LIMIT 3');
    const ranked = `SELECT *, rank() OVER (ORDER BY freight DESC) AS place FROM (${few})`;
    const top3 = { after: ['top 3 captains by freight'] };
    const rated = `SELECT captain_name, captain_id, freight, rate, place FROM (${ranked}) JOIN (${ofCaptains(`${lateRate} AS rate`, '')})
      USING (captain_name, captain_id) ORDER BY rate DESC LIMIT 1`;
    answers(() => port, {
      'which of them is the lowest': [`${ranked} ORDER BY freight LIMIT 1`, top3],
      'which one is the highest?': [`${ranked} ORDER BY freight DESC LIMIT 1`, top3],
      'and the lowest?': [ofCaptains('SUM(weight)', 'ORDER BY 3 LIMIT 1'), top3],
      'which was worst': [rated, { after: ['top 3 captains by freight', 'what is their late rate'] }],
    });
  });

  test('is asked of nothing where nothing was answered', async () => {
    for (const question of ['which was worst', 'which captains have the most'])
      expect((await port.ask(question)).status).toBe('refused');
  });
});

describe('another year beside the one of the last answer, month by month', () => {
  const jobs = (part: string, where = 'true') => `SELECT ${part}(job_date) AS part,
    COUNT(*) FILTER (year(job_date) = 2024) AS now, COUNT(*) FILTER (year(job_date) = 2023) AS before,
    now - before, (now - before) / NULLIF(before, 0)::DOUBLE FROM jobs
    WHERE year(job_date) IN (2023, 2024) AND ${where} GROUP BY 1`;
  const names = (sql: string, name: string) => `SELECT ${name}, * EXCLUDE part FROM (${sql})`;
  answers(() => yard, {
    'compare with 2023': [names(jobs('quarter'), `'Q' || part`), { after: ['number of jobs by quarter in 2024'] }],
    'versus 2023': [
      names(jobs('month'), `monthname(make_date(2000, part::INTEGER, 1))`),
      { after: ['number of jobs by month in 2024'] },
    ],
  });

  test('a month is none that a year could be set beside', async () => {
    const after = ['number of jobs by month in 2024'];
    expect((await yard.ask('compare with March 2023', { after })).status).toBe('refused');
  });
});
