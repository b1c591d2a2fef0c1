import { expect } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { seriousFaults, visit, type Watched } from '../browser.ts';

/** What the page is driven on: a desk and a phone, each by day and by night. */
export const SCREENS = [
  { name: '1440 × 900, light', width: 1440, height: 900, theme: 'light', phone: false },
  { name: '1440 × 900, dark', width: 1440, height: 900, theme: 'dark', phone: false },
  { name: '390 × 844, light', width: 390, height: 844, theme: 'light', phone: true },
  { name: '390 × 844, dark', width: 390, height: 844, theme: 'dark', phone: true },
] as const;
export type Screen = (typeof SCREENS)[number];

/** A visitor with this screen; on the phone with fingers. The theme is the one that the system of the visitor has. */
export const visitOn = (
  screen: Screen,
  browser: Browser,
  url: string,
  before?: (context: BrowserContext) => Promise<unknown>,
): Promise<Watched> =>
  visit(
    browser,
    url,
    {
      viewport: { width: screen.width, height: screen.height },
      colorScheme: screen.theme,
      // Colours on their way from one to another have no contrast to measure.
      reducedMotion: 'reduce',
      ...(screen.phone && { isMobile: true, hasTouch: true }),
    },
    before,
  );

/** How light what lies behind everything is painted, from 0 (black) to 1. */
const lightness = ({ page }: Pick<Watched, 'page'>): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d')!;
    canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3 / 255;
  });

/** Nothing is wider than the screen, and it is painted in the theme. */
export async function fits(screen: Screen, watched: Watched, theme: Screen['theme'] = screen.theme): Promise<void> {
  const { page, faults } = watched;
  await page.waitForFunction(wanted => document.documentElement.dataset['theme'] === wanted, theme);
  const light = await lightness(watched);
  expect(theme === 'dark' ? light < 0.25 : light > 0.9).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(screen.width);
  expect(faults).toEqual([]);
}

/** It fits, and axe finds no serious or critical fault. */
export async function looksRight(screen: Screen, watched: Watched, within?: string): Promise<void> {
  await fits(screen, watched);
  expect(await seriousFaults(watched.page, within)).toEqual([]);
}
