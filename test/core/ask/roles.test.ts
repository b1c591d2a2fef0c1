import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, openDesk } from './ask.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const artist = 'artist_countries.country_name';
const visitor = 'visitor_countries.country_name';

describe('a country is that of', () => {
  test.each([
    ['the visitors who bought the tickets', 'ticket revenue by country', visitor],
    ['the artists whose works are counted', 'collection value by country', artist],
    ['the artists whose works are lent', 'loan fees by country', artist],
    ['the visitors named', 'number of visitors by country', visitor],
    ['the artists named', 'number of artists by country', artist],
    ['the field that is named in full', 'number of artists by artist country', artist],
  ])('%s', async (_, question, country) => {
    expect((await desk.plan(question)).dimensions.map(dimension => dimension.field)).toContain(country);
  });

  test.each([
    ['ticket revenue from Japan', visitor],
    ['number of loans from Japan', artist],
    ['how many artists from Japan', artist],
    ['how many visitors from Japan', visitor],
    ['ticket revenue where visitor country is Japan', visitor],
  ])('whatever is filtered: %s', async (question, country) => {
    expect((await desk.plan(question)).where).toEqual([{ field: country, operator: '=', values: ['Japan'] }]);
  });

  test.each([
    'ticket revenue by artist country',
    'collection value by visitor country',
    'loan fees from visitors in Japan',
  ])('nobody, where none leads there: %s', async question => {
    expect((await desk.ask(question)).status).toBe('refused');
  });
});
