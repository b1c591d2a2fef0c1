import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { analyst, type Persona } from '../../core/identity/persona.ts';
import { openPlatform, type Platform } from '../../local/platform.ts';
import { faultOf } from '../support/errors.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('row-faults');
const dataDirectory = join(folder, 'data');
mkdirSync(dataDirectory);
writeFileSync(join(dataDirectory, 'visits.csv'), 'id,city,fee\n1,7,10\n2,Paris,20\n');

// The first test names lines of this file.
const modelFile = join(folder, 'model.yaml');
writeFileSync(
  modelFile,
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
          - {name: number, expression: CAST(city AS INTEGER), datatype: Integer}
          - {name: grade, expression: "CASE WHEN CAST(city AS INTEGER) > 3 THEN 'high' ELSE 'low' END", datatype: String}
          - {name: fee, expression: fee, datatype: Decimal}
    metrics:
      - {name: income, expression: SUM(visits.fee)}
      - {name: unknown_income, expression: SUM(FOO(visits.fee))}
      - {name: text_income, expression: SUM(visits.city)}
      - {name: share, expression: text_income / income}
      - {name: paid, expression: SUM(CAST(visits.city AS DATE))}
      - {name: parsed, expression: COUNT(DISTINCT CAST(visits.city AS DATE))}
`,
);

let platform: Platform;
beforeAll(async () => {
  platform = await openPlatform({ dataDirectory, modelFile, threads: 1 });
});
afterAll(() => platform.close());

const ask = (question: string) =>
  platform.answerer.answer({
    ...{ queryId: question, username: 'ann', persona: analyst, question, conversation: [], choices: {} },
  });

test('a metric that the engine cannot compute is told at start with its line, and those made of it', () => {
  expect(platform.model.faults.map(({ line, code, message }) => [line, code, message])).toEqual([
    [16, 'dialect.unsupported', expect.stringContaining('unknown_income')],
    [17, 'engine.failed', expect.stringContaining('text_income')],
    [18, 'engine.failed', expect.stringContaining('share')],
    [19, 'engine.failed', expect.stringContaining('paid')],
  ]);
});

test('a question that meets a row at which a part fails names that part and its mend', async () => {
  for (const [question, part] of [
    ['income by grade', 'visits.grade'],
    ['parsed', 'parsed'],
  ] as const) {
    const error = await faultOf(ask(question));
    expect(error.code).toBe('engine.failed');
    expect(error.message).toContain(`${part} can't be computed at every row`);
    expect(error.message).toContain('TRY_CAST');
  }
  expect((await ask('income')).results?.rows.flat().map(Number)).toEqual([30]);
});

test('parts that fail at some rows are told with their lines', async () => {
  const faults = await platform.tryRows();
  expect(faults.map(({ line, message }) => [line, message])).toEqual([
    [11, expect.stringContaining('visits.number')],
    [12, expect.stringContaining('visits.grade')],
    [20, expect.stringContaining('metric parsed')],
  ]);
});

test('what cannot be asked is told with what can be, to each persona of what it may see', async () => {
  await platform.tryRows();
  const toldTo = async (persona: Persona) =>
    (await platform.catalogue.describe(persona)).faults?.map(({ path }) => path);
  expect(await toldTo(analyst)).toEqual([
    'semantic_model[0].metrics[1]',
    'semantic_model[0].metrics[2]',
    'semantic_model[0].metrics[3]',
    'semantic_model[0].metrics[4]',
    'semantic_model[0].datasets[0].fields[2]',
    'semantic_model[0].datasets[0].fields[3]',
    'semantic_model[0].metrics[5]',
  ]);
  expect(await toldTo({ ...analyst, name: 'cashier', datasets: [], metrics: ['parsed'] })).toEqual([
    'semantic_model[0].metrics[5]',
  ]);
});
