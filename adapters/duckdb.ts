import { rm } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { isSophiaError } from '../core/errors.ts';
import type { QueryEngine } from '../core/ports/query-engine.ts';
import { DamagedCopy } from './duckdb/attach-copy.ts';
import { estimateOf } from './duckdb/bytes.ts';
import { Copies } from './duckdb/copies.ts';
import { CurrentDatabase, type Lease } from './duckdb/current.ts';
import { type Database, type Facts, openDatabase } from './duckdb/database.ts';
import { isDamagedCopy, isFatal, mayBeStale } from './duckdb/faults.ts';
import { runStatement } from './duckdb/run.ts';
import { type DataFolder, type SourceFault, scanDataFolder } from './duckdb/sources.ts';
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
  /**
   * Where a copy of the tables is kept in the engine's own form, which is read in less time than Parquet files: about
   * twice the room of those. It is made in the background, of each state of the folder anew, and answers from then on,
   * also after a start. Several processes may share the folder. None by default: there is no copy then.
   */
  readonly copyDirectory?: string | undefined;
  /** Bytes of data files beyond which no copy is made (and kept); 1,000,000,000 by default. */
  readonly maximumCopyBytes?: number | undefined;
  /**
   * Milliseconds after opening, and after the last change of a file, before a copy is begun; 3,000 by default. Below the
   * two seconds to which some file systems tell times, a second change might go unseen.
   */
  readonly copyDelayMilliseconds?: number | undefined;
  /** No copy is begun before this is fulfilled; by default nothing is waited for but the delay. */
  readonly copyAfter?: Promise<unknown> | undefined;
}

/** DuckDB behind the port, with what its data folder has that can't be read. */
export interface DuckDBEngine extends QueryEngine {
  faults(): Promise<readonly SourceFault[]>;
  /** Waits for a copy that is being made; whether the tables are answered from a copy then. */
  copied(): Promise<boolean>;
}

function defaultMemoryLimit(): string {
  const constrained = process.constrainedMemory();
  const memory = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  return `${Math.floor(memory / 2 / 1_000_000)}MB`;
}

/** What a data folder may have for its tables to be copied, when nothing is said of it: a gigabyte. */
const defaultCopyBytes = 1_000_000_000;
const defaultCopyDelay = 3_000;

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
  const copies =
    options.copyDirectory === undefined
      ? undefined
      : new Copies({
          dataDirectory,
          directory: options.copyDirectory,
          maximumBytes: options.maximumCopyBytes ?? defaultCopyBytes,
          delayMilliseconds: options.copyDelayMilliseconds ?? defaultCopyDelay,
          after: options.copyAfter,
          workDirectory,
        });

  /** Opens a state of the folder on its copy; undefined, and the copy is gone, when that can't be used. */
  const openCopy = async (folder: DataFolder, copy: string, known?: Facts): Promise<Database | undefined> => {
    try {
      return await openDatabase(folder, settings, { copy, known });
    } catch (error) {
      if (!(error instanceof DamagedCopy)) throw error;
      await copies?.discard(copy);
      return undefined;
    }
  };
  /** What is in use is opened on its copy, unless the files have changed: the next use finds out then. */
  const reopenOnCopy = async (before: Database, { fingerprint }: DataFolder, copy: string) => {
    if (before.copy !== undefined || before.folder.fingerprint !== fingerprint) return undefined;
    const database = await openCopy(before.folder, copy, before);
    const now = await scanDataFolder(dataDirectory).catch(() => undefined);
    if (now?.fingerprint === fingerprint) return database;
    database?.close();
    return undefined;
  };
  const current = new CurrentDatabase(async before => {
    const folder = await scanDataFolder(dataDirectory);
    if (before && before.folder.fingerprint === folder.fingerprint) return before;
    const copy = await copies?.find(folder);
    const kept = copy === undefined ? undefined : await openCopy(folder, copy);
    if (kept) return kept;
    const database = await openDatabase(folder, settings);
    copies?.start(database, path => current.improve(before => reopenOnCopy(before, folder, path)));
    return database;
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
        const cause = isSophiaError(error) ? error.cause : error;
        const { copy } = lease.database;
        const isDamaged = copy !== undefined && (isFatal(cause) || isDamagedCopy(cause));
        if (!mayBeStale(error) && !isFatal(cause) && !isDamaged) throw error;
        current.distrust(lease, isDamaged || !mayBeStale(error));
        if (isDamaged) await copies?.discard(copy);
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
    async copied() {
      await current.lease();
      await copies?.settled();
      return read(database => database.copy !== undefined);
    },
    async close() {
      await copies?.close();
      await current.close();
      await rm(workDirectory, { recursive: true, force: true });
    },
  };
}
