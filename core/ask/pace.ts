/** Lets long work rest: others, who share the process, get their turn in between. */
export interface Pace {
  /** Comes back at once unless the work has been at it for long. To be called often. */
  rest(): Promise<void>;
}

/** @param milliseconds of work at a stretch */
export function createPace(milliseconds = 8): Pace {
  let begun = performance.now();
  return {
    async rest() {
      if (performance.now() - begun < milliseconds) return;
      await new Promise<void>(resolve => setImmediate(resolve));
      begun = performance.now();
    },
  };
}
