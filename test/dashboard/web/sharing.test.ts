import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startServer } from '../../../local/server.ts';
import { openShop, type Shop } from '../../lambdas/platform.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { listener } from '../../support/listener.ts';
import { buildPage, chromiumPath, distribution, launch, seriousFaults, visit } from './browser.ts';

const folder = temporaryFolder('sharing-page');
const notifier = listener();
const { told } = notifier;
let shop: Shop;
let server: Awaited<ReturnType<typeof startServer>>;
let site: Server;
let browser: Browser;
let page: Page;
const faults: string[] = [];

/** Another site, with a frame. */
let frame = '';
const siteUrl = (host: string) => `http://${host}:${(site.address() as AddressInfo).port}`;

const revenue = { name: 'revenue', metric: 'revenue' };
const spec = {
  version: 1,
  id: 'sales',
  title: 'Sales',
  model: 'shop',
  filters: [{ id: 'region', label: 'Region', field: 'sales.region', kind: 'values' }],
  tiles: [
    { id: 'total', kind: 'number', title: 'Revenue', at: { x: 0, y: 0, w: 3, h: 2 }, plan: { measures: [revenue] } },
    {
      id: 'regions',
      kind: 'table',
      title: 'By region',
      at: { x: 3, y: 0, w: 9, h: 4 },
      plan: { measures: [revenue], dimensions: [{ field: 'sales.region' }] },
      drill: ['sales.product'],
    },
  ],
};

const here = chromiumPath === undefined ? describe.skip : describe;

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  await buildPage();
  site = createServer((_, response) => response.setHeader('content-type', 'text/html').end(frame));
  await new Promise<void>(resolve => site.listen(0, '0.0.0.0', resolve));
  shop = await openShop(folder, { server: { notifier, embedOrigins: [siteUrl('localhost')] } });
  server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
  browser = await launch();
  const visited = await visit(browser, `${server.url}/health`, {}, async context => {
    const data = { username: 'eve', password: shop.passwords['eve'] };
    const reply = await (await context.request.post(`${server.url}/api/v1/auth/login`, { data })).json();
    const headers = { 'x-csrf-token': reply.csrf_token };
    await context.request.post(`${server.url}/api/v1/dashboards`, { data: { spec }, headers });
    await context.addInitScript(() => localStorage.setItem('sophia.persona.eve', 'executive'));
  });
  ({ page } = visited);
  faults.push(...visited.faults);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  site?.close();
});

