/** What leaves a dashboard: links, frames, files, paper, alerts, reports; on a desk and a phone, by day and by night. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { temporaryFolder } from '../../../support/folder.ts';
import { chromiumPath, launch, type Watched } from '../browser.ts';
import { type Board, boardOn } from './board.ts';
import { fewTiles } from './demo-boards.ts';
import { type DemoServer, serveDemo } from './demo-server.ts';
import { fits, looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('every-share');

let demo: DemoServer;
let browser: Browser;
/** Another site, with a frame. */
let site: Server;
let frame = '';
const siteUrl = () => `http://localhost:${(site.address() as AddressInfo).port}`;

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  site = createServer((_, response) => response.setHeader('content-type', 'text/html').end(frame));
  await new Promise<void>(resolve => site.listen(0, '0.0.0.0', resolve));
  [demo, browser] = await Promise.all([serveDemo(folder, [siteUrl()]), launch()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  site?.close();
});

inChromium.each(SCREENS)('leaving on $name', screen => {
  let watched: Watched;
  let page: Page;
  let board: Board;
  const id = `orders-${screen.width}-${screen.theme}`;

  beforeAll(async () => {
    await demo.make({
      ...fewTiles(id),
      filters: [{ id: 'region', label: 'Region', field: 'customers.customer_region', kind: 'values' }],
    });
    watched = await visitOn(screen, browser, `${demo.url}/dashboards/${id}`, demo.as('eve'));
    ({ page } = watched);
    board = boardOn(screen, page);
  }, 60_000);
  afterAll(() => watched?.context.close());

  async function open(entry: string, search = ''): Promise<void> {
    await page.goto(`${demo.url}/dashboards/${id}${search}`);
    await board.painted();
    await board.choose(entry);
  }
  const press = (name: string | RegExp) => board.press(page.getByRole('button', { name }));
  /** A stranger with the same screen. */
  const guestAt = (url: string) => visitOn(screen, browser, url);

  test('a link for anyone, with the filters of the moment, ends after its time', async () => {
    await open('Share …', '?filter.region=%22Europe%22');
    await page.getByLabel('Opens for').selectOption('anyone');
    await page.getByLabel('Ends after').first().selectOption('86400');
    await board.press(page.getByRole('checkbox', { name: /Keep the filters/ }));
    await press('Make a link');
    const link = await page.getByLabel('The link', { exact: true }).inputValue();
    await page.getByText(/until May 22, 2026/).waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    const guest = await guestAt(link);
    await guest.page.getByRole('list', { name: 'Fixed filters' }).getByText('Europe').waitFor();
    await guest.page.locator('[data-tile=regions]').getByText('Europe').waitFor();
    expect(await guest.page.locator('[data-tile=regions]').getByText('Asia Pacific').count()).toBe(0);
    expect(await guest.page.getByRole('button', { name: /^Menu of/ }).count()).toBe(0);
    await looksRight(screen, guest);
    demo.clock.pass(90_000);
    await guest.page.reload();
    await guest.page.getByText('This link is over').waitFor();
    await looksRight(screen, guest);
    await guest.context.close();
    demo.clock.pass(-90_000);
  });

  test('a frame in another site, and in none that may not', async () => {
    await open('Share …');
    await board.press(page.getByText('Embed in another site'));
    await press('Sign an address');
    frame = await page.getByLabel('HTML of the frame').inputValue();
    const guest = await guestAt(siteUrl());
    const inside = guest.page.frameLocator('iframe');
    await inside.locator('[data-tile=regions]').getByText('Europe').waitFor();
    expect(await inside.locator('html').getAttribute('data-theme')).toBe(screen.theme);
    const wide = await inside.locator('html').evaluate(root => root.scrollWidth - root.clientWidth);
    expect([wide, guest.faults]).toEqual([0, []]);
    await guest.context.close();
  });

  test('rows as CSV and JSON, a picture of the tile, the dashboard as YAML and back', async () => {
    await page.goto(`${demo.url}/dashboards/${id}`);
    await board.painted();
    const taken = async (choose: Promise<void>) => {
      const [file] = await Promise.all([page.waitForEvent('download'), choose]);
      return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
    };
    const csv = await taken(board.chooseOfTile('channels', 'Download CSV'));
    const [head, ...lines] = csv.content.toString().trim().split('\r\n');
    expect([head, lines.length]).toEqual(['Sales channel,Revenue,Order count', 5]);
    const json = await taken(board.chooseOfTile('channels', 'Download JSON'));
    expect(JSON.parse(json.content.toString()).results.rows).toHaveLength(5);
    const png = await taken(board.chooseOfTile('regions', 'Download picture'));
    expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    const { width } = (await board.tile('regions').boundingBox())!;
    expect(Math.abs(png.content.readUInt32BE(16) - width * 2)).toBeLessThanOrEqual(2);
    const yaml = await taken(board.choose('Export YAML'));
    expect(yaml.content.toString()).toContain(`id: ${id}`);
    await page.goto(`${demo.url}/dashboards`);
    const text = yaml.content.toString().replace(`id: ${id}`, `id: ${id}-again`).replace('Orders today', 'Again');
    await page
      .getByLabel('File to import')
      .setInputFiles({ name: 'again.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) });
    await page.getByRole('heading', { level: 1, name: 'Again' }).waitFor();
    await board.painted();
  });

  test('on paper it is light and whole, and the screen is afterwards what it was', async () => {
    await page.goto(`${demo.url}/dashboards/${id}`);
    await board.painted();
    await page.evaluate(() => {
      Object.assign(window, { printed: [] });
      window.print = () => {
        dispatchEvent(new Event('beforeprint'));
        (window as unknown as { printed: unknown[] }).printed.push(document.documentElement.dataset['theme']);
        dispatchEvent(new Event('afterprint'));
      };
    });
    await board.choose('Print, or save as PDF');
    await page.waitForFunction(() => (window as unknown as { printed: unknown[] }).printed.length === 1);
    expect(await page.evaluate(() => (window as unknown as { printed: unknown[] }).printed)).toEqual(['light']);
    await fits(screen, watched);
    const file = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
    const { text } = await extractText(file);
    for (const words of ['Orders today', 'Revenue by region', 'Europe', 'Web shop', 'US dollars'])
      expect(text.join(' ')).toContain(words);
    expect(text.filter(words => words.trim() === '')).toEqual([]);
    await fits(screen, watched);
  });

  test('an alert from a form that says what would be now, to its history', async () => {
    await page.goto(`${demo.url}/dashboards/${id}`);
    await board.painted();
    await board.chooseOfTile('count', 'Alert on this number …');
    await page.getByLabel('This number').fill('100');
    await page.getByText(/^Now: \d+.*It would fire now\.$/).waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await press('Make the alert');
    await page.getByText('Not checked yet').waitFor();
    demo.notifier.clear();
    await demo.round();
    expect(demo.notifier.told.map(({ subject }) => subject)).toEqual(['Alert: Orders']);
    await open('Alerts …');
    await page.getByText('Firing').waitFor();
    await press('History');
    await page.getByRole('list', { name: 'History of Orders' }).getByText('Told: firing').waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await press('Take away');
    await page.getByText('No number is watched here').waitFor();
  });

  test('a scheduled report, looked at before, sent now, and its history with the file', async () => {
    await open('Scheduled reports …');
    await press('New report');
    await board.press(page.getByRole('checkbox', { name: 'Channels' }));
    await board.press(page.getByRole('button', { name: 'Preview' }));
    await page
      .getByRole('region', { name: 'Preview' })
      .getByText(/Revenue: \$206,7/)
      .waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await press('Schedule it');
    await page.getByText('Monday to Friday at 08:00 UTC').waitFor();
    demo.notifier.clear();
    await press('Send now');
    await page.getByText('It is sent within seconds').waitFor();
    await demo.round();
    expect(demo.notifier.told.map(({ subject }) => subject)).toEqual(['Orders today']);
    await press('History');
    await page.getByRole('link', { name: 'channels.csv' }).waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await press('Take away');
    await page.getByText('Nothing is sent yet').waitFor();
  });

  test('how it performs is a page of its own, from the loads that were', async () => {
    // What is measured is of before now.
    demo.clock.pass(60);
    await open('Performance');
    await page.getByRole('heading', { level: 1, name: 'Performance' }).waitFor();
    await page.getByRole('heading', { name: 'Before and after' }).waitFor();
    await page.getByRole('heading', { name: 'Slowest tiles' }).waitFor();
    await page.getByRole('heading', { name: 'Proposed rollups' }).waitFor();
    await page.getByRole('row', { name: /^Channels/ }).waitFor();
    await looksRight(screen, watched);
    await board.press(page.getByRole('link', { name: 'Back to the dashboard' }));
    await board.painted();
  });
});
