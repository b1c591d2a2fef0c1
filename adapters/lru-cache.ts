import { lru } from 'tiny-lru';
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

interface Entry {
  readonly value: string;
  readonly bytes: number;
  /** By the steady clock. */
  readonly expires: number;
}

/** Results in this process's memory. A value larger than the whole cache is not kept. */
export function createLruCache(options: LruCacheOptions = {}): ResultCache {
  let [hits, misses, evictions, bytes] = [0, 0, 0, 0];
  const now = options.now ?? (() => performance.now());
  const maximumBytes = options.maximumBytes ?? defaultBytes;
  // As many as there are: it is bytes that are limited.
  const entries = lru<Entry>(0);
  const drop = (key: string) => {
    bytes -= entries.peek(key)?.bytes ?? 0;
    entries.delete(key);
  };
  const keep = (key: string, entry: Entry) => {
    entries.set(key, entry);
    bytes += entry.bytes;
    while (bytes > maximumBytes && entries.first) {
      drop(entries.first.key);
      evictions++;
    }
  };
  return {
    async get(key) {
      const entry = entries.get(key);
      if (entry && entry.expires > now()) {
        hits++;
        return entry.value;
      }
      drop(key);
      misses++;
      return undefined;
    },
    async set(key, value, ttlSeconds) {
      drop(key);
      const size = Buffer.byteLength(value) + Buffer.byteLength(key);
      if (ttlSeconds > 0 && size <= maximumBytes) keep(key, { value, bytes: size, expires: now() + ttlSeconds * 1000 });
    },
    async clear() {
      entries.clear();
      bytes = 0;
    },
    async statistics() {
      for (const [key, { expires }] of entries.entries() as [string, Entry][]) if (expires <= now()) drop(key);
      return { hits, misses, entries: entries.size, bytes, evictions, hitRate: hitRate(hits, misses) };
    },
    async close() {
      entries.clear();
      bytes = 0;
    },
  };
}
