import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { apiRoutes } from '../../stacks/api-routes.ts';
import { jsonFault } from '../doubles/aws/server.ts';
import { responseOf, restEvent } from '../support/api-gateway.ts';
import { ann, type Cloud, startCloud } from '../support/cloud.ts';
import { temporaryFolder } from '../support/folder.ts';
import { LambdaFunction, unpackedFunction } from '../support/lambda.ts';

/** The function's archive, run as Lambda runs it, against doubles of all services that it stands on. */
const folder = temporaryFolder('generator');
let cloud: Cloud;
let some: LambdaFunction;
let authorization: string;
beforeAll(async () => {
  cloud = await startCloud(folder);
  const archive = unpackedFunction('lambdas/dashboard-generator/handler.ts', cloud.files);
  some = new LambdaFunction(archive, { ...cloud.environment, SOPHIA_EMBED_ORIGINS: 'https://intranet.example.com' });
  authorization = `Bearer ${await cloud.cognito.token(ann)}`;
});
afterAll(async () => {
  some.stop();
  await cloud.stop();
});

const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  responseOf(await some.invoke<APIGatewayProxyResult>(restEvent({ method, path, headers, body })));
const call = (method: string, path: string, body?: unknown) =>
  send(method, path, body, { Authorization: authorization });
const codeOf = async (response: ReturnType<typeof send>) => {
  const { status, json } = await response;
  return [status, json().type];
};
const eventsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { kind: string; results: { rows: unknown[] } });

/** As EventBridge calls it. */
const round = () => some.invoke({ 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} });

const regions = [
  ['Europe', 120.5],
  ['Asia', 80.25],
];

describe('Dashboards behind the gateway', () => {
  test('the first round puts the built-in dashboards in place, once, and they are well', async () => {
    await round();
    await round();
    const { dashboards, role } = (await call('GET', '/api/v1/dashboards')).json();
    expect(role).toBe('admin');
    expect(dashboards).toMatchObject([{ id: 'sales', revision: 1, title: 'Sales' }]);
    expect(some.log.filter(line => line.includes('"what":"made"'))).toHaveLength(1);
    const health = await send('GET', '/dashboards/sales/api/health');
    expect(health.json()).toMatchObject({ status: 'ok', tiles: 2 });
  });

  test('words make one, which is loaded whole, edited, exported as text, and kept', async () => {
    const made = await call('POST', '/generate-dashboard', { description: 'revenue by region as bars' });
    const { dashboard_id: id, revision } = made.json();
    expect([made.status, revision]).toEqual([200, 1]);
    const loaded = await call('POST', `/api/v1/dashboards/${id}/load`, {});
    expect(loaded.headers.get('content-type')).toContain('application/x-ndjson');
    const events = eventsOf(loaded.text);
    expect([events[0]?.kind, events.at(-1)?.kind]).toEqual(['start', 'end']);
    expect(events.find(({ kind }) => kind === 'tile')?.results.rows).toEqual(expect.arrayContaining(regions));
    const operations = [{ kind: 'retitle', value: 'Regions' }];
    const edited = await call('POST', `/api/v1/dashboards/${id}/edits`, { operations, base_revision: 1 });
    expect([edited.status, edited.json().revision]).toEqual([200, 2]);
    expect((await call('GET', `/api/v1/dashboards/${id}/export`)).text).toContain('title: Regions');
    expect((await call('GET', `/api/v1/dashboards/${id}/history`)).json().revisions).toHaveLength(2);
  });

  test('what comes of one, and who may see it, is that of the persona', async () => {
    const loaded = await call('POST', '/api/v1/dashboards/sales/load', { persona: 'europe', tiles: ['regions'] });
    expect(eventsOf(loaded.text).find(({ kind }) => kind === 'tile')?.results.rows).toEqual([['Europe', 120.5]]);
    expect(await codeOf(send('GET', '/api/v1/dashboards'))).toEqual([401, 'urn:sophia:problem:auth.required']);
  });

  test('what a stream would be needed for is refused with where it is served', async () => {
    const refused = await call('GET', '/api/v1/dashboards/sales/live');
    expect([refused.status, refused.json().type]).toEqual([501, 'urn:sophia:problem:request.not_served_here']);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });

  test('documents are refused with the address that serves them', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/documents'],
      ['POST', '/api/v1/documents?name=a.txt'],
      ['GET', '/api/v1/documents/search?q=refund'],
    ] as const) {
      const refused = await call(method, path);
      expect([refused.status, refused.json().type]).toEqual([501, 'urn:sophia:problem:request.not_served_here']);
      expect(refused.json().detail).toContain('https://dashboards.example.com');
    }
  });

  test('more than it reads, other methods and other paths are refused', async () => {
    const body = { description: 'x'.repeat(2_000_000) };
    expect((await call('POST', '/generate-dashboard', body)).status).toBe(413);
    expect((await call('GET', '/generate-dashboard')).status).toBe(405);
    expect((await call('GET', '/nothing')).status).toBe(404);
  });
});

