import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

describe('the ratio of two values', () => {
  const road = "COUNT(*) FILTER (way = 'ROAD')";
  const post = "COUNT(*) FILTER (way = 'POST')";
  const both = `${road}, ${post}, ${road} / ${post}`;
  answers(() => desk, {
    'ratio of road to post parcels': `SELECT ${both} FROM parcels`,
    'what is the ratio of road to post parcels': `SELECT ${both} FROM parcels`,
    'ratio of road to post parcels by harbour': `SELECT harbour, ${both} FROM parcels JOIN captains USING (captain_id) GROUP BY ALL`,
    'freight by road divided by freight by post': `SELECT SUM(weight) FILTER (way = 'ROAD'), SUM(weight) FILTER (way = 'POST'),
      SUM(weight) FILTER (way = 'ROAD') / SUM(weight) FILTER (way = 'POST') FROM parcels`,
    'which harbour has the highest ratio of road to post freight': `SELECT harbour, SUM(weight) FILTER (way = 'ROAD'),
      SUM(weight) FILTER (way = 'POST'), SUM(weight) FILTER (way = 'ROAD') / SUM(weight) FILTER (way = 'POST')
      FROM parcels JOIN captains USING (captain_id) GROUP BY ALL ORDER BY 4 DESC LIMIT 1`,
  });
  test('a slash between two values may be “or” too', async () => {
    expect(await desk.ask('freight by road / freight by post')).toMatchObject({ status: 'refused' });
  });
});

describe('what is divided is ranked and compared', () => {
  const each = 'SELECT captain_name, captains.captain_id, SUM(weight), COUNT(*), SUM(weight) / COUNT(*)';
  const per = `${each} FROM parcels JOIN captains USING (captain_id) GROUP BY ALL`;
  answers(() => desk, {
    'which captain has the highest ratio of freight to parcels': `${per} ORDER BY 5 DESC LIMIT 1`,
    'top 2 captains by freight divided by parcels': `${per} ORDER BY 5 DESC LIMIT 2`,
    'which captains have a freight per parcel over 11': `${per} HAVING SUM(weight) / COUNT(*) > 11`,
    'captains with a ratio of freight to parcels over 11': `${per} HAVING SUM(weight) / COUNT(*) > 11`,
    'captains with freight divided by parcels over 11': `${per} HAVING SUM(weight) / COUNT(*) > 11`,
    'captains with more than 11 freight per parcel': `${per} HAVING SUM(weight) / COUNT(*) > 11`,
  });
});

describe('what is left is ranked and compared', () => {
  const left = `SELECT captain_name, captains.captain_id, SUM(weight), COUNT(*), SUM(weight) - COUNT(*)
    FROM parcels JOIN captains USING (captain_id) GROUP BY ALL`;
  answers(() => desk, {
    'top 2 captains by freight minus number of parcels': `${left} ORDER BY 5 DESC LIMIT 2`,
    'which captain has the smallest difference between freight and number of parcels': `${left} ORDER BY 5 LIMIT 1`,
    'captains with freight minus number of parcels over 200': `${left} HAVING SUM(weight) - COUNT(*) > 200`,
  });
});

describe('a date named at the end, of what is grouped already', () => {
  answers(() => desk, {
    'parcels by way in June 2023, by sail date': `SELECT way, COUNT(*) FROM parcels
      WHERE sailed >= '2023-06-01' AND sailed < '2023-07-01' GROUP BY 1`,
  });
});

describe('what is made of the numbers of several periods', () => {
  answers(() => desk, {
    'top 2 captains by average monthly freight': `SELECT captain_name, captain_id, AVG(n) FROM (SELECT captain_name, captains.captain_id,
      date_trunc('month', booked), SUM(weight) AS n FROM parcels JOIN captains USING (captain_id) GROUP BY ALL) GROUP BY ALL ORDER BY 3 DESC LIMIT 2`,
  });
  test.each([
    'running total of parcels by month over 100',
    'months where the running total of freight exceeds 100',
    'captains with average monthly freight over 20',
    'captains with most parcels in a single month',
    'highest 3 month moving average of freight',
  ])('“%s” is refused: the condition would be of each period', async question => {
    expect(await desk.ask(question)).toMatchObject({ status: 'refused' });
  });
});
