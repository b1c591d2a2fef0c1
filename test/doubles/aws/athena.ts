import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { jsonAnswer, jsonFault, ServiceDouble, type ServiceRequest, type ServiceResponse } from './server.ts';

/**
 * Amazon Athena over HTTP, from its API Reference: queries that are queued, run and read page by page, parameters,
 * stopping, and the catalog's tables. What a statement gives is worked out by DuckDB.
 */
export interface AthenaTable {
  readonly name: string;
  /** What DuckDB reads it with. */
  readonly query: string;
  readonly location: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}

type State = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

interface Execution {
  readonly id: string;
  readonly text: string;
  readonly workgroup: string;
  state: State;
  reason?: string;
  retryable?: boolean;
  columns: { Name: string; Type: string; Precision?: number; Scale?: number }[];
  rows: (string | null)[][];
  bytes: number;
}

/** A query that has this in it runs until it is stopped. */
export const forever = '/* forever */';

const pageRows = 1_000;

export class AthenaDouble extends ServiceDouble {
  readonly executions: Execution[] = [];
  /** Reasons that the next queries fail by, each once. */
  readonly failures: { reason: string; retryable: boolean }[] = [];
  /** Until then queries run on; not held unless set. */
  held: Promise<void> | undefined;
  readonly #tables: readonly AthenaTable[];
  readonly #connection: DuckDBConnection;
  readonly #tokens = new Map<string, string>();

  private constructor(tables: readonly AthenaTable[], connection: DuckDBConnection) {
    super(request => this.#serve(request));
    this.#tables = tables;
    this.#connection = connection;
  }

  static async open(tables: readonly AthenaTable[]): Promise<AthenaDouble> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    for (const { name, query } of tables) await connection.run(`CREATE VIEW "${name}" AS ${query}`);
    const double = new AthenaDouble(tables, connection);
    await double.start();
    return double;
  }

  #serve(request: ServiceRequest): ServiceResponse | Promise<ServiceResponse> {
    const input = JSON.parse(request.body.toString()) as Record<string, unknown>;
    const execution = this.executions.find(({ id }) => id === input['QueryExecutionId']);
    switch (request.operation) {
      case 'StartQueryExecution':
        return this.#startQuery(input);
      case 'GetQueryExecution':
        return execution ? jsonAnswer(this.#document(execution)) : jsonFault(400, 'InvalidRequestException');
      case 'GetQueryResults':
        return results(execution, input);
      case 'StopQueryExecution':
        if (execution && ['QUEUED', 'RUNNING'].includes(execution.state)) execution.state = 'CANCELLED';
        return jsonAnswer({});
      case 'ListTableMetadata':
        return jsonAnswer({ TableMetadataList: this.#tables.map(metadata) });
      default:
        return jsonFault(400, 'InvalidRequestException', `no ${request.operation}`);
    }
  }

  #startQuery(input: Record<string, unknown>): ServiceResponse {
    const text = String(input['QueryString']);
    const token = String(input['ClientRequestToken']);
    const known = this.#tokens.get(token);
    if (known) return jsonAnswer({ QueryExecutionId: known });
    const parameters = (input['ExecutionParameters'] ?? []) as string[];
    const refused = refusal(text, parameters, input);
    if (refused) return jsonFault(400, 'InvalidRequestException', refused);
    const id = `query-${this.executions.length}`;
    const workgroup = String(input['WorkGroup']);
    const execution: Execution = { id, text, workgroup, state: 'QUEUED', columns: [], rows: [], bytes: 0 };
    this.executions.push(execution);
    this.#tokens.set(token, id);
    void this.#run(execution, parameters);
    return jsonAnswer({ QueryExecutionId: id });
  }

  async #run(execution: Execution, parameters: readonly string[]): Promise<void> {
    const failure = this.failures.shift();
    const end = (state: State): void => {
      if (execution.state !== 'CANCELLED') execution.state = state;
    };
    end('RUNNING');
    if (execution.text.includes(forever)) return;
    await this.held;
    try {
      if (failure) throw new Error(failure.reason);
      let place = 0;
      const text = execution.text.replace(/'(?:[^']|'')*'|\?/g, found =>
        found === '?' ? parameters[place++]! : found,
      );
      if (place !== parameters.length || text.includes('undefined')) {
        throw new Error(`INVALID_PARAMETER_USAGE: Incorrect number of parameters: expected ${place}`);
      }
      const result = await this.#connection.runAndReadAll(text);
      execution.columns = result
        .columnNames()
        .map((Name, index) => ({ Name, ...typeOf(String(result.columnType(index))) }));
      execution.rows = result
        .getRows()
        .map(row => row.map((value, index) => textOf(value, execution.columns[index]!.Type)));
      execution.bytes = this.#scanned(execution.text);
      end('SUCCEEDED');
    } catch (error) {
      execution.reason = failure?.reason ?? reasonOf(error instanceof Error ? error.message : String(error));
      execution.retryable = failure?.retryable ?? false;
      end('FAILED');
    }
  }

  /** The columns that are named, whole: Parquet is read by columns. */
  #scanned(text: string): number {
    const columns = this.#tables.flatMap(table => (text.includes(table.name) ? table.columns : []));
    return columns.reduce((sum, { name, bytes }) => sum + (new RegExp(`\\b${name}\\b`).test(text) ? bytes : 0), 0);
  }

  #document({ id, text, workgroup, state, reason, retryable, bytes }: Execution): unknown {
    return {
      QueryExecution: {
        QueryExecutionId: id,
        Query: text,
        WorkGroup: workgroup,
        Status: {
          State: state,
          ...(reason && { StateChangeReason: reason, AthenaError: { ErrorCategory: 2, Retryable: retryable } }),
        },
        Statistics: { DataScannedInBytes: bytes, EngineExecutionTimeInMillis: 3, TotalExecutionTimeInMillis: 5 },
      },
    };
  }
}

