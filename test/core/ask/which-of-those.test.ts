import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { openQuay, quay } from './quay.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: quay, open: openQuay });
});

const names = async (question: string, after: string): Promise<unknown[]> =>
  (await desk.rows(question, { after: [after] })).map(([name]) => name);
const first = (count: number) => `SELECT captain_name, harbour FROM parcels JOIN captains USING (captain_id)
  GROUP BY 1, 2 ORDER BY SUM(weight) DESC LIMIT ${count}`;

describe('which of those that were shown', () => {
  test.each(['which of them are in Oslo', 'which of these are from Oslo', 'which are in Oslo', 'only those in Oslo'])(
    '“%s” keeps those of the ranking, and ranks no others',
    async question => {
      const wanted = await desk.sql(`SELECT captain_name FROM (${first(3)}) WHERE harbour = 'Oslo'`);
      expect(await names(question, 'top 3 captains by freight')).toEqual(wanted.flat());
    },
  );

  test('a place alone asks for the ranking of that place', async () => {
    const wanted = await desk.sql(`SELECT captain_name FROM parcels JOIN captains USING (captain_id)
      WHERE harbour = 'Oslo' GROUP BY 1 ORDER BY SUM(weight) DESC LIMIT 3`);
    expect(await names('only Oslo', 'top 3 captains by freight')).toEqual(wanted.flat());
  });

  test('of groups that passed a bound they are filtered as they are', async () => {
    const wanted = await desk.sql(`SELECT captain_name FROM parcels JOIN captains USING (captain_id)
      WHERE harbour = 'Oslo' GROUP BY 1 HAVING COUNT(*) > 20`);
    const given = await names('which of them are in Oslo', 'captains with more than 20 parcels');
    expect([...given].sort()).toEqual(wanted.flat().sort());
  });

  test.each([
    ['top 3 captains by freight', 'which of them have late parcels'],
    ['top 3 captains by freight', 'which of them sailed in 2024'],
    ['captains with more than 20 parcels', 'which of them have late parcels'],
  ])('behind “%s”, “%s” is no such thing of each: it is refused', async (before, question) => {
    expect((await desk.ask(question, { after: [before] })).status).toBe('refused');
  });
});
