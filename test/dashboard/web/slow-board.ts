import type { Client, Shop } from '../../lambdas/platform.ts';

const DAY = 86_400_000;
const plan = { measures: [{ name: 'revenue', metric: 'revenue' }], dimensions: [{ field: 'sales.region' }] };
const tiles = [{ id: 'regions', kind: 'table', title: 'By region', at: { x: 0, y: 0, w: 6, h: 4 }, plan }];

/** A dashboard of the shop with 40 recorded loads: 20 of 800 ms three weeks ago, 20 of 200 ms three days ago. */
export async function makeSlow(shop: Shop, client: Client, id: string): Promise<void> {
  await client.post('/api/v1/dashboards', { spec: { version: 1, id, title: 'Slow', model: 'shop', tiles } });
  for (let index = 0; index < 40; index += 1) {
    const isOld = index < 20;
    await shop.platform.stores.usage.record({
      kind: 'load',
      id: `${id}-${index}`,
      dashboardId: id,
      revision: 1,
      username: 'ann',
      persona: 'executive',
      at: new Date(Date.now() - (isOld ? 20 : 3) * DAY - index * 1_000).toISOString(),
      view: {},
      firstTile: 10,
      allTiles: isOld ? 800 : 200,
      cost: 5,
      freshness: null,
      tiles: [{ tileId: 'regions', status: 'answered', cached: false, milliseconds: 300, bytesScanned: 1_000_000 }],
    });
  }
}
