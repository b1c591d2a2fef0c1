import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('two wordings of one question', () => {
  test.each([
    ['takings splitted by gallery', 'takings split by gallery'],
    ['tell me in one number how many bookings there are', 'how many bookings are there'],
    ['takings of 2024, month for month', 'takings of 2024 by month'],
    ['visitors with more as 14 bookings', 'visitors with more than 14 bookings'],
    ['top 3 exhibitions after takings', 'top 3 exhibitions by takings'],
    ['takings by gallery in all years combined', 'takings by gallery'],
    ['how many exhibitions have just one booking', 'how many exhibitions have exactly one booking'],
    ['artworks with a single loan', 'artworks with exactly one loan'],
    ['which artwork has the highest insured value and how much is it?', 'which artwork has the highest insured value'],
    ['gap between the highest and the lowest fee', 'difference between the highest and the lowest fee'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await desk.plan(question)).toEqual(await desk.plan(plain));
  });

  refusals(() => desk, {
    'which visitors have more than 14 bookings and how much is it?': 'how',
    'how many artworks have a fee over 300 and how much is it?': 'how',
  });
});

describe('what was compared is shown, whatever it is called', () => {
  answers(() => desk, {
    'exhibitions with fewer than 40 bookings, with the figure':
      'SELECT title, exhibition_id, COUNT(*) FROM visits GROUP BY 1, 2 HAVING COUNT(*) < 40',
  });
});
