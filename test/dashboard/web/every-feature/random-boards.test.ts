/** Dashboards and edits at random, over data of every oddity: whatever the server accepts, the page shows. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { type RunningServer, startServer } from '../../../../local/server.ts';
import { openShop, type Shop } from '../../../lambdas/platform.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { buildPage, chromiumPath, distribution, launch, type Watched } from '../browser.ts';
import { anyEdit, anyTile, FILTERS } from './any-board.ts';
import { boardOn } from './board.ts';
import { oddDatasets, oddMetrics } from './odd-values.ts';
import { fits, SCREENS, visitOn } from './screens.ts';

const inChromium = chromiumPath === undefined ? describe.skip : describe;
const folder = temporaryFolder('random-boards');
/** On each screen; more of them are tried by `SOPHIA_FUZZ_RUNS`. */
const RUNS = Number(process.env['SOPHIA_FUZZ_RUNS'] ?? 6);
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const anyBoard = fc.record({
  tiles: fc.tuple(...IDS.map(anyTile)),
  edits: fc.array(anyEdit(IDS), { minLength: 6, maxLength: 6 }),
  /** Whether the visitor is editing too while somebody else does. */
  editing: fc.boolean(),
});

let browser: Browser;
let shop: Shop;
let server: RunningServer;
let boards = 0;
/** How much the server accepted and refused: a fuzz that is always refused tries nothing. */
const told = { accepted: 0, refused: 0 };

beforeAll(async () => {
  if (chromiumPath === undefined) return;
  await buildPage();
  const model = { datasets: oddDatasets, metrics: oddMetrics };
  [browser, shop] = await Promise.all([launch(), openShop(folder, { model })]);
  server = await startServer({ ...shop.options, host: '127.0.0.1', port: 0, pageDirectory: distribution });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

inChromium.each(SCREENS)('random boards on $name', screen => {
  let watched: Watched;
  let page: Page;
  let get: (path: string) => Promise<unknown>;
  let post: (path: string, data: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;

  beforeAll(async () => {
    const at = `http://127.0.0.1:${server.port}`;
    watched = await visitOn(screen, browser, `${at}/dashboards`, async context => {
      const data = { username: 'eve', password: shop.passwords['eve'] };
      const reply = await (await context.request.post(`${at}/api/v1/auth/login`, { data })).json();
      const headers = { 'x-csrf-token': reply.csrf_token };
      get = async path => (await context.request.get(`${at}/api/v1/dashboards${path}`)).json();
      post = async (path, body) => {
        const response = await context.request.post(`${at}/api/v1/dashboards${path}`, {
          data: body as object,
          headers,
        });
        return { status: response.status(), body: await response.json() };
      };
      await context.addInitScript(() => localStorage.setItem('sophia.persona.eve', 'executive'));
    });
    ({ page } = watched);
  }, 60_000);
  afterAll(() => watched?.context.close());

  /** One edit more, on what the last one left; whether it was accepted. What is refused says why. */
  async function edit(id: string, revision: number, operation: unknown): Promise<number> {
    const { status, body } = await post(`/${id}/edits`, { operations: [operation], base_revision: revision });
    if (status === 200) told.accepted += 1;
    else {
      told.refused += 1;
      expect([400, 404, 409, 422]).toContain(status);
      expect(body['detail']).toMatch(/\S/);
    }
    return status === 200 ? Number(body['revision']) : revision;
  }

  /** All that is there is painted or says why not, and the page lives. */
  async function lives(): Promise<void> {
    await boardOn(screen, page).painted();
    await fits(screen, watched);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByText('This can’t be shown').count()).toBe(0);
  }

  /** Every picture and table is met by the pointer and the keys, and what can be chosen in it is chosen. */
  async function tryAll(): Promise<void> {
    const soon = { timeout: 1_000 };
    for (const id of IDS) {
      const picture = page.locator(`[data-tile=${id}] [tabindex="0"]`).first();
      if (!(await picture.isVisible())) continue;
      // What is drawn anew under the pointer is met by the keys.
      await (screen.phone ? picture.tap(soon) : picture.hover(soon)).catch(() => undefined);
      await picture.focus(soon).catch(() => undefined);
      // No Escape: with nothing to step back from it leaves the dashboard.
      for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Enter']) await page.keyboard.press(key);
    }
  }

  /** Until the page has the tiles that the server has. */
  async function follows(id: string): Promise<void> {
    const { spec } = (await get(`/${id}`)) as { spec: { tiles: { id: string }[] } };
    const wanted = spec.tiles.map(tile => tile.id).sort();
    await page.waitForFunction(ids => {
      const shown = [...document.querySelectorAll<HTMLElement>('[data-tile]')].map(tile => tile.dataset['tile']);
      return JSON.stringify(shown.sort()) === ids;
    }, JSON.stringify(wanted));
  }

  test('whatever is accepted is shown, under a pointer and keys too, and after edits by somebody else', async () => {
    await fc.assert(
      fc.asyncProperty(anyBoard, async ({ tiles, edits, editing }) => {
        boards += 1;
        const id = `random-${boards}`;
        const empty = {
          version: 1,
          id,
          title: 'Random',
          model: 'shop',
          personas: ['executive'],
          filters: FILTERS,
          refresh: 5,
        };
        expect((await post('', { spec: empty })).status).toBe(200);
        let revision = 1;
        for (const tile of tiles) revision = await edit(id, revision, { kind: 'addTile', tile });
        await page.goto(`http://127.0.0.1:${server.port}/dashboards/${id}`);
        if (revision === 1) return;
        await lives();
        await tryAll();
        await lives();
        if (editing && !screen.phone) await page.keyboard.press('e');
        for (const operation of edits) revision = await edit(id, revision, operation);
        await follows(id);
        await lives();
        await page.reload();
        await lives();
      }),
      { numRuns: RUNS, endOnFailure: true, includeErrorInReport: true },
    );
  }, 240_000);
});

inChromium('of what was tried', () => {
  test('most was accepted', () => {
    expect(told.accepted).toBeGreaterThan(told.refused);
  });
});
