/** What is large and what is measured, on a desk and a phone, by day and by night. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../../../../local/server.ts';
import { type Client, openShop, type Shop, signIn } from '../../../lambdas/platform.ts';
import { eventually } from '../../../support/eventually.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, type Watched } from '../browser.ts';
import { makeSlow } from '../slow-board.ts';
import { type Board, boardOn } from './board.ts';
import { looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('every-measure');
const ROWS = 100_000;
const source = `SELECT n, n * 3 AS amount, 'Order ' || n AS label FROM range(${ROWS}) r(n)`;
const log = JSON.stringify({
  name: 'log',
  source,
  fields: [
    { name: 'n', expression: 'n', datatype: 'Integer' },
    { name: 'label', expression: 'label', datatype: 'String', dimension: {} },
    { name: 'amount', expression: 'amount', datatype: 'Integer' },
  ],
});
const large = {
  ...{ version: 1, id: 'large', title: 'Large', model: 'shop', personas: ['executive'] },
  tiles: [
    {
      ...{ id: 'log', kind: 'table', title: 'Log', at: { x: 0, y: 0, w: 12, h: 8 } },
      plan: { fields: ['log.label', 'log.amount'], orderBy: [{ column: 'amount', direction: 'ASC' }], limit: ROWS },
    },
  ],
};

let browser: Browser;
let shop: Shop;
let server: RunningServer;
let ann: Client;
beforeAll(async () => {
  if (chromiumPath === undefined) return;
  await buildPage();
  [browser, shop] = await Promise.all([launch(), openShop(folder, { model: { datasets: [log], metrics: [] } })]);
  server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
  const request = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
  ann = await signIn(request, 'ann', shop.passwords['ann'] ?? '');
  expect((await ann.post('/api/v1/dashboards', { spec: large })).status).toBe(200);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

inChromium.each(SCREENS)('on $name', screen => {
  let watched: Watched;
  let page: Page;
  let board: Board;
  const open = (path: string) => page.goto(`http://127.0.0.1:${server.port}${path}`);

  beforeAll(async () => {
    const at = `http://127.0.0.1:${server.port}`;
    watched = await visitOn(screen, browser, `${at}/dashboards`, async context => {
      await context.request.post(`${at}/api/v1/auth/login`, {
        data: { username: 'ann', password: shop.passwords['ann'] },
      });
      await context.addInitScript(() => localStorage.setItem('sophia.persona.ann', 'executive'));
    });
    ({ page } = watched);
    board = boardOn(screen, page);
  }, 60_000);
  afterAll(() => watched?.context.close());

  test('100,000 rows are scrolled to the end, sorted, searched and walked by keys; few of them are drawn', async () => {
    await open('/dashboards/large');
    await board.painted();
    const table = board.tile('log').getByRole('grid');
    const cell = (text: string) => table.getByRole('gridcell', { name: text, exact: true });
    const drawn = () => table.locator('tbody tr').count();
    await cell('Order 0').waitFor();
    await looksRight(screen, watched);
    await table.locator('xpath=..').evaluate(element => element.scrollTo(0, element.scrollHeight));
    await cell('Order 99999').waitFor();
    expect(await drawn()).toBeLessThan(80);
    await table.locator('xpath=..').evaluate(element => element.scrollTo(0, 0));
    const amount = table.getByRole('columnheader', { name: 'Amount' });
    const sorted = () => amount.getAttribute('aria-sort');
    for (let before = await sorted(); before !== 'descending'; before = await sorted()) {
      await board.press(amount.getByRole('button'));
      await eventually(async () => (await sorted()) !== before);
    }
    // Rows of the end may be drawn still: it is sorted when the last order is the first row.
    await table.locator('tr[data-row="0"]').getByRole('gridcell', { name: 'Order 99999', exact: true }).waitFor();
    await table.focus();
    // The first key enters the first cell.
    for (const key of ['ArrowDown', 'Control+End']) await page.keyboard.press(key);
    await cell('Order 0').waitFor();
    await board.tile('log').getByRole('searchbox', { name: 'Search rows' }).fill('Order 7777');
    await board.tile('log').getByText('11 of 100,000 rows').waitFor();
    await cell('Order 77779').waitFor();
    expect(await drawn()).toBeLessThan(80);
    await looksRight(screen, watched);
  });

  test('how fast a dashboard was before and is now is told of 40 loads, with what would make it faster', async () => {
    const id = `slow-${screen.width}-${screen.theme}`;
    await makeSlow(shop, ann, id);
    await open(`/dashboards/${id}/performance`);
    const row = page.getByRole('row', { name: /^All tiles, median/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['800 ms', '200 ms']);
    const proposal = page.getByRole('article', { name: /^rollup_slow/ });
    await board.press(proposal.getByText('SQL', { exact: true }));
    expect(await proposal.textContent()).toContain('CREATE TABLE rollup_slow');
    await board.press(page.getByRole('button', { name: 'Count what they would save' }));
    await proposal.getByText('4 to 2').waitFor();
    await looksRight(screen, watched);
  });
});
