/** Ways to a dashboard and about the page, on a desk and a phone, by day and by night. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { GUIDES } from '../../../../dashboard/web/src/help/guides.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { chromiumPath, launch, type Watched } from '../browser.ts';
import { type Board, boardOn } from './board.ts';
import { fewTiles } from './demo-boards.ts';
import { type DemoServer, serveDemo } from './demo-server.ts';
import { fits, looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('every-way');

let demo: DemoServer;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  [demo, browser] = await Promise.all([serveDemo(folder), launch()]);
  await demo.make({ ...fewTiles('orders'), folder: 'Sales/Daily', description: 'What was ordered.' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

inChromium.each(SCREENS)('ways on $name', screen => {
  let watched: Watched;
  let page: Page;
  let board: Board;

  beforeAll(async () => {
    watched = await visitOn(screen, browser, `${demo.url}/dashboards`, demo.as('eve'));
    ({ page } = watched);
    board = boardOn(screen, page);
  }, 60_000);
  afterAll(() => watched?.context.close());

  test('dashboards stand in their folders, are searched, and marked as favourites, which stay', async () => {
    const shelf = page.getByRole('region', { name: 'Sales / Daily' });
    await shelf.getByRole('link', { name: /^Orders today/ }).waitFor();
    await shelf.getByText('What was ordered.').waitFor();
    const star = shelf.getByRole('button', { name: 'Favourite: Orders today' });
    const favourites = page.getByRole('region', { name: 'Favourites' });
    await board.press(star);
    await favourites.getByRole('link', { name: /^Orders today/ }).waitFor();
    await looksRight(screen, watched);
    await page.reload();
    await favourites.getByRole('link', { name: /^Orders today/ }).waitFor();
    await board.press(favourites.getByRole('button', { name: 'Favourite: Orders today' }));
    await favourites.waitFor({ state: 'detached' });
    await board.press(page.getByRole('link', { name: /^Orders today/ }));
    await board.painted();
    await page.getByText('Sales / Daily').waitFor();
  });

  test('the palette finds dashboards, pages and what the dashboard can do', async () => {
    // A phone has a button for it.
    if (screen.phone) await board.press(page.getByRole('button', { name: 'Find', exact: true }));
    else await page.keyboard.press('Control+k');
    const find = page.getByRole('combobox', { name: 'Find' });
    await find.fill('print');
    await page.getByRole('option', { name: 'Print, or save as PDF' }).waitFor();
    await find.fill('supply');
    await page.getByRole('option', { name: /^Supply chain/ }).waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await board.press(page.getByRole('option', { name: /^Supply chain/ }));
    await page.getByRole('heading', { level: 1, name: 'Supply chain' }).waitFor();
  });

  test('the list of shortcuts is in the account’s menu and under ?', async () => {
    await board.press(page.getByRole('button', { name: /^Account/ }));
    await board.press(page.getByRole('menuitem', { name: 'Keyboard shortcuts' }));
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await shortcuts.getByText('Show the tile in full screen').waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await board.press(shortcuts.getByRole('button', { name: 'Close' }));
    await shortcuts.waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await shortcuts.waitFor();
    await page.keyboard.press('Escape');
    await shortcuts.waitFor({ state: 'detached' });
  });

  test('the theme is chosen in the account’s menu, and stays', async () => {
    const other = screen.theme === 'dark' ? 'light' : 'dark';
    const choose = async (theme: string) => {
      await board.press(page.getByRole('button', { name: /^Account/ }));
      await board.press(page.getByRole('menuitem', { name: theme }));
    };
    await page.goto(`${demo.url}/dashboards/orders`);
    await board.painted();
    await choose(other === 'dark' ? 'Dark theme' : 'Light theme');
    await fits(screen, watched, other);
    await page.reload();
    await board.painted();
    await fits(screen, watched, other);
    await choose('Theme of the system');
    await fits(screen, watched);
  });

  test('keys walk through the tiles and fill the page with one', async () => {
    await board.tile('total').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-tile'))).toBe('count');
    await page.keyboard.press('f');
    await page.locator('.tile-full[data-tile=count]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.tile-full').waitFor({ state: 'detached' });
    await page.keyboard.press('e');
    await page.getByRole('toolbar', { name: 'Editing' }).waitFor();
    await board.press(page.getByRole('button', { name: 'Done', exact: true }));
  });

  test('help is in the menu of a dashboard and leads through all guides with their pictures', async () => {
    await board.choose('Help');
    await page.getByRole('heading', { name: GUIDES[1]!.title }).waitFor();
    for (const { title } of GUIDES) {
      await board.press(page.getByRole('navigation', { name: 'Guides' }).getByRole('link', { name: title }));
      await page.getByRole('article').getByRole('heading', { name: title, exact: true }).first().waitFor();
      for (const picture of await page.locator('article img').all()) {
        await picture.scrollIntoViewIfNeeded();
        await page.waitForFunction(img => (img as HTMLImageElement).naturalWidth > 0, await picture.elementHandle());
      }
      await looksRight(screen, watched);
    }
  });

  test('who may only look sees no way to change anything, and is told why a tile is refused', async () => {
    const viewer = await visitOn(screen, browser, `${demo.url}/dashboards/orders`, demo.as('ben'));
    const theirs = boardOn(screen, viewer.page);
    await theirs.painted();
    await theirs.shows('count', /^\d/);
    await theirs.tile('total').locator('[role=alert], [role=note]').first().waitFor();
    expect(await viewer.page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
    await theirs.press(viewer.page.getByRole('button', { name: /^Menu of the dashboard/ }));
    await viewer.page.getByRole('menuitem', { name: 'Export YAML' }).waitFor();
    for (const entry of ['Duplicate', 'Share …', 'Remove …'])
      expect(await viewer.page.getByRole('menuitem', { name: entry }).count()).toBe(0);
    await viewer.page.keyboard.press('Escape');
    await looksRight(screen, viewer);
    await viewer.page.goto(`${demo.url}/dashboards/ceo`);
    await viewer.page.getByRole('heading', { name: 'There is no dashboard at this address' }).waitFor();
    await looksRight(screen, viewer);
    await viewer.context.close();
  });
});
