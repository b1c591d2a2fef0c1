import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../../../../local/server.ts';
import { openShop, type Shop } from '../../../lambdas/platform.ts';
import { type BreakableLine, breakableLine } from '../../../support/breakable-line.ts';
import { eventually } from '../../../support/eventually.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, visit } from '../browser.ts';

/** A dashboard on a wall while the network or the server fails: it says so, and catches up by itself. The page's clock is put forward, so nothing waits for real time. */
const inChromium = chromiumPath === undefined ? describe.skip : describe;

inChromium('a dashboard whose connection is lost', () => {
  const folder = temporaryFolder('lost-connection');
  let browser: Browser;
  let shop: Shop;
  let server: RunningServer;
  let line: BreakableLine;
  let page: Page;

  const sell = (amount: string) =>
    writeFile(join(folder, 'data', 'sales.csv'), `day,region,product,amount\n2026-01-05,Europe,Anvil,${amount}\n`);
  const shows = (text: string) => page.locator('[data-tile=total]').getByText(text, { exact: true }).waitFor();
  const words = () => page.locator('.board-head [role=status]').textContent();
  /** Puts the page's clock forward, again and again, until it says this. */
  const toldWithin = (seconds: number, text: string) =>
    eventually(async () => {
      if ((await words()) === text) return true;
      await page.clock.fastForward(seconds * 1_000);
      return (await words()) === text;
    });

  beforeAll(async () => {
    await buildPage();
    [browser, shop] = await Promise.all([launch(), openShop(folder, { recheckMilliseconds: 0 })]);
    await sell('100.25');
    server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
    line = await breakableLine(server.port);
    const at = `http://127.0.0.1:${line.port}`;
    const visited = await visit(browser, `${at}/dashboards/wall`, {}, async context => {
      const data = { username: 'eve', password: shop.passwords['eve'] };
      const reply = await (await context.request.post(`${at}/api/v1/auth/login`, { data })).json();
      const total = { id: 'total', kind: 'number', title: 'Revenue', at: { x: 0, y: 0, w: 3, h: 2 } };
      const plan = { measures: [{ name: 'revenue', metric: 'revenue' }] };
      const spec = { version: 1, id: 'wall', title: 'Wall', model: 'shop', refresh: 5, tiles: [{ ...total, plan }] };
      const headers = { 'x-csrf-token': reply.csrf_token };
      const made = await context.request.post(`${at}/api/v1/dashboards`, { data: { spec }, headers });
      expect(made.status()).toBe(200);
      await context.clock.install();
      await context.addInitScript(() => localStorage.setItem('sophia.persona.eve', 'executive'));
    });
    ({ page } = visited);
    await shows('$100.25');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await line?.close();
    await server?.stop();
  });

  test('cut off, it says so; connected again, it shows what changed meanwhile and says that too', async () => {
    await toldWithin(10, '');
    line.cut();
    await sell('200.25');
    await toldWithin(4, 'Connection lost, trying again');
    await page.locator('.board-head').getByTitle('Nothing came since', { exact: false }).last().waitFor();
    await shows('$100.25');
    line.mend();
    await shows('$200.25');
    await toldWithin(0, 'Connected again');
    await toldWithin(10, '');
  }, 60_000);

  test('a line that nobody closed and over which nothing comes is given up for another one', async () => {
    line.freeze();
    await sell('300.25');
    await toldWithin(20, 'Connection lost, trying again');
    await shows('$200.25');
    line.mend();
    await page.clock.fastForward(20_000);
    await shows('$300.25');
    await toldWithin(0, 'Connected again');
  }, 60_000);
});
