/** Waiting is given, never taken: code that comes back later asks a scheduler. */
export interface Scheduler {
  /** Calls `work` once, when so many milliseconds have passed; the function it gives takes that back. */
  after(milliseconds: number, work: () => void): () => void;
}

/** Timers of the process; they don't keep it alive. */
export const systemScheduler: Scheduler = {
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
