import { beforeEach, describe, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../core/ports/documents.ts';

const made = (id: string, more: object = {}) => ({
  kind: 'note',
  id,
  owner: 'ann',
  subject: 'sales',
  document: { text: 'ünï', list: [1, null, { deep: true }] },
  ...more,
});

/** What every store of documents keeps: rules K1 to K5. `open` gives an empty one. */
export function documentStoreContract(name: string, open: () => Promise<DocumentStore>): void {
  describe(`document store: ${name}`, () => {
    let store: DocumentStore;
    beforeEach(async () => {
      store = await open();
    });

    test('K1 gives back what was made; an id is taken once in its kind', async () => {
      expect(await store.get('note', 'a')).toBeUndefined();
      expect(await store.create(made('a'))).toBe(true);
      expect(await store.create(made('a', { owner: 'eve' }))).toBe(false);
      expect(await store.create(made('a', { kind: 'other' }))).toBe(true);
      expect(await store.get('note', 'a')).toEqual({ ...made('a'), version: 1, uses: 0 });
    });

    test('K2 is changed on top of what was read, or not at all', async () => {
      await store.create(made('a'));
      expect(await store.replace('note', 'a', 1, { n: 2 })).toBe(true);
      expect(await store.replace('note', 'a', 1, { n: 3 })).toBe(false);
      expect(await store.replace('note', 'none', 1, {})).toBe(false);
      expect(await store.get('note', 'a')).toMatchObject({ version: 2, document: { n: 2 }, owner: 'ann' });
      const racing = await Promise.all([1, 2, 3, 4].map(n => store.replace('note', 'a', 2, { n })));
      expect(racing.filter(Boolean)).toHaveLength(1);
    });

    test('K3 lists a kind by id, all or those of an owner and about a subject', async () => {
      await store.create(made('b'));
      await store.create(made('a', { owner: 'eve' }));
      await store.create(made('c', { subject: 'costs' }));
      await store.create(made('d', { kind: 'other' }));
      const ids = async (filter?: object) => (await store.list('note', filter)).map(({ id }) => id);
      expect(await ids()).toEqual(['a', 'b', 'c']);
      expect(await ids({ owner: 'ann' })).toEqual(['b', 'c']);
      expect(await ids({ subject: 'sales' })).toEqual(['a', 'b']);
      expect(await ids({ owner: 'ann', subject: 'sales' })).toEqual(['b']);
    });

    test('K4 removed on top of what was read; the id is free then', async () => {
      await store.create(made('a'));
      expect(await store.remove('note', 'a', 2)).toBe(false);
      expect(await store.remove('note', 'a', 1)).toBe(true);
      expect(await store.remove('note', 'a', 1)).toBe(false);
      expect(await store.get('note', 'a')).toBeUndefined();
      expect(await store.create(made('a'))).toBe(true);
    });

    test('K5 counts every use of many at once, and a use is no change', async () => {
      await store.create(made('a'));
      const at = '2025-01-01T00:00:00.000Z';
      const counted = await Promise.all(Array.from({ length: 12 }, () => store.use('note', 'a', at)));
      expect(counted.every(Boolean)).toBe(true);
      expect(await store.use('note', 'none', at)).toBe(false);
      expect(await store.get('note', 'a')).toMatchObject({ uses: 12, usedAt: at, version: 1 });
      expect(await store.replace('note', 'a', 1, {})).toBe(true);
      expect(await store.get('note', 'a')).toMatchObject({ uses: 12, version: 2 });
    });
  });
}
