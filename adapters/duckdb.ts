import { rm } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { isSophiaError, SophiaError } from '../core/errors.ts';
import type { QueryEngine } from '../core/ports/query-engine.ts';
import { estimateOf } from './duckdb/bytes.ts';
import { type Database, openDatabase } from './duckdb/database.ts';
import { isFatal, mayBeStale } from './duckdb/faults.ts';
import { runStatement } from './duckdb/run.ts';
import { type SourceFault, scanDataFolder } from './duckdb/sources.ts';
import { makeWorkFolder } from './duckdb/work-folder.ts';

export interface DuckDBOptions {
  /** Folder of Parquet and CSV files, and of folders of such files; each is a table named by its stem. */
  readonly dataDirectory: string;
  /** Threads of the engine; as many as there are processors by default. */
  readonly threads?: number | undefined;
  /** As `2GB`; half of the machine's (or container's) memory by default. Beyond it the engine spills to disk. */
  readonly memoryLimit?: string | undefined;
  /** Where spilled data and converted CSV files go, in a folder of its own; the system's by default. */
  readonly tempDirectory?: string | undefined;
  /**
   * Queries that run at once, 3 by default. Each takes a thread of Node's pool of four (UV_THREADPOOL_SIZE) while it
   * runs: one is left for files.
   */
  readonly connections?: number | undefined;
  /** Milliseconds within which a changed file may go unnoticed; 1,000 by default. */
  readonly recheckMilliseconds?: number | undefined;
}

/** DuckDB behind the port, with what its data folder has that can't be read. */
export interface DuckDBEngine extends QueryEngine {
  faults(): Promise<readonly SourceFault[]>;
}

function defaultMemoryLimit(): string {
  const constrained = process.constrainedMemory();
  const memory = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return `${Math.floor(memory / 2 / 1_000_000)}MB`;
}

/** A database in use: closed when its successor is there and its last query is through. */
class Lease {
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
class CurrentDatabase {
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
  distrust(discard: boolean): void {
    this.#checkedAt = Number.NEGATIVE_INFINITY;
    if (discard) this.#drop();
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

/**
 * Opens DuckDB over a folder, locked down: single SELECT statements over the folder's tables, no other files, no
 * network, no extensions, no settings. Files that are replaced while it runs are picked up.
 *
 * @throws SophiaError engine.data_missing when the folder can't be read
 */
export async function openDuckDb(options: DuckDBOptions): Promise<DuckDBEngine> {
  const dataDirectory = resolve(options.dataDirectory);
  await scanDataFolder(dataDirectory);
  const workDirectory = await makeWorkFolder(options.tempDirectory);
  const settings = {
    threads: options.threads ?? availableParallelism(),
    memoryLimit: options.memoryLimit ?? defaultMemoryLimit(),
    connections: options.connections ?? 3,
    workDirectory,
  };
  const current = new CurrentDatabase(async before => {
    const folder = await scanDataFolder(dataDirectory);
    if (before && before.folder.version === folder.version) return before;
    return openDatabase(folder, settings);
  }, options.recheckMilliseconds ?? 1000);
  await current.lease();

  const read = async <T>(work: (database: Database) => Promise<T> | T): Promise<T> =>
    (await current.lease()).use(async database => work(database));

  return {
    dialect: 'duckdb',
    async run(statement, runOptions) {
      const lease = await current.lease();
      const runOn = (one: Lease) => one.use(database => runStatement(database, statement, runOptions));
      try {
        return await runOn(lease);
      } catch (error) {
        if (!mayBeStale(error) && !isFatal(isSophiaError(error) ? error.cause : error)) throw error;
        current.distrust(!mayBeStale(error));
        const next = await current.lease();
        if (next === lease) throw error;
        return await runOn(next);
      }
    },
    estimateBytes: tables => read(database => estimateOf(database.tables, tables)),
    tables: () =>
      read(database =>
        [...database.tables.values()].map(({ name, columns, rowCount }) => ({ name, columns, rowCount })),
      ),
    faults: () => read(database => [...database.faults.values()]),
    dataVersion: () => read(database => database.folder.version),
    freshness: () => read(database => database.folder.freshness),
    async close() {
      await current.close();
      await rm(workDirectory, { recursive: true, force: true });
    },
  };
}
