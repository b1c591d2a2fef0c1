import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { codeOf } from '../support/errors.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (found: Uint8Array | undefined): string | undefined => found && new TextDecoder().decode(found);

/** What every object store keeps: rules O1 to O5. `open` gives an empty one. */
export function objectStoreContract(name: string, open: () => Promise<ObjectStore>): void {
  describe(`object store: ${name}`, () => {
    let store: ObjectStore;
    beforeEach(async () => {
      store = await open();
    });

    test('O1 gives back what was put; put replaces; what was never put is missing', async () => {
      const all = Uint8Array.from({ length: 256 }, (_, index) => index);
      await store.put('a/b/c.bin', all);
      expect(Uint8Array.from((await store.get('a/b/c.bin'))!)).toEqual(all);
      await store.put('a/b/c.bin', new Uint8Array());
      expect((await store.get('a/b/c.bin'))?.length).toBe(0);
      expect([await store.get('a/b'), await store.get('a/b/c.bin/d'), await store.get('x')]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    });

    test('O2 deletes, and what is missing needs no deleting', async () => {
      await store.put('a', bytes('x'));
      await store.delete('a');
      await store.delete('a');
      expect(await store.get('a')).toBeUndefined();
    });

    test('O3 lists by prefix, in order, with size and time', async () => {
      for (const key of ['logs/b', 'logs/a', 'log', 'other/x']) await store.put(key, bytes(key));
      const found = await store.list('log');
      expect(found.map(({ key, size }) => [key, size])).toEqual([
        ['log', 3],
        ['logs/a', 6],
        ['logs/b', 6],
      ]);
      expect(new Date(found[0]!.modifiedAt).toISOString()).toBe(found[0]!.modifiedAt);
      expect(await store.list('nothing')).toEqual([]);
      expect(await store.list('../')).toEqual([]);
    });

    test.each([
      '',
      '/etc/passwd',
      '../x',
      'a/../../x',
      'a/..',
      '.',
      'a//b',
      'a/',
      'a\\b',
      'a\0b',
      'a b',
      'ä',
      'a\n',
      'x'.repeat(1025),
    ])('O4 refuses the key %j', async key => {
      expect(await codeOf(store.put(key, bytes('x')))).toBe('storage.key_invalid');
      expect(await codeOf(store.get(key))).toBe('storage.key_invalid');
      expect(await codeOf(store.delete(key))).toBe('storage.key_invalid');
    });

    test('O5 writes of one key at once leave one of them, whole', async () => {
      const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));
      await Promise.all(texts.map(text => store.put('key', bytes(text))));
      expect(texts).toContain(textOf(await store.get('key')));
      expect((await store.list('')).map(({ key }) => key)).toEqual(['key']);
    });
  });
}
