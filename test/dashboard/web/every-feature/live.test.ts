/** How a dashboard comes and stays fresh, on a desk and a phone, by day and by night. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../../../../local/server.ts';
import { openShop, type Shop } from '../../../lambdas/platform.ts';
import { type BreakableLine, breakableLine } from '../../../support/breakable-line.ts';
import { eventually } from '../../../support/eventually.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, type Watched } from '../browser.ts';
import { fits, looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('every-live');
const number = (id: string, title: string, x: number, metric: string) => ({
  ...{ id, kind: 'number', title, at: { x, y: 0, w: 3, h: 2 } },
  plan: { measures: [{ name: metric, metric }] },
});
const wall = {
  ...{ version: 1, id: 'wall', title: 'Wall', model: 'shop', refresh: 5 },
  tiles: [number('total', 'Revenue', 0, 'revenue'), number('count', 'Sales', 3, 'sales_count')],
};
const slow = {
  ...{ version: 1, id: 'slow', title: 'Slow', model: 'shop' },
  tiles: [number('total', 'Revenue', 0, 'revenue'), number('endless', 'Endless', 3, 'forever')],
};

let browser: Browser;
let shop: Shop;
let server: RunningServer;
let line: BreakableLine;
const sell = (amount: string) =>
  writeFile(join(folder, 'data', 'sales.csv'), `day,region,product,amount\n2026-01-05,Europe,Anvil,${amount}\n`);

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  await buildPage();
  [browser, shop] = await Promise.all([launch(), openShop(folder, { recheckMilliseconds: 0 })]);
  server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
  line = await breakableLine(server.port);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await line?.close();
  await server?.stop();
});

inChromium.each(SCREENS)('live on $name', screen => {
  let watched: Watched;
  let page: Page;

  const enter = (path: string, clock = true): Promise<Watched> => {
    const at = `http://127.0.0.1:${line.port}`;
    return visitOn(screen, browser, at + path, async context => {
      const data = { username: 'eve', password: shop.passwords['eve'] };
      const reply = await (await context.request.post(`${at}/api/v1/auth/login`, { data })).json();
      const headers = { 'x-csrf-token': reply.csrf_token };
      for (const spec of [wall, slow])
        await context.request.post(`${at}/api/v1/dashboards`, { data: { spec }, headers });
      if (clock) await context.clock.install();
      await context.addInitScript(() => localStorage.setItem('sophia.persona.eve', 'executive'));
    });
  };
  const shows = (text: string, on = page) => on.locator('[data-tile=total]').getByText(text, { exact: true }).waitFor();

  beforeAll(async () => {
    await sell('100.25');
    watched = await enter('/dashboards/wall');
    ({ page } = watched);
    await shows('$100.25');
  }, 60_000);
  afterAll(() => watched?.context.close());

  test('tiles are painted as they finish, the others hold their places meanwhile, and nothing moves', async () => {
    const visitor = await enter('/dashboards/slow', false);
    await shows('$100.25', visitor.page);
    const waiting = visitor.page.locator('[data-tile=endless]');
    expect(await waiting.getAttribute('aria-busy')).toBe('true');
    expect(await waiting.locator('.skeleton').count()).toBeGreaterThan(0);
    const { height } = (await waiting.boundingBox())!;
    expect(height).toBeGreaterThan(80);
    expect(await visitor.shifts()).toEqual([]);
    await looksRight(screen, visitor);
    await visitor.context.close();
  });

  test('what changes is seen at its interval, without a reload', async () => {
    await sell('150.25');
    await eventually(async () => {
      await page.clock.fastForward(6_000);
      return (await page.locator('[data-tile=total]').textContent())?.includes('$150.25') ?? false;
    });
    await fits(screen, watched);
  });

  test('while nobody looks nothing is asked for; who looks again sees what is now', async () => {
    const hide = (hidden: boolean) =>
      page.evaluate(isHidden => {
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          get: () => (isHidden ? 'hidden' : 'visible'),
        });
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    const asked: string[] = [];
    const note = (request: { url(): string }) => asked.push(request.url());
    await hide(true);
    page.on('request', note);
    await sell('175.25');
    for (let round = 0; round < 5; round += 1) await page.clock.runFor(6_000);
    expect(asked).toEqual([]);
    page.off('request', note);
    await hide(false);
    await shows('$175.25');
  });

  test('cut off, it says so and keeps its numbers; connected again, it catches up', async () => {
    const says = (text: string) =>
      eventually(async () => {
        if ((await page.locator('.board-head [role=status]').textContent()) === text) return true;
        await page.clock.fastForward(4_000);
        return false;
      });
    line.cut();
    await sell('200.25');
    await says('Connection lost, trying again');
    await shows('$175.25');
    await looksRight(screen, watched);
    line.mend();
    await eventually(async () => {
      await page.clock.fastForward(4_000);
      return (await page.locator('[data-tile=total]').textContent())?.includes('$200.25') ?? false;
    });
  });
});
