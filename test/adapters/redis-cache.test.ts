import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'iovalkey';
import { layerCaches } from '../../adapters/layered-cache.ts';
import { createLruCache } from '../../adapters/lru-cache.ts';
import { openRedisCache, type RedisCacheOptions } from '../../adapters/redis-cache.ts';
import type { ResultCache } from '../../core/ports/result-cache.ts';
import { resultCacheContract } from '../contracts/result-cache.ts';
import { codeOf } from '../support/errors.ts';
import { eventually } from '../support/eventually.ts';
import { hasRedisServer, RedisServer } from '../support/redis-server.ts';

if (!hasRedisServer) console.warn('Not run: the Redis adapter against a server, as redis-server is not installed.');
const withServer = hasRedisServer ? describe : describe.skip;

let server: RedisServer;
let prefixes = 0;
const opened: ResultCache[] = [];
beforeAll(async () => {
  if (hasRedisServer) server = await RedisServer.start();
});
afterAll(async () => {
  await Promise.all(opened.map(cache => cache.close()));
  await server?.stop();
});

async function open(options: Partial<RedisCacheOptions> = {}): Promise<ResultCache> {
  const cache = await openRedisCache({
    url: server.url,
    prefix: `test[${++prefixes}]*:`,
    timeoutMilliseconds: 2000,
    pauseMilliseconds: 20,
    ...options,
  });
  opened.push(cache);
  return cache;
}

const pass = (seconds: number) => new Promise<void>(resolve => setTimeout(resolve, seconds * 50));

withServer('with a server', () => {
  resultCacheContract({ name: 'Redis', open, pass });

  test('caches with other prefixes on one server do not touch each other', async () => {
    const [mine, other] = [await open({ prefix: 'a*:' }), await open({ prefix: 'ab:' })];
    await mine.set('key', 'mine', 60);
    await other.set('key', 'other', 60);
    expect((await mine.statistics()).entries).toBe(1);
    await mine.clear();
    expect([await mine.get('key'), await other.get('key')]).toEqual([undefined, 'other']);
  });

  test('writes plain keys under the prefix, with a time to live', async () => {
    const cache = await open({ prefix: 'plain:' });
    await cache.set('key', 'value', 60);
    const client = new Redis(server.url);
    expect(await client.get('plain:key')).toBe('value');
    expect(await client.pttl('plain:key')).toBeGreaterThan(0);
    await client.quit();
  });

  test('with an LRU in front, what was seen is near while the server is asked for the rest', async () => {
    const back = await open();
    const cache = layerCaches(createLruCache(), back);
    await back.set('a', 'x', 60);
    expect(await cache.get('a')).toBe('x');
    await back.clear();
    expect([await cache.get('a'), await cache.get('b')]).toEqual(['x', undefined]);
  });

  test('clear empties more keys than one step of a scan holds', async () => {
    const cache = await open();
    await Promise.all(Array.from({ length: 3000 }, (_, index) => cache.set(`k${index}`, 'x', 60)));
    expect(await cache.statistics()).toMatchObject({ entries: 3000, bytes: 3000 });
    await cache.clear();
    expect((await cache.statistics()).entries).toBe(0);
  });
});

withServer('faults', () => {
  test('a server that dies is a row of misses, and is found again when it is back', async () => {
    const own = await RedisServer.start();
    const cache = await open({ url: own.url });
    await cache.set('key', 'value', 60);
    expect(await cache.get('key')).toBe('value');
    await own.stop();
    await cache.set('key', 'value', 60);
    expect(await cache.get('key')).toBeUndefined();
    expect(await cache.statistics()).toMatchObject({ hits: 1, misses: 1, entries: 0 });
    await cache.clear();
    await own.start();
    await eventually(async () => {
      await cache.set('key', 'again', 60);
      return (await cache.get('key')) === 'again';
    });
    await cache.close();
    await own.stop();
  });

  test('a server that goes silent is a miss after its time, and hits again when it speaks', async () => {
    const own = await RedisServer.start();
    const cache = await open({ url: own.url, timeoutMilliseconds: 50 });
    await eventually(async () => {
      await cache.set('key', 'value', 60);
      return (await cache.get('key')) === 'value';
    });
    own.signal('SIGSTOP');
    expect(await cache.get('key')).toBeUndefined();
    own.signal('SIGCONT');
    await eventually(async () => (await cache.get('key')) === 'value');
    await cache.close();
    await own.stop();
  });

  test('a server that is full refuses values: they are missing later, nothing fails', async () => {
    const cache = await open();
    const client = new Redis(server.url);
    await client.config('SET', 'maxmemory', '1');
    await cache.set('key', 'value', 60);
    expect(await cache.get('key')).toBeUndefined();
    await client.config('SET', 'maxmemory', '0');
    await client.quit();
    await cache.set('key', 'value', 60);
    expect(await cache.get('key')).toBe('value');
  });
});

describe('without a server', () => {
  test('opens all the same, and tells of the failed connection', async () => {
    const errors: Error[] = [];
    const cache = await openRedisCache({
      url: 'redis://user:secret@127.0.0.1:1',
      timeoutMilliseconds: 10,
      onError: error => errors.push(error),
    });
    await cache.set('key', 'value', 60);
    expect(await cache.get('key')).toBeUndefined();
    await cache.close();
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.map(String).join()).not.toContain('secret');
  });

  test('an address that is none is told at once, without its password', async () => {
    expect(await codeOf(openRedisCache({ url: 'http://user:secret@example.com' }))).toBe('storage.failed');
    expect(await codeOf(openRedisCache({ url: 'not an address' }))).toBe('storage.failed');
  });
});
