import type { Scheduler } from '../../core/ports/scheduler.ts';

/** Time that passes only when it is told to. */
export interface ManualScheduler extends Scheduler {
  /** How many wait. */
  readonly waiting: number;
  /** Lets so many milliseconds pass; what is due comes in its order. */
  pass(milliseconds: number): void;
}

export function manualScheduler(): ManualScheduler {
  let now = 0;
  const waiting = new Set<{ readonly at: number; readonly work: () => void }>();
  return {
    get waiting() {
      return waiting.size;
    },
    after(milliseconds, work) {
      const one = { at: now + milliseconds, work };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    pass(milliseconds) {
      const until = now + milliseconds;
      for (;;) {
        const [next] = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        waiting.delete(next);
        now = next.at;
        next.work();
      }
      now = until;
    },
  };
}
