import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openSeedLibrary, seedLibrary } from './seed-library.ts';

/** Rows without a name that link two things, and things that are known by their number. */

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: seedLibrary, open: openSeedLibrary });
});

const offers = 'FROM offers JOIN keepers USING (keeper_id) JOIN seeds USING (seed_id)';

describe('what one has of the other', () => {
  answers(() => desk, {
    'who supplies seed 3, at what cost, and how many packets do they have left?': `SELECT keeper_name, keeper_id, asking_price, packets_left, seed_id ${offers} WHERE seed_id = 3`,
    'keepers of seed 3 with asking price and packets left': `SELECT keeper_name, keeper_id, asking_price, packets_left, seed_id ${offers} WHERE seed_id = 3`,
    'Who supplies seed number 3 and what does it cost at each of them?': `SELECT keeper_name, keeper_id, asking_price, seed_id ${offers} WHERE seed_id = 3`,
    'asking price of seed 3 by keeper': `SELECT keeper_name, keeper_id, asking_price, seed_id ${offers} WHERE seed_id = 3`,
    'who offers seed 3 and at what cost': `SELECT keeper_name, keeper_id, asking_price, seed_id ${offers} WHERE seed_id = 3`,
    'keepers of bean seeds with their asking price': `SELECT seed_name, seed_id, keeper_name, keeper_id, asking_price, plant_kind ${offers} WHERE plant_kind = 'Bean'`,
    'keepers of seed 3 with asking price, most packets left first': `SELECT keeper_name, keeper_id, asking_price, seed_id, packets_left ${offers} WHERE seed_id = 3 ORDER BY packets_left DESC`,
    'cheapest keeper for seed 3': `SELECT keeper_name, keeper_id, seed_id, asking_price ${offers} WHERE seed_id = 3 ORDER BY asking_price LIMIT 1`,
    'which keeper is the cheapest for seed 3?': `SELECT keeper_name, keeper_id, seed_id, asking_price ${offers} WHERE seed_id = 3 ORDER BY asking_price LIMIT 1`,
    'the 2 most expensive keepers for seed 3': `SELECT keeper_name, keeper_id, seed_id, asking_price ${offers} WHERE seed_id = 3 ORDER BY asking_price DESC LIMIT 2`,
    'offers below 5 packets: seed number, keeper name and asking price': `SELECT seed_id, keeper_name, asking_price, packets_left ${offers} WHERE packets_left < 5`,
  });

  test.each([
    // of which seed, and when
    'keepers with their asking price',
    'keepers of seed 3 with asking price in 2024',
    // the total of each, or a row for each
    'keepers of bean seeds with packets left and asking price',
    'cheapest keeper for bean seeds',
    'who is the cheapest for seed 3',
    // those who gave it away, which the offers don't tell
    'keepers who sold seed 3 and at what cost',
    'lowest asking price of seed 3 and the keeper',
  ])('refused: %s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('a unit beside its number', () => {
  answers(() => desk, {
    'How many packets does Ada have left?': `SELECT SUM(packets_left) ${offers} WHERE keeper_name = 'Ada'`,
    'how many packets of seed 3 are left': `SELECT SUM(packets_left) ${offers} WHERE seed_id = 3`,
    'who supplies seed 3, and how many packets has each left?': `SELECT keeper_name, keeper_id, SUM(packets_left) ${offers} WHERE seed_id = 3 GROUP BY ALL`,
    'how many packets does each keeper have left': `SELECT keeper_name, keeper_id, SUM(packets_left) ${offers} GROUP BY ALL`,
    'How many seeds have less than 30 packets on offer over all keepers?':
      'SELECT COUNT(*) FROM (SELECT seed_id FROM offers GROUP BY 1 HAVING SUM(packets_left) < 30)',
    'Which seeds have fewer than 30 packets on offer, counting all keepers together?': `SELECT seed_name, seed_id, SUM(packets_left) ${offers} GROUP BY ALL HAVING SUM(packets_left) < 30`,
  });
});

describe('things known by their number', () => {
  answers(() => desk, {
    'whats the state of swap 7': 'SELECT swap_state FROM swaps WHERE swap_id = 7',
    'state of swap #7': 'SELECT swap_id, swap_state FROM swaps WHERE swap_id = 7',
    'the total of swap 7': 'SELECT swap_id, swap_total FROM swaps WHERE swap_id = 7',
    'value of swap 7': 'SELECT swap_id, swap_total FROM swaps WHERE swap_id = 7',
    'balance: total and average, per village':
      'SELECT village, SUM(keeper_balance), AVG(keeper_balance) FROM keepers GROUP BY 1',
  });
  refusals(() => desk, { 'balance, total and average price by village': 'average', 'state of swap 7 or more': '7' });
});
