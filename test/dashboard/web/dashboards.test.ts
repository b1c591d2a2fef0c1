import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page, Response, Route } from 'playwright-core';
import { type RunningServer, startServer } from '../../../local/server.ts';
import { openShop, type Shop, signIn } from '../../lambdas/platform.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, seriousFaults, visit, type Watched } from './browser.ts';

/** The pages of dashboards in Chromium over a real server, as people use them. */
const revenue = { name: 'revenue', metric: 'revenue' };
const script = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';

const spec = {
  version: 1,
  id: 'sales',
  title: `Sales ${script}`.slice(0, 110),
  description: 'What was sold,\nand where.',
  folder: 'Shop/Daily',
  model: 'shop',
  time: { range: { kind: 'between', start: '2026-01-01', end: '2026-03-01' } },
  filters: [
    { id: 'region', label: 'Region', field: 'sales.region', kind: 'values' },
    { id: 'product', label: 'Product', field: 'sales.product', kind: 'value' },
    { id: 'amount', label: 'Amount', field: 'sales.amount', kind: 'numberRange' },
    { id: 'day', label: 'Day', field: 'sales.day', kind: 'date' },
  ],
  tiles: [
    {
      ...{ id: 'months', kind: 'line', title: 'Revenue by month', at: { x: 0, y: 2, w: 6, h: 4 } },
      plan: { measures: [revenue], time: { field: 'sales.day', grain: 'month' } },
    },
    {
      ...{ id: 'regions', kind: 'bar', title: 'Revenue by region', at: { x: 6, y: 2, w: 6, h: 4 } },
      plan: { measures: [revenue], dimensions: [{ field: 'sales.region' }] },
    },
    {
      ...{ id: 'total', kind: 'number', title: 'Revenue', at: { x: 0, y: 0, w: 3, h: 2 } },
      ...{ plan: { measures: [revenue] }, sparkline: { grain: 'month', periods: 12 }, target: { value: 400 } },
    },
    {
      ...{ id: 'count', kind: 'number', title: 'Sales', at: { x: 3, y: 0, w: 3, h: 2 } },
      plan: { measures: [{ name: 'sales_count', metric: 'sales_count' }] },
    },
    {
      ...{ id: 'products', kind: 'table', title: 'Products', at: { x: 0, y: 6, w: 6, h: 4 } },
      plan: { measures: [revenue], dimensions: [{ field: 'sales.product' }] },
      drill: ['sales.product', 'sales.region'],
    },
    {
      ...{ id: 'note', kind: 'text', title: 'Note', at: { x: 6, y: 0, w: 6, h: 2 } },
      text: `Read **this**: ${script} [site](https://example.org) [no](javascript:alert(1))`,
    },
    { id: 'pick', kind: 'filter', title: 'Product', at: { x: 6, y: 6, w: 3, h: 4 }, filter: 'product' },
    { id: 'ask', kind: 'question', title: 'Ask', at: { x: 9, y: 6, w: 3, h: 4 } },
  ],
};

const inChromium = chromiumPath === undefined ? describe.skip : describe;

