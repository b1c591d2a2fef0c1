/** Editing in Chromium, on the built page over the real platform. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { parse } from 'yaml';
import type { DashboardSpec, Place } from '../../../../core/dashboards/spec.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, seriousFaults } from '../browser.ts';
import { type ShopServer, serveShop } from './shop-server.ts';

const folder = temporaryFolder('editor-page');
let shop: ShopServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const faults: string[] = [];
let made = 0;

const suite = chromiumPath === undefined ? describe.skip : describe;

suite('editing a dashboard', () => {
  beforeAll(async () => {
    await buildPage();
    [shop, browser] = await Promise.all([serveShop(folder, distribution), launch()]);
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', timezoneId: 'UTC' });
    await shop.signIn(context, 'eve');
    page = await visitor(context);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
  });

  async function visitor(from: BrowserContext): Promise<Page> {
    const opened = await from.newPage();
    opened.setDefaultTimeout(20_000);
    opened.on('pageerror', error => faults.push(error.message));
    opened.on('console', message => {
      if (/content security policy/i.test(message.text())) faults.push(message.text());
    });
    return opened;
  }

  /** A new board, opened for editing. */
  async function edited(): Promise<string> {
    made += 1;
    const id = `board-${made}`;
    await shop.make(id);
    await page.goto(`${shop.url}/dashboards/${id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await grip('products').waitFor();
    return id;
  }

  const grip = (tile: string) => page.locator(`[data-edit-tile="${tile}"]`);
  const stored = async (id: string) => {
    const { spec, revision } = await shop.get(`/api/v1/dashboards/${id}`);
    return { spec: spec as DashboardSpec, revision: revision as number };
  };
  const tileOf = async (id: string, tile: string) => (await stored(id)).spec.tiles.find(one => one.id === tile);
  /** Waits until everything is stored, as the page says it. */
  const saved = () => page.getByRole('toolbar', { name: 'Editing' }).getByText('Saved').waitFor();
  /** Waits until the server has what is wanted. */
  async function until(id: string, wanted: (now: { spec: DashboardSpec; revision: number }) => boolean) {
    for (;;) {
      const now = await stored(id);
      if (wanted(now)) return now.spec;
      await page.waitForTimeout(30);
    }
  }
  const revision = (id: string, wanted: number) => until(id, now => now.revision >= wanted);
  const hasTile = (spec: DashboardSpec, tile: string) => spec.tiles.some(({ id }) => id === tile);
  const sameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const placeOf = (spec: DashboardSpec, tile: string): Place | undefined =>
    spec.tiles.find(({ id }) => id === tile)?.at;

  /** Pulls something by so many columns and rows of the grid. */
  async function pull(selector: string, columns: number, rows: number, letGo = true): Promise<void> {
    const step = await page.locator('.board-grid').evaluate(grid => {
      const style = getComputedStyle(grid);
      const gap = Number.parseFloat(style.columnGap);
      return {
        x: (grid.clientWidth + gap) / 12,
        y: Number.parseFloat(style.gridAutoRows) + Number.parseFloat(style.rowGap),
      };
    });
    await page.locator(selector).scrollIntoViewIfNeeded();
    const box = (await page.locator(selector).boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + columns * step.x, y + rows * step.y, { steps: 6 });
    if (letGo) await page.mouse.up();
  }

  test('dragged, the tiles under it go down; resized by a corner; each is one edit, undone and done again by keys', async () => {
    const id = await edited();
    await pull('[data-edit-tile="total"]', 6, 0);
    const moved = await revision(id, 2);
    expect([placeOf(moved, 'total'), placeOf(moved, 'note'), placeOf(moved, 'regions')]).toEqual([
      { x: 6, y: 0, w: 3, h: 2 },
      { x: 6, y: 2, w: 6, h: 2 },
      { x: 6, y: 4, w: 6, h: 4 },
    ]);
    await saved();
    await pull('li:has([data-edit-tile="count"]) [data-edge="se"]', 2, 1);
    const resized = await revision(id, 3);
    expect([placeOf(resized, 'count'), placeOf(resized, 'months')]).toEqual([
      { x: 3, y: 0, w: 5, h: 3 },
      { x: 0, y: 3, w: 6, h: 4 },
    ]);
    await saved();
    await page.keyboard.press('Control+z');
    expect(placeOf(await revision(id, 4), 'count')).toEqual({ x: 3, y: 0, w: 3, h: 2 });
    await page.keyboard.press('u');
    const back = await revision(id, 5);
    expect(back.tiles.map(({ at }) => at)).toEqual((await first(id)).tiles.map(({ at }) => at));
    await page.keyboard.press('Control+Shift+z');
    expect(placeOf(await revision(id, 6), 'total')).toEqual({ x: 6, y: 0, w: 3, h: 2 });
    await saved();

    // Esc puts back what is being dragged.
    await pull('[data-edit-tile="note"]', -6, 3, false);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.locator('.edit-pulling').waitFor({ state: 'detached' });
    expect((await stored(id)).revision).toBe(6);
  });

  const first = async (id: string) => (await shop.get(`/api/v1/dashboards/${id}?revision=1`))['spec'] as DashboardSpec;

  test('what changes nothing is said to, and makes no revision', async () => {
    const id = await edited();
    const tidy = async () => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('Tidy up');
      await page
        .getByRole('option', { name: /^Tidy up/ })
        .first()
        .click();
    };
    await pull('[data-edit-tile="months"]', 0, 3);
    await revision(id, 2);
    await saved();
    await tidy();
    await revision(id, 3);
    await saved();
    await tidy();
    await page.getByRole('status').getByText('Nothing changed: it is like that already').waitFor();
    expect((await stored(id)).revision).toBe(3);
  });

  test('moved and resized by keys, and said', async () => {
    const id = await edited();
    await grip('months').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'Shift+ArrowLeft']) await page.keyboard.press(key);
    await page.locator('[aria-live]').filter({ hasText: 'column 3, row 4, 5 wide, 4 high' }).waitFor();
    const now = (condition: (spec: DashboardSpec) => boolean) => until(id, ({ spec }) => condition(spec));
    await now(spec => sameJson(placeOf(spec, 'months'), { x: 2, y: 3, w: 5, h: 4 }));
    await saved();
    await page.keyboard.press('d');
    await now(spec => hasTile(spec, 'months-2'));
    await grip('note').focus();
    await page.keyboard.press('Delete');
    await now(spec => !hasTile(spec, 'note'));
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await now(spec => hasTile(spec, 'note'));
    await grip('note').focus();
    await page.keyboard.press('F2');
    await page.getByLabel('Title of Note').fill('Read this');
    await page.keyboard.press('Enter');
    await now(spec => spec.tiles.find(tile => tile.id === 'note')?.title === 'Read this');
  });

  test('by form: what it says is on the board while it is filled in, and stored when it is applied', async () => {
    const id = await edited();
    await grip('regions').click();
    await page.keyboard.press('e');
    const form = page.getByRole('complementary', { name: /^Edit/ });
    await form.getByLabel('Title', { exact: true }).fill('Orders by product');
    await page.locator('[data-tile="regions"] h2').getByText('Orders by product').waitFor();
    await form.getByLabel('Numbers', { exact: true }).selectOption('orders');
    await form.getByRole('button', { name: 'Take away Revenue' }).click();
    await form.getByLabel('Grouped by', { exact: true }).selectOption('sales.product');
    await form.getByRole('button', { name: 'Take away Region' }).click();
    await form.getByText('Add a condition').click();
    await form.getByLabel('Value', { exact: true }).fill('Europe');
    await page.locator('[data-tile="regions"]').getByText('Bellows').first().waitFor();
    expect((await stored(id)).revision).toBe(1);
    await form.getByRole('button', { name: 'Apply' }).click();
    await revision(id, 2);
    expect(await tileOf(id, 'regions')).toMatchObject({
      title: 'Orders by product',
      kind: 'bar',
      plan: {
        measures: [{ metric: 'orders' }],
        dimensions: [{ field: 'sales.product' }],
        where: [{ field: 'sales.region', operator: '=', values: ['Europe'] }],
      },
    });
    await saved();

    // What the server would not take is told in the form, and nothing is done.
    await page.getByRole('button', { name: 'Edit Revenue by month' }).click();
    await form.getByText('Time, drill-down, refresh').click();
    await form.getByLabel('Refresh every … seconds').fill('2');
    await form.getByRole('button', { name: 'Apply' }).click();
    await form.getByRole('alert').waitFor();
    await form.getByRole('button', { name: 'Cancel' }).click();
    expect((await stored(id)).revision).toBe(2);
  });

  test('a tile is added by form and by the plan of a question; settings and filters are stored', async () => {
    const id = await edited();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Add by form' }).click();
    const form = page.getByRole('complementary', { name: 'Add a tile' });
    await form.getByRole('button', { name: 'Take it from a question' }).click();
    await form.getByLabel('Question').fill('revenue by product');
    await form.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.locator('[data-tile="revenue-by-product"]').getByText('Bellows').first().waitFor();
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await revision(id, 2);
    expect(await tileOf(id, 'revenue-by-product')).toMatchObject({ kind: 'bar', question: 'revenue by product' });
    await saved();
    await page.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('complementary', { name: 'Dashboard' });
    await settings.getByLabel('Title', { exact: true }).fill('Sales of the year');
    await settings.getByLabel('Folder').fill('Sales/World');
    await settings.getByText('Filters', { exact: true }).click();
    await settings.getByLabel('Add a filter by').selectOption('sales.region');
    await settings.getByRole('button', { name: 'Apply' }).click();
    expect(await revision(id, 3)).toMatchObject({
      title: 'Sales of the year',
      folder: 'Sales/World',
      filters: [{ id: 'region', field: 'sales.region', kind: 'values' }],
    });
  });

  test('by words: seen before it is taken, with what could not be done; discarded, nothing is left of it', async () => {
    const id = await edited();
    await page.keyboard.press('w');
    const panel = page.getByRole('complementary', { name: 'Change by words' });
    const say = async (words: string) => {
      await panel.getByLabel('What to change').fill(words);
      await page.keyboard.press('Enter');
      await panel.getByRole('region', { name: 'Preview' }).waitFor();
    };
    await say('make revenue by region a pie chart and add orders by product and frobnicate the walrus');
    await panel.getByRole('alert').filter({ hasText: 'frobnicate' }).waitFor();
    const handle = page.locator('li[data-mark="changed"]');
    await handle.waitFor();
    await page.locator('[data-tile="regions"][data-kind="pie"]').waitFor();
    expect((await stored(id)).revision).toBe(1);
    await panel.getByRole('button', { name: 'Discard' }).click();
    await page.locator('[data-tile="regions"][data-kind="bar"]').waitFor();
    expect(await handle.count()).toBe(0);
    await say('make revenue by region a pie chart');
    await panel.getByText(/^Revenue by region: .*\bkind\b/).waitFor();
    await panel.getByRole('button', { name: 'Accept' }).click();
    await revision(id, 2);
    expect((await tileOf(id, 'regions'))?.kind).toBe('pie');
  });

  test('by the form a rule colours whole rows of a table, in the dark and on paper too', async () => {
    const id = await edited();
    await grip('products').click();
    await page.keyboard.press('e');
    const form = page.getByRole('complementary', { name: /^Edit/ });
    await form.getByText('Rules', { exact: true }).click();
    await form.getByRole('button', { name: 'Add a rule' }).click();
    await form.getByLabel('Is', { exact: true }).selectOption('>');
    await form.getByLabel('Colours', { exact: true }).selectOption('row');
    await form.getByRole('button', { name: 'Apply' }).click();
    await revision(id, 2);
    expect((await tileOf(id, 'products'))?.style?.rules).toMatchObject([{ operator: '>', value: 0, marks: 'row' }]);
    const grounds = () =>
      page
        .locator('[data-tile="products"] tbody tr[data-row="0"] td')
        .evaluateAll(cells => cells.map(cell => getComputedStyle(cell).backgroundColor));
    const light = await grounds();
    expect([light.length > 1, new Set(light).size]).toEqual([true, 1]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
    const dark = await grounds();
    expect([new Set(dark).size, dark[0] === light[0]]).toEqual([1, false]);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await grounds()).toEqual(light);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('a change that meets somebody else’s is told with who made it, and nothing is lost', async () => {
    const id = await edited();
    await page.getByRole('button', { name: 'Edit Revenue', exact: true }).click();
    await page.getByLabel('Title', { exact: true }).fill('Income');
    // Somebody else is faster while the form is open.
    await shop.post(`/api/v1/dashboards/${id}/edits`, {
      base_revision: 1,
      operations: [{ kind: 'retitleTile', tile_id: 'total', value: 'Turnover' }],
    });
    await page.getByRole('button', { name: 'Apply' }).click();
    const told = page.getByRole('dialog', { name: 'Somebody else changed the same' });
    await told.getByText('bob').waitFor();
    expect((await tileOf(id, 'total'))?.title).toBe('Turnover');
    await told.getByRole('button', { name: 'Put mine over theirs' }).click();
    await revision(id, 3);
    expect((await tileOf(id, 'total'))?.title).toBe('Income');
  });

  test('what is done while the connection is lost is kept and said, over a reload too, and stored when it is back', async () => {
    const id = await edited();
    await page.route('**/edits', route => route.abort());
    await page.getByRole('button', { name: 'Duplicate Note' }).click();
    await page.getByText('Not connected, 1 change kept').waitFor();
    page.once('dialog', dialog => void dialog.accept());
    await page.reload();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByText('Not connected, 1 change kept').waitFor();
    await page.locator('[data-tile="note-2"]').waitFor();
    await page.unroute('**/edits');
    await page.getByRole('button', { name: 'Try now' }).click();
    await until(id, ({ spec }) => hasTile(spec, 'note-2'));
    await saved();
  });

  test('the history tells who changed what, shows a revision on the board and restores it', async () => {
    const id = await edited();
    await shop.post(`/api/v1/dashboards/${id}/edits`, {
      base_revision: 1,
      note: 'Names',
      operations: [{ kind: 'retitleTile', tile_id: 'note', value: 'Read this' }],
    });
    // Told by the server: who edits sees what others do.
    await page.locator('[data-tile="note"] h2').getByText('Read this').waitFor();
    await page.keyboard.press('h');
    const panel = page.getByRole('complementary', { name: 'History' });
    const entry = panel.locator('[data-revision="1"]');
    await panel.locator('[data-revision="2"]').getByText('Read this: title').waitFor();
    await entry.getByRole('button').first().click();
    await page.locator('[data-tile="note"] h2').getByText('Note').waitFor();
    expect((await stored(id)).revision).toBe(2);
    await entry.getByRole('button', { name: 'Restore this revision' }).click();
    expect((await revision(id, 3)).tiles.find(tile => tile.id === 'note')?.title).toBe('Note');
  });

  test('a dashboard is duplicated from its menu: the copy is opened, the first stays as it was', async () => {
    const id = await edited();
    await page.getByRole('toolbar', { name: 'Editing' }).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: /^Menu of the dashboard/ }).click();
    await page.getByRole('menuitem', { name: 'Duplicate', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Sales today (copy)' }).waitFor();
    const copy = new URL(page.url()).pathname.split('/').at(-1)!;
    expect(copy).not.toBe(id);
    const [made, first] = [await stored(copy), await stored(id)];
    expect(made).toMatchObject({ revision: 1, spec: { ...first.spec, id: copy, title: 'Sales today (copy)' } });
    expect(first).toMatchObject({ revision: 1, spec: { id, title: 'Sales today' } });
  });

  test('everybody takes along what they see: CSV, JSON, a picture, the dashboard as YAML; who looks can not edit', async () => {
    const id = await edited();
    const bens = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
    await shop.signIn(bens, 'ben');
    const view = await visitor(bens);
    await view.goto(`${shop.url}/dashboards/${id}`);
    await view.locator('[data-tile="products"]').getByText('Bellows').waitFor();
    expect(await view.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);
    await view.getByRole('button', { name: /^Menu of the dashboard/ }).click();
    await view.getByRole('menuitem', { name: 'Export YAML' }).waitFor();
    expect(await view.getByRole('menuitem', { name: 'Duplicate' }).count()).toBe(0);
    await view.keyboard.press('Escape');
    const choose = async (menu: string | RegExp, item: string) => {
      await view.getByRole('button', { name: menu }).click();
      const [file] = await Promise.all([
        view.waitForEvent('download'),
        view.getByRole('menuitem', { name: item }).click(),
      ]);
      return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
    };
    const csv = await choose('Menu of Products', 'Download CSV');
    expect(csv.content.toString().split('\r\n').slice(0, 2)).toEqual(['Product,Revenue,Orders', 'Anvil,15619,126']);
    const json = await choose('Menu of Products', 'Download JSON');
    expect(JSON.parse(json.content.toString()).results.rows).toHaveLength(3);
    const png = await choose('Menu of Revenue by region', 'Download picture');
    expect([png.name, png.content.subarray(1, 4).toString()]).toEqual(['Revenue-by-region.png', 'PNG']);
    // Twice the pixels of the tile: the width stands in the header of the file.
    const { width } = (await view.locator('[data-tile="regions"]').boundingBox())!;
    expect(Math.abs(png.content.readUInt32BE(16) - width * 2)).toBeLessThanOrEqual(2);
    const yaml = await choose(/^Menu of the dashboard/, 'Export YAML');
    expect(parse(yaml.content.toString())).toMatchObject({ id, title: 'Sales today' });
    // On paper: light, whole tiles in two columns, tables across, everything that scrolls, nothing to press.
    await view.emulateMedia({ colorScheme: 'dark' });
    await view.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
    const laidOut = () =>
      view.evaluate(() => {
        const widths = [...document.querySelectorAll('.tile')].map(tile =>
          Math.round(tile.getBoundingClientRect().width),
        );
        const isShown = (part: Element) => part.getClientRects().length > 0;
        return {
          theme: document.documentElement.dataset['theme'],
          colors: getComputedStyle(document.body).printColorAdjust,
          widths: [...new Set(widths)].length,
          // Drawn in the width of the paper before the browser goes on.
          beyond: [...document.querySelectorAll('.tile svg')].filter(
            svg => svg.getBoundingClientRect().right > svg.closest('.tile')!.getBoundingClientRect().right,
          ).length,
          controls: [...document.querySelectorAll('aside, nav, .board-head button, .tile button, .tile input')].filter(
            part => isShown(part) && part.closest('thead') === null,
          ).length,
          window: isShown(document.querySelector('.board-filters button')!),
        };
      });
    const paper = await view.evaluate(() => dispatchEvent(new Event('beforeprint'))).then(laidOut);
    expect(paper).toEqual({ theme: 'light', colors: 'exact', widths: 2, beyond: 0, controls: 0, window: true });
    const screen = await view.evaluate(() => dispatchEvent(new Event('afterprint'))).then(laidOut);
    expect([screen.theme, screen.controls > 0]).toEqual(['dark', true]);
    await bens.close();
  });

  test('commands are in the palette; axe finds no serious fault; no script failed', async () => {
    await edited();
    await page.keyboard.press('Escape');
    await grip('total').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find' }).fill('edit this');
    await page.getByRole('option', { name: 'Edit this dashboard' }).waitFor();
    // What the menu of the dashboard has is found as well.
    await page.getByRole('combobox', { name: 'Find' }).fill('print');
    await page.locator('[role=option][aria-selected=true]').filter({ hasText: 'Print, or save as PDF' }).waitFor();
    await page.getByRole('combobox', { name: 'Find' }).fill('edit this');
    await page.getByRole('option', { name: 'Edit this dashboard' }).click();
    await page.getByRole('button', { name: 'Edit Revenue by region' }).click();
    await page.getByRole('complementary', { name: /^Edit/ }).waitFor();
    const found = await seriousFaults(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find' }).fill('history of');
    await page.getByRole('option', { name: 'History of the dashboard' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'History' }).waitFor();
    expect([found, await seriousFaults(page), faults]).toEqual([[], [], []]);
  });
});
