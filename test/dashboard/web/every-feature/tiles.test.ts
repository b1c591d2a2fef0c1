/** Every kind of tile, and what can be done with a tile, on a desk and a phone, by day and by night. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../../../support/eventually.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { chromiumPath, launch, seriousFaults, type Watched } from '../browser.ts';
import { type Board, boardOn } from './board.ts';
import { everyKind } from './demo-boards.ts';
import { type DemoServer, serveDemo } from './demo-server.ts';
import { fits, looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
/** Of an amount of dollars as it is shown. */
const cents = (text: string): number => Math.round(Number(text.replace(/[$,]/g, '')) * 100);
const folder = temporaryFolder('every-tile');

let demo: DemoServer;
let browser: Browser;

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  [demo, browser] = await Promise.all([serveDemo(folder), launch()]);
  await demo.make(everyKind('kinds'));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

inChromium.each(SCREENS)('tiles on $name', screen => {
  let watched: Watched;
  let page: Page;
  let board: Board;
  const loads: string[][] = [];

  beforeAll(async () => {
    watched = await visitOn(screen, browser, `${demo.url}/dashboards/kinds`, demo.as('eve'));
    ({ page } = watched);
    board = boardOn(screen, page);
    page.on('request', request => {
      if (request.url().endsWith('/load')) loads.push(request.postDataJSON().tiles?.toSorted());
    });
    await board.painted();
  }, 60_000);
  afterAll(() => watched?.context.close());

  test('every kind is drawn, in units and formats of the model; nothing moves while it comes', async () => {
    const { tile, shows } = board;
    await tile('files').getByRole('button', { name: 'Choose files' }).waitFor();
    await shows('number', '145');
    await shows('number', '+14.2 %');
    await tile('number')
      .getByRole('img', { name: /12 periods/ })
      .waitFor();
    await shows('money', '$206,730');
    await shows('stock', 'stock-outs');
    await shows('gauge', '98.6 % of target 100 %');
    expect(await tile('note').locator('strong').textContent()).toBe('all');
    for (const id of [
      ...['line', 'area', 'bar', 'grouped', 'stacked', 'pie', 'scatter', 'heat', 'funnel', 'gauge', 'map'],
    ]) {
      const picture = tile(id).getByRole('slider');
      const { width, height } = (await picture.boundingBox())!;
      expect([id, width > 200, height > 100]).toEqual([id, true, true]);
      expect([id, await picture.locator('svg :is(path, rect, circle)').count()]).not.toEqual([id, 0]);
    }
    await tile('pivot').getByRole('columnheader', { name: 'Web shop' }).waitFor();
    await tile('list').getByText('SO-1000384').waitFor();
    await tile('table').getByRole('gridcell', { name: '$15,760.16' }).waitFor();
    expect(await watched.shifts()).toEqual([]);
    await looksRight(screen, watched);
  });

  test('each point of a chart is told, to the pointer or the finger that is on it and to keys', async () => {
    const { tile } = board;
    const chart = tile('line').getByRole('slider');
    await chart.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await chart.boundingBox())!;
    const at = { x: x + width * 0.6, y: y + height / 2 };
    const held = await watched.context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchCancel', touchPoints: (typeof at)[]) =>
      held.send('Input.dispatchTouchEvent', { type, touchPoints });
    if (screen.phone) await touch('touchStart', [at]);
    else await page.mouse.move(at.x, at.y);
    const told = chart.locator('.shadow-float').filter({ hasText: /[A-Z][a-z]{2} 202[56]/ });
    await told.waitFor();
    expect(await told.textContent()).toMatch(/\d+\sorders$/);
    if (screen.phone) await touch('touchCancel', []);
    await chart.focus();
    await page.keyboard.press('End');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/^Apr 2026: /);
    await page.keyboard.press('Escape');
  });

  test('lines and bands across a chart say what they are', async () => {
    const { tile } = board;
    await tile('line').scrollIntoViewIfNeeded();
    const frame = (await tile('line').boundingBox())!;
    for (const words of ['Fair', 'New prices', 'Goal 30']) {
      const box = (await tile('line').getByText(words, { exact: true }).boundingBox())!;
      expect([words, box.x >= frame.x, box.x + box.width <= frame.x + frame.width]).toEqual([words, true, true]);
    }
  });

  test('a table is sorted, searched, has totals of what is found, and colours rows by a rule', async () => {
    const { tile, press } = board;
    const table = tile('table');
    const revenue = table.getByRole('columnheader', { name: 'Revenue' });
    const amounts = async () =>
      (await table.locator('tbody tr[data-row] td:nth-child(4)').allInnerTexts()).map(cents).slice(0, 4);
    for (const way of ['ascending', 'descending'] as const) {
      for (let pressed = 0; (await revenue.getAttribute('aria-sort')) !== way && pressed < 2; pressed += 1)
        await press(revenue.getByRole('button'));
      const sign = way === 'ascending' ? 1 : -1;
      await eventually(async () => {
        const shown = await amounts();
        return shown.length > 3 && shown.every((one, at) => at === 0 || (one - (shown[at - 1] ?? 0)) * sign >= 0);
      });
      if (way === 'descending') continue;
      // Under five orders: the whole row has a ground, the others have none.
      const grounds = await table
        .locator('tbody tr[data-row]')
        .evaluateAll(rows =>
          rows.map(row => [
            Number.parseInt(row.children[2]?.textContent ?? '', 10) < 5,
            [...row.children].every(one => (one as HTMLElement).style.background !== ''),
          ]),
        );
      expect(grounds.map(([few]) => few)).toContain(true);
      for (const [few, toned] of grounds) expect(toned).toBe(few);
    }
    await table.getByRole('searchbox', { name: 'Search rows' }).fill('Austria');
    await table.getByText(/^\d+ of 66 rows$/).waitFor();
    await page.waitForFunction(
      () => document.querySelector('[data-tile=table] tbody tr[data-row="0"] td')?.textContent === 'Austria',
    );
    const found = await table.locator('tbody tr[data-row] td:nth-child(4)').allInnerTexts();
    const total = await table.locator('tfoot tr').getByText('$').textContent();
    expect(found.length).toBeGreaterThan(1);
    expect(found.map(cents).reduce((sum, one) => sum + one, 0)).toBe(cents(total ?? ''));
    await table.getByRole('searchbox', { name: 'Search rows' }).fill('');
  });

  test('the four kinds of filter narrow: values with a search, one value in a tile, a range of numbers, dates', async () => {
    const { press, shows } = board;
    const reset = async () => {
      await press(page.getByRole('button', { name: 'Reset' }));
      await shows('number', '145');
    };
    const gone = (id: string, text: string) => board.tile(id).getByText(text).first().waitFor({ state: 'detached' });
    await press(page.getByRole('button', { name: 'Region: All' }));
    const regions = page.getByRole('dialog', { name: /^Region/ });
    await regions.getByText('Europe').waitFor();
    await press(regions.getByText('Europe'));
    await gone('bar', 'Asia Pacific');
    await press(regions.getByText('South America'));
    await page.getByRole('button', { name: /^Region: .*Europe.*South America/ }).waitFor();
    await shows('bar', 'South America');
    // What still waits is pale.
    await board.painted();
    await fits(screen, watched);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await reset();
    await press(board.tile('pick').getByText('EDI'));
    await gone('grouped', 'Web shop');
    await shows('pivot', 'EDI');
    await reset();
    await press(page.getByRole('button', { name: 'Order total: All' }));
    await page.getByLabel('Order total, from').fill('1000');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Order total: .*1,000/ }).waitFor();
    await page.keyboard.press('Escape');
    await reset();
    await press(page.getByRole('button', { name: 'Ordered: All' }));
    await page.getByLabel('Ordered, from').fill('2026-01-01');
    await press(page.getByRole('button', { name: 'Apply' }));
    await page.getByRole('button', { name: /^Ordered: .*2026/ }).waitFor();
    await reset();
  });

  test('a mark of a chart narrows the tiles that it concerns, and no other; the chip takes it back', async () => {
    const { tile, press, pressAt, painted } = board;
    await painted();
    loads.length = 0;
    await pressAt(tile('funnel').getByText('Cancelled'));
    const chip = page.getByRole('button', { name: /^Remove Order status: Cancelled/ });
    await chip.waitFor();
    await painted();
    // The stock has no orders: it says that it stays as it is, and is not asked for again.
    await tile('stock').locator('.tile-note').waitFor();
    await press(chip);
    await chip.waitFor({ state: 'detached' });
    await painted();
    loads.length = 0;
    await pressAt(tile('funnel').getByText('Cancelled'));
    await chip.waitFor();
    await painted();
    expect(loads).toHaveLength(1);
    expect(loads[0]).toEqual([
      ...['area', 'bar', 'gauge', 'grouped', 'heat', 'line', 'list', 'map', 'money', 'number', 'pie', 'pivot'],
      ...['scatter', 'stacked', 'table'],
    ]);
    await press(chip);
    await chip.waitFor({ state: 'detached' });
    await painted();
  });

  test('a press goes down along the path of the tile to the rows, and the crumbs lead back', async () => {
    const { tile, press, pressAt, chooseOfTile } = board;
    const bar = tile('bar');
    await bar.scrollIntoViewIfNeeded();
    await pressAt(bar.getByText('Europe', { exact: true }));
    const path = bar.getByRole('navigation', { name: 'Behind Orders by region' });
    await path.getByText('Europe').waitFor();
    await pressAt(bar.getByText('Germany').first());
    await path.getByText('Germany').waitFor();
    await bar.getByRole('columnheader').nth(2).waitFor();
    expect(await bar.getByRole('gridcell').count()).toBeGreaterThan(3);
    expect(await seriousFaults(page)).toEqual([]);
    await press(path.getByRole('button', { name: 'Europe' }));
    await bar.getByText('United Kingdom').first().waitFor();
    await press(bar.getByRole('button', { name: 'Orders by region', exact: true }));
    await bar.getByText('South America').waitFor();
    await chooseOfTile('number', 'What is behind it');
    await tile('number').getByText('/ everything').waitFor();
    await press(tile('number').getByRole('button', { name: 'Orders', exact: true }));
    await board.shows('number', '145');
  });

  test('a tile fills the screen and leaves it again', async () => {
    const { tile, press, chooseOfTile } = board;
    await chooseOfTile('map', 'Full screen');
    await tile('map').getByRole('button', { name: 'Leave full screen' }).waitFor();
    const { width, height } = (await tile('map').boundingBox())!;
    expect([screen.width - width < 20, height]).toEqual([true, screen.height]);
    await looksRight(screen, watched);
    await press(tile('map').getByRole('button', { name: 'Leave full screen' }));
    await page.waitForFunction(() => document.querySelector('.tile-full') === null);
  });

  test('a tile tells as of when it is, whether it was kept, what it cost, and its SQL', async () => {
    const { tile, press, chooseOfTile } = board;
    await tile('money').scrollIntoViewIfNeeded();
    // At a desk when the pointer is on it, on a phone when it was touched.
    if (screen.phone) await tile('money').locator('h2').tap();
    else await tile('money').hover();
    if (screen.phone) await tile('money').focus();
    const foot = tile('money').locator('.tile-foot .tile-quiet');
    await foot.getByText(/^\$0/).waitFor();
    await page.waitForFunction(
      () => getComputedStyle(document.querySelector('[data-tile=money] .tile-foot .tile-quiet')!).opacity === '1',
    );
    await chooseOfTile('money', 'Details and SQL');
    const details = page.getByRole('dialog', { name: 'Details of Revenue' });
    await details
      .locator('pre')
      .filter({ hasText: /select/i })
      .waitFor();
    for (const fact of ['Data as of', 'Answered', 'Cost', 'Database', 'Compute'])
      await details.locator('dt').getByText(fact, { exact: true }).waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await press(details.getByRole('button', { name: 'Close' }));
    await details.waitFor({ state: 'detached' });
  });

  test('the tile of an agent explains what it computed, from what, and what would change it', async () => {
    const { press, chooseOfTile } = board;
    await chooseOfTile('agent', 'Details and SQL');
    const details = page.getByRole('dialog', { name: 'Details of Reorder points' });
    await press(details.getByRole('button', { name: 'How this is computed' }));
    await details.getByText(/^Source: /).waitFor();
    for (const part of ['With numbers', 'What would change it', 'Inputs'])
      await details.getByRole('heading', { name: part }).waitFor();
    await press(details.locator('summary').first());
    await details
      .locator('details[open] pre')
      .filter({ hasText: /select/i })
      .waitFor();
    await looksRight(screen, watched, 'dialog[open]');
    await press(details.getByRole('button', { name: 'Close' }));
    await details.waitFor({ state: 'detached' });
  });

  test('the question box answers in its tile, and says what it does not understand', async () => {
    const { tile, press } = board;
    const ask = tile('ask');
    await press(ask.getByRole('button', { name: 'Revenue by month this year' }));
    await ask.getByRole('slider').waitFor();
    await ask.getByRole('textbox').fill('order count by customer region');
    await press(ask.getByRole('button', { name: 'Ask', exact: true }));
    await ask.getByText('Europe', { exact: true }).waitFor();
    await ask.getByRole('textbox').fill('the weather on the moon');
    await page.keyboard.press('Enter');
    await ask.getByText(/weather/).waitFor();
    await looksRight(screen, watched);
  });

  test('documents are added in their tile, and one that is none is refused at its line', async () => {
    const files = board.tile('files');
    await files.locator('input[type=file]').setInputFiles([
      { name: `note-${screen.name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`Refunds on ${screen.name}`) },
      { name: 'picture.txt', mimeType: 'text/plain', buffer: Buffer.from('89504e470d0a1a0a', 'hex') },
    ]);
    await files.locator('[data-status=added]').waitFor();
    await files.locator('[data-status=refused]').getByRole('alert').getByText('PNG picture').waitFor();
    await looksRight(screen, watched);
  });
});
