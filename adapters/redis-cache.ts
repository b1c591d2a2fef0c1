import { Redis } from 'iovalkey';
import { SophiaError } from '../core/errors.ts';
import type { ResultCache } from '../core/ports/result-cache.ts';
import { hitRate } from './lru-cache.ts';

export interface RedisCacheOptions {
  /** `redis://` or `rediss://` (TLS), with user, password and database number as the scheme has it. */
  readonly url: string;
  /** Before every key, so that one server serves several platforms; `sophia:` by default. */
  readonly prefix?: string | undefined;
  /** Milliseconds that a command may take before it counts as a miss; 250 by default. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Milliseconds that a silent server is left alone before it is asked again; 1,000 by default. */
  readonly pauseMilliseconds?: number | undefined;
  /** Told when the connection fails: the cache goes on as a row of misses. Never told the URL. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** Longest wait between two attempts to reconnect: milliseconds. */
const longestBackoff = 2000;
/** Silence after a command by which the connection is given up and made anew: milliseconds. */
const longestSilence = 15_000;
/** Keys looked at in one step, and at most, when statistics are counted. */
const scan = { step: 1000, most: 100_000 };

const connectable = (url: string, timeoutMilliseconds: number): Redis =>
  new Redis(url, {
    lazyConnect: true,
    family: 0,
    // A command while disconnected fails at once: a miss now is better than a hit later.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: timeoutMilliseconds * 4,
    socketTimeout: longestSilence,
    retryStrategy: attempt => Math.min(50 * 2 ** Math.min(attempt, 10), longestBackoff),
  });

/** The glob that matches keys beginning with exactly `prefix`. */
const keysOf = (prefix: string): string => `${prefix.replace(/[\\*?[\]^]/g, '\\$&')}*`;

/** Settles as `work` does, or gives undefined when that takes longer. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, milliseconds);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

async function* keysIn(client: Redis, prefix: string): AsyncGenerator<string[]> {
  let seen = 0;
  for await (const keys of client.scanStream({ match: keysOf(prefix), count: scan.step }) as AsyncIterable<string[]>) {
    yield keys;
    seen += keys.length;
    if (seen >= scan.most) return;
  }
}

/** Entries and bytes of values under the prefix; evictions are the server's. All 0 when it can't be asked. */
async function occupancy(client: Redis, prefix: string) {
  let entries = 0;
  let bytes = 0;
  for await (const keys of keysIn(client, prefix)) {
    entries += keys.length;
    const lengths = await Promise.all(keys.map(key => client.strlen(key)));
    for (const length of lengths) bytes += length;
  }
  const info = await client.info('stats');
  return { entries, bytes, evictions: Number(/evicted_keys:(\d+)/.exec(info)?.[1] ?? 0) };
}

/** Asks Redis while it answers. Whatever fails is `undefined`; a silent server is left alone for a while. */
class Asking {
  #silentUntil = 0;
  readonly #client: Redis;
  readonly #timeoutMilliseconds: number;
  readonly #pauseMilliseconds: number;

  constructor(client: Redis, timeoutMilliseconds: number, pauseMilliseconds: number) {
    this.#client = client;
    this.#timeoutMilliseconds = timeoutMilliseconds;
    this.#pauseMilliseconds = pauseMilliseconds;
  }

  async ask<T>(work: (client: Redis) => Promise<T>, patience = 1): Promise<{ value: T } | undefined> {
    if (this.#client.status !== 'ready' || performance.now() < this.#silentUntil) return undefined;
    try {
      const answer = await within(
        this.#timeoutMilliseconds * patience,
        work(this.#client).then(value => ({ value })),
      );
      if (answer === undefined) this.#silentUntil = performance.now() + this.#pauseMilliseconds;
      return answer;
    } catch {
      return undefined;
    }
  }
}

const isAddress = (url: string): boolean => URL.canParse(url) && ['redis:', 'rediss:'].includes(new URL(url).protocol);

function clientFor({ url, onError }: RedisCacheOptions, timeoutMilliseconds: number): Redis {
  if (!isAddress(url)) {
    const reason = 'its address is not a redis:// or rediss:// URL.';
    throw new SophiaError('storage.failed', ['cache', 'url'], { store: 'The Redis cache', reason });
  }
  const client = connectable(url, timeoutMilliseconds);
  client.on('error', (error: Error) => onError?.(error));
  return client;
}

async function close(client: Redis): Promise<void> {
  if (client.status === 'ready') await within(1000, client.quit()).catch(() => undefined);
  client.disconnect();
}

/**
 * Results in Redis, or whatever speaks its protocol. A server that is down or silent is a row of misses; it is
 * reconnected to with growing pauses. Returns when connected, or when the first attempt took too long.
 *
 * @throws SophiaError storage.failed when the URL is none
 */
export async function openRedisCache(options: RedisCacheOptions): Promise<ResultCache> {
  const { prefix = 'sophia:', timeoutMilliseconds = 250, pauseMilliseconds = 1000 } = options;
  const client = clientFor(options, timeoutMilliseconds);
  await within(
    timeoutMilliseconds * 4,
    client.connect().catch(() => undefined),
  );
  const asking = new Asking(client, timeoutMilliseconds, pauseMilliseconds);
  let hits = 0;
  let misses = 0;
  return {
    async get(key) {
      const answer = await asking.ask(redis => redis.get(prefix + key));
      const value = answer?.value ?? undefined;
      if (value === undefined) misses++;
      else hits++;
      return value;
    },
    async set(key, value, ttlSeconds) {
      const milliseconds = Math.floor(ttlSeconds * 1000);
      if (milliseconds <= 0) await asking.ask(redis => redis.del(prefix + key));
      else await asking.ask(redis => redis.set(prefix + key, value, 'PX', milliseconds));
    },
    async clear() {
      await asking.ask(async redis => {
        for await (const keys of keysIn(redis, prefix)) if (keys.length > 0) await redis.unlink(...keys);
      }, 40);
    },
    async statistics() {
      const found = await asking.ask(redis => occupancy(redis, prefix), 4);
      return { entries: 0, bytes: 0, evictions: 0, ...found?.value, hits, misses, hitRate: hitRate(hits, misses) };
    },
    close: () => close(client),
  };
}
