import type { Page } from 'playwright-core';
import type { Visitor } from './browser.ts';

/** Goes to what a picture shows; by the name of the picture. */
export type Walk = (visitor: Visitor) => Promise<Page>;

/** All tiles of the dashboard have their numbers. */
async function settled(page: Page): Promise<void> {
  await page.locator('[data-tile]').first().waitFor();
  await page.waitForFunction(
    () =>
      document.querySelectorAll('[data-tile][aria-busy="true"], [data-tile] .skeleton, .board[aria-busy]').length === 0,
  );
}

async function dashboard(visitor: Visitor, id: string): Promise<Page> {
  const page = await visitor.as('admin', 'Chief Executive');
  await page.goto(`${visitor.url}/dashboards/${id}`);
  await settled(page);
  return page;
}

async function asked(visitor: Visitor, persona: string, question: string): Promise<Page> {
  const page = await visitor.as('admin', persona);
  const box = page.getByRole('combobox', { name: 'Question' });
  await box.fill(question);
  await box.press('Enter');
  await page.locator('article[aria-busy=false]').last().waitFor();
  // Charts come after the answer.
  await page.waitForFunction(() => document.querySelectorAll('article .skeleton').length === 0);
  await page.mouse.move(0, 0);
  return page;
}

export const walks: Readonly<Record<string, Walk>> = {
  async list(visitor) {
    const page = await visitor.as('admin', 'Chief Executive');
    await page.goto(`${visitor.url}/dashboards`);
    await page.getByRole('heading', { level: 1, name: 'Dashboards' }).waitFor();
    await page.getByRole('link', { name: /^CEO/ }).first().waitFor();
    return page;
  },
  dashboard: visitor => dashboard(visitor, 'ceo'),
  async details(visitor) {
    const page = await dashboard(visitor, 'ceo');
    await page.getByRole('button', { name: 'Menu of Recurring revenue by month' }).click();
    await page.getByRole('menuitem', { name: 'Details and SQL' }).click();
    await page.getByRole('dialog', { name: /^Details of/ }).waitFor();
    return page;
  },
  async 'new-dashboard'(visitor) {
    const page = await visitor.as('admin', 'Chief Executive');
    await page.goto(`${visitor.url}/dashboards`);
    await page.getByRole('button', { name: 'New dashboard' }).click();
    await page
      .getByRole('textbox', { name: 'New dashboard' })
      .fill('bookings by month as a bar chart, top 5 sales representatives, number of open deals, and the weather');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Tiles' }).waitFor();
    return page;
  },
  async 'change-by-words'(visitor) {
    const page = await dashboard(visitor, 'ceo');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Change by words' }).click();
    const panel = page.getByRole('complementary', { name: 'Change by words' });
    await panel.getByLabel('What to change').fill('show the last 12 months everywhere');
    await panel.getByRole('button', { name: 'Preview', exact: true }).click();
    await panel.getByRole('region', { name: 'Preview' }).waitFor();
    await settled(page);
    return page;
  },
  answer: visitor => asked(visitor, 'Executive', 'revenue by region this year compared with last year'),
  refusal: visitor => asked(visitor, 'Executive', 'revenue per employee by region'),
  async model(visitor) {
    const page = await visitor.as('admin', 'Executive');
    await page.goto(`${visitor.url}/model`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    return page;
  },
};
