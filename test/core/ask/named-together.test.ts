import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

/** A tea merchant: buyers and growers, each in a country, and what lies in the store. */
const yaml = `
version: "1.0"
semantic_model:
  - name: tea
    ai_context:
      instructions: A country that is named without saying whose it is, is the buyer's.
    datasets:
      - name: buyers
        source: buyers
        primary_key: [buyer_id]
        fields:
          - {name: buyer_id, expression: buyer_id, datatype: Integer}
          - {name: buyer_name, expression: buyer_name, datatype: String}
          - {name: buyer_country, expression: country, datatype: String, ai_context: {synonyms: [country]}}
      - name: growers
        source: growers
        primary_key: [grower_id]
        fields:
          - {name: grower_id, expression: grower_id, datatype: Integer}
          - {name: grower_name, expression: grower_name, datatype: String}
          - {name: grower_country, expression: country, datatype: String}
      - name: chests
        source: chests
        primary_key: [chest_id]
        fields:
          - {name: chest_id, expression: chest_id, datatype: Integer}
          - {name: grade, expression: grade, datatype: String}
          - {name: weight, expression: weight, datatype: Integer}
          - {name: sold_on, expression: sold_on, datatype: Date, dimension: {is_time: true}, ai_context: {synonyms: [sale date]}}
      - name: store
        source: store
        ai_context: {synonyms: [stock]}
        fields:
          - {name: grade, expression: grade, datatype: String}
          - {name: bags, expression: bags, datatype: Integer}
          - {name: shelf, expression: shelf, datatype: String}
    relationships:
      - {name: chests_buyers, from: chests, to: buyers, from_columns: [buyer_id], to_columns: [buyer_id]}
      - {name: chests_growers, from: chests, to: growers, from_columns: [grower_id], to_columns: [grower_id]}
    metrics:
      - {name: chest_count, expression: COUNT(chests.chest_id), ai_context: {synonyms: [number of chests]}}
      - {name: revenue, expression: SUM(chests.weight)}
      - {name: stock_bags, expression: SUM(store.bags), ai_context: {synonyms: [bags in stock]}}
`;
const tables = [
  `CREATE TABLE buyers AS SELECT i AS buyer_id, 'Buyer ' || i AS buyer_name,
    (['India', 'Kenya', 'France'])[1 + i % 3] AS country FROM range(0, 7) r(i)`,
  `CREATE TABLE growers AS SELECT i AS grower_id, 'Estate ' || i AS grower_name,
    (['Kenya', 'India'])[1 + i % 2] AS country FROM range(0, 5) r(i)`,
  `CREATE TABLE chests AS SELECT i AS chest_id, (i * 3) % 7 AS buyer_id, (i * 7) % 5 AS grower_id,
    (['Pekoe', 'Souchong'])[1 + i % 2] AS grade, 10 + (i * 37) % 91 AS weight,
    DATE '2024-01-05' + (i * 3)::INTEGER AS sold_on FROM range(0, 150) r(i)`,
  `CREATE TABLE store AS SELECT (['Pekoe', 'Souchong'])[1 + i % 2] AS grade, 5 + i AS bags,
    (['upper', 'lower', 'cold'])[1 + i % 3] AS shelf FROM range(0, 20) r(i)`,
];

let desk: Desk;
beforeAll(async () => {
  const open = async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const sql of tables) await connection.run(sql);
    return connection;
  };
  desk = await openDesk(analyst, { model: resolveModel(loadModel(yaml, { file: 'tea.yaml' })), open });
});

describe('what was named second does not vanish', () => {
  refusals(() => desk, {
    'top 3 grades and growers by revenue': 'growers',
    'which grades and growers bring the most revenue': 'growers',
    'buyers and growers with more than 10 chests': 'growers',
    'buyers and growers in Kenya': 'growers',
    'show me buyers and their chests in May 2024': 'chests',
    'what do growers in Kenya sell to buyers in France': 'what',
  });
  const pairs = `SELECT grade, grower_name, SUM(weight) FROM chests JOIN growers USING (grower_id) GROUP BY ALL`;
  answers(() => desk, {
    'revenue by grade and grower name': pairs,
    'revenue by grade and grower name, top 1': `${pairs} ORDER BY 3 DESC LIMIT 1`,
  });
});

describe('an extreme beside things is theirs, or that of all', () => {
  refusals(() => desk, {
    'buyers with the latest sale date': 'buyers',
    'buyers in Kenya with minimum weight': 'buyers',
  });
  answers(() => desk, {
    'minimum weight of buyers in Kenya': `SELECT MIN(weight) FROM chests JOIN buyers USING (buyer_id) WHERE country = 'Kenya'`,
  });
});

describe('whose a country is, is told by what is named besides', () => {
  const by = (who: string) => `SELECT country, SUM(weight) FROM chests JOIN ${who}s USING (${who}_id) GROUP BY country`;
  answers(() => desk, {
    'revenue by country': by('buyer'),
    'revenue by country for our growers': by('grower'),
    'revenue by country among growers': by('grower'),
  });
});

describe('stock is how much there is, wherever it stands', () => {
  const bags = `SELECT shelf, SUM(bags) FROM store WHERE grade = 'Pekoe' GROUP BY shelf`;
  answers(() => desk, {
    'stock by shelf for Pekoe': bags,
    'Pekoe: stock by shelf': bags,
    'Pekoe, stock by shelf': bags,
  });
});

describe('how many lie between two numbers', () => {
  const some = (from: number, to: number) =>
    `SELECT buyer_name, buyer_id, COUNT(*) FROM chests JOIN buyers USING (buyer_id) GROUP BY ALL
      HAVING COUNT(*) BETWEEN ${from} AND ${to}`;
  answers(() => desk, {
    'buyers with between 5 and 21 chests': some(5, 21),
    'buyers who bought 22 to 30 chests': some(22, 30),
    'grades with between 1 and 9k revenue': `SELECT grade, SUM(weight) FROM chests GROUP BY grade
      HAVING SUM(weight) BETWEEN 1000 AND 9000`,
  });
});

describe('stock has no number of another thing', () => {
  refusals(() => desk, { 'stock revenue by grade': 'stock' });
});

describe('ways to speak of change', () => {
  answers(() => desk, {
    'revenue by quarter, and the change on the quarter before in percent': `WITH q AS (
        SELECT date_trunc('quarter', sold_on) AS quarter, SUM(weight)::DOUBLE AS now FROM chests GROUP BY 1),
      p AS (SELECT *, LAG(now) OVER (ORDER BY quarter) AS before FROM q)
      SELECT quarter, now, before, now - before, (now - before) / before FROM p`,
  });
});

describe('so many of the periods that are ranked', () => {
  const months = `SELECT date_trunc('month', sold_on), SUM(weight) FROM chests GROUP BY 1`;
  answers(() => desk, {
    'which two months had the highest revenue': `${months} ORDER BY 2 DESC LIMIT 2`,
    'the 3 months with the lowest revenue in 2024': `SELECT date_trunc('month', sold_on), SUM(weight) FROM chests
      WHERE sold_on >= '2024-01-01' AND sold_on < '2025-01-01' GROUP BY 1 ORDER BY 2 LIMIT 3`,
  });
});
