import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { fruitPost, openFruitPost } from './fruit-post.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: fruitPost, open: openFruitPost });
});

const sales = 'post_sales JOIN growers USING (grower_id) JOIN buyers USING (buyer_id) LEFT JOIN fairs USING (fair_id)';

describe('of fields that share a noun, the one in the table of the number', () => {
  answers(() => desk, {
    'revenue by channel': `SELECT post_channel, SUM(amount) FROM ${sales} GROUP BY 1`,
    'revenue by fair channel': `SELECT fair_channel, SUM(amount) FROM ${sales} GROUP BY 1`,
    'fairs by channel': 'SELECT fair_channel, COUNT(*) FROM fairs GROUP BY 1',
  });
});

describe('rows that a part of their key numbers', () => {
  answers(() => desk, {
    'how many post parcels were delayed': "SELECT COUNT(*) FROM post_sales WHERE post_parcel_state = 'Delayed'",
    'post parcels by channel': 'SELECT post_channel, COUNT(*) FROM post_sales GROUP BY 1',
  });
});

describe('things that have not begun', () => {
  const coming = "SELECT fair_name, fair_id, fair_start FROM fairs WHERE fair_start > DATE '2025-08-13'";
  answers(() => desk, {
    'which fairs are still to come': coming,
    'fairs to come': coming,
    'how many fairs have yet to start': "SELECT COUNT(*) FROM fairs WHERE fair_start > DATE '2025-08-13'",
  });
  refusals(() => desk, {
    'which growers are still to come': 'still to come',
    'post parcels yet to be sent': 'yet',
  });
});

describe('from one end to the other is an order', () => {
  answers(() => desk, {
    'list all growers from oldest to newest planting date':
      'SELECT grower_name, grower_id, planted_on FROM growers ORDER BY 3, 1',
    'list growers from highest to lowest crate price':
      'SELECT grower_name, grower_id, crate_price FROM growers ORDER BY 3 DESC, 1',
  });
});

describe('states by their names, where the data has codes', () => {
  answers(() => desk, {
    'revenue of the Texas growers': `SELECT SUM(amount) FROM ${sales} WHERE grower_state = 'TX'`,
    'revenue from West Virginia and Ontario by grower state': `SELECT grower_state, SUM(amount) FROM ${sales} WHERE grower_state IN ('WV', 'ON') GROUP BY 1`,
  });
  refusals(() => desk, { 'revenue in Nevada': 'Nevada' });
});

describe('people are no part of the name of something', () => {
  answers(() => desk, {
    'revenue from gold members': `SELECT SUM(amount) FROM ${sales} WHERE club = 'Gold'`,
    'how many silver members do we have': "SELECT COUNT(*) FROM buyers WHERE club = 'Silver'",
    'revenue during Members Day 2023': `SELECT SUM(amount) FROM ${sales} WHERE fair_name = 'Members Day 2023'`,
  });
  refusals(() => desk, {
    'revenue from members': 'members',
    'revenue of None members': 'members',
  });
});

describe('what is of today', () => {
  answers(() => desk, {
    'average crate price today by grower state': 'SELECT grower_state, AVG(crate_price) FROM growers GROUP BY 1',
  });
  test('the price of a day, where another one is that of today', async () => {
    expect((await desk.ask('average unit price today by channel')).status).toBe('refused');
  });
});

describe('a number of things that were listed', () => {
  const after = ['which growers are in Texas'];
  answers(() => desk, {
    'show their 2024 revenue': [
      `SELECT grower_name, grower_id, SUM(amount) FROM ${sales} WHERE grower_state = 'TX' AND year(packed_on) = 2024 GROUP BY 1, 2`,
      { after },
    ],
    'what was their revenue in 2024?': [
      `SELECT SUM(amount) FROM ${sales} WHERE grower_state = 'TX' AND year(packed_on) = 2024`,
      { after },
    ],
  });
});
