import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';
import { nursery, openNursery } from './nursery.ts';
import { openSeedLibrary, seedLibrary } from './seed-library.ts';
import { openTeahouse, teahouse } from './teahouse.ts';
import { openWorkshop, workshop } from './workshop.ts';

let museum: Desk;
let plants: Desk;
let seeds: Desk;
let bicycles: Desk;
let teas: Desk;
beforeAll(async () => {
  museum = await openDesk();
  plants = await openDesk(analyst, { model: nursery, open: openNursery });
  seeds = await openDesk(analyst, { model: seedLibrary, open: openSeedLibrary });
  teas = await openDesk(analyst, { model: teahouse, open: openTeahouse });
  bicycles = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

describe('a roundabout way and a plain one', () => {
  test.each([
    ['takings and admissions side by side by sales channel', 'takings and admissions by sales channel'],
    ['loan fees by borrower, loans started in 2024 only', 'loan fees by borrower of loans started in 2024'],
    ['takings of Web or Door, one figure for each of the two', 'takings of Web or Door, one figure for each'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await museum.plan(question)).toEqual(await museum.plan(plain));
  });

  test.each([
    [
      'how much turnover does one grower bring on average, per grower district?',
      'how much turnover does a grower bring on average, per grower district?',
    ],
    ['which grower offers Rose at the lowest purchase price?', 'which grower has Rose at the lowest purchase price?'],
    ['which grower provides the highest turnover in 2024', 'which grower has the highest turnover in 2024'],
    ['how many orders did we source from growers in Hill', 'how many orders did we buy from growers in Hill'],
  ])('“%s” is “%s”', async (question, plain) => {
    expect(await plants.plan(question)).toEqual(await plants.plan(plain));
  });
});

describe('a value behind the verb that its field is called by', () => {
  answers(() => teas, {
    'revenue of teas to be handled as Tin': "SELECT SUM(amount * price) FROM sold WHERE wrapping = 'Tin'",
  });
  test('nothing is called by another verb', async () => {
    expect((await teas.ask('revenue of teas to be pruned as Tin')).status).toBe('refused');
  });
});

describe('bands that a catalogue is split into', () => {
  answers(() => museum, {
    'Split the artworks into insured values below 10k, from 10k up to 20k inclusive, and above that: how many artworks fall in each band?':
      "SELECT CASE WHEN insured_value < 10000 THEN 'below 10k' WHEN insured_value <= 20000 THEN 'from 10k up to 20k inclusive' ELSE 'above 20000' END, COUNT(*) FROM artworks WHERE insured_value IS NOT NULL GROUP BY 1",
  });
});

describe('the worst of those that were kept for being bad', () => {
  answers(() => seeds, {
    'list keepers whose balance is negative with their balance, worst first':
      'SELECT keeper_name, keeper_id, keeper_balance FROM keepers WHERE keeper_balance < 0 ORDER BY keeper_balance',
  });
});

describe('who is where others are', () => {
  answers(() => bicycles, {
    'how many repairs came from a customer who is in the same city as the shop':
      'SELECT COUNT(*) FROM repairs r JOIN customers c USING (customer_id) JOIN shops s USING (shop_id) WHERE customer_city = shop_city',
  });
});

describe('is refused rather than read as something near it', () => {
  test.each([
    ['they are more than were listed', 'takings of Web or Door, one figure for each of the three'],
    ['the number is not said', 'list artworks in each band'],
  ])('%s: “%s”', async (_, question) => {
    expect((await museum.ask(question)).status).toBe('refused');
  });

  test.each([
    ['so many are no one of them', 'how much turnover does one hundred bring on average'],
    ['what they offer is not named', 'which grower offers'],
    ['from whom is not said', 'how many orders did we source'],
    ['so many, and no time that', 'what average number of orders were under way between March and May 2024'],
    ['a time, and none that anything took', 'how many orders were under way between March and May 2024'],
  ])('%s: “%s”', async (_, question) => {
    expect((await plants.ask(question)).status).toBe('refused');
  });

  test('of a number that is not kept for being bad, which end is the worst is not known', async () => {
    const question = 'list keepers with a balance over 20 with their balance, worst first';
    expect((await seeds.ask(question)).status).toBe('refused');
  });

  test('values that are listed stay parted', async () => {
    const result = await museum.plan('takings and bookings side by side for Web and Door');
    expect(result.dimensions).toHaveLength(1);
  });
});