inChromium('the pages of dashboards', () => {
  const folder = temporaryFolder('dashboards-page');
  let browser: Browser;
  let shop: Shop;
  let server: RunningServer;
  let desk: Watched;
  let page: Page;
  const loads: { tiles: string[]; view: unknown }[] = [];

  async function enter(path: string, user: string, options: BrowserContextOptions = {}): Promise<Watched> {
    const persona = user === 'eve' ? 'executive' : 'europe';
    // Colours on their way from one to another have no contrast to measure.
    return visit(browser, server.url + path, { reducedMotion: 'reduce', ...options }, async context => {
      const data = { username: user, password: shop.passwords[user] };
      const reply = await (await context.request.post(`${server.url}/api/v1/auth/login`, { data })).json();
      const headers = { 'x-csrf-token': reply.csrf_token };
      await context.request.post(`${server.url}/api/v1/dashboards`, { data: { spec }, headers });
      await context.addInitScript(
        ([key, name]) => localStorage.setItem(key ?? '', name ?? ''),
        [`sophia.persona.${user}`, persona],
      );
    });
  }

  const tile = (id: string, on = page) => on.locator(`[data-tile=${id}]`);
  /** Until every tile has its answer and its picture. */
  const painted = async (on = page) => {
    await on.locator('[data-tile]').first().waitFor();
    await on.waitForFunction(
      () => document.querySelector('[data-tile][aria-busy=true], [data-tile] .skeleton') === null,
    );
  };
  const total = (text: string) => tile('total').getByText(text, { exact: true }).waitFor();

  beforeAll(async () => {
    await buildPage();
    [browser, shop] = await Promise.all([launch(), openShop(folder)]);
    server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
    desk = await enter('/dashboards/sales', 'eve');
    ({ page } = desk);
    page.on('request', request => {
      if (request.url().endsWith('/load')) loads.push(request.postDataJSON());
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('all tiles are painted in their places; nothing moves, and markup stays text', async () => {
    await painted();
    await total('$200.75');
    await tile('total')
      .getByRole('img', { name: /12 periods/ })
      .waitFor();
    await tile('total').getByText('50 % of target $400').waitFor();
    await tile('months')
      .getByRole('slider', { name: /Revenue by month/ })
      .waitFor();
    await tile('regions')
      .getByRole('slider', { name: /Revenue by region/ })
      .waitFor();
    await tile('products').getByRole('gridcell', { name: 'Anvil' }).waitFor();
    expect(await page.title()).toContain('Sales <img');
    await page.getByRole('heading', { level: 1 }).getByText('<script>').waitFor();
    expect(await tile('note').locator('strong').textContent()).toBe('this');
    expect(await tile('note').locator('img, script').count()).toBe(0);
    expect(await tile('note').getByRole('link').allTextContents()).toEqual(['site']);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(await desk.shifts()).toEqual([]);
    expect(await seriousFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
    expect(await seriousFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('what comes before the first paint is less than 120 kB', async () => {
    const first = await desk.context.newPage();
    const isPainted = () => performance.getEntriesByName('first-contentful-paint').length > 0;
    // On a slow machine the data, and the charts for it, could come before the paint that did not wait for them.
    await first.route('**/api/v1/dashboards/**', async route => {
      await first.waitForFunction(isPainted);
      await route.continue();
    });
    await first.goto(page.url());
    await first.waitForFunction(isPainted);
    const scripts = await first.evaluate(() => {
      const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
      const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return all.filter(({ name, startTime }) => name.endsWith('.js') && startTime < painted).map(({ name }) => name);
    });
    await first.close();
    const files = scripts.map(name => `${distribution}${new URL(name).pathname}`);
    const sizes = await Promise.all(files.map(async file => gzipSync(await readFile(file)).byteLength));
    expect(files.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(120_000);
  });

  test('a visit asks for the dashboard and its tiles once, before the page that shows them is there', async () => {
    for (const search of ['', '?filter.region=Europe']) {
      const visitor = await desk.context.newPage();
      const asked: string[] = [];
      visitor.on('request', request => {
        const { pathname } = new URL(request.url());
        if (pathname.startsWith('/api/v1/dashboards/sales') && !pathname.endsWith('/live'))
          asked.push(`${request.method()} ${pathname}`);
      });
      await visitor.goto(`${server.url}/dashboards/sales${search}`);
      await painted(visitor);
      await tile('total', visitor)
        .getByText(search === '' ? '$200.75' : '$120.50', { exact: true })
        .waitFor();
      expect(asked).toEqual(['GET /api/v1/dashboards/sales', 'POST /api/v1/dashboards/sales/load']);
      await visitor.close();
    }
  });

  test('what somebody changed between the two requests of a visit is seen', async () => {
    const visitor = await desk.context.newPage();
    let asked = 0;
    await visitor.route('**/api/v1/dashboards/sales', async route => {
      const response = await route.fetch();
      const now = await response.json();
      asked += 1;
      const before = { ...now, revision: now.revision - 1, spec: { ...now.spec, title: 'Before' } };
      await route.fulfill({ response, json: asked === 1 ? before : now });
    });
    await visitor.goto(`${server.url}/dashboards/sales`);
    await visitor.getByRole('heading', { level: 1 }).getByText('Sales').waitFor();
    expect(asked).toBe(2);
    await visitor.close();
  });

  test('a control narrows what it concerns; the address holds it, so that a link shows the same', async () => {
    loads.length = 0;
    await page.getByRole('button', { name: 'Region: all' }).click();
    await page
      .getByRole('dialog', { name: /Region/ })
      .getByText('Europe')
      .click();
    await total('$120.50');
    expect(loads.map(({ view }) => view)).toEqual([{ filters: { region: { selected: ['Europe'] } } }]);
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).search).toBe('?filter.region=Europe');
    await page.reload();
    await painted();
    await total('$120.50');
    await page.getByRole('button', { name: 'Region: Europe' }).waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await total('$200.75');
    expect(new URL(page.url()).search).toBe('');
  });

  test('numbers from and to, days, the window and a filter tile narrow too', async () => {
    await page.getByRole('button', { name: 'Amount: all' }).click();
    await page.getByLabel('Amount, from').fill('40');
    await page.getByLabel('Amount, to').fill('120');
    await page.keyboard.press('Enter');
    await total('$150.75');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Day: all' }).click();
    await page.getByLabel('Day, to').fill('2026-01-05');
    await page.getByRole('button', { name: 'Apply' }).click();
    await total('$100.50');
    await page.getByRole('button', { name: 'Reset' }).click();
    await total('$200.75');
    await tile('pick').getByText('Chisel').click();
    await total('$30.00');
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: /^Window/ }).click();
    await page.getByLabel('Window, to').fill('2026-01-31');
    await page.getByRole('button', { name: 'Apply' }).click();
    await total('$150.75');
    expect(new URL(page.url()).search).toBe('?time=before_2026-02-01');
    await page.getByRole('button', { name: 'Reset' }).click();
    await total('$200.75');
  });

  test('a click on a mark narrows the other tiles; the same again, the chip and Esc take it back', async () => {
    await painted();
    loads.length = 0;
    const regions = tile('regions').getByRole('slider');
    await regions.focus();
    await regions.press('Home');
    await regions.press('Enter');
    await total('$120.50');
    expect(loads.map(({ tiles }) => tiles.toSorted())).toEqual([['count', 'months', 'products', 'total']]);
    await page.getByRole('button', { name: 'Remove Region: Europe' }).click();
    await total('$200.75');
    const months = tile('months').getByRole('slider');
    await months.focus();
    await months.press('Home');
    await months.press('Enter');
    await total('$150.75');
    await page.getByRole('button', { name: 'Remove Day: Jan 2026' }).waitFor();
    await months.press('Escape');
    await tile('months').focus();
    await page.keyboard.press('Escape');
    await total('$200.75');
  });

  test('a click goes down along the tile’s path to the rows, and the crumbs lead back', async () => {
    const products = tile('products');
    await products.getByText('Anvil').click();
    await products.getByRole('gridcell', { name: 'Europe' }).click();
    const path = products.getByRole('navigation', { name: 'Behind Products' });
    expect(await path.getByText('Europe').getAttribute('aria-current')).toBe('step');
    await products.getByRole('columnheader', { name: /amount/i }).waitFor();
    expect(await products.getByRole('gridcell', { name: 'Chisel' }).count()).toBe(0);
    await path.getByRole('button', { name: 'Anvil' }).click();
    await products.getByRole('gridcell', { name: 'Asia' }).waitFor();
    await products.focus();
    await page.keyboard.press('Escape');
    await products.getByRole('gridcell', { name: 'Chisel' }).waitFor();
  });

  test('keys walk through tiles, fill the page with one and lead back; the menu tells how a number was made', async () => {
    await tile('total').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-tile'))).toBe('count');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-tile'))).toBe('months');
    await page.keyboard.press('f');
    const size = await tile('months').boundingBox();
    // But for the place of the scroll bar.
    expect([Math.ceil((size?.width ?? 0) / 20) * 20, size?.height]).toEqual([1440, 900]);
    const reached = () =>
      page.locator('aside, [data-tile]').evaluateAll(all => all.filter(one => !(one as HTMLElement).inert).length);
    expect(await reached()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await reached()).toBe(1 + spec.tiles.length);
    await tile('months').hover();
    await page.getByRole('button', { name: 'Menu of Revenue by month' }).click();
    await page.getByRole('menuitem', { name: 'Details and SQL' }).click();
    const details = page.getByRole('dialog', { name: 'Details of Revenue by month' });
    await details
      .locator('pre')
      .filter({ hasText: /select/i })
      .waitFor();
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    expect(new URL(page.url()).pathname).toBe('/dashboards/sales');
  });

  test('a question is answered in its tile, one of those to start from too', async () => {
    const starters = tile('ask').getByRole('list', { name: 'Questions to start from' }).getByRole('button');
    const first = await starters.first().textContent();
    await starters.first().click();
    await starters.first().waitFor({ state: 'detached' });
    expect(await tile('ask').getByRole('textbox').inputValue()).toBe(first);
    await tile('ask').getByRole('textbox').fill('revenue by region');
    await page.keyboard.press('Enter');
    await tile('ask').getByRole('slider').waitFor();
    await tile('ask').getByRole('textbox').fill('the moon');
    await page.keyboard.press('Enter');
    await tile('ask').getByRole('button', { name: 'revenue by region' }).waitFor();
  });

  test('numbers stay when the connection is lost, which is said and can be tried again', async () => {
    await page.route('**/load', route => route.abort());
    await tile('total').focus();
    await page.keyboard.press('r');
    const again = tile('total').getByRole('button', { name: /Try again/ });
    await again.waitFor();
    await total('$200.75');
    await page.unroute('**/load');
    await again.click();
    await again.waitFor({ state: 'detached' });
    expect(desk.faults).toEqual([]);
  });

  test('what somebody else edits is seen without a reload, and only what was edited is asked for', async () => {
    loads.length = 0;
    const request = (path: string, init?: RequestInit) => fetch(server.url + path, init);
    const ann = await signIn(request, 'ann', shop.passwords['ann']!);
    const operations = [{ kind: 'retitleTile', tile_id: 'count', value: 'Sales made' }];
    await ann.post('/api/v1/dashboards/sales/edits', { operations, base_revision: 1 });
    await tile('count').getByRole('heading', { name: 'Sales made' }).waitFor();
    expect(loads).toEqual([]);
  });

  test('a tile that may not be shown says why, the others stay; on a phone one column, numbers first', async () => {
    const phone = await enter('/dashboards/sales', 'ben', {
      ...{ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: 'dark' },
    });
    await painted(phone.page);
    await tile('total', phone.page).getByText('$120.50', { exact: true }).waitFor();
    await tile('count', phone.page).locator('[role=alert], [role=note]').first().waitFor();
    const order = await phone.page
      .locator('[data-tile]')
      .evaluateAll(all => all.map(one => one.getAttribute('data-tile')));
    expect(order.slice(0, 4)).toEqual(['total', 'count', 'note', 'months']);
    const sideways = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBe(0);
    expect(await phone.shifts()).toEqual([]);
    expect(await seriousFaults(phone.page)).toEqual([]);
    expect(phone.faults).toEqual([]);
    await phone.context.close();
  });

  test('the list has folders and favourites; a new one is looked at before it is made', async () => {
    await page.getByRole('link', { name: 'Dashboards' }).first().click();
    const shelf = page.getByRole('region', { name: 'Shop / Daily' });
    await shelf.getByRole('link', { name: /^Sales/ }).waitFor();
    await shelf.getByText('What was sold, and where.', { exact: true }).waitFor();
    await shelf.getByRole('button', { name: /^Favourite/ }).click();
    await page
      .getByRole('region', { name: 'Favourites' })
      .getByRole('link', { name: /^Sales/ })
      .waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    const moved = (await desk.shifts()).length;
    await page.getByRole('button', { name: 'New dashboard' }).click();
    await page.getByRole('textbox', { name: 'New dashboard' }).fill('revenue by region, and the weather');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Tiles' }).getByText('Revenue by region').waitFor();
    await page.getByRole('region', { name: 'Not possible' }).getByText('weather').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.locator('[data-tile]').first().getByRole('slider').waitFor();
    expect((await desk.shifts()).slice(moved)).toEqual([]);
  });

  test('who made a dashboard removes it after a question, and its file brings it back', async () => {
    const menu = page.getByRole('button', { name: /^Menu of the dashboard/ });
    await menu.click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export YAML' }).click();
    const file = await (await downloading).path();
    const title = await page.getByRole('heading', { level: 1 }).textContent();
    await menu.click();
    await page.getByRole('menuitem', { name: 'Remove …' }).click();
    const dialog = page.getByRole('dialog', { name: /^Remove / });
    await dialog.waitFor();
    await dialog.getByText('No link, alert or report goes with it.').waitFor();
    expect(await seriousFaults(page, 'dialog[open]')).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await menu.click();
    await page.getByRole('menuitem', { name: 'Remove …' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText(`Removed ${title}`).waitFor();
    const entry = page.getByRole('link', { name: new RegExp(`^${title}`) });
    await page.getByRole('link', { name: /^Sales/ }).waitFor();
    expect(await entry.count()).toBe(0);
    await page.getByLabel('File to import').setInputFiles({
      ...{ name: 'sales.yaml', mimeType: 'application/yaml' },
      buffer: await readFile(file),
    });
    await page.locator('[data-tile]').first().getByRole('slider').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
  });

  test('a file with faults is refused with each of them on a line of its own', async () => {
    await page.goto(`${server.url}/dashboards`);
    const tiles = Array.from(
      { length: 30 },
      (_, index) => `  - {id: t${index}, kind: blob, title: T, at: {x: 0, y: 0}}`,
    );
    await page.getByLabel('File to import').setInputFiles({
      ...{ name: 'bad.yaml', mimeType: 'application/yaml' },
      buffer: Buffer.from(`version: 1\nid: bad\ntitle: Bad\nmodel: shop\ntiles:\n${tiles.join('\n')}\n`),
    });
    const faults = page.getByRole('list', { name: 'Faults' });
    await faults.getByText('tiles[0].kind').waitFor();
    expect(await faults.getByRole('listitem').count()).toBeGreaterThan(30);
    const { height, whole } = await faults.evaluate(list => ({ height: list.clientHeight, whole: list.scrollHeight }));
    expect([height < 300, whole > height]).toEqual([true, true]);
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('an address without a dashboard, and one that is not for the viewer, say so and lead on', async () => {
    const failed: string[] = [];
    const note = (response: Response) => {
      if (response.status() >= 400) failed.push(`${response.request().method()} ${new URL(response.url()).pathname}`);
    };
    page.on('response', note);
    await page.goto(`${server.url}/dashboards/nothing-here`);
    await page.getByRole('heading', { name: 'There is no dashboard at this address' }).waitFor();
    await page.waitForLoadState('networkidle');
    page.off('response', note);
    // Each of the two requests of a visit, which are sent together, fails once and is not sent again.
    expect(failed.sort()).toEqual(['GET /api/v1/dashboards/nothing-here', 'POST /api/v1/dashboards/nothing-here/load']);
    await page.route('**/api/v1/dashboards/sales', route =>
      route.fulfill({
        ...{ status: 403, contentType: 'application/problem+json' },
        body: JSON.stringify({ type: 'urn:sophia:problem:dashboard.forbidden', title: 'No', detail: 'Not yours.' }),
      }),
    );
    await page.goto(`${server.url}/dashboards/sales`);
    await page.getByRole('heading', { name: 'This dashboard is not for you' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'All dashboards' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dashboards' }).waitFor();
  });

  test('who is not signed in is asked to, and no request fails for it', async () => {
    for (const path of ['/', '/dashboards/sales']) {
      const asked: string[] = [];
      const visitor = await visit(browser, server.url + path, {}, async context => {
        context.on('request', request => {
          const { pathname } = new URL(request.url());
          if (pathname.startsWith('/api/')) asked.push(pathname);
        });
      });
      await visitor.page.getByLabel('Password').waitFor();
      expect(asked).toEqual([]);
      await visitor.page.getByLabel('Name').fill('eve');
      await visitor.page.getByLabel('Password').fill(shop.passwords['eve'] ?? '');
      await visitor.page.keyboard.press('Enter');
      await visitor.page.getByText('Executive').first().waitFor();
      await visitor.context.close();
    }
  });

  describe('what can not be drawn', () => {
    let watched: Watched;
    afterEach(() => watched?.context.close());
    /** Enters with something that the page is sent changed, or cut off on its way. */
    const enterWith = async (path: string, sent: string, change: (route: Route) => Promise<void>) => {
      watched = await visit(browser, server.url, {}, async context => {
        const data = { username: 'eve', password: shop.passwords['eve'] };
        await context.request.post(`${server.url}/api/v1/auth/login`, { data });
        await context.addInitScript(() => localStorage.setItem('sophia.persona.eve', 'executive'));
        await context.route(sent, change);
      });
      await watched.page.goto(server.url + path);
      return watched.page;
    };

    test('of a tile says so in its place, and the others stay', async () => {
      const page = await enterWith('/dashboards/sales', '**/load', async route => {
        const response = await route.fetch();
        const body = (await response.text()).replaceAll(/("tile_id":"products".*?"rows":)\[/g, '$1null,"was":[');
        await route.fulfill({ response, body });
      });
      const broken = page.locator('[data-tile=products]');
      await broken.getByText('This can’t be shown').waitFor();
      expect(await broken.getByRole('button', { name: 'Try again' }).count()).toBe(1);
      await page.locator('[data-tile=total]').getByText('$200.75').waitFor();
      await page.locator('[data-tile=regions] svg').first().waitFor();
    });

    test('of a tile comes by Try again, when its file did not come before', async () => {
      let cut = true;
      const page = await enterWith('/dashboards/sales', '**/assets/table-body-*.js', route =>
        cut ? route.abort() : route.continue(),
      );
      const tile = page.locator('[data-tile=products]');
      await tile.getByText('A part of the page did not come').waitFor();
      cut = false;
      await tile.getByRole('button', { name: 'Try again' }).click();
      await tile.getByRole('grid').waitFor();
    });

    test('of a whole page says so in the frame, and other pages open', async () => {
      const page = await enterWith('/knowledge', '**/assets/knowledge-page-*.js', route => route.abort());
      await page.getByText('A part of the page did not come').waitFor();
      expect(await page.getByRole('button', { name: 'Load the page again' }).count()).toBe(1);
      await page.getByRole('link', { name: 'Dashboards' }).click();
      await page.getByRole('heading', { name: 'Dashboards' }).waitFor();
    });
  });
});
