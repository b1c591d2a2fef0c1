import { beforeAll, describe, expect, test } from '@jest/globals';
import { nameWords } from '../../../core/ask/words.ts';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';
import { openWorkshop, workshop } from './workshop.ts';

let museum: Desk;
let desk: Desk;
beforeAll(async () => {
  museum = await openDesk();
  desk = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

describe('what is said to count too leaves nothing out', () => {
  answers(() => desk, {
    'number of repairs in 2024 including urgent ones': 'SELECT COUNT(*) FROM repairs WHERE year(received_on) = 2024',
    'repairs in 2024, urgent ones included': 'SELECT COUNT(*) FROM repairs WHERE year(received_on) = 2024',
    'repairs in 2024, only urgent ones': 'SELECT COUNT(*) FROM repairs WHERE year(received_on) = 2024 AND is_urgent',
    'repairs in 2024, only non-urgent ones':
      'SELECT COUNT(*) FROM repairs WHERE year(received_on) = 2024 AND NOT is_urgent',
  });
  refusals(() => desk, {
    'revenue including direct debit ones': 'direct debit',
    'number of repairs including urgent repairs': 'urgent',
  });
});

describe('things that there are', () => {
  answers(() => museum, {
    'how many artist countries have more than 4 artworks':
      'SELECT COUNT(*) FROM (SELECT country FROM works WHERE country IS NOT NULL GROUP BY 1 HAVING COUNT(*) > 4)',
  });
});

describe('averages', () => {
  test.each([
    'average monthly loan fee',
    'average fee per month in 2024',
    'average number of the average fee per month',
  ])('of averages are refused: “%s”', async question => {
    expect((await museum.ask(question)).status).toBe('refused');
  });
  refusals(() => desk, {
    'average minutes of repairs for hotels, retail, hospitals': 'hotels',
  });
  answers(() => desk, {
    'average minutes of repairs for hotels and retail':
      "SELECT AVG(minutes) FROM repairs JOIN customers USING (customer_id) WHERE sector IN ('HO', 'RT')",
  });
});

describe('words that add nothing', () => {
  test.each([
    ['revenue by customer city in one table', 'revenue by customer city'],
    ['how much money is owed at the moment', 'how much money is owed'],
    ['complaints assigned to Ann', 'complaints of Ann'],
    [
      'revenue by quarter 2024 next to the same quarter one year before',
      'revenue by quarter 2024 compared to the same quarter last year',
    ],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await desk.plan(question)).toEqual(await desk.plan(plain));
  });
});

test('units such as kWh are one word', () => {
  expect(nameWords('price per kWh')).toEqual(['price', 'per', 'kwh']);
  expect(nameWords('orderDate')).toEqual(['order', 'date']);
});
