import type { Clock } from '../../core/ports/clock.ts';

/** Time that stands until it is moved. */
export interface SetClock extends Clock {
  /** Moves it on. */
  pass(seconds: number): void;
  set(instant: string): void;
}

export function setClock(instant: string): SetClock {
  let now = Date.parse(instant);
  return {
    now: () => new Date(now),
    pass(seconds) {
      now += seconds * 1000;
    },
    set(other) {
      now = Date.parse(other);
    },
  };
}
