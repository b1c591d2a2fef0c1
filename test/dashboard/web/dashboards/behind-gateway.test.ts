import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Browser, Page } from 'playwright-core';
import { responseOf, restEvent } from '../../../support/api-gateway.ts';
import { ann, type Cloud, startCloud } from '../../../support/cloud.ts';
import { eventually } from '../../../support/eventually.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { LambdaFunction, unpackedFunction } from '../../../support/lambda.ts';
import { buildPage, chromiumPath, distribution, launch, visit } from '../browser.ts';

/** The page over the functions of AWS: responses end with their requests, so that nothing is sent by itself. */
const inChromium = chromiumPath === undefined ? describe.skip : describe;
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
const interval = 5_000;

inChromium('a dashboard behind the gateway', () => {
  const folder = temporaryFolder('behind-gateway');
  const asked: { what: string; status: number; body: string }[] = [];
  const underWay = new Set<Promise<unknown>>();
  let cloud: Cloud;
  let functions: readonly LambdaFunction[] = [];
  let server: Server;
  let browser: Browser;
  let page: Page;
  let authorization: string;

  /** As the gateway hands requests over: questions and sessions to one function, dashboards to the other. */
  async function answered(request: IncomingMessage) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    const body = await text(request);
    const event = restEvent({
      ...{ method: request.method ?? 'GET', path: pathname, query: Object.fromEntries(searchParams) },
      ...{ headers: { Authorization: authorization }, body: body === '' ? undefined : body },
    });
    const [orchestrator, generator] = functions;
    const some = /dashboards|favourites|recent/.test(pathname) ? generator : orchestrator;
    const response = responseOf(await some!.invoke<APIGatewayProxyResult>(event));
    asked.push({ what: `${request.method} ${pathname}`, status: response.status, body });
    return response;
  }

  async function served(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    if (path.startsWith('/api/')) {
      const { status, headers, text: body } = await answered(request);
      response.writeHead(status, Object.fromEntries(headers));
      return response.end(body);
    }
    const file = extname(path) === '' ? 'index.html' : path;
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/html' });
    return response.end(await readFile(join(distribution, file)).catch(() => ''));
  }

  beforeAll(async () => {
    await buildPage();
    [cloud, browser] = await Promise.all([startCloud(folder), launch()]);
    authorization = `Bearer ${await cloud.cognito.token(ann)}`;
    functions = ['query-orchestrator', 'dashboard-generator'].map(
      name => new LambdaFunction(unpackedFunction(`lambdas/${name}/handler.ts`, cloud.files), cloud.environment),
    );
    server = createServer((request, response) => {
      const one = served(request, response).catch(error => {
        asked.push({ what: `${request.method} ${request.url}`, status: 502, body: String(error) });
        response.destroy();
      });
      underWay.add(one);
      void one.finally(() => underWay.delete(one));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const tile = { id: 'total', kind: 'number', title: 'Revenue', at: { x: 0, y: 0, w: 3, h: 2 } };
    const plan = { measures: [{ name: 'revenue', metric: 'revenue' }] };
    const refresh = interval / 1_000;
    const spec = { version: 1, id: 'wall', title: 'Wall', model: 'shop', refresh, tiles: [{ ...tile, plan }] };
    const headers = { Authorization: authorization };
    const body = { spec };
    const made = restEvent({ method: 'POST', path: '/api/v1/dashboards', headers, body });
    expect(responseOf(await functions[1]!.invoke<APIGatewayProxyResult>(made)).status).toBe(200);
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    ({ page } = await visit(browser, `${at}/dashboards/wall`, {}, async context => {
      await context.addCookies([{ name: 'sophia_signed_in', value: '1', url: at }]);
      await context.clock.install();
      await context.addInitScript(() => localStorage.setItem('sophia.persona.ann', 'executive'));
    }));
    await page.locator('[data-tile=total]').getByText('$200.75', { exact: true }).waitFor();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    // What the page asked for last is answered before the functions end.
    await Promise.all(underWay);
    for (const one of functions) one.stop();
    await cloud?.stop();
  });

  const loads = () => asked.filter(({ what }) => what === 'POST /api/v1/dashboards/wall/load');
  const hidden = (on: boolean) =>
    page.evaluate(value => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, on);

  test('its tiles are loaded again at their intervals, and nothing is asked for in vain', async () => {
    expect(loads()).toHaveLength(1);
    for (const count of [2, 3]) {
      await page.clock.fastForward(interval - 1_000);
      expect(loads()).toHaveLength(count - 1);
      await page.clock.fastForward(2_000);
      await eventually(async () => loads().length >= count);
    }
    const [first, , third] = loads();
    expect(JSON.parse(first!.body)).not.toHaveProperty('tiles');
    expect(JSON.parse(third!.body)).toMatchObject({ tiles: ['total'] });
    expect(asked.filter(({ what, status }) => status >= 400 || what.endsWith('/live'))).toEqual([]);
  }, 40_000);

  test('hidden it asks for nothing; seen again it catches up at once', async () => {
    await hidden(true);
    const before = loads().length;
    await page.clock.fastForward(3 * interval);
    expect(loads()).toHaveLength(before);
    await hidden(false);
    await eventually(async () => loads().length > before);
  }, 40_000);
});
