import type { ResultCache } from '../core/ports/result-cache.ts';
import { hitRate } from './lru-cache.ts';

/** Seconds that the front keeps what it got from the back, whose remaining time it does not know. */
const frontSeconds = 60;

/** A near cache before a shared one. The back is what counts: the front only saves the way to it. */
export function layerCaches(front: ResultCache, back: ResultCache): ResultCache {
  return {
    async get(key) {
      const near = await front.get(key);
      if (near !== undefined) return near;
      const far = await back.get(key);
      if (far !== undefined) await front.set(key, far, frontSeconds);
      return far;
    },
    async set(key, value, ttlSeconds) {
      await front.set(key, value, Math.min(ttlSeconds, frontSeconds));
      await back.set(key, value, ttlSeconds);
    },
    async clear() {
      await Promise.all([front.clear(), back.clear()]);
    },
    async statistics() {
      const [near, far] = await Promise.all([front.statistics(), back.statistics()]);
      const hits = near.hits + far.hits;
      const evictions = near.evictions + far.evictions;
      return { ...far, hits, evictions, hitRate: hitRate(hits, far.misses) };
    },
    async close() {
      await Promise.all([front.close(), back.close()]);
    },
  };
}
