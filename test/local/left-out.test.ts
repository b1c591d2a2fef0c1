import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { analyst } from '../../core/identity/persona.ts';
import { ModelMismatch, openPlatform, type Platform } from '../../local/platform.ts';
import { codeOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('left-out');
const dataDirectory = join(folder, 'data');
mkdirSync(dataDirectory);
writeFileSync(join(dataDirectory, 'visits.csv'), 'id,city,fee,doctor\n1,Lyon,10,d1\n2,Paris,20,d2\n');
writeFileSync(join(dataDirectory, 'doctors.csv'), 'doctor,name\nd1,Ann\nd2,Bob\n');

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

// The first test names lines of this file.
const model = file(
  'model.yaml',
  `version: "1.0"
semantic_model:
  - name: clinic
    datasets:
      - name: visits
        source: visits
        primary_key: [id]
        fields:
          - {name: id, expression: id}
          - {name: city, expression: city, datatype: String}
          - {name: fee, expression: fee, datatype: Decimal}
          - {name: odd, expression: FOO(fee), datatype: Decimal}
          - {name: odder, expression: odd * 2, datatype: Decimal}
          - {name: mixed, expression: city + fee}
          - {name: room, expression: wards.room}
          - {name: grade, expression: "CASE WHEN CAST(city AS INTEGER) > 3 THEN 'high' ELSE 'low' END", datatype: String}
          - {name: sampled, expression: "CAST(city AS INTEGER)"}
      - {name: doctors, source: doctors, primary_key: [doctor], fields: [{name: doctor, expression: doctor}, {name: name, expression: name}]}
      - {name: wards, source: select room from where, primary_key: [room], fields: [{name: room, expression: room}]}
      - {name: elsewhere, source: select a from nowhere, fields: [{name: a, expression: a}]}
      - {name: keyless, source: select city from visits, primary_key: [number], fields: [{name: city, expression: city}]}
      - {name: outside, source: "select * from read_csv('/etc/passwd')", fields: [{name: x, expression: x}]}
    relationships:
      - {name: visit_doctor, from: visits, to: doctors, from_columns: [doctor], to_columns: [doctor]}
      - {name: visit_ward, from: visits, to: wards, from_columns: [fee], to_columns: [room]}
    metrics:
      - {name: income, expression: SUM(visits.fee)}
      - {name: odd_income, expression: SUM(visits.odd)}
      - {name: odd_share, expression: odd_income / income}
      - {name: mistyped, expression: SUMM(visits.fee)}
      - {name: mistyped_share, expression: mistyped / income}
`,
);
const persona = (rest: string) =>
  file(
    'personas.yaml',
    `personas: [{name: nurse, title: Nurse, datasets: [visits, wards], metrics: [income, odd_share]${rest}}]`,
  );

let platform: Platform;
beforeAll(async () => {
  platform = await openPlatform({ dataDirectory, modelFile: model, threads: 1 });
});
afterAll(() => platform.close());

const ask = (question: string) =>
  platform.answerer.answer({
    ...{ queryId: question, username: 'ann', persona: analyst, question, conversation: [], choices: {} },
  });

test('what the engine cannot compute is told with its line, and what is made of it', () => {
  const told = platform.model.faults.map(({ line, code, message }) => [line, code, message]);
  expect(told).toEqual([
    [12, 'dialect.unsupported', expect.stringContaining('visits.odd')],
    [13, 'model.left_out', expect.stringMatching(/visits\.odder.*visits\.odd\b/)],
    [14, 'engine.failed', expect.stringContaining('visits.mixed')],
    [15, 'model.left_out', expect.stringMatching(/visits\.room.*wards\.room/)],
    [19, 'engine.failed', expect.stringContaining('wards')],
    [20, 'engine.table_unknown', expect.stringContaining('nowhere')],
    [21, 'engine.failed', expect.stringContaining('number')],
    [22, 'engine.statement_refused', expect.stringContaining('read_csv')],
    [28, 'model.left_out', expect.stringContaining('visits.odd')],
    [29, 'model.left_out', expect.stringContaining('visits.odd')],
    [30, 'E_UNAGGREGATED_FINER_GRAIN_REFERENCE', expect.stringMatching(/mistyped.*visits\.fee.*SUM/)],
    [31, 'E_UNAGGREGATED_FINER_GRAIN_REFERENCE', expect.stringContaining('mistyped_share')],
  ]);
});

test('all else goes on being answered', async () => {
  expect((await ask('income by city')).results?.rows).toEqual([
    ['Paris', 20],
    ['Lyon', 10],
  ]);
  expect((await ask('number of visits by doctor name')).results?.rows).toEqual([
    ['Ann', 1],
    ['Bob', 1],
  ]);
  // A value of another field than the two that fail at a row.
  expect((await ask('income in Lyon')).results?.rows.map(row => row.map(Number))).toEqual([[10]]);
  expect((await ask('odd income')).status).toBe('refused');
});

test('a persona may name what is left out; a restriction that cannot be computed is refused', async () => {
  const open = (rest: string) =>
    openPlatform({ dataDirectory, modelFile: model, personasFile: persona(rest), threads: 1 });
  const nurses = await open(', row_filters: {visits: "city = \'Lyon\'", wards: room = 1}');
  expect(nurses.personas).toMatchObject([
    { datasets: ['visits'], metrics: ['income'], rowFilters: { visits: "city = 'Lyon'" } },
  ]);
  await nurses.close();
  const refused = open(', row_filters: {visits: odd > 1}');
  expect(await codeOf(refused)).toBe('personas.invalid');
  // Why it can't be is told with it.
  await expect(refused).rejects.toThrow(/model\.yaml:12 /);
});

test('where nothing is left, nothing is served', async () => {
  const nothing = file(
    'nothing.yaml',
    `version: "1.0"
semantic_model:
  - name: clinic
    datasets: [{name: visits, source: visits, fields: [{name: odd, expression: FOO(fee)}]}]
`,
  );
  const refused = openPlatform({ dataDirectory, modelFile: nothing, threads: 1 });
  await expect(refused).rejects.toBeInstanceOf(ModelMismatch);
  await expect(refused).rejects.toThrow(/nothing\.yaml:4 .*visits\.odd/);
});
