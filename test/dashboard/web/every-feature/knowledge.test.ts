/** Documents, on a desk and a phone, by day and by night. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { docx, paragraph, pdf } from '../../../support/documents.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { chromiumPath, launch, type Watched } from '../browser.ts';
import { type Board, boardOn } from './board.ts';
import { type DemoServer, serveDemo } from './demo-server.ts';
import { looksRight, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('every-document');

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

const file = (name: string, content: string | Uint8Array) => ({
  ...{ name, mimeType: '', buffer: Buffer.from(content as string) },
});

inChromium.each(SCREENS)('documents on $name', screen => {
  let watched: Watched;
  let page: Page;
  let board: Board;
  /** Documents of one screen have names of their own. */
  const own = `${screen.theme}${screen.width}`;

  beforeAll(async () => {
    watched = await visitOn(screen, browser, `${demo.url}/knowledge`, demo.as('kim'));
    ({ page } = watched);
    board = boardOn(screen, page);
  }, 60_000);
  afterAll(() => watched?.context.close());

  const list = (name: string | RegExp) => board.press(page.getByRole('button', { name }));
  const rows = () => page.getByRole('list', { name: 'Documents' });
  const row = (title: string) => rows().getByRole('listitem').filter({ hasText: title });

  test('text, Markdown, PDF and DOCX are added; what can’t be read is refused at its line', async () => {
    await page
      .locator('input[type=file]')
      .setInputFiles([
        file(`refunds-${own}.txt`, `Refunds of ${own} follow the refund policy.`),
        file(`terms-${own}.md`, `# Terms ${own}\n\nDelivery within *three* days.`),
        file(`offer-${own}.pdf`, pdf([`Offer ${own} of pumps`])),
        file(`welcome-${own}.docx`, docx(paragraph(`Welcome ${own} aboard`))),
        file(`picture-${own}.txt`, Buffer.from('89504e470d0a1a0a', 'hex')),
      ]);
    await page.waitForFunction(
      () => document.querySelectorAll('[data-status=added], [data-status=refused]').length === 5,
    );
    const lines = page.getByRole('list', { name: 'Files on their way' }).getByRole('listitem');
    expect(await lines.evaluateAll(all => all.map(line => (line as HTMLElement).dataset['status']))).toEqual([
      ...['added', 'added', 'added', 'added', 'refused'],
    ]);
    await lines.nth(4).getByRole('alert').getByText('PNG picture').waitFor();
    await looksRight(screen, watched);
  });

  test('a search finds words and beginnings of words and marks them, the best first', async () => {
    await page.getByLabel('Search documents').fill(`${own} polic`);
    const found = page.getByRole('list', { name: 'Found documents' });
    await found.getByText(`refunds-${own}`).waitFor();
    expect(await found.getByRole('listitem').count()).toBe(1);
    // What is about to be replaced is pale.
    await page.locator('[aria-live=polite][aria-busy=true]').waitFor({ state: 'detached' });
    expect(await found.locator('mark').allTextContents()).toEqual(expect.arrayContaining(['policy']));
    await looksRight(screen, watched);
    await page.getByLabel('Search documents').fill(`nothing-like-${own}`);
    await page.getByText('Nothing has all of these words.').waitFor();
    await page.getByLabel('Search documents').fill('');
  });

  test('what waits is in the queue of what to look at next, with the reason', async () => {
    await list('Look at next');
    const queue = page.getByRole('list', { name: 'Discovery queue' });
    await queue.getByText(`refunds-${own}`).waitFor();
    await queue
      .getByText(/“nothing-like-/)
      .first()
      .waitFor();
    await looksRight(screen, watched);
  });

  test('a document is reviewed, curated, outdated, rejected with a note, and that is undone', async () => {
    await list(/^New/);
    await board.press(row(`Terms ${own}`).getByRole('button', { name: /^Review/ }));
    await row(`Terms ${own}`).waitFor({ state: 'detached' });
    await list(/^In review/);
    await board.press(row(`Terms ${own}`).getByRole('button', { name: /^Curate/ }));
    await row(`Terms ${own}`).waitFor({ state: 'detached' });
    await list(/^Curated/);
    await board.press(row(`Terms ${own}`).getByRole('button', { name: /^Mark outdated/ }));
    await row(`Terms ${own}`).waitFor({ state: 'detached' });
    await list(/^Outdated/);
    await row(`Terms ${own}`).waitFor();
    await list(/^New/);
    await board.press(row(`welcome-${own}`).getByRole('button', { name: /^Reject/ }));
    await page.getByLabel('Why it is rejected').fill('A trial');
    await looksRight(screen, watched);
    await page.keyboard.press('Enter');
    await row(`welcome-${own}`).waitFor({ state: 'detached' });
    await board.press(page.getByRole('button', { name: 'Undo' }));
    await row(`welcome-${own}`).waitFor();
  });

  test('a document is read, searched in, removed and brought back', async () => {
    await list(/^New/);
    await board.press(rows().getByRole('link', { name: `offer-${own}` }));
    await page.getByRole('heading', { level: 1, name: `offer-${own}` }).waitFor();
    await page.getByText(`Offer ${own} of pumps`).waitFor();
    await page.getByLabel('Search in this document').fill('pumps');
    await page.getByText('1 of 1').waitFor();
    // Beside the text, or folded above it.
    if (screen.phone) await board.press(page.locator('summary').filter({ hasText: 'History' }));
    const history = screen.phone ? page.locator('details[open]') : page.getByRole('region', { name: 'History' });
    await history.getByText('added it').waitFor();
    await looksRight(screen, watched);
    await board.press(page.getByRole('button', { name: 'Remove' }));
    await board.press(page.getByRole('button', { name: 'Bring back' }));
    await page.getByText(`Offer ${own} of pumps`).waitFor();
  });
});
