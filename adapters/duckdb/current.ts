import { SophiaError } from '../../core/errors.ts';
import type { Database } from './database.ts';

/** A database in use: closed when its successor is there and its last query is through. */
export class Lease {
  readonly database: Database;
  #users = 0;
  #retired = false;

  constructor(database: Database) {
    this.database = database;
  }

  async use<T>(work: (database: Database) => Promise<T>): Promise<T> {
    this.#users++;
    try {
      return await work(this.database);
    } finally {
      this.#users--;
      this.#closeWhenIdle();
    }
  }

  retire(): void {
    this.#retired = true;
    this.#closeWhenIdle();
  }

  #closeWhenIdle(): void {
    if (this.#retired && this.#users === 0) this.database.close();
  }
}

/** Keeps a database of the data folder as it is now: looked over at most once per `recheckMilliseconds`. */
export class CurrentDatabase {
  #lease: Lease | undefined;
  #checkedAt = Number.NEGATIVE_INFINITY;
  #refreshing: Promise<Lease> | undefined;
  #closed = false;
  readonly #open: (before: Database | undefined) => Promise<Database>;
  readonly #recheckMilliseconds: number;

  constructor(open: (before: Database | undefined) => Promise<Database>, recheckMilliseconds: number) {
    this.#open = open;
    this.#recheckMilliseconds = recheckMilliseconds;
  }

  async lease(): Promise<Lease> {
    if (this.#closed) throw new SophiaError('engine.failed', [], { reason: 'the engine is closed.' });
    const fresh = performance.now() - this.#checkedAt < this.#recheckMilliseconds;
    if (fresh && this.#lease && !this.#refreshing) return this.#lease;
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** The next use looks at the folder again; with `discard`, it opens the engine anew in any case. */
  distrust(lease: Lease, discard: boolean): void {
    this.#checkedAt = Number.NEGATIVE_INFINITY;
    // Several queries may fail on one database: those after the first must not drop its successor.
    if (discard && this.#lease === lease) this.#drop();
  }

  /**
   * Puts a better database of the same data in the place of the one in use, which goes on answering until it is open. If
   * that was replaced meanwhile, its successor stays.
   */
  async improve(open: (before: Database) => Promise<Database | undefined>): Promise<void> {
    const before = this.#lease;
    if (before === undefined) return;
    const database = await open(before.database);
    if (database === undefined) return;
    while (this.#refreshing) await this.#refreshing.catch(() => undefined);
    if (this.#closed || this.#lease !== before) return database.close();
    before.retire();
    this.#lease = new Lease(database);
  }

  /** Waits for an opening that is under way; queries that run are let finish. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#refreshing?.catch(() => undefined);
    this.#drop();
  }

  #drop(): void {
    this.#lease?.retire();
    this.#lease = undefined;
  }

  async #refresh(): Promise<Lease> {
    const before = this.#lease;
    const database = await this.#open(before?.database);
    this.#checkedAt = performance.now();
    if (before && database === before.database) return before;
    before?.retire();
    this.#lease = new Lease(database);
    return this.#lease;
  }
}
