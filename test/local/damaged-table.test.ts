import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { analyst } from '../../core/identity/persona.ts';
import { ensureModel } from '../../local/draft.ts';
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

test('a draft is proposed without a table whose pages are damaged, and says so', async () => {
  const data = join(folder, 'pages');
  await mkdir(data);
  const maker = await DuckDBInstance.create();
  const connection = await maker.connect();
  const damaged = join(data, 'damaged.parquet');
  const rows = 'SELECT i AS id, md5(i::VARCHAR) AS name FROM range(5000) AS t(i)';
  for (const file of ['whole', 'damaged'])
    await connection.run(`COPY (${rows}) TO '${join(data, file)}.parquet' (COMPRESSION zstd)`);
  connection.closeSync();
  maker.closeSync();
  const bytes = await readFile(damaged);
  await writeFile(
    damaged,
    bytes.map((byte, at) => (at > 100 && at < bytes.length / 2 ? byte ^ 0x5a : byte)),
  );
  const said: string[] = [];
  const file = await ensureModel(data, folder, line => said.push(line));
  expect(said[0]).toMatch(/Left out.*damaged/);
  expect(
    parse(await readFile(file, 'utf8')).semantic_model[0].datasets.map((one: { name: string }) => one.name),
  ).toEqual(['whole']);
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
