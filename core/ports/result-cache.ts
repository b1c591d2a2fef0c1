export interface CacheStatistics {
  readonly hits: number;
  readonly misses: number;
  readonly entries: number;
  readonly bytes: number;
  readonly evictions: number;
  /** hits / (hits + misses), 0 when nothing was asked. */
  readonly hitRate: number;
}

/** Results by key. A cache that is down is a miss, never an error to the asker. */
export interface ResultCache {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlSeconds: number): Promise<void>;
  clear(): Promise<void>;
  statistics(): Promise<CacheStatistics>;
  close(): Promise<void>;
}