/** The dashboard with an entry of its menu chosen. */
async function choose(entry: string, address = '/dashboards/sales'): Promise<void> {
  await page.goto(server.url + address);
  await page.getByRole('button', { name: 'Menu of the dashboard Sales' }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

/** Changes the dashboard as somebody else would, in another window. */
async function edit(operations: readonly object[]): Promise<void> {
  const path = `${server.url}/api/v1/dashboards/sales`;
  const { revision } = await (await page.request.get(path)).json();
  const { csrf_token } = await (await page.request.get(`${server.url}/api/v1/auth/session`)).json();
  const headers = { 'x-csrf-token': csrf_token };
  const reply = await page.request.post(`${path}/edits`, { data: { operations, base_revision: revision }, headers });
  expect(reply.status()).toBe(200);
}

const makeLink = async (audience: string): Promise<string> => {
  await page.getByLabel('Opens for').selectOption(audience);
  const made = page.waitForResponse(
    response => response.url().endsWith('/shares') && response.request().method() === 'POST',
  );
  await page.getByRole('button', { name: 'Make a link' }).click();
  const { url } = (await (await made).json()) as { url: string };
  await expect(page.getByLabel('The link', { exact: true }).inputValue()).resolves.toMatch(/shared#/);
  return server.url + url;
};

here('the page of a dashboard shares it', () => {
  test('by a link that a stranger opens on a phone, with the filters fixed', async () => {
    await choose('Share …', '/dashboards/sales?filter.region=%22Asia%22');
    await page.getByRole('checkbox', { name: /Keep the filters/ }).check();
    const link = await makeLink('anyone');
    expect(await seriousFaults(page)).toEqual([]);
    const guest = await visit(browser, link, { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    await guest.page.getByText('$80.25').first().waitFor();
    await guest.page.getByRole('list', { name: 'Fixed filters' }).getByText('Asia').waitFor();
    // The title has the width of the phone, what it is as of stands below it.
    const wide = await guest.page.getByRole('heading', { level: 1 }).evaluate(title => title.clientWidth);
    expect(wide).toBeGreaterThan(300);
    expect(await guest.page.getByText('Europe').count()).toBe(0);
    expect(await guest.page.getByRole('button', { name: /Menu of/ }).count()).toBe(0);
    expect(await seriousFaults(guest.page)).toEqual([]);
    // Revoked, it is over.
    await page.getByRole('button', { name: /^Revoke/ }).click();
    await page.getByText('Revoked').waitFor();
    await guest.page.reload();
    await guest.page.getByText('This link is over').waitFor();
    expect(guest.faults).toEqual([]);
    await guest.context.close();
  });

  test('by a link for those who sign in', async () => {
    await choose('Share …');
    const link = await makeLink('signed_in');
    const guest = await visit(browser, link);
    await guest.page.getByLabel('Name').fill('ben');
    await guest.page.getByLabel('Password').fill(shop.passwords['ben'] ?? '');
    await guest.page.keyboard.press('Enter');
    await guest.page.getByText('$200.75').first().waitFor();
    await guest.context.close();
  });

  test('in a frame of the sites that may, without cookies, and of no other', async () => {
    await choose('Share …');
    await page.getByText('Embed in another site').click();
    await page.getByRole('button', { name: 'Sign an address' }).click();
    frame = await page.getByLabel('HTML of the frame').inputValue();
    const allowed = await visit(browser, siteUrl('localhost'));
    await allowed.page.frameLocator('iframe').getByText('$200.75').first().waitFor();
    expect(await allowed.context.cookies(server.url)).toEqual([]);
    // Up to the edge: what is kept free for a bar would not be painted.
    const html = allowed.page.frameLocator('iframe').locator('html');
    expect(await html.evaluate(root => root.getBoundingClientRect().width - innerWidth)).toBe(0);
    await allowed.page.goto(siteUrl('127.0.0.1'));
    await eventually(async () => allowed.faults.some(fault => fault.includes('frame-ancestors')));
    expect(await allowed.page.frameLocator('iframe').getByText('$200.75').count()).toBe(0);
    await allowed.context.close();
  });
});

here('the page of a dashboard watches a number', () => {
  test('from a form that says what would be now, to a history of what was told', async () => {
    await choose('Alerts …');
    await page.getByRole('button', { name: 'New alert' }).click();
    await page.getByLabel('This number').fill('150');
    await page.getByText('Now: $200.75. It would fire now.').waitFor();
    await page.getByRole('button', { name: 'Make the alert' }).click();
    await page.getByText('Not checked yet').waitFor();
    await server.round();
    expect(told.map(({ subject }) => subject)).toEqual(['Alert: Revenue']);
    await choose('Alerts …');
    await page.getByText('Firing').waitFor();
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByRole('list', { name: 'History of Revenue' }).getByText('Told: firing').waitFor();
    await page.getByRole('button', { name: 'Take away' }).click();
    await page.getByText('No number is watched here').waitFor();
  });

  test('and asks for another where its tile is gone', async () => {
    const tile = { ...spec.tiles[0], id: 'passing', title: 'Passing', at: { x: 0, y: 2, w: 3, h: 2 } };
    await edit([{ kind: 'addTile', tile }]);
    await choose('Alerts …');
    await page.getByRole('button', { name: 'New alert' }).click();
    await page.getByRole('combobox', { name: /^Number/ }).selectOption('passing');
    await page.getByLabel('This number').fill('150');
    await page.getByRole('button', { name: 'Make the alert' }).click();
    await page.getByText('Not checked yet').waitFor();
    await edit([{ kind: 'removeTile', tile_id: 'passing' }]);
    await server.round();
    await choose('Alerts …');
    await page.getByText(/has no tile “passing”/).waitFor();
    await page.getByRole('button', { name: 'Change' }).click();
    expect(await page.getByRole('combobox', { name: /^Number/ }).inputValue()).toBe('');
    await page.getByText(/choose another number/).waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByRole('combobox', { name: /^Number/ }).selectOption('total');
    await page.getByText('Now: $200.75. It would fire now.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Not checked yet').waitFor();
    await page.getByRole('button', { name: 'Take away' }).click();
    await page.getByText('No number is watched here').waitFor();
  });
});

here('the page of a dashboard sends it', () => {
  test('at the times of a form, after a look at what would come', async () => {
    await choose('Scheduled reports …');
    await page.getByRole('button', { name: 'New report' }).click();
    await page.getByRole('checkbox', { name: 'By region' }).check();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('region', { name: 'Preview' }).getByText('Revenue: $200.75').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Schedule it' }).click();
    await page.getByText('Monday to Friday at 08:00 UTC').waitFor();
    notifier.clear();
    await page.getByRole('button', { name: 'Send now' }).click();
    await page.getByText('It is sent within seconds').waitFor();
    await server.round();
    expect(told.map(({ subject }) => subject)).toEqual(['Sales']);
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByRole('link', { name: 'regions.csv' }).waitFor();
    await page.getByRole('button', { name: 'Take away' }).click();
    await page.getByText('Nothing is sent yet').waitFor();
  });

  test('with the filters of the moment that is chosen, and says which', async () => {
    await choose('Scheduled reports …', '/dashboards/sales?filter.region=%22Asia%22');
    await page.getByRole('button', { name: 'New report' }).click();
    await page.getByRole('combobox', { name: /^Filters/ }).selectOption('now');
    await page.getByRole('button', { name: 'Schedule it' }).click();
    await page.getByText(/filtered by Region: Asia/).waitFor();
    await choose('Scheduled reports …', '/dashboards/sales?filter.region=%22Europe%22');
    await page.getByRole('button', { name: 'Change' }).click();
    expect(await page.getByRole('combobox', { name: /^Filters/ }).inputValue()).toBe('kept');
    await page.getByRole('combobox', { name: /^Filters/ }).selectOption('now');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('region', { name: 'Preview' }).getByText('Revenue: $120.50').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/filtered by Region: Europe/).waitFor();
    expect(faults).toEqual([]);
  });
});
