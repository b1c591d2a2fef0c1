import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Screen } from './screens.ts';

/** A dashboard as somebody uses it: with a pointer at a desk, with a finger on a phone. */
export interface Board {
  tile(id: string): Locator;
  /** Clicks, or taps. */
  press(what: Locator): Promise<void>;
  /** Clicks or taps what lies at the middle of something, as on the mark beside the name of a chart. */
  pressAt(what: Locator): Promise<void>;
  /** Until every tile has its answer and its picture. */
  painted(): Promise<void>;
  /** An entry of the menu of a tile, by the tile's id. */
  chooseOfTile(id: string, entry: string): Promise<void>;
  /** An entry of the menu of the dashboard. */
  choose(entry: string): Promise<void>;
  /** Until the tile has this text. */
  shows(id: string, text: string | RegExp): Promise<void>;
}

/** The least height of what a finger is to meet. */
const FINGER = 44;

export function boardOn(screen: Screen, page: Page): Board {
  const tile = (id: string) => page.locator(`[data-tile="${id}"]`);
  const press = (what: Locator) => (screen.phone ? what.tap() : what.click());
  const chooseFrom = async (menu: Locator, entry: string) => {
    await press(menu);
    const found = page.getByRole('menuitem', { name: entry, exact: true });
    await found.waitFor();
    if (screen.phone) expect((await found.boundingBox())?.height).toBeGreaterThanOrEqual(FINGER);
    await press(found);
  };
  return {
    tile,
    press,
    pressAt: what => (screen.phone ? what.tap({ force: true }) : what.click({ force: true })),
    async painted() {
      await page.locator('[data-tile]').first().waitFor();
      await page.waitForFunction(
        () => document.querySelector('[data-tile][aria-busy=true], [data-tile] .skeleton') === null,
      );
    },
    async chooseOfTile(id, entry) {
      await tile(id).scrollIntoViewIfNeeded();
      if (!screen.phone) await tile(id).hover({ position: { x: 20, y: 12 } });
      await chooseFrom(tile(id).getByRole('button', { name: /^Menu of / }), entry);
    },
    choose: entry => chooseFrom(page.getByRole('button', { name: /^Menu of the dashboard/ }), entry),
    shows: (id, text) => tile(id).getByText(text).first().waitFor(),
  };
}
