import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst, type Persona } from '../../../core/identity/persona.ts';
import { type Desk, openDesk, type Planned } from './ask.ts';
import { answers } from './cases.ts';
import { openWorkshop, workshop } from './workshop.ts';

let museum: Desk;
let bicycles: Desk;
beforeAll(async () => {
  museum = await openDesk();
  bicycles = await openDesk(analyst, { model: workshop, open: openWorkshop });
});

describe('a number of each thing above the average of all of them', () => {
  const mean = '(SELECT AVG(insured_value) FROM artworks)';
  answers(() => museum, {
    'how many artworks have an insured value above the average': `SELECT COUNT(*) FROM artworks WHERE insured_value > ${mean}`,
    'how many artworks have an insured value below the average insured value': `SELECT COUNT(*) FROM artworks WHERE insured_value < ${mean}`,
    'how many bronze artworks have an insured value above the average':
      "SELECT COUNT(*) FROM artworks WHERE medium = 'Bronze' AND insured_value > (SELECT AVG(insured_value) FROM artworks WHERE medium = 'Bronze')",
    'how many artworks are worth more than the average artwork': `SELECT COUNT(*) FROM artworks WHERE insured_value > ${mean}`,
    'how many loans with a fee higher than the average fee':
      'SELECT COUNT(*) FROM loans WHERE fee > (SELECT AVG(fee) FROM loans)',
    'which visitors have an age above the average':
      'SELECT visitor_name, visitor_id, age FROM visitors WHERE age > (SELECT AVG(age) FROM visitors)',
  });

  test('which average it is, is told', async () => {
    const result = (await museum.ask('which visitors have an age above the average')) as Planned;
    expect(result.assumptions.map(({ id }) => id)).toContain('average');
  });

  test('only what a persona may see is averaged', async () => {
    const persona: Persona = { ...analyst, rowFilters: { artworks: "medium = 'Oil'" } };
    const narrowed = await openDesk(persona);
    expect(await narrowed.rows('how many artworks have an insured value above the average')).toEqual(
      await museum.sql(
        "SELECT COUNT(*) FROM artworks WHERE medium = 'Oil' AND insured_value > (SELECT AVG(insured_value) FROM artworks WHERE medium = 'Oil')",
      ),
    );
  });
});

describe('an average or a rate of groups above that of all together', () => {
  const price = 'SUM(amount) / SUM(admissions)';
  answers(() => museum, {
    'which channels have an average admission price above the overall average': `SELECT channel, ${price} FROM tickets GROUP BY 1 HAVING ${price} > (SELECT ${price} FROM tickets)`,
    'ticket types whose average admission price is below the average': `SELECT ticket_type, ${price} FROM tickets GROUP BY 1 HAVING ${price} < (SELECT ${price} FROM tickets)`,
  });
});

describe('a total of groups above the mean of them', () => {
  answers(() => museum, {
    'channels with ticket revenue above the average':
      'WITH g AS (SELECT channel, SUM(amount) AS revenue FROM tickets GROUP BY 1) SELECT * FROM g WHERE revenue > (SELECT AVG(revenue) FROM g)',
    'how many visitors have above average ticket revenue':
      'WITH g AS (SELECT visitor_id, SUM(amount) AS revenue FROM tickets GROUP BY 1) SELECT COUNT(*) FROM g WHERE revenue > (SELECT AVG(revenue) FROM g)',
  });
});

describe('refused, as another average could be meant', () => {
  test.each([
    'visitors with an age above the average of their country',
    'visitors with an age above the average in 2024',
    'countries with an age above the average',
    'ticket revenue of channels above the average by month',
    'channels whose ticket revenue is above the overall ticket revenue',
    'channels with ticket revenue above the average age',
    'which months have ticket revenue above the average',
    'top 3 channels with ticket revenue above the average',
    'ticket revenue from loans with a fee above the average fee',
    'artists with artworks with an insured value above the average',
  ])('%s', async question => {
    expect((await museum.ask(question)).status).toBe('refused');
  });

  test('after an answer, of which it is not clear', async () => {
    const after = ['ticket revenue by channel'];
    expect((await museum.ask('only those with ticket revenue above the average', { after })).status).toBe('refused');
  });
});

describe('with names of another model', () => {
  answers(() => bicycles, {
    'how many invoices have a net above the average':
      'SELECT COUNT(*) FROM invoices WHERE net > (SELECT AVG(net) FROM invoices)',
  });

  test('what an invoice is worth is not known', async () => {
    expect((await bicycles.ask('how many invoices are worth more than the average invoice')).status).toBe('refused');
  });
});
