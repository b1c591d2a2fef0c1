import { LRUCache } from 'lru-cache';
import type { ResultCache } from '../core/ports/result-cache.ts';

export interface LruCacheOptions {
  /** Bytes of keys and values together; 64 MB by default. What was not used longest goes first. */
  readonly maximumBytes?: number | undefined;
  /** Milliseconds of a steady clock, by which entries expire. */
  readonly now?: (() => number) | undefined;
}

const defaultBytes = 64_000_000;

/** Share of the hits, 0 when nothing was asked. */
export const hitRate = (hits: number, misses: number): number => (hits + misses === 0 ? 0 : hits / (hits + misses));

/** Results in this process's memory. A value larger than the whole cache is not kept. */
export function createLruCache(options: LruCacheOptions = {}): ResultCache {
  let hits = 0;
  let misses = 0;
  let evictions = 0;
  const now = options.now ?? (() => performance.now());
  const entries = new LRUCache<string, string>({
    maxSize: options.maximumBytes ?? defaultBytes,
    sizeCalculation: (value, key) => Buffer.byteLength(value) + Buffer.byteLength(key),
    dispose: (_value, _key, reason) => {
      if (reason === 'evict') evictions++;
    },
    perf: { now },
    // Time is looked at with every call: it costs little and nothing expired is ever given out.
    ttlResolution: 0,
  });
  return {
    async get(key) {
      const value = entries.get(key);
      if (value === undefined) misses++;
      else hits++;
      return value;
    },
    async set(key, value, ttlSeconds) {
      if (ttlSeconds <= 0) entries.delete(key);
      else entries.set(key, value, { ttl: ttlSeconds * 1000 });
    },
    async clear() {
      entries.clear();
    },
    async statistics() {
      entries.purgeStale();
      const { size, calculatedSize: bytes } = entries;
      return { hits, misses, entries: size, bytes, evictions, hitRate: hitRate(hits, misses) };
    },
    async close() {
      entries.clear();
    },
  };
}
