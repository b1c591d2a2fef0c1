import { beforeAll, describe, expect, test } from '@jest/globals';
import { flagOf } from '../../../core/ask/flags.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const takings = (year: number): string => `SUM(amount) FILTER (year(visit_date) = ${year})`;
const bookings = (year: number): string => `COUNT(*) FILTER (year(booking_date) = ${year})`;

describe('both ends of a number, and its average', () => {
  answers(() => desk, {
    'lowest, average and highest insured value by medium':
      'SELECT medium, MIN(insured_value), AVG(insured_value), MAX(insured_value) FROM artworks GROUP BY 1',
    'average and highest insured value': 'SELECT AVG(insured_value), MAX(insured_value) FROM artworks',
  });
});

describe('two points in time, in any order', () => {
  answers(() => desk, {
    'difference in takings between 2024 and 2023': `SELECT ${takings(2024)}, ${takings(2023)}, ${takings(2024)} - ${takings(2023)}, ${takings(2024)} / ${takings(2023)} - 1 FROM tickets`,
    'did we get more tickets in 2023 or in 2024?': `SELECT ${bookings(2023)}, ${bookings(2024)}, ${bookings(2024)} - ${bookings(2023)}, ${bookings(2024)} / ${bookings(2023)} - 1 FROM tickets`,
    'takings growth in 2024 over the year before': `SELECT ${takings(2024)}, ${takings(2023)}, ${takings(2024)} - ${takings(2023)}, ${takings(2024)} / ${takings(2023)} - 1 FROM tickets`,
    'how did takings grow by channel from 2023 to 2024': `SELECT channel, ${takings(2023)}, ${takings(2024)}, ${takings(2024)} - ${takings(2023)}, ${takings(2024)} / ${takings(2023)} - 1 FROM tickets GROUP BY 1`,
  });
  refusals(() => desk, { 'takings between 2024 and 2023': 'between 2024 and 2023' });
});

describe('what was never done, and what is not known', () => {
  answers(() => desk, {
    'how many loans were never returned': 'SELECT COUNT(*) FROM loans WHERE return_date IS NULL',
    'how many artists where we don’t know the birth year': 'SELECT COUNT(*) FROM artists WHERE birth_year IS NULL',
  });
  refusals(() => desk, { 'how many loans were never returned late': 'never' });
});

describe('countries of a part of the world', () => {
  answers(() => desk, {
    'takings from visitors from European countries': "SELECT SUM(amount) FROM visits WHERE continent = 'Europe'",
  });
  refusals(() => desk, { 'takings by European countries': 'countries' });
});

describe('texts that begin with one or the other', () => {
  answers(() => desk, {
    'how many exhibitions whose title starts with "I" or "B"':
      "SELECT COUNT(*) FROM exhibitions WHERE title LIKE 'I%' OR title LIKE 'B%'",
  });
});

test('what is or is not so is yes or no', () => {
  expect(flagOf(['Subscribed', 'Not subscribed'])).toEqual({ yes: 'Subscribed', no: 'Not subscribed' });
  expect(flagOf(['Not subscribed', 'Unknown'])).toBeUndefined();
});
