/** So many at once; the others wait their turn, or leave when their signal aborts. */
export class Slots {
  #free: number;
  readonly #waiting: { readonly enter: () => void }[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Rejects when the signal aborts while waiting, and runs nothing then. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next.enter();
      else this.#free += 1;
    }
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const entry = { enter: resolve };
    const leave = () => {
      const place = this.#waiting.indexOf(entry);
      // Not waiting any more: it has been let in already.
      if (place < 0) return;
      this.#waiting.splice(place, 1);
      reject(signal?.reason);
    };
    this.#waiting.push(entry);
    signal?.addEventListener('abort', leave, { once: true });
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }
}
