import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { laundry, openLaundry } from './laundry.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: laundry, open: openLaundry });
});

describe('a unit behind per', () => {
  answers(() => desk, {
    'takings per kilometre by speed':
      'SELECT w_speed, SUM(price), SUM(distance), SUM(price) / SUM(distance) FROM washes GROUP BY 1',
    'takings per kilogram': 'SELECT SUM(price), SUM(weight), SUM(price) / SUM(weight) FROM washes',
  });
  refusals(() => desk, {
    'takings per litre': 'litre',
    'finish rate per kilometre': 'kilometre',
  });
});

describe('things without a key are told apart by what the model counts', () => {
  answers(() => desk, {
    'takings per customer by card':
      'SELECT c_card, SUM(price), COUNT(DISTINCT c_id), SUM(price) / COUNT(DISTINCT c_id) FROM washes JOIN customers ON c_id = w_customer GROUP BY 1',
    'how many washes does a driver have on average':
      'SELECT COUNT(*), COUNT(DISTINCT w_driver), COUNT(*) / COUNT(DISTINCT w_driver) FROM washes',
  });
  // not all of them are finished, and no number of those that are goes with the verb
  refusals(() => desk, { 'how many washes does a driver complete on average': 'complete' });
});

describe('whole lists of what is taken of a number', () => {
  answers(() => desk, {
    'longest, shortest and average minutes ironed':
      'SELECT MAX(minutes_ironed), MIN(minutes_ironed), AVG(minutes_ironed) FROM washes',
    'average, highest and lowest weight': 'SELECT AVG(weight), MAX(weight), MIN(weight) FROM washes',
    'lowest, highest and average price': 'SELECT MIN(price), MAX(price), AVG(price) FROM washes',
    'highest and average price by speed': 'SELECT w_speed, MAX(price), AVG(price) FROM washes GROUP BY 1',
  });
});

describe('dots between thousands', () => {
  answers(() => desk, {
    'number of washes with a price over 20.000': 'SELECT COUNT(*) FROM washes WHERE price > 20000',
    'number of washes with a price over 1.000,00': 'SELECT COUNT(*) FROM washes WHERE price > 1000',
    'number of washes with a weight over 2.5': 'SELECT COUNT(*) FROM washes WHERE weight > 2.5',
  });
  refusals(() => desk, { 'number of washes with a price over 1.250': '1.250' });
});

describe('the role that a clause names', () => {
  const home = 'washes JOIN drivers ON d_id = w_driver JOIN branches ON b_id = d_branch';
  answers(() => desk, {
    'takings by the branch the driver is based in': `SELECT b_name, SUM(price) FROM ${home} GROUP BY 1`,
    'takings by the branch that the driver belongs to': `SELECT b_name, SUM(price) FROM ${home} GROUP BY 1`,
    'takings by branch': 'SELECT b_name, SUM(price) FROM washes JOIN branches ON b_id = w_branch GROUP BY 1',
    'takings from Market-based drivers': `SELECT SUM(price) FROM ${home} WHERE b_name = 'Market'`,
  });
});

describe('what was done, and when', () => {
  const march = "BETWEEN DATE '2025-03-01' AND DATE '2025-03-31'";
  answers(() => desk, {
    'washes finished in March 2025': `SELECT COUNT(*) FROM washes WHERE finished_on ${march}`,
    'how many washes were finished in March 2025': `SELECT COUNT(*) FROM washes WHERE finished_on ${march}`,
    'finished washes in March 2025': `SELECT COUNT(*) FROM washes WHERE w_state = 'Finished' AND fetched_on ${march}`,
    'how many washes were finished on the same day they were fetched':
      'SELECT COUNT(*) FROM washes WHERE finished_on = fetched_on',
    'weekend washes in 2025': 'SELECT COUNT(*) FROM washes WHERE dayofweek(fetched_on) IN (0, 6)',
  });
});

describe('values by their code, and what they caused', () => {
  answers(() => desk, {
    'takings for A1 and A2 washes': "SELECT SUM(price) FROM washes WHERE w_speed IN ('A1 Express', 'A2 Normal')",
    'how many washes were caused by red wine': "SELECT COUNT(*) FROM washes WHERE w_stain = 'Red wine'",
    'takings from gold plus silver customers':
      "SELECT SUM(price) FROM washes JOIN customers ON c_id = w_customer WHERE c_card IN ('Gold', 'Silver')",
  });
  refusals(() => desk, {
    'takings from gold plus customers': 'plus',
    'washes for gold plus': 'plus',
    'takings for A7 washes': 'A7',
  });
});

describe('ranked, compared with all, and never used', () => {
  const share = "AVG((w_state = 'Finished')::INT)";
  answers(() => desk, {
    'rank branches by takings':
      'SELECT b_name, SUM(price) FROM washes JOIN branches ON b_id = w_branch GROUP BY 1 ORDER BY 2 DESC',
    'which branches have a higher finish rate than the company as a whole': `SELECT b_name, ${share} FROM washes JOIN branches ON b_id = w_branch GROUP BY 1 HAVING ${share} > (SELECT ${share} FROM washes)`,
    'which soaps have never been used on a wash':
      'SELECT s_name FROM soaps WHERE s_id NOT IN (SELECT u_soap FROM soaps_used)',
    'total only': ['SELECT SUM(price) FROM washes', { after: ['takings by speed'] }],
    'what about the distance driven? top 2 as well': [
      'SELECT w_speed, SUM(distance) FROM washes GROUP BY 1 ORDER BY 2 DESC LIMIT 2',
      { after: ['takings by speed', 'top 2'] },
    ],
  });
});
