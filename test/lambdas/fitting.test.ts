import { describe, expect, test } from '@jest/globals';
import type { Loader, LoadRequest } from '../../core/dashboards/load.ts';
import type { LoadEvent, TileEvent } from '../../core/dashboards/load-document.ts';
import { loadingInto } from '../../lambdas/dashboard-generator/fitting.ts';

/** Loads through a gateway that passes so many bytes and no more. */
const noCost = { bedrock_cost: 0, database_cost: 0, lambda_cost: 0, total_cost: 0 };
const tile = (tile_id: string, rows: number, truncated = false): TileEvent => ({
  kind: 'tile',
  ...{ tile_id, query_id: 'q', status: 'answered', message: `${rows} rows.`, sparkline: null },
  results: {
    columns: [{ name: 'product', label: 'Product', type: 'string', role: 'dimension' }],
    rows: Array.from({ length: rows }, (_, i) => [`“Product” "${i}"`, i]),
    truncated,
  },
  chart: { kind: 'table', y: [] },
  ...{ not_applied: [], restrictions: [], explanation: null, sql: null, cost: noCost },
  ...{ cached: false, execution_time: 0, freshness: null },
});

async function through(bytes: number, ...tiles: TileEvent[]) {
  const ids = tiles.map(({ tile_id }) => tile_id);
  const at = { dashboard_id: 'd', revision: 1, persona: 'p', now: '2026-01-01T00:00:00Z' };
  const loader: Loader = {
    async *load() {
      yield { kind: 'start', ...at, tiles: ids };
      yield* tiles;
    },
  };
  const events: LoadEvent[] = [];
  for await (const event of loadingInto(loader, bytes).load({} as LoadRequest)) events.push(event);
  const body = events.map(event => `${JSON.stringify(event)}\n`).join('');
  return {
    shown: events.filter((event): event is TileEvent => event.kind === 'tile'),
    bytes: Buffer.byteLength(JSON.stringify(body)),
  };
}

describe('a load that has to fit', () => {
  test('is as it was where it does', async () => {
    const tiles = [tile('a', 100), tile('b', 5)];
    expect((await through(1_000_000, ...tiles)).shown).toEqual(tiles);
  });
  test('has the first rows where not, and says of how many', async () => {
    const { shown, bytes } = await through(1_000_000, tile('a', 100_000));
    const [{ results, message }] = shown as [TileEvent];
    expect([results.truncated, results.available]).toEqual([true, 100_000]);
    expect(results.rows).toEqual(tile('a', 100_000).results.rows.slice(0, results.rows.length));
    expect(message).toContain(
      `Only the first ${results.rows.length.toLocaleString('en-US')} rows of 100,000 pass here.`,
    );
    expect(bytes).toBeLessThan(1_000_000);
    expect(bytes).toBeGreaterThan(900_000);
  });
  test('says that there are more still where not all were read', async () => {
    const { shown } = await through(50_000, tile('a', 5_000, true));
    expect(shown[0]?.message).toContain('rows of 5,000 and more pass here');
  });
  test('leaves room for the tiles that come after a long one', async () => {
    const small = tile('small', 50);
    const { shown, bytes } = await through(600_000, tile('a', 50_000), tile('b', 50_000), small);
    expect(shown[2]).toEqual(small);
    expect(shown.slice(0, 2).every(({ results }) => results.rows.length > 100)).toBe(true);
    expect(bytes).toBeLessThan(600_000);
  });
  test('keeps to it however many tiles there are', async () => {
    const tiles = Array.from({ length: 40 }, (_, i) => tile(`t${i}`, 2_000));
    expect((await through(400_000, ...tiles)).bytes).toBeLessThan(400_000);
  });
});
