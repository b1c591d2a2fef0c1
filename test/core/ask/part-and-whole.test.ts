import { beforeAll, describe, expect, test } from '@jest/globals';
import { isPlace } from '../../../core/ask/english/places.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openWorkshop, workshop } from './workshop.ts';

let museum: Desk;
let shop: Desk;
beforeAll(async () => {
  museum = await openDesk();
  shop = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

const web = "COUNT(*), COUNT(*) FILTER (channel = 'Web'), AVG((channel = 'Web')::INT) FROM visits";

describe('the whole said first, then which part of it', () => {
  answers(() => museum, {
    'Of all the bookings in 2024, what percentage was Web?': `SELECT ${web} WHERE year(booking_date) = 2024`,
    'of the bookings in 2024, what share was Web': `SELECT ${web} WHERE year(booking_date) = 2024`,
    'out of all bookings how many percent were Web': `SELECT ${web}`,
    'Of the bookings from France, what percentage was Web?': `SELECT ${web} WHERE country = 'France'`,
  });
  answers(() => shop, {
    'what share of the revenue is money owed':
      'SELECT SUM(net), SUM(net - settled), SUM(net - settled) / SUM(net) FROM invoices',
  });
});

describe('each of all values that there are', () => {
  answers(() => museum, {
    'takings for web, door and partner tickets': 'SELECT channel, SUM(amount) FROM tickets GROUP BY 1',
    'takings for web and partner tickets': "SELECT SUM(amount) FROM tickets WHERE channel IN ('Web', 'Partner')",
  });
});

describe('when something was done, and not when it began to be', () => {
  answers(() => museum, {
    'number of exhibitions with Web tickets in 2024':
      "SELECT COUNT(DISTINCT exhibition_id) FROM tickets WHERE channel = 'Web' AND year(booking_date) = 2024",
    'how many exhibitions opened in 2024': 'SELECT COUNT(*) FROM exhibitions WHERE year(opening_date) = 2024',
  });
  refusals(() => museum, { 'list the exhibitions, only those already opened': 'opened' });
});

describe('one grouping in place of another', () => {
  answers(() => museum, {
    'use the exhibition instead of the channel': [
      'SELECT title, exhibition_id, SUM(amount) FROM visits GROUP BY 1, 2',
      { after: ['takings by channel'] },
    ],
  });
});

describe('what is called like something else', () => {
  refusals(() => shop, {
    'cash numbers of our clients': 'numbers of',
    'names of the refunds': 'names',
  });
  refusals(() => museum, { 'who is Web right now': 'who' });
  test('another country is no slip of one that there is', () => {
    expect(['australia', 'austrian', 'iran'].map(isPlace)).toEqual([true, true, true]);
    expect(isPlace('grece')).toBe(false);
  });
});
