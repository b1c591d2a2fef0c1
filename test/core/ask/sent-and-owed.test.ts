import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';
import { openSeedLibrary, seedLibrary } from './seed-library.ts';

let desk: Desk;
let library: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: nursery, open: openNursery });
  library = await openDesk(analyst, { model: seedLibrary, open: openSeedLibrary });
});

describe('those who sent something to a place are not in that place', () => {
  const sent = `SELECT COUNT(DISTINCT grower_id) FROM plant_orders JOIN gardens USING (garden_id)
    JOIN districts d ON d.district_id = gardens.district_id WHERE d.district_name = 'Hill'`;
  answers(() => desk, {
    'how many growers ship to gardens in Hill': sent,
    'number of growers who delivered to Hill': sent,
    'how many growers deliver to Hill': sent,
  });
});

describe('how much is owed is told on the side of the number that the word says', () => {
  const rows = (condition: string) => `SELECT keeper_name, keeper_id, keeper_balance FROM keepers WHERE ${condition}`;
  answers(() => library, {
    'list keepers that owe us more than 5': rows('keeper_balance < -5'),
    'keepers owing us 5 or more': rows('keeper_balance <= -5'),
    'list keepers who owe less than 30': rows('keeper_balance > -30 AND keeper_balance < 0'),
  });
});

describe('what has no date of its own is not told when it was new', () => {
  test.each(['new gardens per year', 'number of new gardens by month', 'new gardens in 2024'])('%s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});
