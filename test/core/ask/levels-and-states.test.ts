import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe } from '@jest/globals';
import { analyst } from '../../../core/identity/persona.ts';
import { loadModel } from '../../../core/semantic/model/load.ts';
import { resolveModel } from '../../../core/semantic/resolve/model.ts';
import { type Desk, openDesk } from './ask.ts';
import { answers, refusals } from './cases.ts';

/** A rowing school: crews keyed by their name, members of them, dues written down month by month, and repairs. */
const yaml = `
version: "1.0"
semantic_model:
  - name: rowing
    datasets:
      - name: crews
        source: crews
        primary_key: [crew_name]
        fields:
          - {name: crew_name, expression: crew_name, datatype: String, ai_context: {synonyms: [crew]}}
          - {name: crew_lead, expression: crew_lead, datatype: String, description: Who leads the crew.}
      - name: goals
        source: goals
        fields:
          - {name: goal, expression: goal, datatype: String}
          - {name: goal_unit, expression: unit, datatype: String}
      - name: members
        source: members
        primary_key: [member_id]
        fields:
          - {name: member_id, expression: member_id, datatype: Integer}
          - {name: member_name, expression: member_name, datatype: String, ai_context: {synonyms: [member]}}
          - {name: standing, expression: standing, datatype: String}
      - name: repairs
        source: repairs
        primary_key: [repair_no]
        fields:
          - {name: repair_no, expression: repair_no, datatype: String, ai_context: {synonyms: [repair number]}}
          - {name: begun_at, expression: begun_at, datatype: Date, dimension: {is_time: true}, ai_context: {synonyms: [begun]}}
          - {name: ended_at, expression: ended_at, datatype: Date, description: Missing while it goes on., dimension: {is_time: true}}
          - {name: urgency, expression: urgency, datatype: String}
          - name: repair_minutes
            expression: minutes
            datatype: Integer
            ai_context: {synonyms: [repair length]}
            custom_extensions: [{vendor_name: COMMON, data: '{"unit": "min"}'}]
      - name: dues
        source: dues
        fields:
          - {name: month_end, expression: month_end, datatype: Date, dimension: {is_time: true}}
          - {name: standing_then, expression: standing, datatype: String}
          - {name: due, expression: due, datatype: Integer}
    relationships:
      - {name: repairs_crews, from: repairs, to: crews, from_columns: [crew_name], to_columns: [crew_name]}
      - {name: repairs_members, from: repairs, to: members, from_columns: [member_id], to_columns: [member_id]}
      - {name: dues_members, from: dues, to: members, from_columns: [member_id], to_columns: [member_id]}
    metrics:
      - {name: repair_count, expression: COUNT(repairs.repair_no), ai_context: {synonyms: [number of repairs]}}
      - {name: urgent_repairs, expression: "COUNT(CASE WHEN repairs.urgency = 'Urgent' THEN repairs.repair_no END)"}
      - {name: new_dues, expression: "SUM(CASE WHEN dues.standing_then = 'New' THEN dues.due END)"}
      - {name: lapsed_dues, expression: "SUM(CASE WHEN dues.standing_then = 'Lapsed' THEN dues.due END)"}
      - name: running_dues
        expression: SUM(dues.due)
        custom_extensions:
          - {vendor_name: COMMON, data: '{"semi_additive": true, "time_field": "dues.month_end"}'}
`;
const tables = [
  `CREATE TABLE crews AS SELECT * FROM (VALUES ('Heron', 'Ada Finch'), ('Otter', 'Bo Lind'), ('Pike', 'Cy Moss')) t(crew_name, crew_lead)`,
  `CREATE TABLE goals AS SELECT * FROM (VALUES ('Win more', 'leads'), ('Row longer', 'minutes')) t(goal, unit)`,
  `CREATE TABLE members AS SELECT i AS member_id, 'Member ' || i AS member_name,
    (['Full', 'Guest', 'Trial'])[1 + i % 3] AS standing FROM range(0, 9) r(i)`,
  `CREATE TABLE repairs AS SELECT 'R-' || i AS repair_no, (['Heron', 'Otter', 'Pike'])[1 + (i * 2) % 3] AS crew_name,
    i % 7 AS member_id, DATE '2024-01-03' + (i * 4)::INTEGER AS begun_at,
    CASE WHEN i % 9 > 0 THEN DATE '2024-01-05' + (i * 4)::INTEGER END AS ended_at,
    (['Urgent', 'Calm', 'Calm', 'Calm'])[1 + i % 4] AS urgency, 20 + (i * 13) % 90 AS minutes FROM range(0, 40) r(i)`,
  `CREATE TABLE dues AS SELECT last_day(DATE '2024-01-01' + to_months(m::INTEGER)) AS month_end, i AS member_id,
    (['New', 'Full', 'Lapsed'])[1 + (i + m) % 3] AS standing, 10 + (i * 7 + m) % 40 AS due
    FROM range(0, 9) r(i), range(0, 6) s(m)`,
];

