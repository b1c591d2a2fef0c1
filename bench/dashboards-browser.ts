import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { persona } from './dashboards-spec.ts';
import type { ServerUnderTest } from './server.ts';

const candidates = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** @throws Error when this machine has no Chromium */
export async function withBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = candidates.find(path => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error('There is no Chromium here. Install it, or name it in CHROMIUM.');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A visitor of one size, in one place and time zone. */
export async function visitor(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const options = { viewport: { width: 1440, height: 1800 }, locale: 'en-US', timezoneId: 'UTC' };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  return { context, page };
}

/** Signs in by the form and chooses the persona that the measurements are made as. */
export async function signInPage(page: Page, { url, username, password }: ServerUnderTest): Promise<void> {
  await page.goto(url);
  await page.getByLabel('Name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: new RegExp(`^${persona}`, 'i') })
    .first()
    .click();
  await page.getByRole('navigation').first().waitFor();
}

/** Whether all that is wanted is on the screen; runs inside the page, so it stands alone. */
export type IsPainted = () => boolean;

/** All tiles of a dashboard have what they show, and nothing is on its way. */
export const tilesPainted: IsPainted = () => {
  const tiles = [...document.querySelectorAll('[data-tile]')];
  const isWide = (element: Element) => element.getBoundingClientRect().width > 100;
  return (
    tiles.length === 12 &&
    tiles.every(tile => {
      const kind = tile.getAttribute('data-kind');
      const isThere =
        kind === 'number'
          ? /\d/.test(tile.textContent ?? '')
          : kind === 'table'
            ? tile.querySelectorAll('tbody tr, [role="row"]').length > 5
            : [...tile.querySelectorAll('svg, canvas')].some(isWide);
      return isThere && tile.getAttribute('aria-busy') !== 'true' && !tile.querySelector('.skeleton');
    })
  );
};

interface Watching {
  paintedAt?: number;
  shifted?: number;
}

/** Notes in the page when it was painted, and how far its content has moved by itself. */
export async function watchPaint(context: BrowserContext, isPainted: IsPainted): Promise<void> {
  await context.addInitScript(`(${watch.toString()})(${isPainted.toString()})`);
}

function watch(isPainted: IsPainted): void {
  const watching = window as unknown as Watching;
  watching.shifted = 0;
  type Shift = PerformanceEntry & { readonly value: number; readonly hadRecentInput: boolean };
  new PerformanceObserver(list => {
    for (const shift of list.getEntries() as Shift[]) {
      if (!shift.hadRecentInput) watching.shifted = (watching.shifted ?? 0) + shift.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    // What this frame draws is on the screen when the next one begins.
    if (isPainted()) {
      requestAnimationFrame(() => {
        watching.paintedAt = performance.now();
      });
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Milliseconds from the navigation's begin until all was painted. */
export async function paintTime(page: Page, navigate: () => Promise<unknown>): Promise<number> {
  await navigate();
  await page.waitForFunction(() => (window as unknown as Watching).paintedAt !== undefined);
  return page.evaluate(() => (window as unknown as Watching).paintedAt ?? Number.NaN);
}

/** Visits that are not counted: servers and browsers have compiled what they run when a person comes back. */
const warmUp = 3;

/** Paint times of reloading a page that was visited before, in milliseconds. `seen` is called after each that counts. */
export async function warmPaintTimes(page: Page, rounds: number, seen?: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const time = await paintTime(page, () => page.reload());
    if (round < warmUp) continue;
    times.push(time);
    await seen?.();
  }
  return times;
}

/** Sum of the layout shifts since the page was opened. */
export const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as Watching).shifted ?? Number.NaN);

/** Paths of scripts that had arrived when the page was first painted. */
export const scriptsBeforePaint = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const first = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.POSITIVE_INFINITY;
    return (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(({ name, responseEnd }) => name.split('?')[0]!.endsWith('.js') && responseEnd <= first)
      .map(({ name }) => new URL(name).pathname);
  });