/** What is refused before a query begins. */
function refusal(text: string, parameters: readonly string[], input: Record<string, unknown>): string | undefined {
  if (Buffer.byteLength(text) > 262_144) return 'Query string is too long';
  if ('ExecutionParameters' in input && parameters.length === 0) return 'executionParameters has less than 1 member';
  if (parameters.some(each => each.length < 1 || each.length > 1_024))
    return 'Value at executionParameters is too long';
  const outside = text.replace(/'(?:[^']|'')*'/g, "''").split(/\bWHERE\b/i)[0];
  if (parameters.length > 0 && outside?.includes('?')) return 'line 1:8: Parameters are supported in WHERE only';
  return undefined;
}

function results(execution: Execution | undefined, input: Record<string, unknown>): ServiceResponse {
  if (execution?.state !== 'SUCCEEDED') return jsonFault(400, 'InvalidRequestException', 'Query has not finished');
  const size = Number(input['MaxResults'] ?? pageRows);
  if (size < 1 || size > pageRows) return jsonFault(400, 'InvalidRequestException', 'MaxResults is out of range');
  const all = [execution.columns.map(({ Name }) => Name), ...execution.rows];
  const from = Number(input['NextToken'] ?? 0);
  const page = all.slice(from, from + size);
  const next = from + page.length;
  return jsonAnswer({
    ResultSet: {
      ResultSetMetadata: { ColumnInfo: execution.columns },
      Rows: page.map(row => ({ Data: row.map(value => (value === null ? {} : { VarCharValue: value })) })),
    },
    ...(next < all.length && { NextToken: String(next) }),
  });
}

const metadata = ({ name, location, columns }: AthenaTable) => ({
  Name: name,
  TableType: 'EXTERNAL_TABLE',
  Columns: columns.map(column => ({ Name: column.name, Type: column.type })),
  PartitionKeys: [],
  Parameters: {
    EXTERNAL: 'TRUE',
    location,
    inputformat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  },
});

const names: Readonly<Record<string, string>> = {
  BIGINT: 'bigint',
  HUGEINT: 'bigint',
  INTEGER: 'integer',
  VARCHAR: 'varchar',
  DOUBLE: 'double',
  FLOAT: 'float',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamp with time zone',
  TIME: 'time',
};

function typeOf(duckdb: string): { Type: string; Precision?: number; Scale?: number } {
  const decimal = /^DECIMAL\((\d+),\s?(\d+)\)$/.exec(duckdb);
  if (decimal) return { Type: 'decimal', Precision: Number(decimal[1]), Scale: Number(decimal[2]) };
  return { Type: names[duckdb] ?? 'array' };
}

function textOf(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value);
  if (type === 'timestamp') return text.replace(/(\.\d+)?$/, fraction => (fraction || '.').padEnd(4, '0'));
  if (type === 'timestamp with time zone') return text.replace(/\+00$/, '.000 UTC');
  return text;
}

function reasonOf(message: string): string {
  const table = /Table with name (\S+) does not exist/.exec(message)?.[1];
  if (table) return `TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.sophia.${table}' does not exist`;
  if (/Binder Error/.test(message))
    return "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved or requester is not authorized";
  if (/Conversion Error/.test(message)) return `INVALID_CAST_ARGUMENT: Cannot cast 'north' to INT`;
  return message.includes(':') && /^[A-Z_]+:/.test(message) ? message : `SYNTAX_ERROR: ${message}`;
}
