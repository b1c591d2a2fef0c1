import { beforeAll, describe, expect, test } from '@jest/globals';
import { planHash } from '../../../core/plan/hash.ts';
import { type Clarify, type Desk, museum, openDesk, type Planned } from './ask.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const assumed = async (question: string, kind: string) => {
  const { assumptions } = (await desk.ask(question)) as Planned;
  return assumptions.find(assumption => assumption.kind === kind);
};

describe('the date that nobody named', () => {
  test.each([
    ['ticket revenue in 2024', 'tickets.visit_date', 'what the extension says'],
    ['number of loans in 2024', 'loans.start_date', "what the model's instructions name"],
    ['bookings in 2024', 'tickets.booking_date', 'the first date of the dataset'],
    ['how many artworks in 2021', 'artworks.acquisition_date', 'the only date'],
  ])('%s: %s, %s', async (question, field) => {
    expect((await desk.plan(question)).time?.field).toBe(field);
    expect(await assumed(question, 'date')).toMatchObject({ id: 'date', chosen: field });
  });

  test('can be changed to each of the choices, which makes another plan that runs', async () => {
    const question = 'number of loans in 2024';
    const choices = (await assumed(question, 'date'))?.choices ?? [];
    expect(choices.map(choice => choice.id)).toEqual(
      expect.arrayContaining(['loans.due_date', 'loans.start_date', 'loans.return_date']),
    );
    const hashes = new Set<string>();
    for (const { id } of choices) {
      const plan = await desk.plan(question, { choices: { date: id } });
      expect(plan.time?.field).toBe(id);
      hashes.add(planHash(plan, museum));
      expect(await desk.run(plan)).toEqual(
        await desk.sql(
          `SELECT COUNT(*) FROM loans LEFT JOIN artworks USING (artwork_id) WHERE ${id.split('.')[1]} >= '2024-01-01' AND ${id.split('.')[1]} < '2025-01-01'`,
        ),
      );
    }
    expect(hashes.size).toBe(choices.length);
  });

  test('is what the verb says when there is one, and no choice then', async () => {
    expect((await desk.plan('number of loans returned in 2024')).time?.field).toBe('loans.return_date');
    expect((await desk.plan('number of loans due in 2024')).time?.field).toBe('loans.due_date');
  });
});

describe('other readings', () => {
  test('the last 3 months are whole ones; one choice makes them end today', async () => {
    const question = 'ticket revenue in the last 3 months';
    const other = await desk.rows(question, { choices: { range: 'other' } });
    expect(await assumed(question, 'range')).toMatchObject({ id: 'range', chosen: 'said' });
    expect(other).toEqual(
      await desk.sql("SELECT SUM(amount) FROM tickets WHERE visit_date >= '2025-05-13' AND visit_date < '2025-08-13'"),
    );
  });

  test('a year that was not said is named', async () => {
    expect(await assumed('ticket revenue in October', 'range')).toMatchObject({ chosen: '2024' });
    expect(await assumed('ticket revenue in March', 'range')).toMatchObject({ chosen: '2025' });
    expect(await assumed('ticket revenue in March 2024', 'range')).toBeUndefined();
  });

  test('a ranking without a number says how many it shows', async () => {
    expect(await assumed('top artists by collection value', 'limit')).toMatchObject({ chosen: '10' });
  });

  test('a slip of the pen is said', async () => {
    expect(await assumed('tiket revenue', 'spelling')).toMatchObject({ id: 'spelling:tiket', chosen: 'ticket' });
    expect(await assumed('ticket revenue', 'spelling')).toBeUndefined();
  });

  test('a country is that of the things counted, and said to be', async () => {
    expect(await assumed('number of loans by country', 'name')).toMatchObject({
      chosen: 'artist_countries.country_name',
    });
    expect(await assumed('ticket revenue by country', 'name')).toMatchObject({
      chosen: 'visitor_countries.country_name',
    });
  });
});

describe('a tie', () => {
  test('between the countries of artists and of visitors is asked about, and each option is an answer', async () => {
    const result = (await desk.ask('list the countries')) as Clarify;
    expect(result.status).toBe('clarify');
    expect(result.options.flatMap(option => Object.values(option.choices))).toEqual(
      expect.arrayContaining(['artist_countries.country_name', 'visitor_countries.country_name']),
    );
    for (const { question, choices } of result.options) {
      const plan = await desk.plan(question, { choices });
      expect(JSON.stringify(plan)).toContain(Object.values(choices)[0]);
    }
  });

  test('is settled by the entity named', async () => {
    expect(JSON.stringify(await desk.plan('list the visitor countries'))).toContain('visitor_countries.country_name');
    expect(JSON.stringify(await desk.plan('list the artist countries'))).toContain('artist_countries.country_name');
  });

  test('of two periods is asked about; each on its own is a column of its own', async () => {
    const result = (await desk.ask('ticket revenue in 2023 and 2024')) as Clarify;
    const rows = new Map<string, unknown[][]>();
    for (const { question, choices } of result.options)
      rows.set(choices.periods ?? '', await desk.rows(question, { choices }));
    expect(rows.get('each')?.[0]).toEqual(
      expect.arrayContaining(
        (
          await desk.sql(
            'SELECT SUM(amount) FILTER (year(visit_date) = 2023), SUM(amount) FILTER (year(visit_date) = 2024) FROM tickets',
          )
        )[0] ?? [],
      ),
    );
  });
});
