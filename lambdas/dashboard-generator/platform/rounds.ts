import type { Scheduler } from '../../../core/ports/scheduler.ts';

export interface Rounds {
  /** A round now; while one runs, that one. */
  now(): Promise<void>;
  /** No round comes any more; resolves when the running one is through, or after ten seconds. */
  stop(): Promise<void>;
}

/** How long a running round is waited for at the end: milliseconds. */
const patience = 10_000;

/** Does something again and again: the next round is so many milliseconds after the end of the one before. */
export function startRounds(options: {
  readonly scheduler: Scheduler;
  readonly milliseconds: number;
  work(): Promise<void>;
  onFault(error: unknown): void;
}): Rounds {
  const { scheduler, milliseconds, work, onFault } = options;
  let running: Promise<void> | undefined;
  let stopped = false;
  let forget = (): void => undefined;
  const round = (): Promise<void> => {
    running ??= work()
      .catch(onFault)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const wait = (): void => {
    if (stopped) return;
    forget = scheduler.after(milliseconds, () => void round().then(wait));
  };
  wait();
  return {
    now: round,
    async stop() {
      stopped = true;
      forget();
      if (running) await Promise.race([running, new Promise<void>(resolve => scheduler.after(patience, resolve))]);
    },
  };
}
