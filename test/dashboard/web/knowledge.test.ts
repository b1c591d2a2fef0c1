import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Api } from '../../../dashboard/web/src/api/client.ts';
import { blocksOf } from '../../../dashboard/web/src/knowledge/blocks.ts';
import { createUploads } from '../../../dashboard/web/src/knowledge/uploads.ts';
import { type RunningServer, startServer } from '../../../local/server.ts';
import { openShop, type Shop } from '../../lambdas/platform.ts';
import { docx, paragraph } from '../../support/documents.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, seriousFaults, visit } from './browser.ts';

test('a file that is too large is refused before it is sent', () => {
  const sent: string[] = [];
  const api = { through: async () => sent.push('sent') } as unknown as Api;
  const uploads = createUploads(api);
  uploads.add([{ file: new File(['12345'], 'a.txt'), audience: '*' }], 4);
  expect(uploads.get()).toMatchObject([{ status: 'refused', problem: { title: 'The file is too large' } }]);
  expect(sent).toEqual([]);
});

test('a long text is parted into blocks that make it up', () => {
  const lines = `${'line of words\n'.repeat(2_000)}${'x'.repeat(9_000)}`;
  const blocks = blocksOf([
    { text: lines, hit: false },
    { text: 'hit', hit: true },
    { text: ' end', hit: false },
  ]);
  expect(
    blocks
      .flat()
      .map(({ text }) => text)
      .join(''),
  ).toBe(`${lines}hit end`);
  expect(blocks[0]!.at(-1)!.text.endsWith('\n')).toBe(true);
  expect(Math.max(...blocks.map(block => block.reduce((sum, { text }) => sum + text.length, 0)))).toBeLessThan(6_100);
});

const withBrowser = chromiumPath === undefined ? describe.skip : describe;
const script = '<img src=x onerror="document.title=1"> words of attack';

withBrowser('the page of documents, over a real server', () => {
  const folder = temporaryFolder('knowledge-page');
  let browser: Browser;
  let shop: Shop;
  let server: RunningServer;

  beforeAll(async () => {
    await buildPage();
    [browser, shop] = await Promise.all([launch(), openShop(folder)]);
    server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('files are added or refused each at its place, found with marks, moved by keys, taken back, read', async () => {
    const url = `http://127.0.0.1:${server.port}`;
    const { page, faults, context } = await visit(browser, `${url}/knowledge`, {}, async visitor => {
      await visitor.addInitScript(() => localStorage.setItem('sophia.persona.eve', 'europe'));
      const data = { username: 'eve', password: shop.passwords['eve'] };
      await visitor.request.post(`${url}/api/v1/auth/login`, { data });
    });
    const file = (name: string, content: string | Uint8Array) => ({
      ...{ name, mimeType: '', buffer: Buffer.from(content as string) },
    });
    await page
      .locator('input[type=file]')
      .setInputFiles([
        file('onboarding.docx', docx(paragraph('Refunds follow the refund policy'))),
        file('picture.txt', Buffer.from('89504e470d0a1a0a', 'hex')),
        file('<b>attack.txt', script),
      ]);
    const lines = page.getByRole('list', { name: 'Files on their way' }).getByRole('listitem');
    await page.waitForFunction(
      () => document.querySelectorAll('[data-status=added], [data-status=refused]').length === 3,
    );
    const statuses = await lines.evaluateAll(all => all.map(line => (line as HTMLElement).dataset['status']));
    expect(statuses).toEqual(['added', 'refused', 'added']);
    expect(await lines.nth(1).getByRole('alert').textContent()).toContain('PNG picture');

    await page.getByLabel('Search documents').fill('polic');
    const found = page.getByRole('list', { name: 'Found documents' }).getByRole('listitem');
    await found.getByText('policy', { exact: true }).waitFor();
    expect(await found.locator('mark').allInnerTexts()).toEqual(['policy']);
    await page.getByLabel('Search documents').fill('');

    await page.getByRole('button', { name: /^New/ }).click();
    const rows = page.getByRole('list', { name: 'Documents' });
    await rows.getByRole('link', { name: '<b>attack' }).focus();
    await page.keyboard.press('x');
    await page.keyboard.type('A trial');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rejected 1' }).waitFor();
    // The row that came in its place has the focus.
    await page.waitForFunction(() => document.activeElement?.textContent === 'onboarding');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Rejected 0' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    await page.setViewportSize({ width: 390, height: 844 });
    await rows.getByRole('link', { name: '<b>attack' }).click();
    await page.getByText(script).waitFor();
    await page.getByLabel('Search in this document').fill('attack');
    await page.getByText('1 of 1').waitFor();
    expect(await page.title()).toBe('<b>attack · Sophia');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Bring back' }).click();
    await page.getByText(script).waitFor();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect([faults, overflow <= 0]).toEqual([[], true]);
    await context.close();
  });
});
