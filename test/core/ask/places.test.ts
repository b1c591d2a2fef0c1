import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('one place of a ranking', () => {
  const ranked = 'SELECT channel, SUM(amount) s, rank() OVER (ORDER BY SUM(amount) DESC) p FROM tickets GROUP BY 1';
  answers(() => desk, {
    'second best sales channel by ticket revenue': `SELECT * FROM (${ranked}) WHERE p = 2`,
    'which sales channel is number two in ticket revenue': `SELECT * FROM (${ranked}) WHERE p = 2`,
    'which sales channel comes third by ticket revenue': `SELECT * FROM (${ranked}) WHERE p = 3`,
  });
  test('can’t be listed among rows', async () => {
    expect((await desk.ask('second most expensive artwork')).status).toBe('refused');
  });
});

describe('days between two dates', () => {
  const days = "datediff('day', start_date, return_date)";
  answers(() => desk, {
    'how many days on average from start date to return date by borrower': `SELECT borrower, AVG(${days}) FROM loans GROUP BY 1`,
    'average time from start date to return date': `SELECT AVG(${days}) FROM loans`,
    'number of loans with more than 90 days from start date to return date': `SELECT COUNT(*) FROM loans WHERE ${days} > 90`,
    'how many loans were returned within 90 days of the start date': `SELECT COUNT(*) FROM loans WHERE ${days} <= 90`,
  });
  refusals(() => desk, { 'how many days from start date to return date': 'days' });
});

describe('what is left out, and what a number belongs to', () => {
  answers(() => desk, {
    'sales channels with more than 5 different visitors':
      'SELECT channel, COUNT(DISTINCT visitor_id) FROM tickets GROUP BY 1 HAVING COUNT(DISTINCT visitor_id) > 5',
    'ticket revenue from everywhere except Web': "SELECT SUM(amount) FROM tickets WHERE channel <> 'Web'",
    'bookings in 2024 not counting Web':
      "SELECT COUNT(*) FROM tickets WHERE year(booking_date) = 2024 AND channel <> 'Web'",
  });
  refusals(() => desk, { 'bookings by company gallery': 'company' });

  test('a number that things have now is not listed for a time in which something happened to them', async () => {
    expect((await desk.ask('list age of visitors in 2024')).status).toBe('refused');
    expect((await desk.ask('list insured value of artworks in 2024 compared to today')).status).toBe('refused');
  });
});

describe('their', () => {
  answers(() => desk, {
    'what is their average age': [
      "SELECT AVG(age) FROM visitors JOIN countries USING (country_id) WHERE country_name = 'Japan'",
      { after: ['how many visitors from Japan'] },
    ],
  });
  describe('of the first few is a number more of each of them', () => {
    const value = 'SELECT artist_id, SUM(insured_value) AS value FROM artworks GROUP BY 1';
    const fees = 'SELECT artist_id, SUM(fee) AS fees FROM loans JOIN artworks USING (artwork_id) GROUP BY 1';
    answers(() => desk, {
      'what are their loan fees': [
        `SELECT artist_name, artist_id, value, fees FROM artists JOIN (${value}) USING (artist_id)
          LEFT JOIN (${fees}) USING (artist_id) ORDER BY value DESC LIMIT 2`,
        { after: ['top 2 artists by collection value'] },
      ],
    });
  });
});