let desk: Desk;
beforeAll(async () => {
  const open = async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const sql of tables) await connection.run(sql);
    return connection;
  };
  const model = resolveModel(loadModel(yaml, { file: 'rowing.yaml' }));
  desk = await openDesk(analyst, { model, open });
});

describe('a level of today is what it was last', () => {
  const last = `SELECT SUM(due) FROM dues WHERE month_end = '2024-06-30'`;
  answers(() => desk, { 'running dues today': last, 'current running dues': last, 'todays running dues': last });
});

describe('numbers that share the noun behind the last', () => {
  answers(() => desk, {
    'new and lapsed dues': `SELECT SUM(due) FILTER (standing = 'New'), SUM(due) FILTER (standing = 'Lapsed') FROM dues`,
  });
});

describe('who leads is the field of these things', () => {
  answers(() => desk, {
    'who leads the Otter crew?': `SELECT crew_lead FROM crews WHERE crew_name = 'Otter'`,
    'who is the lead of the Heron crew': `SELECT crew_lead FROM crews WHERE crew_name = 'Heron'`,
  });
});

describe('each of those whose key is their name', () => {
  answers(() => desk, {
    'repairs per crew in May 2024': `SELECT crew_name, COUNT(*) FROM repairs
      WHERE begun_at >= '2024-05-01' AND begun_at < '2024-06-01' GROUP BY crew_name`,
  });
});

describe('those that have some, and those that are there too', () => {
  const some = `SELECT crew_name, COUNT(*) AS n FROM repairs WHERE urgency = 'Urgent' GROUP BY crew_name`;
  answers(() => desk, {
    'which crews have urgent repairs': some,
    'crews with at least 4 urgent repairs': `${some} HAVING COUNT(*) >= 4`,
    'how many members do we have, guests included': `SELECT COUNT(*) FROM members`,
  });
});

describe('a period all through which', () => {
  answers(() => desk, {
    'repairs over the second quarter of 2024': `SELECT COUNT(*) FROM repairs
      WHERE begun_at >= '2024-04-01' AND begun_at < '2024-07-01'`,
  });
});

describe('a date in a list of columns, a unit that is a value elsewhere', () => {
  answers(() => desk, {
    'calm repairs: repair number, when begun': `SELECT repair_no, begun_at, urgency FROM repairs WHERE urgency = 'Calm'`,
    'current repairs by crew': `SELECT crew_name, COUNT(*) FROM repairs WHERE ended_at IS NULL GROUP BY crew_name`,
  });
});

describe('columns make a number that counts some a list of these', () => {
  const rows = `SELECT repair_no, crew_name, urgency FROM repairs WHERE urgency = 'Urgent'`;
  answers(() => desk, {
    'urgent repairs with repair number and crew name': rows,
    'urgent repairs: repair number, crew name': rows,
    'urgent repairs by crew': `SELECT crew_name, COUNT(*) FILTER (urgency = 'Urgent') FROM repairs GROUP BY 1`,
  });
});

describe('what a name of the model is followed by', () => {
  refusals(() => desk, { 'repairs by urgency question': 'question' });
});
