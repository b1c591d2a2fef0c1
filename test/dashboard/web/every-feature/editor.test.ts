/** Editing, on a desk and a phone, by day and by night. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { DashboardSpec } from '../../../../core/dashboards/spec.ts';
import { eventually } from '../../../support/eventually.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { chromiumPath, launch, type Watched } from '../browser.ts';
import { type Board, boardOn } from './board.ts';
import { fewTiles } from './demo-boards.ts';
import { type DemoServer, serveDemo } from './demo-server.ts';
import { fits, looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('every-edit');

let demo: DemoServer;
let browser: Browser;
let made = 0;

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  [demo, browser] = await Promise.all([serveDemo(folder), launch()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

inChromium.each(SCREENS)('editing on $name', screen => {
  let watched: Watched;
  let page: Page;
  let board: Board;
  let id: string;

  beforeAll(async () => {
    watched = await visitOn(screen, browser, `${demo.url}/dashboards`, demo.as('eve'));
    ({ page } = watched);
    board = boardOn(screen, page);
  }, 60_000);
  afterAll(() => watched?.context.close());

  const toolbar = () => page.getByRole('toolbar', { name: 'Editing' });
  const tool = (name: string) => board.press(toolbar().getByRole('button', { name, exact: true }));
  const panel = (name: string | RegExp) => page.getByRole('complementary', { name });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const grip = (tile: string) => page.locator(`[data-edit-tile="${tile}"]`);
  const stored = async () => (await demo.get(`/api/v1/dashboards/${id}`)) as { spec: DashboardSpec; revision: number };
  const tileOf = async (tile: string) => (await stored()).spec.tiles.find(one => one.id === tile);
  const until = (wanted: (spec: DashboardSpec, revision: number) => boolean) =>
    eventually(async () => {
      const { spec, revision } = await stored();
      return wanted(spec, revision);
    });
  const saved = () => toolbar().getByText('Saved').waitFor({ state: 'attached' });

  /** A new board, opened for editing. */
  async function edited(): Promise<void> {
    made += 1;
    id = `board-${made}`;
    await demo.make(fewTiles(id));
    await page.goto(`${demo.url}/dashboards/${id}`);
    await board.painted();
    await board.press(button('Edit'));
    await grip('channels').waitFor();
  }

  /** Takes a tile, so that its buttons are there. */
  async function take(tile: string): Promise<void> {
    await grip(tile).scrollIntoViewIfNeeded();
    await (screen.phone ? grip(tile).tap({ position: { x: 40, y: 20 } }) : grip(tile).click());
  }

  async function drag(selector: string, columns: number, rows: number): Promise<void> {
    const step = await page.locator('.board-grid').evaluate(grid => {
      const { columnGap, rowGap, gridAutoRows } = getComputedStyle(grid);
      const [gap, row] = [Number.parseFloat(columnGap), Number.parseFloat(gridAutoRows)];
      return { x: (grid.clientWidth + gap) / 12, y: row + Number.parseFloat(rowGap) };
    });
    await page.locator(selector).scrollIntoViewIfNeeded();
    const box = (await page.locator(selector).boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + columns * step.x, y + rows * step.y, { steps: 6 });
    await page.mouse.up();
  }

  test('a tile is moved and resized: pulled at a desk; on a phone, where tiles flow, by words', async () => {
    await edited();
    await looksRight(screen, watched);
    if (screen.phone) {
      const words = panel('Change by words');
      const say = async (text: string) => {
        await tool('Change by words');
        await words.getByLabel('What to change').fill(text);
        await page.keyboard.press('Enter');
        await board.press(words.getByRole('button', { name: 'Accept' }));
        await words.waitFor({ state: 'detached' });
      };
      await say('move channels to the top');
      await until(spec => spec.tiles.find(tile => tile.id === 'channels')?.at.y === 0);
      await say('make revenue by region wider');
      await until(spec => (spec.tiles.find(tile => tile.id === 'regions')?.at.w ?? 0) > 6);
      const order = await page.locator('[data-tile]').evaluateAll(all => all.map(one => one.getAttribute('data-tile')));
      expect(order.indexOf('channels')).toBeLessThan(order.indexOf('months'));
    } else {
      await drag('[data-edit-tile="total"]', 6, 0);
      await until(spec => spec.tiles.find(tile => tile.id === 'total')?.at.x === 6);
      await saved();
      await drag('li:has([data-edit-tile="count"]) [data-edge="se"]', 2, 1);
      await until(spec => spec.tiles.find(tile => tile.id === 'count')?.at.w === 5);
      expect((await tileOf('count'))?.at).toEqual({ x: 3, y: 0, w: 5, h: 3 });
    }
    await saved();
  });

  test('tiles are duplicated and removed by their buttons; that is undone and done again', async () => {
    await edited();
    await take('note');
    await board.press(button('Duplicate Note'));
    await until(spec => spec.tiles.some(tile => tile.id === 'note-2'));
    await saved();
    await take('months');
    await board.press(button('Remove Orders by month'));
    await until(spec => !spec.tiles.some(tile => tile.id === 'months'));
    await saved();
    await tool('Undo');
    await board.tile('months').waitFor();
    await tool('Undo');
    await until(spec => spec.tiles.length === 6 && spec.tiles.some(tile => tile.id === 'months'));
    await saved();
    await tool('Redo');
    await until(spec => spec.tiles.some(tile => tile.id === 'note-2'));
  });

  test('by form a tile is changed and seen while it is filled in: data, kind, rule', async () => {
    await edited();
    await take('regions');
    await board.press(button('Edit Revenue by region'));
    const form = panel(/^Edit/);
    await form.getByLabel('Title', { exact: true }).fill('Orders by segment');
    await board.tile('regions').getByRole('heading', { name: 'Orders by segment' }).waitFor();
    await form.getByLabel('Numbers', { exact: true }).selectOption('order_count');
    await board.press(form.getByRole('button', { name: 'Take away Revenue' }));
    await form.getByLabel('Grouped by', { exact: true }).selectOption('customers.segment');
    await board.press(form.getByRole('button', { name: /^Take away .*[Rr]egion/ }));
    await form.getByLabel('Shown as').selectOption('table');
    await board.tile('regions').getByText('Manufacturing').first().waitFor();
    await board.press(form.getByText('Rules', { exact: true }));
    await board.press(form.getByRole('button', { name: 'Add a rule' }));
    await form.getByLabel('Is', { exact: true }).selectOption('>');
    await looksRight(screen, watched);
    expect((await stored()).revision).toBe(1);
    await board.press(form.getByRole('button', { name: 'Apply' }));
    await until((_, revision) => revision === 2);
    expect(await tileOf('regions')).toMatchObject({
      ...{ title: 'Orders by segment', kind: 'table' },
      plan: { measures: [{ metric: 'order_count' }], dimensions: [{ field: 'customers.segment' }] },
      style: { rules: [{ operator: '>', value: 0 }] },
    });
  });

  test('a line across a chart is added by form, with what it says', async () => {
    await edited();
    await take('months');
    await board.press(button('Edit Orders by month'));
    const form = panel(/^Edit/);
    await board.press(form.getByText('Lines, bands, notes'));
    await board.press(form.getByRole('button', { name: 'Add one' }));
    await form.getByLabel('Value', { exact: true }).fill('10');
    await form.getByLabel('Says').fill('Enough');
    await page.keyboard.press('Tab');
    await board.tile('months').getByText('Enough').waitFor();
    await board.press(form.getByRole('button', { name: 'Apply' }));
    await until((_, revision) => revision === 2);
    expect((await tileOf('months'))?.annotations).toMatchObject([{ kind: 'line', from: 10, label: 'Enough' }]);
    await looksRight(screen, watched);
  });

  test('a tile is added by form', async () => {
    await edited();
    await tool('Add a tile');
    await board.press(button('Add by form'));
    const form = panel('Add a tile');
    await form.getByLabel('Numbers', { exact: true }).selectOption('units_sold');
    await board.tile('units-sold').waitFor();
    await looksRight(screen, watched);
    await board.press(form.getByRole('button', { name: 'Add', exact: true }));
    await until(spec => spec.tiles.some(tile => tile.id === 'units-sold' && tile.kind === 'number'));
    await grip('units-sold').waitFor();
  });

  test('by words a change is seen before it is taken; what can’t be done is told with the nearest, help is at hand', async () => {
    await edited();
    await tool('Change by words');
    const words = panel('Change by words');
    await words.getByRole('link', { name: 'What can be said' }).waitFor();
    await words.getByLabel('What to change').fill('make revenue by region a pie chart, and add a walrus tile');
    await board.press(words.getByRole('button', { name: 'Preview', exact: true }));
    await words.getByRole('alert').filter({ hasText: 'walrus' }).waitFor();
    await words.getByText(/^Taking all data anew then costs at most/).waitFor();
    await page.locator('[data-tile=regions][data-kind=pie]').waitFor();
    await looksRight(screen, watched);
    await board.press(words.getByRole('button', { name: 'Discard' }));
    await page.locator('[data-tile=regions][data-kind=bar]').waitFor();
    await words.getByLabel('What to change').fill('add a walrus tile');
    await page.keyboard.press('Enter');
    const nearest = words.getByRole('alert').locator('.edit-chip').first();
    const near = await nearest.textContent();
    await board.press(nearest);
    expect(await words.getByLabel('What to change').inputValue()).toBe(near);
    await words.getByRole('region', { name: 'Preview' }).waitFor();
    await board.press(words.getByRole('checkbox', { name: /^Keep all numbers/ }));
    await words.getByLabel('What to change').fill('show only Europe everywhere');
    await page.keyboard.press('Enter');
    await words.getByRole('alert').filter({ hasText: 'Not done' }).filter({ hasText: 'Europe' }).waitFor();
    expect((await stored()).revision).toBe(1);
  });

  test('by words the dashboard is made dark, whatever the viewer has', async () => {
    await edited();
    await tool('Change by words');
    const words = panel('Change by words');
    await words.getByLabel('What to change').fill('make it dark');
    await page.keyboard.press('Enter');
    await board.press(words.getByRole('button', { name: 'Accept' }));
    await until(spec => spec.theme.mode === 'dark');
    await fits(screen, watched, 'dark');
  });

  test('settings: folder, filter, theme and the colour of a brand', async () => {
    await edited();
    const accent = () =>
      page.evaluate(() => getComputedStyle(document.querySelector('[data-tile]')!).getPropertyValue('--series-1'));
    const usual = await accent();
    await tool('Settings');
    const settings = panel('Dashboard');
    await settings.getByLabel('Title', { exact: true }).fill('Orders of the year');
    await settings.getByLabel('Folder').fill('Orders/World');
    await board.press(settings.getByText('Filters', { exact: true }));
    await settings.getByLabel('Add a filter by').selectOption('customers.customer_region');
    await board.press(settings.getByText('Theme', { exact: true }));
    await settings.getByLabel('Brand colour').fill('#0a7d55');
    await settings.getByLabel('Light or dark').selectOption('light');
    await fits(screen, watched, 'light');
    await settings.getByLabel('Light or dark').selectOption('system');
    await looksRight(screen, watched);
    await board.press(settings.getByRole('button', { name: 'Apply' }));
    await until((_, revision) => revision === 2);
    expect((await stored()).spec).toMatchObject({
      ...{ title: 'Orders of the year', folder: 'Orders/World', theme: { mode: 'system', accent: '#0a7d55' } },
      filters: [{ field: 'customers.customer_region', kind: 'values' }],
    });
    expect([usual.includes('oklch'), await accent()]).toEqual([true, '#0a7d55']);
    await page.getByRole('heading', { level: 1, name: 'Orders of the year' }).waitFor();
    await tool('Done');
    await page.getByText('Orders / World').waitFor();
    await button(/: all$/i).waitFor();
  });

  test('the history tells who changed what, shows a revision and restores it', async () => {
    await edited();
    await demo.post(`/api/v1/dashboards/${id}/edits`, {
      base_revision: 1,
      operations: [{ kind: 'retitleTile', tile_id: 'note', value: 'Read this' }],
    });
    await board.tile('note').getByRole('heading', { name: 'Read this' }).waitFor();
    await tool('History');
    const history = panel('History');
    await history.locator('[data-revision="2"]').getByText('Read this: title').waitFor();
    await history.locator('[data-revision="2"]').getByText(/^eve/).waitFor();
    const first = history.locator('[data-revision="1"]');
    await board.press(first.getByRole('button').first());
    await board.tile('note').getByRole('heading', { name: 'Note' }).waitFor();
    await looksRight(screen, watched);
    await board.press(first.getByRole('button', { name: 'Restore this revision' }));
    await until((spec, revision) => revision === 3 && spec.tiles.some(tile => tile.title === 'Note'));
    await page.getByText('Revision 1 is restored').waitFor();
  });

  test('who meets the change of another is told, and nothing is lost', async () => {
    await edited();
    await take('total');
    await board.press(button('Edit Revenue'));
    await panel(/^Edit/).getByLabel('Title', { exact: true }).fill('Income');
    await demo.post(`/api/v1/dashboards/${id}/edits`, {
      base_revision: 1,
      operations: [{ kind: 'retitleTile', tile_id: 'total', value: 'Turnover' }],
    });
    await board.press(panel(/^Edit/).getByRole('button', { name: 'Apply' }));
    const told = page.getByRole('dialog', { name: 'Somebody else changed the same' });
    await told.getByText('eve').first().waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await board.press(told.getByRole('button', { name: 'Put mine over theirs' }));
    await until(spec => spec.tiles.some(tile => tile.title === 'Income'));
  });

  test('without a connection what is done is kept and said, and stored when it is back', async () => {
    await edited();
    await page.route('**/edits', route => route.abort());
    await take('note');
    await board.press(button('Duplicate Note'));
    await toolbar().getByText('Not connected, 1 change kept').waitFor();
    await fits(screen, watched);
    await page.unroute('**/edits');
    await board.press(button('Try now'));
    await until(spec => spec.tiles.some(tile => tile.id === 'note-2'));
    await saved();
  });

  test('keys do what the buttons do; the palette has the same commands', async () => {
    await edited();
    await grip('note').focus();
    await page.keyboard.press('d');
    await until(spec => spec.tiles.some(tile => tile.id === 'note-2'));
    await grip('regions').focus();
    await page.keyboard.press('Delete');
    await until(spec => !spec.tiles.some(tile => tile.id === 'regions'));
    await page.keyboard.press('u');
    await until(spec => spec.tiles.some(tile => tile.id === 'regions'));
    for (const [key, name] of [
      ['a', 'Add a tile'],
      ['w', 'Change by words'],
      ['h', 'History'],
    ] as const) {
      await page.keyboard.press(key);
      await panel(name).waitFor();
      await page.keyboard.press('Escape');
      await panel(name).waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find' }).fill('history of');
    await board.press(page.getByRole('option', { name: 'History of the dashboard' }));
    await panel('History').waitFor();
    await page.keyboard.press('Escape');
    // On a phone tiles flow: there are no places to move them to.
    if (screen.phone) return;
    await grip('count').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await until(spec => spec.tiles.find(tile => tile.id === 'count')?.at.w === 4);
  });

  test('a dashboard is duplicated from its menu', async () => {
    await edited();
    await tool('Done');
    await board.choose('Duplicate');
    await page.getByRole('heading', { level: 1, name: 'Orders today (copy)' }).waitFor();
    await board.painted();
    expect(new URL(page.url()).pathname).not.toBe(`/dashboards/${id}`);
    await board.shows('total', /^\$206,7/);
    await looksRight(screen, watched);
  });
});
