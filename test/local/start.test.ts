import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { ListenError, startServer } from '../../local/server.ts';
import { openShop } from '../lambdas/platform.ts';
import { temporaryFolder } from '../support/folder.ts';

const script = fileURLToPath(new URL('../../local/start.ts', import.meta.url));
const folder = temporaryFolder('start');
const portFolder = temporaryFolder('port');
const data = join(folder, 'data');
mkdirSync(data);
writeFileSync(join(data, 'sales.csv'), 'day,amount\n2026-01-01,5\n');

function start(...flags: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [script, '--state', join(folder, 'state'), ...flags], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('wrong settings are told all at once, without a stack', () => {
  const { status, stderr } = start('--port', 'x', '--wiat', '2');
  expect(status).toBe(1);
  expect(stderr).toContain('--port');
  expect(stderr).toContain('--wiat');
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('every fault of a model file is told with its line', () => {
  const model = file(
    'broken.yaml',
    `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - name: sales
        fields:
          - {name: amount, expression: "SUM("}
    metrics:
      - {name: revenue}
`,
  );
  const { status, stderr } = start('--data', data, '--model', model);
  expect(status).toBe(1);
  expect(stderr.match(/broken\.yaml:\d+/g)?.length).toBeGreaterThan(1);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a model that does not fit the data is told what is missing', () => {
  const model = file(
    'other.yaml',
    `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - {name: orders, source: db.public.orders, fields: [{name: id, expression: id}]}
      - {name: sales, source: db.public.sales, primary_key: [number], fields: [{name: price, expression: price}]}
      - {name: again, source: db.public.sales, primary_key: [day], fields: [{name: day, expression: day}]}
    relationships:
      - {name: sales_again, from: sales, to: again, from_columns: [area], to_columns: [day]}
`,
  );
  const { status, stderr } = start('--data', data, '--model', model);
  expect(status).toBe(1);
  expect(stderr).toContain('no file orders');
  expect(stderr.match(/no column \w+/g)).toEqual(['no column price', 'no column number', 'no column area']);
});

test('a metric that cannot be computed is told with its line, and keeps nothing from starting', () => {
  const model = file(
    'metric.yaml',
    `version: "1.0"
semantic_model:
  - name: shop
    datasets:
      - {name: sales, source: sales, fields: [{name: amount, expression: amount}]}
    metrics:
      - {name: revenue, expression: SUM(sales.amount)}
      - {name: margin, expression: SUM(sales.margin)}
`,
  );
  // Users are read after the model: without any that can be used nothing is served.
  const { stderr } = start('--data', data, '--model', model, '--users', file('users.json', '{}'));
  expect(stderr).toMatch(/can't be asked for:\n.*metric\.yaml:8 E_NAME_NOT_FOUND .*sales\.margin/);
  expect(stderr).toContain('users.json');
});

test('a data folder that is not there is named', () => {
  const { status, stderr } = start('--data', join(folder, 'nothing'), '--model', file('any.yaml', ''));
  expect(status).toBe(1);
  expect(stderr).toContain('nothing');
});

test('a model file that is not there is named', () => {
  const { status, stderr } = start('--data', data, '--model', join(folder, 'no-model.yaml'));
  expect(status).toBe(1);
  expect(stderr).toContain('no-model.yaml');
  expect(stderr).not.toMatch(/ENOENT|^\s+at /m);
});

test('a port that is taken is told with the mend', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const shop = await openShop(portFolder);
  const error = await startServer({ ...shop.options, host: '127.0.0.1', port }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ListenError);
  expect((error as Error).message).toContain(`${port}`);
  await shop.platform.close();
  taken.close();
});
