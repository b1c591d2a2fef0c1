import { lru } from 'tiny-lru';
import { SophiaError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';

interface Failures {
  readonly count: number;
  readonly lastAt: number;
  readonly blockedUntil: number;
}

interface Limit {
  /** Failures without a delay. */
  readonly free: number;
  /** The longest delay, seconds. Delays double from one second. */
  readonly longestSeconds: number;
}

/**
 * Slows guessing of passwords. Failures are counted for the pair of account and address, for the account
 * over all addresses, and for the address over all accounts; each past its free tries doubles a delay. The
 * account's own delay stays short (30 s), so nobody can lock somebody else out for long, and an address
 * from which the account signed in before is not held up by it. A quarter of an hour without a failure
 * forgets them. Counts live in memory: after a restart they start anew, which costs an attacker a restart.
 */
const limits = {
  pair: { free: 5, longestSeconds: 300 },
  account: { free: 20, longestSeconds: 30 },
  address: { free: 50, longestSeconds: 900 },
} satisfies Record<string, Limit>;

const memorySeconds = 15 * 60;
const mostKeys = 100_000;

export interface LoginThrottle {
  /**
   * Runs `check` when the account and the address may try now; undefined from it is a failure. Tries of one
   * account run one after the other, so that a burst of guesses cannot slip past the count.
   *
   * @throws auth.throttled
   */
  guard<T>(account: string, address: string, check: () => Promise<T | undefined>): Promise<T | undefined>;
}

export function createLoginThrottle(clock: Clock): LoginThrottle {
  const failures = lru<Failures>(mostKeys);
  const trusted = lru<true>(mostKeys);
  const running = new Map<string, Promise<unknown>>();

  const keysOf = (account: string, address: string): readonly [string, Limit][] => {
    const pair = JSON.stringify([account, address]);
    const keys: [string, Limit][] = [
      [`pair:${pair}`, limits.pair],
      [`address:${address}`, limits.address],
    ];
    if (!trusted.has(pair)) keys.push([`account:${account}`, limits.account]);
    return keys;
  };

  const recent = (key: string, now: number): Failures | undefined => {
    const known = failures.get(key);
    return known && now - known.lastAt < memorySeconds * 1000 ? known : undefined;
  };

  const fail = (account: string, address: string) => {
    const now = clock.now().getTime();
    for (const [key, limit] of keysOf(account, address)) {
      const count = (recent(key, now)?.count ?? 0) + 1;
      const over = count - limit.free;
      const seconds = over < 0 ? 0 : Math.min(2 ** over, limit.longestSeconds);
      failures.set(key, { count, lastAt: now, blockedUntil: now + seconds * 1000 });
    }
  };

  const succeed = (account: string, address: string) => {
    const pair = JSON.stringify([account, address]);
    trusted.set(pair, true);
    failures.delete(`pair:${pair}`);
    failures.delete(`account:${account}`);
  };

  const attempt = async <T>(account: string, address: string, check: () => Promise<T | undefined>) => {
    const now = clock.now().getTime();
    const keys = keysOf(account, address);
    const wait = Math.max(0, ...keys.map(([key]) => (recent(key, now)?.blockedUntil ?? 0) - now));
    if (wait > 0) throw new SophiaError('auth.throttled', [], { seconds: Math.ceil(wait / 1000) });
    const result = await check();
    if (result === undefined) fail(account, address);
    else succeed(account, address);
    return result;
  };

  return {
    async guard(name, address, check) {
      const account = name.trim().toLowerCase();
      const before = running.get(account) ?? Promise.resolve();
      const mine = before.then(
        () => attempt(account, address, check),
        () => attempt(account, address, check),
      );
      running.set(account, mine);
      try {
        return await mine;
      } finally {
        if (running.get(account) === mine) running.delete(account);
      }
    },
  };
}
