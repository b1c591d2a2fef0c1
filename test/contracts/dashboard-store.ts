import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DashboardRevision, DashboardStore, DashboardSummary } from '../../core/ports/stores.ts';

const revision = (number: number, more: Partial<DashboardRevision> = {}): DashboardRevision => ({
  dashboardId: 'sales',
  revision: number,
  at: `2025-01-01T00:00:${String(number).padStart(2, '0')}.000Z`,
  by: 'ann',
  operations: [{ kind: 'retitle', value: `Title ${number}` }],
  inverse: [{ kind: 'retitle', value: `Title ${number - 1}` }],
  spec: { version: 1, id: 'sales', title: `Title ${number}`, tiles: [{ nested: [null, 1.5, 'é<b>'] }] },
  ...more,
});

const summary = (number: number, more: Partial<DashboardSummary> = {}): DashboardSummary => ({
  id: 'sales',
  revision: number,
  title: `Title ${number}`,
  tiles: 1,
  createdAt: '2025-01-01T00:00:01.000Z',
  createdBy: 'ann',
  updatedAt: `2025-01-01T00:00:${String(number).padStart(2, '0')}.000Z`,
  updatedBy: 'ann',
  ...more,
});

const withoutSpec = (one: DashboardRevision): DashboardRevision => ({ ...one, spec: null });

/** What every dashboard store keeps: rules D1 to D7. `open` gives an empty one. */
export function dashboardStoreContract(name: string, open: () => Promise<DashboardStore>): void {
  describe(`dashboard store: ${name}`, () => {
    let store: DashboardStore;
    beforeEach(async () => {
      store = await open();
    });

    test('D1 gives back what was made, as it was; an id is taken once', async () => {
      expect(await store.get('sales')).toBeUndefined();
      expect(await store.create(revision(1, { note: 'made' }), summary(1, { folder: 'a/b', personas: ['x'] }))).toBe(
        true,
      );
      expect(await store.create(revision(1, { by: 'eve' }), summary(1))).toBe(false);
      expect(await store.get('sales')).toEqual({ ...revision(1, { note: 'made' }), since: 1 });
      expect(await store.list()).toEqual([summary(1, { folder: 'a/b', personas: ['x'] })]);
    });

    test('D2 an edit follows the latest revision or is refused', async () => {
      await store.create(revision(1), summary(1));
      expect(await store.append(revision(2), summary(2))).toBe(true);
      expect(await store.append(revision(2, { by: 'eve' }), summary(2))).toBe(false);
      expect(await store.append(revision(4), summary(4))).toBe(false);
      expect(await store.append(revision(1, { dashboardId: 'none' }), summary(1, { id: 'none' }))).toBe(false);
      expect(await store.get('sales')).toEqual({ ...revision(2), since: 1 });
      expect(await store.list()).toEqual([summary(2)]);
    });

    test('D3 of edits at the same time on one revision one is accepted', async () => {
      await store.create(revision(1), summary(1));
      const by = ['ann', 'bob', 'eve', 'joe'];
      const accepted = await Promise.all(by.map(who => store.append(revision(2, { by: who }), summary(2))));
      expect(accepted.filter(Boolean)).toHaveLength(1);
      const [only] = await store.history('sales', { after: 1, limit: 10 });
      expect(only?.by).toBe(by[accepted.indexOf(true)]);
    });

    test('D4 the history is whole, newest first, in pages', async () => {
      await store.create(revision(1), summary(1));
      for (let number = 2; number <= 12; number += 1) await store.append(revision(number), summary(number));
      const numbers = async (options: { after?: number; before?: number; limit: number }) =>
        (await store.history('sales', options)).map(one => one.revision);
      expect(await numbers({ limit: 3 })).toEqual([12, 11, 10]);
      expect(await numbers({ before: 10, limit: 3 })).toEqual([9, 8, 7]);
      expect(await numbers({ after: 10, limit: 50 })).toEqual([12, 11]);
      expect(await numbers({ after: 12, limit: 50 })).toEqual([]);
      expect(await store.history('sales', { before: 2, limit: 5 })).toEqual([withoutSpec(revision(1))]);
      expect(await store.history('none', { limit: 5 })).toEqual([]);
      expect(await store.at('sales', 7)).toEqual(revision(7));
      expect(await store.at('sales', 13)).toBeUndefined();
    });

    test('D5 what is removed is out of the list, its history stays and its id is not given to another', async () => {
      await store.create(revision(1), summary(1));
      expect(await store.remove('sales', 2)).toBe(false);
      expect(await store.remove('sales', 1)).toBe(true);
      expect(await store.remove('sales', 1)).toBe(false);
      expect(await store.get('sales')).toBeUndefined();
      expect(await store.list()).toEqual([]);
      expect(await store.at('sales', 1)).toEqual(revision(1));
      expect(await store.append(revision(2), summary(2))).toBe(false);
      expect(await store.create(revision(1), summary(1))).toBe(false);
    });

    test('D6 the list is by id', async () => {
      for (const id of ['b', 'a-2', 'a', 'c']) {
        await store.create(revision(1, { dashboardId: id }), summary(1, { id }));
      }
      expect((await store.list()).map(one => one.id)).toEqual(['a', 'a-2', 'b', 'c']);
    });

    test('D7 what was removed is there again with its next revision, since then', async () => {
      await store.create(revision(1), summary(1));
      expect(await store.revive(revision(2), summary(2))).toBe(false);
      await store.remove('sales', 1);
      expect(await store.revive(revision(3), summary(3))).toBe(false);
      expect(await store.revive(revision(2), summary(2))).toBe(true);
      expect(await store.revive(revision(2), summary(2))).toBe(false);
      expect(await store.get('sales')).toEqual({ ...revision(2), since: 2 });
      expect(await store.list()).toEqual([summary(2)]);
      expect(await store.append(revision(3), summary(3))).toBe(true);
      expect(await store.get('sales')).toEqual({ ...revision(3), since: 2 });
      expect(await store.remove('sales', 3)).toBe(true);
    });
  });
}
