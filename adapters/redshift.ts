import { setTimeout as wait } from 'node:timers/promises';
import type {
  DescribeStatementCommandOutput,
  GetStatementResultCommandOutput,
  RedshiftDataClient,
} from '@aws-sdk/client-redshift-data';
import { isSophiaError, SophiaError } from '../core/errors.ts';
import type { Cell, EngineColumn, QueryEngine, RunOptions } from '../core/ports/query-engine.ts';
import type { Statement } from '../core/sql/nodes.ts';
import { type AwsOptions, clientOptions } from './aws/client-options.ts';
import { awsReason } from './aws/faults.ts';
import { checkReadOnly } from './read-only.ts';
import {
  bytesNamed,
  type RedshiftTable,
  tablesOf,
  tablesStatement,
  versionOf,
  writtenStatement,
} from './redshift/catalogue.ts';
import { cellOf, columnOf, redshiftStatement } from './redshift/values.ts';
import { Slots } from './slots.ts';
import { type Watch, watch } from './watch.ts';

export interface RedshiftOptions extends AwsOptions {
  /** Workgroup of Redshift Serverless. */
  readonly workgroup: string;
  readonly database: string;
  /** Schema of the tables. Default `public`. */
  readonly schema?: string | undefined;
  /** Secret with the name and password to sign in by; default the role's own rights. */
  readonly secretArn?: string | undefined;
  /** Statements at once; others wait here. Default 20. */
  readonly queries?: number | undefined;
  /** Milliseconds before a statement is first asked about; the pauses after it double, to a second. Default 50. */
  readonly pollMilliseconds?: number | undefined;
  /** Milliseconds within which changed data may go unnoticed. Default 60,000. */
  readonly recheckMilliseconds?: number | undefined;
}

