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

describe('the days that something takes', () => {
  const days = "date_diff('day', start_date, return_date)";
  answers(() => desk, {
    'On average, how many days does a loan travel (from start date to return date), by borrower?': `SELECT borrower, AVG(${days}) FROM loans GROUP BY 1`,
    'how long does it take from start date until it is returned, by borrower': `SELECT borrower, AVG(${days}) FROM loans GROUP BY 1`,
    'what is the worst delay we ever had, in days between due date and return date':
      "SELECT MAX(date_diff('day', due_date, return_date)) FROM loans",
    'average lead time from start date to return date': `SELECT AVG(${days}) FROM loans`,
    'which 2 borrowers take longest from start date to return date': `SELECT borrower, AVG(${days}) FROM loans GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 2`,
    'number of loans that needed more than 100 days from start date to return date': `SELECT COUNT(*) FROM loans WHERE ${days} > 100`,
    'how many loans were returned more than 2 weeks after the due date':
      "SELECT COUNT(*) FROM loans WHERE date_diff('day', due_date, return_date) > 14",
    'how many loans were returned more than a month after the due date':
      'SELECT COUNT(*) FROM loans WHERE return_date > due_date + INTERVAL 1 MONTH',
    'share of loans returned within 90 days of the start date': `SELECT COUNT(*), COUNT(*) FILTER (${days} <= 90), COUNT(*) FILTER (${days} <= 90) / COUNT(*) FROM loans`,
  });

  test('that it is the average is told', async () => {
    const result = await desk.ask('how long does it take from start date to return date');
    expect(result.status === 'planned' && result.assumptions.map(({ id }) => id)).toContain('average-days');
  });

  test.each([
    ['nothing says what a delay is of', 'average delay of loans in days'],
    ['one of the dates is not said', 'what is the longest delay we ever had, in days past the due date'],
    ['one of the dates is not said', 'which 5 borrowers take longest to return'],
  ])('%s: “%s”', async (_, question) => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});

describe('one date of a row later than another', () => {
  answers(() => desk, {
    'how many loans were returned after their due date': 'SELECT COUNT(*) FROM loans WHERE return_date > due_date',
    'loans that were returned later than their due date - how many by borrower?':
      'SELECT borrower, COUNT(*) FROM loans WHERE return_date > due_date GROUP BY 1',
    'loan fees of loans returned before the due date by borrower':
      'SELECT borrower, SUM(fee) FROM loans WHERE return_date < due_date GROUP BY 1',
  });

  test('artworks have no one return date', async () => {
    expect((await desk.ask('how many artworks were returned after their due date')).status).toBe('refused');
  });
});
