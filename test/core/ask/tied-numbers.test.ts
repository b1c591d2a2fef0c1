import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Clarify, type Desk, openDesk } from './ask.ts';
import { openOrchard, orchard, orchardThatSays } from './orchard.ts';

/** Takings are those of the stands, of the parcels, or of both. */

const openWith = (model: typeof orchard): Promise<Desk> => openDesk(analyst, { model, open: openOrchard });
const stands = 'SELECT SUM(stand_amount) FROM stand_sales';
const parcels = 'SELECT SUM(parcel_amount) FROM parcels';

describe('words that may mean one number as well as another', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openWith(orchard);
  });

  test('are asked about, and each choice is what it says', async () => {
    const asked = (await desk.ask('takings')) as Clarify;
    expect(asked.status).toBe('clarify');
    expect(asked.question).toBe('Which takings do you mean?');
    expect(asked.options.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Stand takings', 'Parcel takings', 'Whole takings']),
    );
    for (const { label, choices } of asked.options) {
      const expected = { 'Stand takings': stands, 'Parcel takings': parcels }[label];
      if (expected) expect(await desk.rows('takings', { choices })).toEqual(await desk.sql(expected));
    }
  });

  test('are the one by which the question can be answered; which is said and can be changed', async () => {
    const result = await desk.ask('takings by stand');
    expect(result).toMatchObject({
      status: 'planned',
      plan: { measures: [{ metric: 'stand_takings' }] },
      assumptions: [{ kind: 'name', text: '“takings” is taken as stand takings.', chosen: 'stand_takings' }],
    });
  });

  test('are not asked about where the whole name is said', async () => {
    expect(await desk.rows('parcel takings')).toEqual(await desk.sql(parcels));
    expect(await desk.rows('posted takings')).toEqual(await desk.sql(parcels));
  });

  test('that can’t be answered in any way are refused', async () => {
    expect(await desk.ask('takings by weather')).toMatchObject({ status: 'refused' });
  });
});

describe('what the instructions say of a word', () => {
  const both = `SELECT (${stands}) + (${parcels})`;
  test.each([
    ['"Takings" alone means the parcel takings, before postage.', 'takings', parcels],
    ['Takings mean whole takings.', 'takings', both],
    ['"Income" and "yield" are stand takings.', 'income', stands],
    ['"Income" and "yield" are stand takings.', 'yield', stands],
    ['Takings are those of the stands unless parcels are mentioned.', 'takings', stands],
    ['When a question speaks of takings without a way, parcel takings are meant.', 'takings', parcels],
  ])('%s', async (sentence, question, sql) => {
    const desk = await openWith(orchardThatSays(sentence));
    expect(await desk.rows(question)).toEqual(await desk.sql(sql));
  });

  test.each([
    ['"Income" means parcel takings of cash buyers only.', 'income'],
    ['"Income" means takings that came in by post.', 'income'],
    ['Income is parcel takings.', 'income'],
  ])('%s: a part of a number, or no definition, is none', async (sentence, question) => {
    const desk = await openWith(orchardThatSays(sentence));
    expect(await desk.ask(question)).toMatchObject({ status: 'refused' });
  });
});

describe('a noun without a plural that has two numbers', () => {
  const yaml = `
version: "1.0"
semantic_model:
  - name: larder
    datasets:
      - name: stock
        source: stock
        primary_key: [shelf]
        fields:
          - {name: shelf, expression: shelf, datatype: Integer}
          - {name: jars, expression: jars, datatype: Integer}
          - {name: kilos, expression: kilos, datatype: Integer}
    metrics:
      - {name: jars_in_stock, expression: SUM(stock.jars)}
      - {name: kilos_in_stock, expression: SUM(stock.kilos)}
`;
  const open = async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(
      'CREATE TABLE stock AS SELECT i AS shelf, 3 * i AS jars, 5 + i AS kilos FROM range(0, 9) r(i)',
    );
    return connection;
  };

  test('is asked about, and the choice is what is answered', async () => {
    const desk = await openDesk(analyst, { model: resolveModel(loadModel(yaml, { file: 'larder.yaml' })), open });
    const question = 'how much stock do we have';
    const asked = (await desk.ask(question)) as Clarify;
    expect(asked.options.map(({ label }) => label)).toEqual(['Jars in stock', 'Kilos in stock']);
    const rows = await Promise.all(asked.options.map(({ choices }) => desk.rows(question, { choices })));
    expect(rows.flat()).toEqual(await desk.sql('SELECT SUM(jars) FROM stock UNION ALL SELECT SUM(kilos) FROM stock'));
  });
});
