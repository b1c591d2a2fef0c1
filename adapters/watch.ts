import { SophiaError } from '../core/errors.ts';
import type { RunOptions } from '../core/ports/query-engine.ts';

/** What ends a run before the engine does. */
export interface Watch {
  readonly signal: AbortSignal;
  /** The error of a run that the signal ended. */
  fault(): SophiaError;
  done(): void;
}

/** Watches over one run: its signal, and its time from now on. */
export function watch({ signal, timeoutMilliseconds }: RunOptions): Watch {
  const late = new AbortController();
  const timer =
    timeoutMilliseconds === undefined ? undefined : setTimeout(() => late.abort(), timeoutMilliseconds).unref();
  return {
    signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    fault: () =>
      signal?.aborted
        ? new SophiaError('engine.cancelled', [], {})
        : new SophiaError('engine.timeout', [], { seconds: (timeoutMilliseconds ?? 0) / 1000 }),
    done: () => clearTimeout(timer),
  };
}
