import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { version as engineVersion } from '@duckdb/node-api';
import { linkFolder } from './attach-copy.ts';
import { copyAside } from './copy.ts';
import type { Database } from './database.ts';
import { type DataFolder, scanDataFolder } from './sources.ts';
import { isRunning } from './work-folder.ts';

export interface CopiesOptions {
  readonly dataDirectory: string;
  /** Where copies are kept; several processes may share it. */
  readonly directory: string;
  /** Bytes of data files beyond which there is no copy. */
  readonly maximumBytes: number;
  /** Milliseconds that files must have been left alone, and questions come first. */
  readonly delayMilliseconds: number;
  /** No copy is begun before it. */
  readonly after?: Promise<unknown> | undefined;
  /** Where the making of a copy spills. */
  readonly workDirectory: string;
}

/** To be raised when a copy is written in another way: older ones are not taken then. */
const form = 1;
const ending = '.duckdb';
/** What is being written: the id of its process, so that others know whether it still is. */
const partOf = (path: string): string => `${path}.${process.pid}-${crypto.randomUUID()}.part`;
const partPattern = /\.(\d+)-[\da-f-]+\.part(?:\.wal)?$/;
const linkPattern = new RegExp(`^(\\d+)-${linkFolder}-`);

/** A wide table has this much of rows at hand before they are written. */
const memoryLimit = '256MB';
/** A copy takes about twice the room of Parquet files, more of CSV. */
const roomPerByte = 4;
/** A copy that turned out damaged is made anew once. */
const mostDiscarded = 2;
const longestWait = 60 * 60 * 1000;

interface Making {
  readonly fingerprint: string;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Parts that this process writes: a name with its id that is not here is of a process of old with the same id. */
const ours = new Set<string>();

/** Rejects when the signal aborts. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

/** Copies of the data folder's tables in database files, one file a state of the folder, made in the background. */
export class Copies {
  readonly #options: CopiesOptions;
  /** By path. */
  readonly #discarded = new Map<string, number>();
  readonly #unusable = new Set<string>();
  #making: Making | undefined;
  #closed = false;

  constructor(options: CopiesOptions) {
    this.#options = { ...options, directory: resolve(options.directory) };
  }

  /** The finished copy of this state of the folder. */
  async find(folder: DataFolder): Promise<string | undefined> {
    const path = this.#pathOf(folder);
    if (this.#unusable.has(path) || folder.bytes > this.#options.maximumBytes) return undefined;
    const facts = await stat(path).catch(() => undefined);
    return facts?.isFile() ? path : undefined;
  }

  /** Removes a copy that can't be used. */
  async discard(path: string): Promise<void> {
    this.#unusable.add(path);
    this.#discarded.set(path, (this.#discarded.get(path) ?? 0) + 1);
    await rm(path, { force: true }).catch(() => undefined);
  }

  /**
   * Makes a copy of what a database reads, in a while; of another state, none is made any more. Whatever goes wrong, the
   * database goes on as it is.
   */
  start(database: Database, made: (path: string) => Promise<void>): void {
    const { fingerprint } = database.folder;
    if (this.#closed || this.#making?.fingerprint === fingerprint) return;
    this.#making?.controller.abort();
    const controller = new AbortController();
    const before = this.#making?.done;
    const done = this.#make(database, controller.signal)
      .then(async path => path !== undefined && (await made(path)))
      .catch(() => undefined)
      .then(() => before)
      .then(() => {
        if (this.#making?.controller === controller) this.#making = undefined;
      });
    this.#making = { fingerprint, controller, done };
  }

  /** Waits until nothing is being made. */
  async settled(): Promise<void> {
    // What is made in the background does not keep the process; who waits for it does.
    const awake = setInterval(() => undefined, longestWait);
    try {
      while (this.#making) await this.#making.done;
    } finally {
      clearInterval(awake);
    }
  }

  /** Stops what is being made and removes what there is of it. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#making?.controller.abort();
    await this.settled();
  }

  #pathOf({ fingerprint }: DataFolder): string {
    const { dataDirectory, directory } = this.#options;
    const key = [form, engineVersion(), dataDirectory, fingerprint].join('\0');
    return join(directory, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}${ending}`);
  }

  async #make(database: Database, signal: AbortSignal): Promise<string | undefined> {
    const { folder } = database;
    const { delayMilliseconds, directory, maximumBytes } = this.#options;
    const path = this.#pathOf(folder);
    if (folder.bytes > maximumBytes || (this.#discarded.get(path) ?? 0) >= mostDiscarded) {
      await this.#removeOthers(undefined);
      return undefined;
    }
    await Promise.race([this.#options.after, aborted(signal)]);
    // A file that changes again right after it was looked at may keep its times, which are of a few milliseconds.
    const settledAt = folder.changedAt + delayMilliseconds - Date.now();
    await wait(Math.min(Math.max(delayMilliseconds, settledAt), longestWait), undefined, { signal, ref: false });
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await this.#removeAbandoned();
    const now = await scanDataFolder(this.#options.dataDirectory);
    if (now.fingerprint !== folder.fingerprint) return undefined;
    const made = (await this.find(folder)) ?? (await this.#write(database, path, signal));
    if (made !== undefined) await this.#removeOthers(made);
    return made;
  }

  async #write(database: Database, path: string, signal: AbortSignal): Promise<string | undefined> {
    const { dataDirectory, directory, workDirectory } = this.#options;
    const { folder, tables } = database;
    const { bavail, bsize } = await statfs(directory);
    if (bavail * bsize < folder.bytes * roomPerByte) return undefined;
    const part = partOf(path);
    ours.add(part);
    try {
      const whole = await copyAside(
        { target: part, spillDirectory: join(workDirectory, 'copy'), memoryLimit, tables: [...tables.values()] },
        signal,
      );
      if (!whole || signal.aborted) return undefined;
      const now = await scanDataFolder(dataDirectory);
      // Some of it may have been read before a change, some after.
      if (now.fingerprint !== folder.fingerprint) return undefined;
      await rename(part, path);
      this.#unusable.delete(path);
      return path;
    } finally {
      await rm(part, { force: true });
      await rm(`${part}.wal`, { force: true });
      ours.delete(part);
    }
  }

  /** Who has an older copy open goes on reading it: its name goes, the file with its last reader. */
  async #removeOthers(path: string | undefined): Promise<void> {
    const names = await readdir(this.#options.directory).catch(() => []);
    const others = names.filter(name => name.endsWith(ending)).map(name => join(this.#options.directory, name));
    for (const other of others) if (other !== path) await rm(other, { force: true }).catch(() => undefined);
  }

  /** Removes what processes that were killed left behind. */
  async #removeAbandoned(): Promise<void> {
    for (const name of await readdir(this.#options.directory)) {
      const path = join(this.#options.directory, name);
      const processId = Number((partPattern.exec(name) ?? linkPattern.exec(name) ?? [])[1] ?? process.pid);
      const isOld = processId === process.pid ? partPattern.test(name) && !ours.has(path) : !isRunning(processId);
      if (isOld) await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}
