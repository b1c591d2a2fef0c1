/** The dashboards that are there from the start, on a desk and a phone, by day and by night. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { temporaryFolder } from '../../../support/folder.ts';
import { chromiumPath, launch } from '../browser.ts';
import { boardOn } from './board.ts';
import { type DemoServer, serveDemo } from './demo-server.ts';
import { looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('every-built-in');

let demo: DemoServer;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  [demo, browser] = await Promise.all([serveDemo(folder), launch()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

const BOARDS = [
  ['ceo', 'CEO'],
  ['knowledge', 'Knowledge'],
  ['project', 'Project'],
  ['sales-performance', 'Sales performance'],
  ['supply-chain', 'Supply chain'],
  ['success-metrics', 'Success metrics'],
] as const;

inChromium.each(SCREENS)('built in on $name', screen => {
  test.each(BOARDS)(
    '%s shows all its tiles, in their places, and is well',
    async (id, title) => {
      const watched = await visitOn(screen, browser, `${demo.url}/dashboards/${id}`, demo.as('ann'));
      const { page } = watched;
      const board = boardOn(screen, page);
      await board.painted();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      const tiles = page.locator('[data-tile]');
      expect(await tiles.count()).toBeGreaterThan(5);
      expect(await tiles.getByRole('alert').count()).toBe(0);
      const bodies = await tiles.evaluateAll(all => all.map(tile => tile.children[1]?.textContent));
      for (const body of bodies) expect(body).toMatch(/\S/);
      expect(await watched.shifts()).toEqual([]);
      await looksRight(screen, watched);
      const health = await page.request.get(`${demo.url}/dashboards/${id}/api/health`);
      expect([health.status(), await health.json()]).toMatchObject([200, { status: 'ok', dashboard_id: id }]);
      await watched.context.close();
    },
    60_000,
  );
});
