import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { PASSWORD } from '../../doubles/sophia-api.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const distribution = fileURLToPath(new URL('../../../dashboard/web/dist', import.meta.url));

const CANDIDATES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
  name => `/usr/bin/${name}`,
);

/** The Chromium of this machine; CHROMIUM names another. Undefined when there is none. */
export const chromiumPath: string | undefined = [process.env['CHROMIUM'], ...CANDIDATES].find(
  path => path !== undefined && existsSync(path),
);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? '',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });

/** Builds the page when it has not been built. */
export async function buildPage(): Promise<void> {
  if (existsSync(`${distribution}/index.html`)) return;
  await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'dashboard/web'], {
    cwd: root,
    // Of the tests' own environment React would be built for development.
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

/** What went wrong inside a page, and what of its content moved by itself: how far, and its text. */
export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: string[];
  shifts(): Promise<string[]>;
}

/** A fresh visitor; script errors and breaches of the content security policy are collected. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  before: (context: BrowserContext) => Promise<unknown> = async () => undefined,
): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    type Shift = PerformanceEntry & {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly { readonly node: Node | null }[];
    };
    new PerformanceObserver(list => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[])
        if (!hadRecentInput) shifts.push(`${value}: ${sources.map(({ node }) => node?.textContent).join(' | ')}`);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await before(context);
  await page.goto(url);
  const shifts = () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
  return { page, context, faults, shifts };
}

/** A visitor who signed in and chose the analyst before. */
export async function visitSignedIn(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const visited = await visit(browser, url, options, async context => {
    await context.addInitScript(() => {
      localStorage.setItem('sophia.persona.ada', 'analyst');
    });
    await context.request.post(`${url}/api/v1/auth/login`, { data: { username: 'ada', password: PASSWORD } });
  });
  await visited.page.getByRole('link', { name: 'See all that can be asked' }).waitFor();
  return visited;
}

/** Signs in by the form. */
export async function signIn(page: Page, persona = 'Analyst'): Promise<void> {
  await page.getByLabel('Name').fill('ada');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: persona }).click();
  await page.getByRole('link', { name: 'See all that can be asked' }).waitFor();
}

export const askBox = (page: Page) => page.getByRole('combobox', { name: 'Question' });

/** Asks and waits for what comes of it. */
export async function ask(page: Page, question: string): Promise<void> {
  await askBox(page).fill(question);
  await askBox(page).press('Enter');
  await page
    .locator('article')
    .last()
    .and(page.locator(`[aria-label=${JSON.stringify(question)}][aria-busy=false]`))
    .waitFor();
}

/** The last answer of the thread. */
export const lastAnswer = (page: Page) => page.locator('article').last();

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Accessibility faults that are serious or worse, by rule and place.
 * @param within the part that is looked at: behind a modal dialog nothing need be read
 */
export async function seriousFaults(page: Page, within = 'html'): Promise<string[]> {
  const loaded = await page.evaluate(() => 'axe' in window);
  // Evaluated by the browser's debugger, so the page's policy stays as it is.
  if (!loaded) await page.evaluate(await import('node:fs/promises').then(fs => fs.readFile(axePath, 'utf8')));
  return page.evaluate(async part => {
    const { axe } = window as unknown as {
      axe: {
        run(
          context: string,
          options: object,
        ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(part, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, within);
}
