/**
 * Lets one through at each turn of the event loop, first come, first served. When many who waited for the same thing
 * get it, their work would otherwise run in one go, and nothing else could happen meanwhile.
 */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];

  /**
   * Resolves when it is this caller's turn; what follows up to its next wait is the turn's work.
   * @param place in the line; its end by default. One who goes on with what was begun comes next, at 1.
   */
  pass(place = this.#waiting.length): Promise<void> {
    return new Promise(resolve => {
      this.#waiting.splice(place, 0, resolve);
      if (this.#waiting.length === 1) setImmediate(() => this.#next());
    });
  }

  #next(): void {
    this.#waiting[0]?.();
    // Left in the line until now, so that who comes meanwhile does not start a second one.
    setImmediate(() => {
      this.#waiting.shift();
      if (this.#waiting.length > 0) this.#next();
    });
  }
}
