/** A dashboard made of words, on a desk and a phone, by day and by night. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { temporaryFolder } from '../../../support/folder.ts';
import { chromiumPath, launch, type Watched } from '../browser.ts';
import { type Board, boardOn } from './board.ts';
import { type DemoServer, serveDemo } from './demo-server.ts';
import { fits, looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('every-word');

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

inChromium.each(SCREENS)('a dashboard of words on $name', screen => {
  let watched: Watched;
  let page: Page;
  let board: Board;

  beforeAll(async () => {
    watched = await visitOn(screen, browser, `${demo.url}/dashboards`, demo.as('eve'));
    ({ page } = watched);
    board = boardOn(screen, page);
  }, 60_000);
  afterAll(() => watched?.context.close());

  async function say(words: string) {
    await page.goto(`${demo.url}/dashboards`);
    await board.press(page.getByRole('button', { name: 'New dashboard' }));
    const dialog = page.getByRole('dialog', { name: 'New dashboard' });
    await dialog.getByRole('textbox').fill(words);
    await board.press(dialog.getByRole('button', { name: 'Preview' }));
    await dialog.getByRole('list', { name: 'Tiles' }).waitFor();
    return dialog;
  }
  const make = (dialog: Awaited<ReturnType<typeof say>>) =>
    board.press(dialog.getByRole('button', { name: 'Make it' }));

  test('it is looked at before it is made: tiles, what it costs, what is not possible with the nearest', async () => {
    const dialog = await say('order count by customer region, revenue by month, units sold, and the weather');
    expect(await dialog.getByRole('list', { name: 'Tiles' }).getByRole('listitem').count()).toBe(3);
    await dialog.getByText(/^3 tiles, \$0\.\d+ at most to load$/).waitFor();
    const impossible = dialog.getByRole('region', { name: 'Not possible' });
    await impossible.getByText('weather').first().waitFor();
    await impossible.getByText(/^ ?Nearest: /).waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await make(dialog);
    await board.painted();
    expect(await page.locator('[data-tile]').count()).toBe(3);
    await page.locator('[data-tile][data-kind=bar]').getByText('Europe').waitFor();
    await page.locator('[data-tile][data-kind=line]').getByRole('slider').waitFor();
    await looksRight(screen, watched);
  });

  test('dark, with a filter and live, as the words say', async () => {
    const dialog = await say(
      'revenue by customer region as a donut, dark mode, filter by sales channel, real-time updates',
    );
    await make(dialog);
    await board.painted();
    await page.locator('[data-tile][data-kind=pie]').waitFor();
    await fits(screen, watched, 'dark');
    await page.getByRole('button', { name: 'Sales channel: All' }).waitFor();
  });

  test('what can’t be understood at all makes nothing', async () => {
    await page.goto(`${demo.url}/dashboards`);
    await board.press(page.getByRole('button', { name: 'New dashboard' }));
    const dialog = page.getByRole('dialog', { name: 'New dashboard' });
    await dialog.getByRole('textbox').fill('frobnicate the walrus');
    await page.keyboard.press('Enter');
    await dialog.getByRole('region', { name: 'Not possible' }).getByText('frobnicate').first().waitFor();
    expect(await dialog.getByRole('button', { name: 'Make it' }).isDisabled()).toBe(true);
    await looksRight(screen, watched, 'dialog[open]');
    await board.press(dialog.getByRole('button', { name: 'Cancel' }));
    await dialog.waitFor({ state: 'detached' });
  });
});
