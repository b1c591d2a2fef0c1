import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ResultCache } from '../../core/ports/result-cache.ts';

export interface ResultCacheFixture {
  readonly name: string;
  /** A new, empty cache. */
  open(): Promise<ResultCache>;
  /** Lets this many seconds pass for the cache; may return earlier for one whose time is real: the test asks again. */
  pass(seconds: number): Promise<void>;
}

/** What every result cache keeps: rules R1 to R5. */
export function resultCacheContract(fixture: ResultCacheFixture): void {
  describe(`result cache: ${fixture.name}`, () => {
    const opened: ResultCache[] = [];
    let cache: ResultCache;
    beforeEach(async () => {
      cache = await fixture.open();
      opened.push(cache);
    });
    afterAll(() => Promise.all(opened.map(each => each.close())));

    test('R1 gives back what was set, byte for byte, also the empty text', async () => {
      const values = ['', 'x', '{"rows":[["ünï","🚚\\u0000",null]]}', 'x'.repeat(300_000)];
      for (const [index, value] of values.entries()) await cache.set(`k${index}`, value, 60);
      for (const [index, value] of values.entries()) expect(await cache.get(`k${index}`)).toBe(value);
    });

    test('R2 what was not set is missing; keys are exact', async () => {
      await cache.set('key', 'value', 60);
      for (const key of ['Key', 'key ', 'ke*', '']) expect(await cache.get(key)).toBeUndefined();
    });

    test('R3 set replaces, value and time', async () => {
      await cache.set('key', 'old', 1);
      await cache.set('key', 'new', 60);
      await fixture.pass(2);
      expect(await cache.get('key')).toBe('new');
      await cache.set('key', 'gone', 0);
      expect(await cache.get('key')).toBeUndefined();
    });

    test('R4 an entry is gone after its time', async () => {
      await cache.set('key', 'value', 1);
      expect(await cache.get('key')).toBe('value');
      while ((await cache.get('key')) !== undefined) await fixture.pass(1);
      expect((await cache.statistics()).entries).toBe(0);
    });

    test('R5 counts hits, misses, entries and bytes; clear empties it', async () => {
      expect(await cache.statistics()).toMatchObject({ hits: 0, misses: 0, entries: 0, hitRate: 0 });
      await cache.set('a', 'x'.repeat(1000), 60);
      await cache.set('b', 'y', 60);
      for (const key of ['a', 'a', 'a', 'z']) await cache.get(key);
      const statistics = await cache.statistics();
      expect(statistics).toMatchObject({ hits: 3, misses: 1, entries: 2, hitRate: 0.75, evictions: 0 });
      expect(statistics.bytes).toBeGreaterThanOrEqual(1001);
      await cache.clear();
      expect(await cache.get('a')).toBeUndefined();
      expect(await cache.statistics()).toMatchObject({ entries: 0, bytes: 0 });
    });
  });
}
