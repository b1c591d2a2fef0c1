import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import { type LRU, lru } from 'tiny-lru';
import { SophiaError } from '../../core/errors.ts';
import type { EngineResult, RunOptions } from '../../core/ports/query-engine.ts';
import type { Statement } from '../../core/sql/nodes.ts';
import { bytesOf } from './bytes.ts';
import type { Database } from './database.ts';
import { engineError, unreadable } from './faults.ts';
import { type Rows, readRows } from './read.ts';
import { type ColumnsRead, inspectStatement } from './statement.ts';

/** Milliseconds between two interrupts: one that comes before the engine has begun is lost on it. */
const interruptEvery = 10;

/** The statement that gives the tree of a statement, kept by connection: preparing it takes longer than running it. */
const serialisers = new WeakMap<DuckDBConnection, Promise<DuckDBPreparedStatement>>();

async function serialiser(connection: DuckDBConnection, text: string): Promise<DuckDBPreparedStatement> {
  let known = serialisers.get(connection);
  if (!known) {
    known = connection.prepare('SELECT json_serialize_sql(CAST($1 AS VARCHAR))');
    serialisers.set(connection, known);
    // A run may be stopped while this is prepared: the next one on this connection prepares it anew.
    known.catch(() => serialisers.delete(connection));
  }
  const prepared = await known;
  prepared.bindVarchar(1, text);
  return prepared;
}

/** Statements looked at already, by the tables there were: questions repeat. */
const inspected = new WeakMap<Database['tables'], LRU<ColumnsRead>>();

async function inspect(database: Database, connection: DuckDBConnection, text: string): Promise<ColumnsRead> {
  let known = inspected.get(database.tables);
  if (!known) {
    known = lru(500);
    inspected.set(database.tables, known);
  }
  const before = known.get(text);
  if (before) return before;
  const result = await (await serialiser(connection, text)).run();
  const names = new Set([...database.tables.keys(), ...database.faults.keys()]);
  // One row, which is there with the result: to fetch it would take a turn of the engine's threads more.
  const tree = result.getChunk(0).getColumnVector(0).getItem(0);
  const read = inspectStatement(String(tree), names);
  known.set(text, read);
  return read;
}

function refuseUnreadable(database: Database, read: ColumnsRead): void {
  for (const table of read.keys()) {
    const fault = database.faults.get(table);
    if (fault) throw unreadable(fault.name, fault.reason, fault.mend);
  }
}

async function prepare(connection: DuckDBConnection, { text, values }: Statement): Promise<DuckDBPreparedStatement> {
  const prepared = await connection.prepare(text);
  if (prepared.statementType !== StatementType.SELECT) {
    throw new SophiaError('engine.statement_refused', [], { reason: 'it is not a SELECT.' });
  }
  if (prepared.parameterCount !== values.length) {
    const reason = `the statement has ${prepared.parameterCount} parameters, ${values.length} values were given.`;
    throw new SophiaError('engine.failed', [], { reason });
  }
  prepared.bind([...values]);
  return prepared;
}

/** Watches over one run: interrupts the connection when the signal aborts or the time is over. */
class Stopper {
  stopped: 'cancelled' | 'timeout' | undefined;
  readonly #connection: DuckDBConnection;
  readonly #signal: AbortSignal | undefined;
  readonly #timeout: NodeJS.Timeout | undefined;
  #repeat: NodeJS.Timeout | undefined;

  constructor(connection: DuckDBConnection, { signal, timeoutMilliseconds }: RunOptions) {
    this.#connection = connection;
    this.#signal = signal;
    if (timeoutMilliseconds !== undefined) this.#timeout = setTimeout(() => this.stop('timeout'), timeoutMilliseconds);
    signal?.addEventListener('abort', this.#abort, { once: true });
    if (signal?.aborted) this.stop('cancelled');
  }

  readonly #abort = (): void => this.stop('cancelled');

  stop(why: 'cancelled' | 'timeout'): void {
    if (this.stopped) return;
    this.stopped = why;
    this.#connection.interrupt();
    this.#repeat = setInterval(() => this.#connection.interrupt(), interruptEvery);
  }

  /** Throws when the run was stopped meanwhile: between two steps the engine does not notice. */
  check(): void {
    if (this.stopped) throw new Error('interrupted');
  }

  done(): void {
    clearTimeout(this.#timeout);
    clearInterval(this.#repeat);
    this.#signal?.removeEventListener('abort', this.#abort);
  }
}

/** Rows beyond what was asked for are not computed: the engine is told to drop the rest. */
async function abandon(connection: DuckDBConnection, result: { fetchChunk(): Promise<unknown> }): Promise<void> {
  connection.interrupt();
  await result.fetchChunk().catch(() => undefined);
}

async function execute(database: Database, connection: DuckDBConnection, statement: Statement, options: RunOptions) {
  const stopper = new Stopper(connection, options);
  let prepared: DuckDBPreparedStatement | undefined;
  let read: ColumnsRead | undefined;
  try {
    read = await inspect(database, connection, statement.text);
    refuseUnreadable(database, read);
    prepared = await prepare(connection, statement);
    stopper.check();
    const result = await prepared.stream();
    const rows: Rows = await readRows(result, options.maxRows);
    stopper.check();
    if (rows.truncated) await abandon(connection, result);
    return { ...rows, bytesScanned: bytesOf(database.tables, read) };
  } catch (cause) {
    const seconds = (options.timeoutMilliseconds ?? 0) / 1000;
    throw engineError(cause, {
      owners: database.owners,
      read: [...(read?.keys() ?? [])],
      stopped: stopper.stopped,
      seconds,
    });
  } finally {
    stopper.done();
    prepared?.destroySync();
  }
}

/**
 * Runs one statement on a free connection of the database. The time limit counts from the moment it has one;
 * the signal works while it waits too.
 *
 * @throws SophiaError engine.*
 */
export async function runStatement(
  database: Database,
  statement: Statement,
  options: RunOptions,
): Promise<EngineResult> {
  const connection = await database.pool.acquire(options.signal).catch(cause => {
    throw new SophiaError('engine.cancelled', [], {}, { cause });
  });
  const begun = performance.now();
  try {
    const result = await execute(database, connection, statement, options);
    return { ...result, milliseconds: performance.now() - begun };
  } finally {
    database.pool.release(connection);
  }
}
