import { setTimeout as wait } from 'node:timers/promises';

export interface RetryOptions {
  /** Attempts in all. Default 4. */
  readonly attempts?: number | undefined;
  /** Bound of the first pause, in milliseconds; doubles with each. Default 200. */
  readonly firstPause?: number | undefined;
  /** Default 10,000. */
  readonly longestPause?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** From 0 to below 1. Default Math.random. */
  readonly random?: (() => number) | undefined;
}

/**
 * Repeats what fails in passing. Pauses are random under their bound (full jitter), so that many who failed together
 * don't come again together.
 */
export async function retry<T>(
  work: () => Promise<T>,
  isPassing: (error: unknown) => boolean,
  options: RetryOptions = {},
): Promise<T> {
  const { attempts = 4, firstPause = 200, longestPause = 10_000, signal, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || signal?.aborted || !isPassing(error)) throw error;
      const bound = Math.min(longestPause, firstPause * 2 ** (attempt - 1));
      await wait(random() * bound, undefined, { signal });
    }
  }
}
