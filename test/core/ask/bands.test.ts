import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers } from './cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

describe('bands of a number, a row each', () => {
  answers(() => desk, {
    'number of loans by fee: below 200, from 200 to under 400, and 400 or more':
      "SELECT CASE WHEN fee < 200 THEN 'below 200' WHEN fee < 400 THEN 'from 200 to under 400' ELSE '400 or more' END, COUNT(*) FROM loans GROUP BY 1",
    'loan fees by fee: up to 200, over 200':
      "SELECT CASE WHEN fee <= 200 THEN 'up to 200' ELSE 'over 200' END, SUM(fee) FROM loans GROUP BY 1",
    'visitors by age: under 30, 30 to 60, above':
      "SELECT CASE WHEN age < 30 THEN 'under 30' WHEN age <= 60 THEN '30 to 60' ELSE 'above 60' END, COUNT(*) FROM visitors GROUP BY 1",
    'artworks by insured value: below 10k, from 10k to 20k and over 20k: how many of each?':
      "SELECT CASE WHEN insured_value < 10000 THEN 'below 10k' WHEN insured_value <= 20000 THEN 'from 10k to 20k' ELSE 'over 20k' END, COUNT(*) FROM artworks WHERE insured_value IS NOT NULL GROUP BY 1",
    'number of visitors by age: 10-30, 31-50':
      "SELECT CASE WHEN age <= 30 THEN '10 - 30' ELSE '31 - 50' END, COUNT(*) FROM visitors WHERE age BETWEEN 10 AND 50 GROUP BY 1",
  });

  test('what is in two as it was said is in the upper one, which is told', async () => {
    const result = await desk.ask('number of loans by fee: 100 to 200, 200 to 300, 300 or more');
    const plan = result.status === 'planned' ? result.plan : undefined;
    expect(plan?.dimensions[0]?.bands).toEqual([
      { label: '100 to 200', from: 100, below: 200 },
      { label: '200 to 300', from: 200, below: 300 },
      { label: '300 or more', from: 300 },
    ]);
    expect(result.status === 'planned' && result.assumptions.map(({ text }) => text)).toContain(
      'A number where two bands meet is in the upper one.',
    );
  });

  test.each([
    ['both ends are said to be in it', 'number of loans by fee: at most 200, at least 200'],
    ['they overlap', 'number of loans by fee: 100 to 300, 200 to 400, over 400'],
    ['a range, and no bands', 'number of loans with fee above 200 and below 400 of each'],
  ])('%s: “%s”', async (_, question) => {
    const result = await desk.ask(question);
    expect(result.status === 'planned' && result.plan.dimensions.some(({ bands }) => bands)).toBe(false);
  });
});

describe('bands that are equally wide', () => {
  answers(() => desk, {
    'number of loans by fee in steps of 100': 'SELECT FLOOR(fee / 100) * 100, COUNT(*) FROM loans GROUP BY 1',
    'visitors by age in buckets of 20': 'SELECT FLOOR(age / 20) * 20, COUNT(*) FROM visitors GROUP BY 1',
  });
  test('of text there are none', async () => {
    expect((await desk.ask('loans by borrower in steps of 10')).status).toBe('refused');
  });
});

/** A hive is looked after by a keeper, and both are weighed: only the hive's weight is called so. */
const apiary = `
version: "1.0"
semantic_model:
  - name: apiary
    datasets:
      - name: hives
        source: hives
        primary_key: [hive_id]
        fields:
          - {name: hive_id, expression: hive_id, datatype: Integer}
          - {name: jars, expression: jars, datatype: Integer, access_modifier: private}
          - {name: hive_weight, expression: hive_weight, datatype: Integer, ai_context: {synonyms: [weight]}}
      - name: keepers
        source: keepers
        primary_key: [keeper_id]
        fields:
          - {name: keeper_id, expression: keeper_id, datatype: Integer}
          - {name: keeper_weight, expression: keeper_weight, datatype: Integer, ai_context: {synonyms: ["keeper's weight"]}}
    relationships:
      - {name: hives_keepers, from: hives, to: keepers, from_columns: [keeper_id], to_columns: [keeper_id]}
    metrics:
      - {name: honey, expression: SUM(hives.jars)}
`;

describe('bands of a number that other things have, too', () => {
  let hives: Desk;
  beforeAll(async () => {
    const open = async () => {
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      await connection.run(
        'CREATE TABLE keepers AS SELECT i AS keeper_id, 50 + i * 5 AS keeper_weight FROM range(0, 9) r(i)',
      );
      await connection.run(
        'CREATE TABLE hives AS SELECT i AS hive_id, i % 7 AS keeper_id, 30 + i * 2 AS hive_weight, i AS jars FROM range(0, 40) r(i)',
      );
      return connection;
    };
    hives = await openDesk(analyst, { model: resolveModel(loadModel(apiary, { file: 'apiary.yaml' })), open });
  });
  const by = (field: string) => `CASE WHEN ${field} < 70 THEN 'below 70' ELSE '70 or more' END`;
  answers(() => hives, {
    'number of keepers by weight: below 70, 70 or more': `SELECT ${by('keeper_weight')}, COUNT(*) FROM keepers GROUP BY 1`,
    'number of hives by weight: below 70, 70 or more': `SELECT ${by('hive_weight')}, COUNT(*) FROM hives GROUP BY 1`,
    'honey by weight: below 70, 70 or more': `SELECT ${by('hive_weight')}, SUM(jars) FROM hives GROUP BY 1`,
  });
});
