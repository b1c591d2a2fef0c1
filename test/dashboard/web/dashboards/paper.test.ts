import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { type RunningServer, startServer } from '../../../../local/server.ts';
import { openShop } from '../../../lambdas/platform.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, visit } from '../browser.ts';

/** Long tables and lists on paper: what Chromium makes a PDF of. */
const inChromium = chromiumPath === undefined ? describe.skip : describe;
const count = 1_200;

inChromium('a dashboard on paper', () => {
  const folder = temporaryFolder('on-paper');
  let browser: Browser;
  let server: RunningServer;
  let page: Page;

  beforeAll(async () => {
    await buildPage();
    const [opened, shop] = await Promise.all([launch(), openShop(folder, { recheckMilliseconds: 0 })]);
    browser = opened;
    const lines = Array.from({ length: count }, (_, i) => `2026-01-05,Europe,P${String(i).padStart(4, '0')},1.25`);
    await writeFile(join(folder, 'data', 'sales.csv'), `day,region,product,amount\n${lines.join('\n')}\n`);
    server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
    const at = `http://127.0.0.1:${server.port}`;
    ({ page } = await visit(browser, `${at}/dashboards/paper`, {}, async context => {
      const data = { username: 'eve', password: shop.passwords['eve'] };
      const reply = await (await context.request.post(`${at}/api/v1/auth/login`, { data })).json();
      const table = (id: string, y: number, limit: number) => ({
        ...{ id, kind: 'table', title: `Sales ${id}`, at: { x: 0, y, w: 12, h: 4 } },
        plan: { fields: ['sales.product', 'sales.amount'], limit },
      });
      const list = { ...table('feed', 8, 2_000), kind: 'list' };
      const tiles = [table('some', 0, 100), table('all', 4, 2_000), list];
      const spec = { version: 1, id: 'paper', title: 'Paper', model: 'shop', tiles };
      const headers = { 'x-csrf-token': reply.csrf_token };
      await context.request.post(`${at}/api/v1/dashboards`, { data: { spec }, headers });
      await context.addInitScript(() => localStorage.setItem('sophia.persona.eve', 'executive'));
    }));
    await page.locator('[data-tile=all] tbody tr').nth(3).waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a table or a list goes on over the pages that its rows take, to a limit that is told, its head on each', async () => {
    const scroller = page.locator('[data-tile=all] table').locator('xpath=..');
    await scroller.evaluate(part => {
      part.scrollTop = 20_000;
    });
    await page.locator('[data-tile=all] tr[data-row="630"]').waitFor();
    const file = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
    const { text: pages } = await extractText(file);
    expect(pages.filter(words => words.trim() === '')).toEqual([]);
    const text = pages.join(' ');
    const printed = (name: string) => text.split(name).length - 1;
    // The first hundred are in both tables and in the list; what is past the limit is in none.
    expect(['P0000', 'P0099', 'P0100', 'P0999', 'P1000', 'P1199'].map(printed)).toEqual([3, 3, 2, 2, 0, 0]);
    expect(printed('The first 1,000 of 1,200 rows')).toBe(2);
    expect(printed('Product')).toBeGreaterThan(30);
    // And the screen is what it was.
    expect(await scroller.evaluate(part => part.scrollTop)).toBe(20_000);
    await page.locator('[data-tile=all] tr[data-row="630"]').waitFor();
    expect(await page.locator('[data-tile=all] tbody tr').count()).toBeLessThan(80);
  });
});
