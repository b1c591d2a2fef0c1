import { SophiaError } from '../errors.ts';

interface Flight<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
  landed: boolean;
}

/** A result, and whether this caller's own call made it. */
export interface Landed<T> {
  readonly value: T;
  readonly shared: boolean;
}

/**
 * Runs work once for all who want the same at the same time. Whoever leaves (its signal aborts) leaves the
 * others undisturbed; when the last one leaves, the work itself is told to stop.
 */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();
  #shared = 0;

  /** How many callers got the result of another's work. */
  get sharedRuns(): number {
    return this.#shared;
  }

  /** @throws engine.cancelled when `signal` aborts before the work is done, or what `work` throws. */
  async run(key: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<Landed<T>> {
    if (signal?.aborted) throw new SophiaError('engine.cancelled', [], {});
    const known = this.#flights.get(key);
    const flight = known ?? this.#start(key, work);
    flight.waiting += 1;
    try {
      const value = await untilAborted(flight.promise, signal);
      if (known) this.#shared += 1;
      return { value, shared: known !== undefined };
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) this.#leave(key, flight);
    }
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const promise = work(controller.signal).finally(() => {
      flight.landed = true;
      this.#forget(key, flight);
    });
    // Everyone may have left by the time it fails.
    promise.catch(() => undefined);
    const flight: Flight<T> = { promise, controller, waiting: 0, landed: false };
    this.#flights.set(key, flight);
    return flight;
  }

  /** Nobody waits: whoever comes now starts afresh rather than joining work that is being stopped. */
  #leave(key: string, flight: Flight<T>): void {
    if (flight.landed) return;
    this.#forget(key, flight);
    flight.controller.abort();
  }

  #forget(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const leave = () => reject(new SophiaError('engine.cancelled', [], {}));
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
