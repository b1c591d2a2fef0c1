import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst, type Persona } from '../../../core/identity/persona.ts';
import { type Desk, openDesk, type Refused, sorted } from './ask.ts';

/** Sees the collection, but neither the desk's tickets nor the loans to MoMA. */
const curator: Persona = {
  ...analyst,
  name: 'curator',
  title: 'Curator',
  datasets: ['artworks', 'artists', 'artist_countries', 'loans'],
  metrics: ['loan_count', 'collection_value'],
  rowFilters: { loans: "borrower <> 'MoMA'" },
};

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(curator);
});

const hidden = /ticket|revenue|admission|visitor|channel|MoMA|fees/i;

describe('someone who may not see all', () => {
  test.each([
    'number of visitors',
    'ticket revenue',
    'admissions',
    'loan fees by borrower and visitor country',
    'average admission price',
    'number of loans by sales channel',
    'number of loans from Web',
    'number of loans to MoMA',
    'list the visitors',
    'moma',
  ])('is not told: %s', async question => {
    const result = (await desk.ask(question)) as Refused;
    expect(result.status).toBe('refused');
    for (const suggestion of result.suggestions) expect(suggestion).not.toMatch(hidden);
  });

  test('is shown the rows that are left', async () => {
    expect(sorted(await desk.rows('number of loans by borrower'))).toEqual(
      sorted(await desk.sql("SELECT borrower, COUNT(*) FROM loans WHERE borrower <> 'MoMA' GROUP BY 1")),
    );
  });

  test.each(['', 't', 'tick', 'mo', 'Mo', 'number of loans by ', 'number of loans to M', 'v', 'web'])(
    'is offered nothing else while typing “%s”',
    async text => {
      for (const question of await desk.planner.complete(text, 20)) {
        expect(question).not.toMatch(hidden);
        expect((await desk.ask(question)).status).toBe('planned');
      }
    },
  );

  test('starts from questions that can be asked', async () => {
    const starters = await desk.planner.starters(10);
    expect(starters.length).toBeGreaterThan(2);
    for (const question of starters) {
      expect(question).not.toMatch(hidden);
      expect((await desk.ask(question)).status).toBe('planned');
    }
  });
});
