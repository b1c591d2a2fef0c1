import { setTimeout as wait } from 'node:timers/promises';
import type { AthenaClient, GetQueryResultsCommandOutput, QueryExecution } from '@aws-sdk/client-athena';
import type { Cell, EngineColumn, EngineResult, QueryEngine, RunOptions } from '../core/ports/query-engine.ts';
import type { Statement } from '../core/sql/nodes.ts';
import { cellsOf, columnOf } from './athena/columns.ts';
import { queryFault, requestFault } from './athena/faults.ts';
import { freshnessOf, Lake, type LakeTable, versionOf } from './athena/lake.ts';
import { type AthenaStatement, athenaStatement } from './athena/statement.ts';
import { type AwsOptions, clientOptions } from './aws/client-options.ts';
import { checkReadOnly } from './read-only.ts';
import { Buckets } from './s3/bucket.ts';
import { Slots } from './slots.ts';
import { type Watch, watch } from './watch.ts';

export interface AthenaOptions extends AwsOptions {
  readonly database: string;
  /** Where queries run and are limited, unless their persona has one of its own. */
  readonly workgroup: string;
  /** Persona -> workgroup. Default none. */
  readonly workgroups?: Readonly<Record<string, string>> | undefined;
  /** Default `AwsDataCatalog`, Glue's. */
  readonly catalog?: string | undefined;
  /** Folder of results, `s3://…`; default that of the workgroup. */
  readonly outputLocation?: string | undefined;
  /** Queries at once; others wait here. Default 20, what the service allows an account at first. */
  readonly queries?: number | undefined;
  /** Milliseconds before a query is first asked about; the pauses after it double, to a second. Default 100. */
  readonly pollMilliseconds?: number | undefined;
  /** Milliseconds within which changed files may go unnoticed. Default 60,000. */
  readonly recheckMilliseconds?: number | undefined;
  /** Address of S3 in place of the service's own. Default `endpoint`. */
  readonly s3Endpoint?: string | undefined;
}

/** Rows of a page at most (API Reference, GetQueryResults). */
const pageRows = 1_000;
const longestPause = 1_000;

type Library = typeof import('./athena/client.ts');
interface Connection {
  readonly client: AthenaClient;
  readonly library: Library;
  readonly lake: Lake;
}

/** A failure that Athena itself says is worth another try. */
const isRetryable = (execution: QueryExecution | undefined): boolean =>
  execution?.Status?.State === 'FAILED' && execution.Status.AthenaError?.Retryable === true;

/**
 * Athena over the tables of a Glue database. Values are execution parameters; a run that is cancelled or over its time
 * is stopped at Athena too, so that it costs no more. Bytes are those that Athena bills for, before its minimum.
 */
