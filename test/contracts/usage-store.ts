import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DashboardLoad, Precomputation, UsageStore } from '../../core/ports/stores.ts';

const load = (id: string, at: string, more: Partial<DashboardLoad> = {}): DashboardLoad => ({
  kind: 'load',
  id,
  dashboardId: 'sales',
  revision: 3,
  username: 'ann',
  persona: 'executive',
  at,
  view: { filters: { region: { selected: ['é', 1, true] } } },
  firstTile: 12.5,
  allTiles: 80.25,
  cost: 47,
  freshness: null,
  tiles: [{ tileId: 'a', status: 'answered', cached: false, milliseconds: 70.5, bytesScanned: 1_000_000 }],
  ...more,
});
const ahead: Precomputation = {
  kind: 'precomputation',
  id: 'p1',
  dashboardId: 'sales',
  revision: 3,
  persona: 'executive',
  at: '2025-01-02T00:00:00.000Z',
  view: {},
  probability: 0.75,
  because: 'Opened on 6 of the last 8 Mondays.',
  tiles: 2,
  ran: 1,
  cost: 48,
  milliseconds: 30,
  freshness: '2025-01-01T00:00:00.000Z',
};
const all = { from: '2025-01-01T00:00:00.000Z', to: '2025-12-31T00:00:00.000Z', limit: 100 };

/** What every store of usage keeps: rules U1 to U4. `open` gives an empty one. */
export function usageStoreContract(name: string, open: () => Promise<UsageStore>): void {
  describe(`usage store: ${name}`, () => {
    let store: UsageStore;
    beforeEach(async () => {
      store = await open();
    });

    test('U1 gives back what was recorded, each kind by itself', async () => {
      const one = load('l1', '2025-01-02T00:00:00.000Z');
      await store.record(one);
      await store.record(ahead);
      expect(await store.list({ kind: 'load', ...all })).toEqual([one]);
      expect(await store.list({ kind: 'precomputation', ...all })).toEqual([ahead]);
    });

    test('U2 newest first, also of one instant, over days, up to the limit', async () => {
      const instants = ['2025-01-01T23:59:59.999Z', '2025-01-02T00:00:00.000Z', '2025-01-02T00:00:00.000Z'];
      for (const [index, at] of instants.entries()) await store.record(load(`l${index}`, at));
      const ids = async (limit: number) => (await store.list({ kind: 'load', ...all, limit })).map(({ id }) => id);
      expect(await ids(100)).toEqual(['l2', 'l1', 'l0']);
      expect(await ids(2)).toEqual(['l2', 'l1']);
      expect(await ids(0)).toEqual([]);
    });

    test('U3 of a time and of a dashboard, both ends included', async () => {
      await store.record(load('l1', '2025-01-02T00:00:00.000Z'));
      await store.record(load('l2', '2025-01-03T00:00:00.000Z', { dashboardId: 'stock' }));
      await store.record(load('l3', '2025-01-04T00:00:00.000Z'));
      const ids = async (filter: object) => (await store.list({ kind: 'load', ...all, ...filter })).map(({ id }) => id);
      expect(await ids({ dashboardId: 'sales' })).toEqual(['l3', 'l1']);
      expect(await ids({ from: '2025-01-02T00:00:00.000Z', to: '2025-01-03T00:00:00.000Z' })).toEqual(['l2', 'l1']);
      expect(await ids({ from: '2025-01-02T00:00:00.001Z', to: '2025-01-02T23:59:59.999Z' })).toEqual([]);
      expect(await ids({ dashboardId: 'none' })).toEqual([]);
    });

    test('U4 what is older is forgotten', async () => {
      for (const day of [2, 3, 4]) await store.record(load(`l${day}`, `2025-01-0${day}T00:00:00.000Z`));
      await store.record(ahead);
      expect(await store.deleteBefore('2025-01-03T00:00:00.000Z')).toBe(2);
      expect((await store.list({ kind: 'load', ...all })).map(({ id }) => id)).toEqual(['l4', 'l3']);
      expect(await store.deleteBefore('2025-01-03T00:00:00.000Z')).toBe(0);
    });
  });
}
