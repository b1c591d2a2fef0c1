import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { openQuay, quay } from './quay.ts';

let port: Desk;
let museum: Desk;
beforeAll(async () => {
  port = await openDesk(analyst, { model: quay, open: openQuay });
  museum = await openDesk(analyst);
});

const some = (where: string) => `SELECT captain_name, captain_id FROM captains c WHERE EXISTS
  (SELECT 1 FROM parcels p WHERE p.captain_id = c.captain_id AND ${where})`;
const byFreight = (rest: string) =>
  `SELECT captain_name, captain_id, SUM(weight) FROM parcels JOIN captains USING (captain_id) GROUP BY 1, 2 ${rest}`;
describe('a number that each has many of', () => {
  test.each([
    ['which captain has the highest weight', byFreight('ORDER BY 3 DESC LIMIT 1'), undefined],
    ['captains with a weight over 300', byFreight('HAVING SUM(weight) > 300'), some('weight > 300')],
    ['captains with weight above 18', byFreight('HAVING SUM(weight) > 18'), some('weight > 18')],
  ])('“%s” may be of one of them or of all: it is asked which', async (question, all, one) => {
    const asked = await port.ask(question);
    expect(asked).toMatchObject({
      status: 'clarify',
      options: [{ choices: { ofMany: 'all' } }, { choices: { ofMany: 'one' } }],
    });
    const rows = async (ofMany: string) => (await port.rows(question, { choices: { ofMany } })).map(String).sort();
    expect(await rows('all')).toEqual((await port.sql(all)).map(String).sort());
    if (one) expect(await rows('one')).toEqual((await port.sql(one)).map(String).sort());
  });

  describe('is of one of them, where these are named', () => {
    answers(() => port, {
      'captains with a parcel weight over 18': some('weight > 18'),
      'captains with late parcels of a weight over 17': some(`weight > 17 AND punctuality = 'Late'`),
    });
    answers(() => museum, {
      'artists with an artwork over 30k': `SELECT artist_name, artist_id FROM artists a WHERE EXISTS
        (SELECT 1 FROM artworks w WHERE w.artist_id = a.artist_id AND insured_value > 30000)`,
      'artists that have a bronze artwork over 25k': `SELECT artist_name, artist_id FROM artists a WHERE EXISTS
        (SELECT 1 FROM artworks w WHERE w.artist_id = a.artist_id AND insured_value > 25000 AND medium = 'Bronze')`,
    });
  });

  describe('is of all of them, where it is said', () => {
    answers(() => port, { 'captains with a weight over 300 in total': byFreight('HAVING SUM(weight) > 300') });
  });

  describe('is of one of them, where nothing adds them up', () => {
    answers(() => port, {
      'captains with a surcharge above 2': some('surcharge > 2'),
    });
  });
});
