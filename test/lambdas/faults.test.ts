import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { shopApp } from './platform.ts';

const full = temporaryFolder('full');
const broken = temporaryFolder('broken');

const problemOf = async (response: Response) =>
  (await response.json()) as { type: string; status: number; detail: string };

test('a full disk is told; what was answered before stays, and the process goes on', async () => {
  const shop = await shopApp(full, { maximumStateBytes: 300_000 });
  const ann = await shop.signIn('ann');
  const first = (await (await ann.ask('revenue')).json()) as { query_id: string };
  let response = await ann.ask('revenue by region');
  for (let i = 0; i < 500 && response.status === 200; i += 1) response = await ann.ask('revenue by region');
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = await problemOf(response);
  expect(problem).toMatchObject({ type: 'urn:sophia:problem:storage.full', status: 507 });
  expect(problem.detail).not.toContain(full);
  expect((await ann.get(`/api/v1/query/${first.query_id}`)).status).toBe(200);
  expect((await shop.request('/health')).status).toBe(200);
  await shop.close();
});

test('data that is broken while the platform runs fails the question, not the platform', async () => {
  const shop = await shopApp(broken);
  const ann = await shop.signIn('ann');
  expect((await ann.ask('revenue')).status).toBe(200);
  await rm(join(broken, 'data', 'sales.csv'));
  await writeFile(join(broken, 'data', 'sales.parquet'), 'this is not Parquet');
  let problem = { type: '', status: 0, detail: '' };
  await eventually(async () => {
    const response = await ann.ask('revenue by product');
    problem = await problemOf(response);
    return response.status >= 500;
  });
  expect(problem.type).toMatch(/^urn:sophia:problem:engine\./);
  expect(problem.status).toBe(502);
  expect((await shop.request('/health')).status).toBe(200);
  expect((await ann.get('/api/v1/history')).status).toBe(200);
  await shop.close();
});