describe('Sharing behind the gateway', () => {
  test('a link for anyone opens without signing in, and not when it was taken back', async () => {
    const { share, token } = (await call('POST', '/api/v1/dashboards/sales/shares', { audience: 'anyone' })).json();
    const loaded = await send('POST', `/api/v1/shared/${token}/load`, {});
    expect(eventsOf(loaded.text).filter(({ kind }) => kind === 'tile')).toHaveLength(2);
    expect((await call('DELETE', `/api/v1/dashboards/sales/shares/${share.share_id}`)).status).toBe(204);
    expect((await send('GET', `/api/v1/shared/${token}`)).status).toBe(410);
  });

  test('a dashboard is embedded by a signature', async () => {
    const { token } = (await call('POST', '/api/v1/dashboards/sales/embeds', {})).json();
    expect((await send('GET', `/api/v1/embedded/${token}`)).json()).toMatchObject({ dashboard_id: 'sales' });
  });
});

describe('Alerts and reports', () => {
  test('a round checks what is due and tells the topic, once', async () => {
    const of = { dashboard_id: 'sales', tile_id: 'total' };
    const rule = { title: 'Much', of, condition: { kind: 'threshold', direction: 'above', trigger: 100 } };
    const { alert_id: id } = (await call('POST', '/api/v1/alerts', { rule })).json();
    expect(id).toBeTruthy();
    await round();
    await round();
    expect(cloud.published.map(({ subject }) => subject)).toEqual([expect.stringContaining('Much')]);
    expect(cloud.published[0]?.text).toContain('https://dashboards.example.com/dashboards/sales');
  });

  test('a report is sent with its files in the bucket, which are had by who may see them', async () => {
    const schedule = { cron: '0 8 * * 1' };
    const rule = { title: 'Weekly', dashboard_id: 'sales', schedule, attachments: ['regions'] };
    const { report_id: id } = (await call('POST', '/api/v1/reports', { rule })).json();
    expect((await call('POST', `/api/v1/reports/${id}/send`, {})).status).toBeLessThan(300);
    await round();
    const [key] = [...cloud.s3.objects.keys()].filter(name => name.startsWith('results/reports/'));
    expect(key).toMatch(/\.csv$/);
    expect(cloud.published.at(-1)?.subject).toContain('Weekly');
  });

  test('a round that can not be begun fails, so that it is tried again and told', async () => {
    cloud.dynamo.fail({ kind: 'respond', response: jsonFault(400, 'AccessDeniedException') }, { times: 20 });
    await expect(round()).rejects.toThrow();
    cloud.dynamo.forget();
    await round();
  });
});

test('the gateway lets through what the function serves, and has no other path for it', async () => {
  const { paths } = (await send('GET', '/openapi.json')).json() as { paths: Record<string, object> };
  const served = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  );
  const passed = apiRoutes().map(({ method, path }) => `${method} ${path}`);
  expect(passed.filter(route => route !== 'GET /openapi.json').toSorted()).toEqual(served.toSorted());
});
