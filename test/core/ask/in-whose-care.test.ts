import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

/** A kennel: dogs that keepers look after, walks, treats that families take, and what the model says of empty dates. */

const field = (name: string, type: string, more = ''): string =>
  `{name: ${name}, expression: ${name}, datatype: ${type}${more}}`;
const time = ', dimension: {is_time: true}';

const kennel = resolveModel(
  loadModel(
    `
version: "1.0"
semantic_model:
  - name: kennel
    ai_context: {instructions: "Plans count by the day they were begun, questions by the day they were asked."}
    datasets:
      - name: keepers
        source: keepers
        primary_key: [keeper_id]
        fields:
          - ${field('keeper_id', 'Integer')}
          - ${field('keeper_name', 'String', ', label: Keeper, ai_context: {synonyms: [manager]}')}
          - ${field('house', 'String')}
      - name: dogs
        source: dogs
        primary_key: [dog_id]
        fields:
          - ${field('dog_id', 'Integer')}
          - ${field('dog_name', 'String', ', label: Dog')}
          - ${field('keeper_id', 'Integer')}
          - ${field('colour', 'String', ', description: "Colour of the coat; empty when nobody noted it."')}
          - ${field('last_bath', 'Date', `${time}, description: "Day of the last bath; empty when the dog never took a shower."`)}
      - name: foods
        source: foods
        primary_key: [food_id]
        fields:
          - ${field('food_id', 'Integer')}
          - ${field('food_name', 'String', ', label: Food')}
      - name: plans
        source: plans
        primary_key: [plan_id]
        fields:
          - ${field('plan_id', 'Integer')}
          - ${field('dog_id', 'Integer')}
          - ${field('food_id', 'Integer')}
          - ${field('subscription_date', 'Date', `${time}, description: "The default date of plans.", ai_context: {synonyms: [subscribed on]}`)}
      - name: questions
        source: questions
        primary_key: [question_id]
        fields:
          - ${field('question_id', 'Integer')}
          - ${field('dog_id', 'Integer')}
          - ${field('opened_on', 'Date', `${time}, description: "The default date of questions."`)}
          - ${field('kind', 'String')}
          - ${field('via', 'String')}
          - ${field('question_state', 'String', ', description: "Open or Done."')}
          - ${field('score', 'Integer', ', description: "How it was rated, 1 to 5.", ai_context: {synonyms: [rating]}')}
    relationships:
      - {name: dogs_keepers, from: dogs, to: keepers, from_columns: [keeper_id], to_columns: [keeper_id]}
      - {name: plans_dogs, from: plans, to: dogs, from_columns: [dog_id], to_columns: [dog_id]}
      - {name: plans_foods, from: plans, to: foods, from_columns: [food_id], to_columns: [food_id]}
      - {name: questions_dogs, from: questions, to: dogs, from_columns: [dog_id], to_columns: [dog_id]}
    metrics:
      - {name: dog_count, expression: COUNT(dogs.dog_id), ai_context: {synonyms: [number of dogs]}}
      - {name: plan_count, expression: COUNT(plans.plan_id), ai_context: {synonyms: [number of plans]}}
      - {name: open_questions, expression: "SUM(CASE WHEN questions.question_state = 'Open' THEN 1 ELSE 0 END)"}
      - {name: approval, expression: AVG(questions.score)}
`,
    { file: 'kennel.yaml' },
  ),
);

const tables = [
  `CREATE TABLE keepers AS SELECT i AS keeper_id, (['Ada Alm', 'Bo Birk', 'Cy Cole'])[i] AS keeper_name, (['North', 'South', 'North'])[i] AS house FROM range(1, 4) r(i)`,
  `CREATE TABLE dogs AS SELECT i AS dog_id, 'Dog ' || i AS dog_name, CASE WHEN i % 4 > 0 THEN i % 4 END AS keeper_id,
    CASE WHEN i % 5 > 0 THEN (['Brown', 'Grey'])[1 + i % 2] END AS colour, CASE WHEN i % 3 > 0 THEN DATE '2025-01-01' + i::INTEGER END AS last_bath FROM range(1, 25) r(i)`,
  `CREATE TABLE foods AS SELECT i AS food_id, (['Acme Rice', 'Acme Fish', 'Acme Oats', 'Acme Beef', 'Acme Corn'])[i] AS food_name FROM range(1, 6) r(i)`,
  `CREATE TABLE plans AS SELECT i AS plan_id, 1 + (i * 7) % 20 AS dog_id, 1 + (i * 3 + i // 7) % 4 AS food_id, DATE '2024-02-01' + (i * 11)::INTEGER AS subscription_date FROM range(0, 50) r(i)`,
  `CREATE TABLE questions AS SELECT i AS question_id, 1 + (i * 5) % 18 AS dog_id, DATE '2024-03-01' + (i * 9)::INTEGER AS opened_on,
    (['Health', 'Play', 'Sleep'])[1 + i % 3] AS kind, (['Oats', 'Phone call'])[1 + i % 2] AS via, (['Open', 'Done', 'Done'])[1 + i // 2 % 3] AS question_state,
    CASE WHEN i % 4 > 0 THEN 1 + (i * i) % 5 + i % 3 END AS score FROM range(0, 60) r(i)`,
];

