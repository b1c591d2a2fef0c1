import { expect, test } from '@jest/globals';
import { layerCaches } from '../../adapters/layered-cache.ts';
import { createLruCache } from '../../adapters/lru-cache.ts';
import { resultCacheContract } from '../contracts/result-cache.ts';

let milliseconds = 1;
const now = () => milliseconds;
const pass = async (seconds: number) => {
  milliseconds += seconds * 1000;
};

resultCacheContract({ name: 'LRU', open: async () => createLruCache({ now }), pass });
resultCacheContract({
  name: 'LRU before LRU',
  open: async () => layerCaches(createLruCache({ now }), createLruCache({ now })),
  pass,
});

test('bounded by bytes: what was not used longest goes first, and is counted', async () => {
  const cache = createLruCache({ maximumBytes: 3000 });
  for (const key of ['a', 'b']) await cache.set(key, 'x'.repeat(1400), 60);
  await cache.get('a');
  await cache.set('c', 'ü'.repeat(700), 60);
  expect([await cache.get('b'), (await cache.get('a'))?.length, (await cache.get('c'))?.length]).toEqual([
    undefined,
    1400,
    700,
  ]);
  expect(await cache.statistics()).toMatchObject({ entries: 2, bytes: 2802, evictions: 1 });
});

test('a value larger than the cache is not kept, and drives nothing out', async () => {
  const cache = createLruCache({ maximumBytes: 100 });
  await cache.set('a', 'x', 60);
  await cache.set('b', 'x'.repeat(200), 60);
  expect([await cache.get('a'), await cache.get('b')]).toEqual(['x', undefined]);
});

test('the front answers what it has seen, the back is filled for others', async () => {
  const back = createLruCache();
  const first = layerCaches(createLruCache(), back);
  const second = layerCaches(createLruCache(), back);
  await first.set('a', 'x', 60);
  expect(await second.get('a')).toBe('x');
  await back.clear();
  expect(await second.get('a')).toBe('x');
});
