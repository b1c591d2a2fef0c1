import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { changeText, millisecondsText } from '../../../dashboard/web/src/performance/words.ts';
import { type RunningServer, startServer } from '../../../local/server.ts';
import { openShop, type Shop, signIn } from '../../lambdas/platform.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, seriousFaults, visit } from './browser.ts';
import { makeSlow } from './slow-board.ts';

describe('words of times', () => {
  test('milliseconds up to a second, then seconds', () => {
    expect([0, 12.4, 999, 1_000, 9_950, 61_000].map(millisecondsText)).toEqual([
      ...['0 ms', '12 ms', '999 ms', '1.0 s', '9.9 s', '61 s'],
    ]);
  });
  test('less time is faster', () => {
    expect([changeText(-0.5).endsWith('faster'), changeText(0.5).endsWith('slower')]).toEqual([true, true]);
  });
});

const withBrowser = chromiumPath === undefined ? describe.skip : describe;

withBrowser('the page of a dashboard’s performance, over a real server', () => {
  const folder = temporaryFolder('performance-page');
  let browser: Browser;
  let shop: Shop;
  let server: RunningServer;

  beforeAll(async () => {
    await buildPage();
    [browser, shop] = await Promise.all([launch(), openShop(folder)]);
    server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
    const request = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
    const ann = await signIn(request, 'ann', shop.passwords['ann']!);
    await makeSlow(shop, ann, 'slow');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('tells what was measured, counts who opens the dashboard, proposes a table with its SQL, counts it when asked, on a phone too', async () => {
    const url = `http://127.0.0.1:${server.port}/dashboards/slow/performance`;
    const { page, faults, context } = await visit(browser, url, { viewport: { width: 390, height: 844 } });
    await page.getByLabel('Name').fill('ann');
    await page.getByLabel('Password').fill(shop.passwords['ann']!);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Executive' }).click();
    const row = page.getByRole('row', { name: /^All tiles, median/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['800 ms', '200 ms']);
    // Days as everywhere else, whatever stands in the SQL below.
    const dated = await page.locator('figure, table').allInnerTexts();
    expect(dated.join('\n')).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    expect(dated.join('\n')).toMatch(/[A-Z][a-z]{2} \d{1,2}, \d{4} to /);
    expect(await page.getByRole('row', { name: /^Cost/ }).getByRole('rowheader').allInnerTexts()).toEqual([
      ...['Cost of loads', 'Cost of computing ahead', 'Cost together'],
    ]);
    const proposal = page.getByRole('article', { name: 'rollup_slow_1' });
    expect(await proposal.textContent()).toContain('It holds what all 20 recorded runs looked at.');
    await proposal.getByText('SQL', { exact: true }).click();
    expect(await proposal.textContent()).toContain('CREATE TABLE rollup_slow_1');
    await page.getByRole('button', { name: 'Count what they would save' }).click();
    await proposal.getByText('4 to 2').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([faults, overflow <= 0]).toEqual([[], true]);
    await page.goto(`http://127.0.0.1:${server.port}/dashboards/slow`);
    await page.getByRole('gridcell', { name: 'Europe' }).waitFor();
    const range = { from: new Date(Date.now() - 3_600_000).toISOString(), to: '2999-01-01T00:00:00Z' };
    await eventually(async () => {
      const loads = await shop.platform.stores.usage.list({ kind: 'load', dashboardId: 'slow', ...range, limit: 10 });
      return loads.length === 1 && loads[0]?.tiles.length === 1;
    });
    await context.close();
  });
});
