/** A fixed number of things lent out one at a time; who waits longest is served first. */
export class Pool<T> {
  readonly #idle: T[];
  readonly #waiting: { readonly give: (item: T) => void }[] = [];

  constructor(items: readonly T[]) {
    this.#idle = [...items];
  }

  /** Waits for its turn; rejects with the signal's reason, losing its place, when that aborts first. */
  async acquire(signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const item = this.#idle.pop();
    if (item !== undefined) return item;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(place), 1);
        reject(signal?.reason);
      };
      const place = {
        give: (free: T): void => {
          signal?.removeEventListener('abort', leave);
          resolve(free);
        },
      };
      this.#waiting.push(place);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  release(item: T): void {
    const next = this.#waiting.shift();
    if (next) next.give(item);
    else this.#idle.push(item);
  }
}