async function openKennel(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of tables) await connection.run(sql);
  return connection;
}

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(analyst, { model: kennel, open: openKennel });
});

const kept = 'dogs LEFT JOIN keepers USING (keeper_id)';
const having = (food: string) => `(SELECT dog_id FROM plans JOIN foods USING (food_id) WHERE food_name IN (${food}))`;

describe('who has the care of things', () => {
  answers(() => desk, {
    'how many dogs does each keeper look after': `SELECT keeper_name, keeper_id, COUNT(*) FROM ${kept} GROUP BY ALL`,
    'how many dogs are handled by the North house': `SELECT COUNT(*) FROM ${kept} WHERE house = 'North'`,
    'number of dogs assigned to Bo Birk': `SELECT COUNT(*) FROM ${kept} WHERE keeper_name = 'Bo Birk'`,
    'how many dogs managed by Bo Birk are brown': `SELECT COUNT(*) FROM ${kept} WHERE keeper_name = 'Bo Birk' AND colour = 'Brown'`,
    'how many dogs are not managed by anyone': 'SELECT COUNT(*) FROM dogs WHERE keeper_id IS NULL',
    'plans managed by each house':
      'SELECT house, COUNT(*) FROM plans JOIN dogs USING (dog_id) LEFT JOIN keepers USING (keeper_id) GROUP BY 1',
  });
  // a plan has no keeper of its own, and nothing is called by the verb
  refusals(() => desk, {
    'how many plans does each house deal with': 'deal',
    'foods nobody is responsible for': 'responsible',
  });
});

describe('what was never done', () => {
  answers(() => desk, {
    'how many dogs never took a shower': 'SELECT COUNT(*) FROM dogs WHERE last_bath IS NULL',
    'number of dogs that have not taken a shower yet, by colour':
      'SELECT colour, COUNT(*) FROM dogs WHERE last_bath IS NULL GROUP BY 1',
    'how many foods has nobody subscribed to':
      'SELECT COUNT(*) FROM foods WHERE food_id NOT IN (SELECT food_id FROM plans)',
    'how many dogs never opened any questions':
      'SELECT COUNT(*) FROM dogs WHERE dog_id NOT IN (SELECT dog_id FROM questions)',
    'how many dogs did not subscribe to anything at all in 2025':
      'SELECT COUNT(*) FROM dogs WHERE dog_id NOT IN (SELECT dog_id FROM plans WHERE year(subscription_date) = 2025)',
  });
  refusals(() => desk, { 'how many dogs never took a walk': 'never' });
});

describe('one and another of what there are many of', () => {
  answers(() => desk, {
    'how many dogs have both Rice and Fish': `SELECT COUNT(*) FROM dogs WHERE dog_id IN ${having("'Acme Rice'")} AND dog_id IN ${having("'Acme Fish'")}`,
    // Oats are a way as well, by their whole name
    'how many dogs have both Rice and Oats': `SELECT COUNT(*) FROM dogs WHERE dog_id IN ${having("'Acme Rice'")} AND dog_id IN ${having("'Acme Oats'")}`,
    'how many dogs have Acme Rice but not Acme Fish': `SELECT COUNT(*) FROM dogs WHERE dog_id IN ${having("'Acme Rice'")} AND dog_id NOT IN ${having("'Acme Fish'")}`,
    'dogs that have Acme Rice but not Acme Fish or Acme Beef: how many': `SELECT COUNT(*) FROM dogs WHERE dog_id IN ${having("'Acme Rice'")} AND dog_id NOT IN ${having("'Acme Fish', 'Acme Beef'")}`,
    'how many dogs with at least one phone call': `SELECT COUNT(*) FROM dogs WHERE dog_id IN (SELECT dog_id FROM questions WHERE via = 'Phone call')`,
  });
});

describe('words that say a thing otherwise', () => {
  answers(() => desk, {
    'worst rated kind': 'SELECT kind, AVG(score) FROM questions GROUP BY 1 ORDER BY 2 LIMIT 1',
    'number of dogs by colour, including those where we do not know it': 'SELECT colour, COUNT(*) FROM dogs GROUP BY 1',
    'open questions in 2024': "SELECT COUNT(*) FROM questions WHERE question_state = 'Open' AND year(opened_on) = 2024",
    'how many questions were opened in 2024': 'SELECT COUNT(*) FROM questions WHERE year(opened_on) = 2024',
  });
});
