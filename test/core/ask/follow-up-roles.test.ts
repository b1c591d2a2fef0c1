import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { compared, type Desk, openDesk } from './ask.ts';
import { openTimberyard, timberyard } from './timberyard.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: timberyard, open: openTimberyard });
});

const ofMills = 'loads JOIN mills USING (mill_id) JOIN counties USING (county_id)';

describe('the same for things in another role', () => {
  test.each([
    [
      'how many builders are there per county',
      'same for mills',
      'SELECT county_name, COUNT(*) FROM mills JOIN counties USING (county_id) GROUP BY 1',
    ],
    [
      'sales by builder county',
      'and for mills?',
      `SELECT county_name, county_id, SUM(planks * 3) FROM ${ofMills} GROUP BY 1, 2`,
    ],
    [
      'number of builders in Dale',
      'what about mills',
      "SELECT COUNT(*) FROM mills JOIN counties USING (county_id) WHERE county_name = 'Dale'",
    ],
    [
      'sales by builder',
      'same for mills',
      'SELECT mill_name, mill_id, SUM(planks * 3) FROM loads JOIN mills USING (mill_id) GROUP BY 1, 2',
    ],
  ])('%s: %s', async (first, next, sql) => {
    const { given, wanted } = await compared(desk, next, [sql, { after: [first] }]);
    expect(given).toEqual(wanted);
  });

  test.each([['average plank price by cut', 'same for mills', 'no number of theirs']])(
    'refused: %s, %s, as there is %s',
    async (first, next) => {
      expect((await desk.ask(next, { after: [first] })).status).toBe('refused');
    },
  );
});
