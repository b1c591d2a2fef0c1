import type { Clock } from '../ports/clock.ts';

/** Stops asking what keeps failing: after some failures in a row it is left alone for a while, then tried by one. */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #failures: number;
  readonly #pauseMilliseconds: number;
  #failed = 0;
  #openUntil = 0;
  #trying = false;

  /** Opens after `failures` in a row (default 4), for `pauseMilliseconds` (default 30,000). */
  constructor(clock: Clock, options: { failures?: number | undefined; pauseMilliseconds?: number | undefined } = {}) {
    this.#clock = clock;
    this.#failures = options.failures ?? 4;
    this.#pauseMilliseconds = options.pauseMilliseconds ?? 30_000;
  }

  /** Undefined when it is open, else what `work` gives; its failure counts where `counts` says so, and is thrown on. */
  async run<T>(
    work: () => Promise<T>,
    counts: (error: unknown) => boolean = () => true,
  ): Promise<{ readonly value: T } | undefined> {
    if (this.#failed >= this.#failures) {
      if (this.#trying || this.#clock.now().getTime() < this.#openUntil) return undefined;
      this.#trying = true;
    }
    try {
      const value = await work();
      this.#failed = 0;
      return { value };
    } catch (error) {
      if (counts(error)) {
        this.#failed += 1;
        this.#openUntil = this.#clock.now().getTime() + this.#pauseMilliseconds;
      }
      throw error;
    } finally {
      this.#trying = false;
    }
  }
}
