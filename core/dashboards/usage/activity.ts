import type { Clock } from '../../ports/clock.ts';

/** Whether people are at work: what nobody waits for is done when they are not. */
export interface Activity {
  /** Somebody waits for something from here until the function that it gives is called. */
  begin(): () => void;
  /** Nobody waits, and nobody has for so many milliseconds. */
  isQuiet(milliseconds: number): boolean;
  /** What was asked until now was asked by nobody: it was done ahead. */
  disregard(): void;
}

/** @param questions how much was asked so far by other ways; each change of it counts as somebody at work */
export function createActivity(clock: Clock, questions: () => number = () => 0): Activity {
  let waiting = 0;
  let last = Number.NEGATIVE_INFINITY;
  let asked = questions();
  const touch = () => {
    last = clock.now().getTime();
  };
  return {
    begin() {
      waiting += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        waiting -= 1;
        touch();
      };
    },
    isQuiet(milliseconds) {
      const now = questions();
      if (now !== asked) touch();
      asked = now;
      return waiting === 0 && clock.now().getTime() - last >= milliseconds;
    },
    disregard() {
      asked = questions();
    },
  };
}
