import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { Turnstile } from '../../core/answer/turnstile.ts';
import { SophiaError } from '../../core/errors.ts';
import { isBusy, storageError } from './faults.ts';
import { LogFlush } from './log-flush.ts';
import { migrations } from './migrations.ts';

/** How long a call may wait inside for another process's write, blocking the event loop: milliseconds. */
const busyInside = 10;
/** How long it goes on trying from outside before it gives up: milliseconds. */
const busyOutside = 10_000;

/** Writes that share a commit at most, so that the event loop is not held for long. */
const largestGroup = 32;

interface PendingWrite {
  /** To be on the disk before it is settled. */
  readonly durable: boolean;
  /** Does the work inside a transaction; gives what is to be done when that is on the disk. */
  run(): () => void;
  reject(error: unknown): void;
}

export type Row = Readonly<Record<string, unknown>>;

/**
 * One connection to the state file. Reads and writes are short and synchronous inside; a file that another process
 * holds is waited for without blocking the event loop.
 */
export class Connection {
  readonly #database: DatabaseSync;
  #log: LogFlush | undefined;
  readonly #store: string;
  readonly #statements = new Map<string, StatementSync>();
  readonly #pending: PendingWrite[] = [];
  readonly #turnstile = new Turnstile();

  constructor(database: DatabaseSync, store: string) {
    this.#database = database;
    this.#store = store;
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  first(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  /** Runs a writing statement; gives the number of rows it changed. */
  change(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  read<T>(work: () => T): Promise<T> {
    return this.#patiently(work);
  }

  /**
   * All of `work` or nothing of it, alone among all processes; on the disk when the promise resolves. Works that are
   * given in the same turn of the event loop share one commit, and those that commit while the disk is busy share the
   * next wait for it.
   */
  write<T>(work: () => T): Promise<T> {
    return this.#enqueue(work, true);
  }

  /**
   * As `write`, but it does not wait for the disk: other processes see it and it outlives this one, and it outlives a
   * power cut once any later `write` has resolved.
   */
  writeSoon<T>(work: () => T): Promise<T> {
    return this.#enqueue(work, false);
  }

  /** From here on commits are flushed by the log's own flush, which holds nobody up, instead of by the engine. */
  async flushAside(path: string): Promise<void> {
    this.#log = await LogFlush.open(path);
    this.#database.exec('PRAGMA synchronous = NORMAL');
  }

  #enqueue<T>(work: () => T, durable: boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ durable, run: () => this.#kept(work, resolve, reject), reject });
      if (this.#pending.length === 1) setImmediate(() => this.#commitPending());
    });
  }

  async close(): Promise<void> {
    const log = this.#log;
    this.#log = undefined;
    if (this.#database.isOpen) this.#database.close();
    await log?.close();
  }

  /** Runs one work of a group; its promise is settled by what it gives, once the group is on the disk. */
  #kept<T>(work: () => T, resolve: (result: T) => void, reject: (error: unknown) => void): () => void {
    this.#database.exec('SAVEPOINT work');
    try {
      const result = work();
      this.#database.exec('RELEASE work');
      return () => resolve(result);
    } catch (error) {
      // Without a transaction left (the disk is full) the whole group is undone.
      if (!this.#database.isTransaction) throw error;
      this.#database.exec('ROLLBACK TO work');
      this.#database.exec('RELEASE work');
      return () => reject(storageError(error, this.#store));
    }
  }

  async #commitPending(): Promise<void> {
    const group = this.#pending.splice(0, largestGroup);
    if (this.#pending.length > 0) setImmediate(() => this.#commitPending());
    try {
      const settle = await this.#patiently(() => this.#transaction(group));
      if (group.some(({ durable }) => durable)) await this.#flush();
      await this.#settle(settle);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  /** Whoever waited for a write goes on at a turn of the event loop of its own: together they would hold it for long. */
  async #settle(group: readonly (() => void)[]): Promise<void> {
    for (const each of group) {
      await this.#turnstile.pass();
      each();
    }
  }

  async #flush(): Promise<void> {
    try {
      await this.#log?.flush();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new SophiaError('storage.failed', [], { store: this.#store, reason }, { cause });
    }
  }

  #transaction(group: readonly PendingWrite[]): (() => void)[] {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const settle = group.map(({ run }) => run());
      this.#database.exec('COMMIT');
      return settle;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  async #patiently<T>(work: () => T): Promise<T> {
    const until = performance.now() + busyOutside;
    for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw storageError(error, this.#store);
      }
      await wait(pause);
    }
  }
}

function userVersion(connection: Connection): number {
  return Number(connection.first('PRAGMA user_version')?.['user_version']);
}

async function migrate(connection: Connection, database: DatabaseSync, store: string): Promise<void> {
  const known = migrations.length;
  const found = await connection.read(() => userVersion(connection));
  if (found > known) throw new SophiaError('storage.newer', [], { store, found, known });
  if (found === known) return;
  await connection.write(() => {
    // Read again under the lock: another process may have been first.
    for (const step of migrations.slice(userVersion(connection))) database.exec(step);
    database.exec(`PRAGMA user_version = ${known}`);
  });
}

/**
 * Opens the state file, makes or migrates its schema. What was acknowledged outlives a killed process and a power cut
 * alike: the write-ahead log is flushed to the disk after the commit and before the promise resolves. The engine would
 * do the same with `synchronous = FULL`, but on the event loop's time; with NORMAL it flushes at checkpoints only, and
 * the flush after each commit is ours, aside.
 *
 * @param maximumBytes beyond which the file does not grow; no limit by default
 * @throws SophiaError storage.*
 */
export async function openConnection(path: string, store: string, maximumBytes?: number): Promise<Connection> {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: busyInside, enableForeignKeyConstraints: true });
    const opened = database;
    const connection = new Connection(opened, store);
    await connection.read(() => opened.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'));
    if (maximumBytes !== undefined) {
      const pageSize = Number(connection.first('PRAGMA page_size')?.['page_size']);
      opened.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maximumBytes / pageSize))}`);
    }
    await migrate(connection, opened, store);
    await connection.flushAside(path);
    return connection;
  } catch (error) {
    if (database?.isOpen) database.close();
    throw storageError(error, store);
  }
}

/** The same schema in memory alone: for what is made again from elsewhere. @throws SophiaError storage.* */
export async function openMemory(store: string): Promise<Connection> {
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
  const connection = new Connection(database, store);
  await migrate(connection, database, store);
  return connection;
}