export function openAthena(options: AthenaOptions): QueryEngine {
  const slots = new Slots(options.queries ?? 20);
  const catalog = options.catalog ?? 'AwsDataCatalog';
  let connection: Promise<Connection> | undefined;
  const buckets = new Buckets({ ...options, endpoint: options.s3Endpoint ?? options.endpoint });

  const connect = (): Promise<Connection> => {
    connection ??= import('./athena/client.ts').then(library => {
      const client = new library.AthenaClient(clientOptions(options));
      return { client, library, lake: new Lake(client, buckets, { catalog, database: options.database }) };
    });
    return connection;
  };

  const start = async ({ text, parameters }: AthenaStatement, persona: string | undefined): Promise<string> => {
    const { client, library } = await connect();
    const { QueryExecutionId: id } = await client.send(
      new library.StartQueryExecutionCommand({
        QueryString: text,
        QueryExecutionContext: { Catalog: catalog, Database: options.database },
        WorkGroup: (persona === undefined ? undefined : options.workgroups?.[persona]) ?? options.workgroup,
        ...(parameters.length > 0 && { ExecutionParameters: [...parameters] }),
        ...(options.outputLocation && { ResultConfiguration: { OutputLocation: options.outputLocation } }),
        // A request that is repeated after a cut connection starts one query.
        ClientRequestToken: crypto.randomUUID(),
      }),
    );
    return id ?? '';
  };

  const stop = async (id: string): Promise<void> => {
    const { client, library } = await connect();
    // One that has ended meanwhile needs no stopping; one that can't be stopped ends by the workgroup's limit.
    await client.send(new library.StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined);
  };

  /** Asks until the query has ended; what the watch ends is stopped. */
  const ended = async (id: string, { signal, fault }: Watch): Promise<QueryExecution | undefined> => {
    const { client, library } = await connect();
    for (let pause = options.pollMilliseconds ?? 100; ; pause = Math.min(pause * 2, longestPause)) {
      await wait(pause, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) {
        await stop(id);
        throw fault();
      }
      const asked = await client.send(new library.GetQueryExecutionCommand({ QueryExecutionId: id }));
      const state = asked.QueryExecution?.Status?.State;
      if (state !== 'QUEUED' && state !== 'RUNNING') return asked.QueryExecution;
    }
  };

  const succeeded = async (statement: AthenaStatement, watched: Watch, persona: string | undefined) => {
    for (let attempt = 0; ; attempt += 1) {
      const id = await start(statement, persona);
      const execution = await ended(id, watched);
      if (execution?.Status?.State === 'SUCCEEDED') return { id, execution };
      if (attempt === 0 && isRetryable(execution)) continue;
      throw queryFault(execution?.Status?.StateChangeReason ?? '');
    }
  };

  const read = async (id: string, maxRows: number, { signal, fault }: Watch) => {
    const { client, library } = await connect();
    const rows: Cell[][] = [];
    let columns: EngineColumn[] = [];
    let token: string | undefined;
    let first = true;
    do {
      if (signal.aborted) throw fault();
      // The first page begins with a row of the columns' names.
      const MaxResults = Math.min(pageRows, maxRows + 1 - rows.length + (first ? 1 : 0));
      const page: GetQueryResultsCommandOutput = await client.send(
        new library.GetQueryResultsCommand({ QueryExecutionId: id, NextToken: token, MaxResults }),
      );
      if (first) columns = (page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(columnOf);
      const found = page.ResultSet?.Rows ?? [];
      for (const row of first ? found.slice(1) : found) rows.push(cellsOf(row, columns));
      first = false;
      token = page.NextToken;
    } while (token && rows.length <= maxRows);
    return { columns, rows: rows.slice(0, maxRows), truncated: rows.length > maxRows };
  };

  const runNow = async (statement: Statement, runOptions: RunOptions, watched: Watch): Promise<EngineResult> => {
    const begun = performance.now();
    const { id, execution } = await succeeded(athenaStatement(statement), watched, runOptions.persona);
    const rows = await read(id, runOptions.maxRows, watched);
    return {
      ...rows,
      bytesScanned: execution.Statistics?.DataScannedInBytes ?? 0,
      milliseconds: execution.Statistics?.TotalExecutionTimeInMillis ?? performance.now() - begun,
    };
  };

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw requestFault(error);
    }
  };

  let known: { readonly tables: Promise<ReadonlyMap<string, LakeTable>>; readonly at: number } | undefined;
  const tables = (): Promise<ReadonlyMap<string, LakeTable>> => {
    if (known && performance.now() - known.at < (options.recheckMilliseconds ?? 60_000)) return known.tables;
    const found = guarded(async () => (await connect()).lake.tables());
    const mine = { tables: found, at: performance.now() };
    known = mine;
    found.catch(() => {
      if (known === mine) known = undefined;
    });
    return found;
  };

  return {
    dialect: 'trino',
    async run(statement, runOptions) {
      checkReadOnly(statement.text);
      const watched = watch(runOptions);
      try {
        return await guarded(() => slots.run(() => runNow(statement, runOptions, watched), watched.signal));
      } catch (error) {
        if (watched.signal.aborted) throw watched.fault();
        throw error;
      } finally {
        watched.done();
      }
    },
    async estimateBytes(wanted) {
      const [all, { lake }] = [await tables(), await connect()];
      const columns = new Map<LakeTable, Set<string>>();
      for (const { name, columns: read } of wanted) {
        const table = all.get(name.toLowerCase()) ?? all.get(name.toLowerCase().split('.').at(-1) ?? '');
        if (!table) continue;
        columns.set(table, new Set([...(columns.get(table) ?? []), ...read.map(column => column.toLowerCase())]));
      }
      const sizes = [...columns].map(([table, read]) => guarded(() => lake.bytes(table, read)));
      return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
    },
    async tables() {
      const [all, { lake }] = [await tables(), await connect()];
      return guarded(() => Promise.all([...all.values()].map(table => lake.describe(table))));
    },
    dataVersion: async () => versionOf(await tables()),
    freshness: async () => freshnessOf(await tables()),
    async close() {
      (await connection)?.client.destroy();
      await buckets.close();
    },
  };
}
