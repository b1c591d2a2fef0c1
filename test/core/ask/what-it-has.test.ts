import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

const parcels = 'parcels JOIN captains USING (captain_id)';
const top = { after: ['top captain by freight'] };
const lateRate = `AVG(CASE WHEN punctuality = 'Late' THEN 1.0 ELSE 0 END)`;

describe('a number of the one thing of the last answer', () => {
  const besideFreight = `SELECT captain_name, captain_id, SUM(weight), ${lateRate} FROM ${parcels} GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1`;
  answers(() => desk, {
    'what is its late rate': [besideFreight, top],
    'and its late rate?': [besideFreight, top],
    'late rate of that captain': [besideFreight, top],
    'what is the late rate of this captain': [besideFreight, top],
    'which harbour is that captain from': [
      `SELECT captain_name, captain_id, harbour, SUM(weight) FROM ${parcels} GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT 1`,
      top,
    ],
    'which harbours are these captains in': [
      `SELECT captain_name, captain_id, harbour, SUM(weight) FROM ${parcels} GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT 3`,
      { after: ['top 3 captains by freight'] },
    ],
    'how many parcels did it have': [
      `SELECT captain_name, captain_id, SUM(weight), COUNT(*) FROM ${parcels} GROUP BY 1, 2 ORDER BY 3 DESC LIMIT 1`,
      top,
    ],
    'what was its late rate': [
      `SELECT ${lateRate} FROM ${parcels} WHERE captain_name = 'Captain B'`,
      { after: ['freight of Captain B'] },
    ],
  });

  test('“was that” asks for another number of the same rows', async () => {
    const wanted = await desk.sql(`SELECT COUNT(*) FROM ${parcels} WHERE harbour = 'Oslo' AND year(booked) = 2024`);
    expect(await desk.rows('how many parcels was that', { after: ['freight in Oslo in 2024'] })).toEqual(wanted);
  });

  test.each([
    ['freight by captain', 'what is its late rate'],
    ['top captain by freight', 'what is its late rate in 2024'],
    ['top captain by freight', 'how many late parcels did it have'],
    ['top captain by freight', 'its weight'],
    ['top captain by freight', 'late rate of this captain in 2024'],
    ['top captain by freight', 'which ways did it use'],
    ['freight in Oslo in 2024', 'how many captains do we have there'],
    ['top 3 captains by freight', 'average weight of these captains'],
    ['top 3 captains by freight', 'what is their total late rate'],
    ['top 3 captains by freight', 'what was their late rate in 2024'],
    ['top 3 captains by freight', 'how many late parcels did they have'],
    ['freight by harbour', 'what is their surcharge'],
  ])('behind “%s”, “%s” is refused: not of which, or not of the same rows', async (before, question) => {
    expect((await desk.ask(question, { after: [before] })).status).toBe('refused');
  });

  test.each([
    'what is its late rate',
    'late rate of that captain',
    'late rate of these captains',
    'how many parcels was that',
    'how many captains do we have there',
  ])('with nothing before, “%s” is refused', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });

  test('within one question it points at what is named there', async () => {
    const wanted = await desk.sql(`SELECT harbour, ${lateRate} FROM ${parcels} GROUP BY 1`);
    expect(new Set((await desk.rows('each harbour and its late rate')).map(String))).toEqual(
      new Set(wanted.map(String)),
    );
  });
});
