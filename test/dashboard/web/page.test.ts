import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type ApiDouble, startApiDouble } from '../../doubles/sophia-api.ts';
import {
  ask,
  askBox,
  buildPage,
  chromiumPath,
  distribution,
  lastAnswer,
  launch,
  seriousFaults,
  signIn,
  visit,
  visitSignedIn,
} from './browser.ts';

/** The built page in Chromium against a double of the HTTP API, as a person uses it. */
const inChromium = chromiumPath === undefined ? describe.skip : describe;
if (chromiumPath === undefined) console.warn('The page suite was not run: there is no Chromium (set CHROMIUM to one).');

inChromium('the ask page', () => {
  let browser: Browser;
  let api: ApiDouble;

  beforeAll(async () => {
    await buildPage();
    [browser, api] = await Promise.all([launch(), startApiDouble(distribution)]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  test('sign in says what is wrong and when to try again; the persona chosen is remembered', async () => {
    const { page, context, faults } = await visit(browser, api.url);
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'wrong' }).waitFor();
    await page.getByLabel('Name').fill('throttled');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /in 4\d s/ })
      .waitFor();
    expect(await page.getByRole('button', { name: 'Sign in' }).isDisabled()).toBe(true);
    await page.reload();
    await signIn(page, 'Buyer');
    await page.reload();
    await page.getByRole('button', { name: 'Sophia as Buyer' }).locator('visible=true').waitFor();
    await page.getByRole('button', { name: 'Account: ada' }).locator('visible=true').click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('an answer shows its sentence, chart, table, limits and cost, and nothing moves by itself', async () => {
    const { page, context, faults, shifts } = await visitSignedIn(browser, api.url);
    await ask(page, 'Revenue by region');
    const answer = lastAnswer(page);
    await answer.getByText('Europe has the most revenue').waitFor();
    await answer.getByRole('slider', { name: /Revenue by region/ }).waitFor();
    expect(await answer.getByRole('cell', { name: '\u2212$48,200.50' }).count()).toBe(1);
    expect(await answer.getByRole('cell', { name: '–', exact: true }).count()).toBe(3);
    await answer.getByText('Only orders of your own business unit.').waitFor();
    await answer.getByText('From cache').waitFor();
    expect(await answer.locator('footer').textContent()).toContain('$0.00005');
    await answer.getByRole('button', { name: 'SQL and cost' }).click();
    await answer.locator('pre').filter({ hasText: 'date_trunc' }).waitFor();
    for (const question of ['Revenue by month', 'Revenue by channel', 'List overdue invoices'])
      await ask(page, question);
    for (const path of ['/history', '/model', '/cost']) {
      expect(await shifts()).toEqual([]);
      await page.goto(api.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    }
    expect(await shifts()).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('what an agent computed is explained: formula, numbers, what would change it, and each input with its SQL', async () => {
    const { page, context, faults } = await visitSignedIn(browser, api.url);
    await ask(page, 'What should I reorder?');
    const answer = lastAnswer(page);
    const working = answer.getByRole('region', { name: 'How this is computed' });
    expect(await working.getByText('ROP = d̄·L̄ + SS').count()).toBe(0);
    await working.getByRole('button', { name: 'How this is computed' }).click();
    await working.getByText('ROP = d̄·L̄ + SS').waitFor();
    await working.getByText('3 × 5 + 13.4 = 28.4').waitFor();
    await working.getByText('Not computed for 1: No demand yet.').waitFor();
    await working.getByText('At a service level of 99 %').waitFor();
    await working.getByText('Stock now').click();
    await working.locator('pre').filter({ hasText: 'SELECT 1 AS stock' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('an assumption changed asks again with the choice, in the same place', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    await ask(page, 'Revenue by month');
    await page.getByRole('button', { name: 'Counted by order date. Change' }).click();
    expect(await page.getByRole('menuitemradio', { name: 'Order date' }).getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Counted by shipped date. Change' }).waitFor();
    expect(await page.locator('article').count()).toBe(1);
    expect(api.asked.at(-1)).toMatchObject({ question: 'Revenue by month', choices: { date: 'orders.shipped_date' } });
    await context.close();
  });

  test('a refusal underlines the word and offers questions that work; a question back offers its options', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    await ask(page, 'Revenue churn by region');
    expect(await lastAnswer(page).locator('mark').textContent()).toContain('churn');
    await page
      .getByRole('list', { name: 'Questions that work' })
      .getByRole('button', { name: 'Revenue by month' })
      .click();
    await lastAnswer(page).getByText('Revenue was $14.6M').waitFor();
    await ask(page, 'Revenue by country');
    await page.getByRole('button', { name: "The supplier's country" }).click();
    await page.locator('article[aria-label="Revenue by region"][aria-busy=false]').waitFor();
    expect(api.asked.at(-1)?.choices).toEqual({ 'term:country': 'suppliers.country' });
    expect(await page.getByText('Which country do you mean?').count()).toBe(0);
    await context.close();
  });

  test('follow-ups stay in their conversation; its address opens it again; clearing can be undone', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    await ask(page, 'Revenue by month');
    await ask(page, 'and by region');
    const [first, second] = api.asked.slice(-2);
    expect(second?.session_id).toBe(first?.session_id);
    await page.waitForURL(`**/c/${first?.session_id}`);
    await page.reload();
    await page.getByRole('article', { name: 'and by region' }).waitFor();
    expect(await page.locator('article').count()).toBe(2);
    await page.getByRole('button', { name: 'New thread' }).click();
    await page.getByRole('link', { name: 'See all that can be asked' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('article', { name: 'and by region' }).waitFor();
    await context.close();
  });

  test('a long question shows that it runs, can be cancelled, and answers when it is done', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    await askBox(page).fill('slow revenue');
    await askBox(page).press('Enter');
    await page.getByText(/^Running/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await askBox(page).inputValue()).toBe('slow revenue');
    await askBox(page).press('Enter');
    await page.getByText(/^Running/).waitFor();
    api.release();
    await lastAnswer(page).getByText('$4,310,220.55', { exact: true }).waitFor();
    await ask(page, 'limit of today');
    await page.getByRole('alert').filter({ hasText: 'budget of today is spent' }).waitFor();
    await context.close();
  });

  test('history is searched and opens the answer', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    await ask(page, 'Late rate by month and place');
    await ask(page, 'Revenue last quarter');
    await page.getByRole('link', { name: 'History' }).locator('visible=true').click();
    await page.getByRole('searchbox', { name: 'Search questions' }).fill('place');
    const found = page.getByRole('main').getByRole('link', { name: /Late rate by month and place/ });
    await page
      .getByRole('main')
      .getByRole('link', { name: /Revenue last quarter/ })
      .first()
      .waitFor({ state: 'detached' });
    await found.first().click();
    await page.getByRole('article', { name: 'Late rate by month and place' }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/q\//);
    await context.close();
  });

  test('a session that ends is refreshed unseen; one that cannot be keeps the question', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    api.expire(true);
    await ask(page, 'Revenue by month');
    // Typing asks for suggestions, which meets the end first: nothing is pressed, and what was typed must be there after.
    api.expire(false);
    await askBox(page).fill('Revenue by channel');
    await page.getByText('Your session has ended').waitFor();
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill('correct horse');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Revenue by channel');
    await context.close();
  });

  test('everything is reached by the keyboard: suggestions, palette, shortcuts, charts, tables', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    const keys = (...pressed: string[]) =>
      pressed.reduce(async (before, key) => {
        await before;
        await page.keyboard.press(key);
      }, Promise.resolve());
    await keys('/');
    await page.keyboard.type('Revenue by mon');
    await page.getByRole('option', { name: 'Revenue by month', exact: true }).waitFor();
    await keys('ArrowDown');
    expect(await askBox(page).getAttribute('aria-activedescendant')).not.toBeNull();
    await keys('Enter');
    await lastAnswer(page).getByText('Revenue was $14.6M').waitFor();
    const chart = lastAnswer(page).getByRole('slider');
    await chart.focus();
    await keys('End');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/^Nov 2026, not over yet: \$874,389/);
    await keys('Home');
    expect(await chart.getAttribute('aria-valuetext')).toBe('Dec 2025: $1,180,000.00');
    await keys('Escape');
    await page.getByRole('columnheader', { name: 'Revenue' }).getByRole('button').focus();
    await keys('Enter');
    expect(await page.getByRole('columnheader', { name: 'Revenue' }).getAttribute('aria-sort')).toBe('descending');
    expect(await page.getByRole('row').nth(1).textContent()).toContain('Oct 2026');
    await keys('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await keys('Escape', 'Control+k');
    await page.getByRole('dialog', { name: 'Find' }).waitFor();
    await page.keyboard.type('turnover');
    await page.getByRole('option', { name: /^Revenue/ }).waitFor();
    await keys('Enter');
    await page.getByRole('article', { name: 'Revenue', exact: true }).waitFor();
    await keys('Control+k');
    await page.keyboard.type('cost');
    await keys('Enter');
    await page.getByRole('heading', { name: 'Cost', exact: true }).waitFor();
    await keys('Escape');
    await page.getByRole('article', { name: 'Revenue', exact: true }).waitFor();
    await context.close();
  });

  test('what can be asked composes a question and asks it', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    await page.getByRole('link', { name: 'See all that can be asked' }).click();
    await page.getByRole('button', { name: /^Revenue USD/ }).click();
    await page.getByRole('button', { name: /^Channel/ }).click();
    await page.getByRole('main').getByRole('button', { name: 'Ask' }).click();
    await page.getByRole('article', { name: 'Revenue by channel' }).waitFor();
    await context.close();
  });

  test('guides are read in place, with their pictures and the way to each other', async () => {
    const { page, context, faults } = await visitSignedIn(browser, api.url);
    await page.getByRole('button', { name: 'Account: ada' }).locator('visible=true').click();
    await page.getByRole('menuitem', { name: 'Help' }).click();
    await page.getByRole('heading', { name: 'Ask a question' }).waitFor();
    await page
      .getByRole('navigation', { name: 'Guides' })
      .getByRole('link', { name: 'Make a dashboard in words' })
      .click();
    await page.waitForURL('**/help/by-words');
    await page.waitForFunction(() => [...document.images].filter(image => image.naturalWidth > 600).length === 2);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a table of 5,000 rows draws those in view, and downloads whole', async () => {
    const { page, context } = await visitSignedIn(browser, api.url);
    await ask(page, 'List overdue invoices');
    await page.getByRole('button', { name: /Show all 5,000/ }).click();
    expect(await page.locator('tbody tr').count()).toBeLessThan(60);
    await page.getByRole('region', { name: /^Table/ }).evaluate(element => element.scrollTo(0, 100_000));
    await page.getByRole('cell', { name: '103120' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'CSV' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.split('\r\n')).toHaveLength(5_001);
    await context.close();
  });

  test('the theme is chosen, kept, and painted before the page', async () => {
    const { page, context } = await visitSignedIn(browser, api.url, { colorScheme: 'light' });
    const painted = () => page.evaluate(() => document.documentElement.dataset['theme']);
    expect(await painted()).toBe('light');
    await page.getByRole('button', { name: 'Account: ada' }).locator('visible=true').click();
    await page.getByRole('menuitem', { name: 'Dark theme' }).click();
    expect(await painted()).toBe('dark');
    await page.reload({ waitUntil: 'commit' });
    await page.locator('body').waitFor();
    expect(await painted()).toBe('dark');
    await context.close();
  });

  test('on a phone nothing is wider than the window, touch targets are 44 px, the first column stays', async () => {
    const { page, context } = await visit(browser, api.url, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await signIn(page);
    await ask(page, 'Revenue by region');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const table = page.getByRole('region', { name: /^Table/ });
    await table.evaluate(element => element.scrollTo(200, 0));
    const first = await table.getByRole('cell', { name: 'Europe' }).boundingBox();
    expect(first?.x).toBeGreaterThanOrEqual(0);
    const small = await page.locator('button:visible, a[href]:visible, textarea:visible').evaluateAll(elements =>
      elements
        .filter(
          element => !element.closest('[aria-label="Last questions"]') && element.getAttribute('href') !== '#content',
        )
        .map(element => ({ size: element.getBoundingClientRect(), text: element.outerHTML.slice(0, 120) }))
        .filter(({ size }) => Math.min(size.height, size.width) < 43.5)
        .map(({ text }) => text),
    );
    expect(small).toEqual([]);
    for (const path of ['/history', '/model', '/cost']) {
      await page.goto(api.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    }
    await context.close();
  });

  test.each(['light', 'dark'] as const)('axe finds no serious fault in the %s theme', async colorScheme => {
    const { page, context } = await visit(browser, api.url, { colorScheme, reducedMotion: 'reduce' });
    const faults: string[] = await seriousFaults(page);
    await signIn(page);
    faults.push(...(await seriousFaults(page)));
    for (const question of [
      'Revenue by region',
      'Late rate by month and place',
      'Revenue churn',
      'Revenue by country',
      'fail',
    ])
      await ask(page, question);
    await page.getByRole('slider').nth(1).waitFor();
    await page.getByRole('button', { name: 'SQL and cost' }).first().click();
    faults.push(...(await seriousFaults(page)));
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
    faults.push(...(await seriousFaults(page)));
    for (const path of ['/history', '/model', '/cost']) {
      await page.goto(api.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      faults.push(...(await seriousFaults(page)));
    }
    expect(faults).toEqual([]);
    await context.close();
  });
});
