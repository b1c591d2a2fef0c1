import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { analyst } from '../../core/identity/persona.ts';
import { openPlatform, type Platform } from '../../local/platform.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder('damaged-table');
const model = `
version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: sales
        source: sales
        fields:
          - {name: region, expression: region, datatype: String, dimension: {}}
          - {name: amount, expression: amount, datatype: Decimal}
      - name: visits
        source: visits
        fields:
          - {name: page, expression: page, datatype: String, dimension: {}}
          - {name: seconds, expression: seconds, datatype: Integer}
    metrics:
      - {name: revenue, expression: SUM(sales.amount)}
      - {name: time_spent, expression: SUM(visits.seconds)}
`;

let platform: Platform;
beforeAll(async () => {
  const data = join(folder, 'data');
  await mkdir(data);
  await writeFile(join(folder, 'model.yaml'), model);
  await writeFile(join(data, 'sales.csv'), 'region,amount\nEurope,10\nAsia,5\n');
  await writeFile(join(data, 'visits.csv'), 'page,seconds\nhome,3\n');
  platform = await openPlatform({
    dataDirectory: data,
    modelFile: join(folder, 'model.yaml'),
    stateDirectory: join(folder, 'state'),
    threads: 1,
  });
});
afterAll(() => platform.close());

const ask = (question: string) =>
  platform.answerer.answer({
    queryId: question,
    username: 'ann',
    persona: analyst,
    question,
    conversation: [],
    choices: {},
  });

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'none',
    (error: { code: string }) => error.code,
  );

test('a table that can not be read any more stops the questions about it, not the others', async () => {
  expect((await ask('time spent by page')).status).toBe('answered');
  const data = join(folder, 'data');
  await rm(join(data, 'visits.csv'));
  await writeFile(join(data, 'visits.parquet'), 'this is no Parquet file');
  // The folder is looked at every so often.
  await eventually(async () => (await codeOf(ask('time spent'))) !== 'none');
  expect(await codeOf(ask('time spent'))).toBe('engine.table_unreadable');
  expect((await ask('revenue in Europe')).results?.rows.map(row => row.map(Number))).toEqual([[10]]);
});
