import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import type { Demo } from './demo.ts';

/** Somebody who looks at the platform in a browser. */
export interface Visitor {
  /** A new page, signed in as a user of the demo, with the persona of this title chosen. */
  as(username: string, persona: string): Promise<Page>;
  readonly url: string;
  close(): Promise<void>;
}

const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** @throws Error where there is no Chromium */
export async function openVisitor({ url, passwords }: Demo): Promise<Visitor> {
  const executablePath = places.find(place => place !== undefined && existsSync(place));
  if (executablePath === undefined) throw new Error('There is no Chromium here. Install it, or name it in CHROMIUM.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  return {
    url,
    close: () => browser.close(),
    async as(username, persona) {
      const password = passwords.get(username);
      if (password === undefined) throw new Error(`The demo has no user ${username}.`);
      const context = await browser.newContext({
        viewport: { width: 1200, height: 760 },
        locale: 'en-US',
        timezoneId: 'UTC',
        colorScheme: 'light',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(url);
      await page.getByLabel('Name').fill(username);
      await page.getByLabel('Password').fill(password);
      await page.keyboard.press('Enter');
      const chosen = page.getByRole('button', { name: new RegExp(`^${persona}`) }).first();
      await chosen.or(page.getByRole('navigation').first()).first().waitFor();
      if (await chosen.isVisible()) await chosen.click();
      await page.getByRole('navigation').first().waitFor();
      return page;
    },
  };
}