type Library = typeof import('./redshift/client.ts');
type Connection = { readonly client: RedshiftDataClient; readonly library: Library };
interface Rows {
  readonly columns: readonly EngineColumn[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
  readonly milliseconds: number;
}
interface Catalogue {
  readonly tables: ReadonlyMap<string, RedshiftTable>;
  readonly written: Cell;
}

const longestPause = 1_000;
const running = new Set(['SUBMITTED', 'PICKED', 'STARTED']);
const missingRelation = /relation "(?:[^".]*\.)?([^".]+)" does not exist/;

/** Redshift's own words name columns and roles: they are the cause, not the reason. */
function statementFault(text: string): SophiaError {
  const cause = new Error(text);
  const table = missingRelation.exec(text)?.[1];
  if (table !== undefined) return new SophiaError('engine.table_unknown', [table], { table }, { cause });
  const denied = /permission denied/i.test(text);
  const reason = denied ? 'access to the data is denied.' : 'Redshift could not carry it out.';
  return new SophiaError('engine.failed', [], { reason }, { cause });
}

const requestFault = (cause: unknown): unknown =>
  isSophiaError(cause)
    ? cause
    : new SophiaError('engine.failed', [], { reason: `Redshift: ${awsReason(cause)}` }, { cause });

/**
 * Redshift Serverless by its Data API: no connection is kept. Values are named parameters; a statement that is cancelled
 * or over its time is cancelled there too. Bytes are an estimate by the sizes of tables: what Redshift bills is time.
 */
export function openRedshift(options: RedshiftOptions): QueryEngine {
  const slots = new Slots(options.queries ?? 20);
  let connection: Promise<Connection> | undefined;
  const connect = (): Promise<Connection> => {
    connection ??= import('./redshift/client.ts').then(library => ({
      library,
      client: new library.RedshiftDataClient(clientOptions(options)),
    }));
    return connection;
  };

  const start = async (statement: Statement): Promise<string> => {
    const { client, library } = await connect();
    const { text, parameters } = redshiftStatement(statement);
    const { Id: id } = await client.send(
      new library.ExecuteStatementCommand({
        WorkgroupName: options.workgroup,
        Database: options.database,
        ...(options.secretArn !== undefined && { SecretArn: options.secretArn }),
        Sql: text,
        ...(parameters.length > 0 && { Parameters: [...parameters] }),
        // A request that is repeated after a cut connection starts one statement.
        ClientToken: crypto.randomUUID(),
      }),
    );
    return id ?? '';
  };

  const ended = async (id: string, { signal, fault }: Watch): Promise<DescribeStatementCommandOutput> => {
    const { client, library } = await connect();
    for (let pause = options.pollMilliseconds ?? 50; ; pause = Math.min(pause * 2, longestPause)) {
      await wait(pause, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) {
        // One that has ended meanwhile needs no cancelling.
        await client.send(new library.CancelStatementCommand({ Id: id })).catch(() => undefined);
        throw fault();
      }
      const found = await client.send(new library.DescribeStatementCommand({ Id: id }));
      if (!running.has(found.Status ?? '')) return found;
    }
  };

  const read = async (id: string, maxRows: number, { signal, fault }: Watch) => {
    const { client, library } = await connect();
    const rows: Cell[][] = [];
    let columns: EngineColumn[] = [];
    let token: string | undefined;
    do {
      if (signal.aborted) throw fault();
      const page: GetStatementResultCommandOutput = await client.send(
        new library.GetStatementResultCommand({ Id: id, NextToken: token }),
      );
      if (page.ColumnMetadata?.length) columns = page.ColumnMetadata.map(columnOf);
      for (const record of page.Records ?? []) {
        rows.push(columns.map(({ type }, index) => cellOf(record[index] ?? { isNull: true }, type)));
      }
      token = page.NextToken;
    } while (token && rows.length <= maxRows);
    return { columns, rows: rows.slice(0, maxRows), truncated: rows.length > maxRows };
  };

  const runNow = async (statement: Statement, maxRows: number, watched: Watch): Promise<Rows> => {
    const id = await start(statement);
    const end = await ended(id, watched);
    if (end.Status !== 'FINISHED') throw statementFault(end.Error ?? '');
    return { ...(await read(id, maxRows, watched)), milliseconds: (end.Duration ?? 0) / 1e6 };
  };

  const run = async (statement: Statement, runOptions: RunOptions): Promise<Rows> => {
    const watched = watch(runOptions);
    try {
      return await slots.run(() => runNow(statement, runOptions.maxRows, watched), watched.signal);
    } catch (error) {
      throw watched.signal.aborted ? watched.fault() : requestFault(error);
    } finally {
      watched.done();
    }
  };

  let known: { readonly catalogue: Promise<Catalogue>; readonly at: number } | undefined;
  const catalogue = (): Promise<Catalogue> => {
    if (known && performance.now() - known.at < (options.recheckMilliseconds ?? 60_000)) return known.catalogue;
    const mine = { catalogue: readCatalogue(), at: performance.now() };
    known = mine;
    mine.catalogue.catch(() => {
      if (known === mine) known = undefined;
    });
    return mine.catalogue;
  };
  const readCatalogue = async (): Promise<Catalogue> => {
    const [tables, written] = await Promise.all([
      run(tablesStatement(options.schema ?? 'public'), { maxRows: 100_000 }),
      run(writtenStatement, { maxRows: 1 }),
    ]);
    return { tables: tablesOf(tables.rows), written: written.rows[0]?.[0] ?? null };
  };

  return {
    dialect: 'redshift',
    async run(statement, runOptions) {
      checkReadOnly(statement.text);
      if (runOptions.signal?.aborted) throw new SophiaError('engine.cancelled', [], {});
      const result = await run(statement, runOptions);
      return { ...result, bytesScanned: bytesNamed((await catalogue()).tables, statement.text) };
    },
    async estimateBytes(wanted) {
      const { tables } = await catalogue();
      const columns = new Map<RedshiftTable, Set<string>>();
      for (const { name, columns: named } of wanted) {
        const table = tables.get(name.toLowerCase()) ?? tables.get(name.toLowerCase().split('.').at(-1) ?? '');
        if (!table) continue;
        columns.set(table, new Set([...(columns.get(table) ?? []), ...named.map(column => column.toLowerCase())]));
      }
      return [...columns].reduce((sum, [table, named]) => sum + named.size * table.columnBytes, 0);
    },
    async tables() {
      const { tables } = await catalogue();
      return [...tables.values()].map(({ name, columns, rowCount }) => ({ name, columns, rowCount }));
    },
    async dataVersion() {
      const { tables, written } = await catalogue();
      return versionOf(tables, written);
    },
    async freshness() {
      const { written } = await catalogue();
      return new Date(typeof written === 'string' ? written : 0).toISOString();
    },
    async close() {
      (await connection)?.client.destroy();
    },
  };
}
