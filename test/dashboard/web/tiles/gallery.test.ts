import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, launch, seriousFaults, visit } from '../browser.ts';

/** Tiles of every kind in Chromium, on a page of their own. */
const inChromium = chromiumPath === undefined ? describe.skip : describe;

const BUILD = fileURLToPath(new URL('./gallery/build.ts', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

const serve = (directory: string): Promise<Server> =>
  new Promise(resolve => {
    const server = createServer(async (request, response) => {
      const path = normalize(new URL(request.url ?? '/', 'http://page').pathname);
      const file = path === '/' ? 'index.html' : path;
      const body = await readFile(join(directory, file)).catch(() => undefined);
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
      response.end(body);
    }).listen(0, '127.0.0.1', () => resolve(server));
  });

inChromium('tiles', () => {
  let directory: string;
  let server: Server;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tiles-'));
    // In a process of its own: the bundler's plugins hook into the loader of modules.
    await promisify(execFile)(process.execPath, [BUILD, directory]);
    [browser, server] = await Promise.all([launch(), serve(directory)]);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await rm(directory, { recursive: true, force: true });
  });

  const allDrawn = async (page: Page) => {
    await page.locator('.tile').first().waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await page.getByRole('slider', { name: /Revenue by country/ }).waitFor();
  };
  const clicks = (page: Page) => page.evaluate(() => (window as unknown as { clicks: unknown[] }).clicks);

  test.each([
    ['light', 1440, 900],
    ['dark', 390, 844],
  ] as const)(
    'in the %s theme at %i px all are drawn, none is wider than the page, axe finds no serious fault',
    async (theme, width, height) => {
      const { page, context, faults } = await visit(browser, `${url}?theme=${theme}`, {
        viewport: { width, height },
        reducedMotion: 'reduce',
      });
      page.setDefaultTimeout(60_000);
      await allDrawn(page);
      for (const kind of ['line', 'area', 'bar', 'scatter', 'heatMap', 'funnel', 'gauge', 'map'])
        expect(await page.locator(`[data-kind=${kind}]`).getByRole('slider').count()).toBeGreaterThan(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      // Rows under 5 % margin: one ground for all cells, which others have not; only what is looked at has its ink.
      const grounds = await page
        .getByRole('grid', { name: 'All orders' })
        .locator('tbody tr[data-row]')
        .evaluateAll(rows =>
          rows.map(row => ({
            isBad: row.textContent?.includes('(bad)') ?? false,
            grounds: new Set([...row.children].map(cell => (cell as HTMLElement).style.background)).size,
            toned: [...row.children].filter(cell => (cell as HTMLElement).style.background !== '').length,
            inked: [...row.children].filter(cell => (cell as HTMLElement).style.color !== '').length,
            cells: row.children.length,
          })),
        );
      const bad = grounds.filter(({ isBad }) => isBad);
      expect(bad.length).toBeGreaterThan(0);
      for (const row of bad) expect(row).toMatchObject({ grounds: 1, toned: row.cells, inked: 1 });
      for (const row of grounds.filter(({ isBad }) => !isBad)) expect(row.toned).toBeLessThan(2);
      expect(await seriousFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
    120_000,
  );

  test('a map is drawn in shades of the colour that its author chose', async () => {
    const { page, context } = await visit(browser, url);
    page.setDefaultTimeout(60_000);
    await allDrawn(page);
    const fills = (title: string) =>
      page
        .getByRole('region', { name: title })
        .locator('svg path')
        .evaluateAll(paths => [...new Set(paths.map(path => getComputedStyle(path).fill))]);
    const own = await fills('Orders in Europe');
    const usual = await fills('Revenue by country');
    expect(own.length).toBeGreaterThan(5);
    // Oklab: green is to the left of grey, blue below it.
    const greenest = (all: readonly string[]) =>
      Math.min(...all.map(fill => Number(/^oklab\(\S+ (\S+)/.exec(fill)?.[1] ?? 0)));
    expect(greenest(own)).toBeLessThan(-0.05);
    expect(greenest(usual)).toBeGreaterThan(-0.05);
    await context.close();
  }, 120_000);

  test('keys reach every mark and choose it; a refused picture offers another; long tables draw what is in view', async () => {
    const { page, context } = await visit(browser, url);
    page.setDefaultTimeout(60_000);
    await allDrawn(page);

    const pie = page.getByRole('slider', { name: /Revenue by region as parts/ });
    await pie.focus();
    await page.keyboard.press('Home');
    expect(await pie.getAttribute('aria-valuetext')).toMatch(/^Europe: \$/);
    await page.keyboard.press('Enter');
    const map = page.getByRole('slider', { name: /Revenue by country/ });
    await map.focus();
    await page.keyboard.press('End');
    expect(await map.getAttribute('aria-valuetext')).toMatch(/^Singapore: \$90,000/);
    await page.keyboard.press('Enter');
    expect(await clicks(page)).toEqual([
      ['sales.region', 'Europe', []],
      ['sales.country', 'Singapore', []],
    ]);
    await page.getByText(/Not on the map: Atlantis, Westeros/).waitFor();

    const refused = page.getByRole('region', { name: 'Averages make no pie' });
    await refused.getByRole('button', { name: 'Show as bars' }).click();
    await refused.getByRole('slider').waitFor();

    const table = page.getByRole('grid', { name: 'All orders' });
    const drawn = () => table.locator('tbody tr').count();
    expect(await drawn()).toBeLessThan(60);
    // More rows than are seen: the lower edge tells it until the last one is.
    const below = table.locator('xpath=../..').locator('.table-edge-below');
    await below.waitFor({ state: 'attached' });
    await table.locator('xpath=..').evaluate(element => element.scrollTo(0, element.scrollHeight));
    await below.waitFor({ state: 'detached' });
    await table.locator('xpath=..').evaluate(element => element.scrollTo(0, 1_600_000));
    await table.getByRole('gridcell', { name: '150000' }).waitFor();
    expect(await drawn()).toBeLessThan(60);
    await table.getByRole('columnheader', { name: 'Orders' }).getByRole('button').click();
    await page.waitForFunction(
      () => document.querySelector('[data-kind=table] tbody tr')?.children[4]?.textContent === '40',
    );
    await page.getByRole('searchbox', { name: 'Search rows' }).fill('163210');
    await page.getByText('1 of 100,000 rows').waitFor();
    await table.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await clicks(page)).toHaveLength(3);
    expect(((await clicks(page)) as unknown[][]).at(-1)?.slice(0, 2)).toEqual(['sales.order', 163_210]);
    await context.close();
  }, 120_000);
});
