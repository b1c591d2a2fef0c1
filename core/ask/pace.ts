/** Lets long work rest: others, who share the process, get their turn in between. */
export interface Pace {
  /** Comes back at once unless the work has been at it for long. To be called often. */
  rest(): Promise<void>;
}

/** Lets others go on; resolves when it is this one's turn again. */
export type Yield = () => Promise<void>;

const nextTurn: Yield = () => new Promise(resolve => setImmediate(resolve));

/** @param milliseconds of work at a stretch */
export function createPace(milliseconds = 8, yieldTurn: Yield = nextTurn): Pace {
  let begun = performance.now();
  return {
    async rest() {
      if (performance.now() - begun < milliseconds) return;
      await yieldTurn();
      begun = performance.now();
    },
  };
}
