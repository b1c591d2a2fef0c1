import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('the days between two dates of a row', () => {
  answers(() => desk, {
    'average number of days from start date to return date of loans':
      "SELECT AVG(DATE_DIFF('day', start_date, return_date)) FROM loans",
    'what is the longest time, in days, between start date and return date of a loan':
      "SELECT MAX(date_diff('day', start_date, return_date)) FROM loans",
    'how many days does a loan take in average from start date until return date':
      "SELECT AVG(date_diff('day', start_date, return_date)) FROM loans",
    'median days between booking date and visit date by channel':
      "SELECT channel, MEDIAN(DATE_DIFF('day', booking_date, visit_date)) FROM tickets GROUP BY 1",
    'maximum number of days from acquisition date to start date':
      "SELECT MAX(DATE_DIFF('day', acquisition_date, start_date)) FROM loans JOIN artworks USING (artwork_id)",
  });

  test.each([
    ['which number of them is not said', 'days from start date to return date'],
    ['one artwork has many loans', 'average days from start date to acquisition date'],
    ['no such date', 'average number of days from packing to return date'],
  ])('%s: “%s”', async (_, question) => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('one date of a row later than another', () => {
  answers(() => desk, {
    'how many loans were returned after their due date': 'SELECT COUNT(*) FROM loans WHERE return_date > due_date',
    'loan fees of loans returned before the due date by borrower':
      'SELECT borrower, SUM(fee) FROM loans WHERE return_date < due_date GROUP BY 1',
  });

  test('artworks have no one return date', async () => {
    expect((await desk.ask('how many artworks were returned after their due date')).status).toBe('refused');
  });
});
