import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { jsonAnswer, jsonFault, ServiceDouble, type ServiceRequest, type ServiceResponse } from './server.ts';

/**
 * The Data API of Amazon Redshift over HTTP, from its API Reference: statements that are submitted, run and read page by
 * page, named parameters, client tokens and cancelling. What a statement gives is worked out by DuckDB.
 */
type Status = 'SUBMITTED' | 'PICKED' | 'STARTED' | 'FINISHED' | 'FAILED' | 'ABORTED';
type Input = Readonly<Record<string, unknown>>;
interface Parameter {
  readonly name: string;
  readonly value: string;
}

interface Run {
  readonly id: string;
  readonly input: Input;
  status: Status;
  error?: string;
  columns: { name: string; label: string; typeName: string }[];
  records: Record<string, unknown>[][];
}

/** A statement that has this in it runs until it is cancelled. */
export const forever = '/* forever */';

export class RedshiftDouble extends ServiceDouble {
  readonly statements: Run[] = [];
  /** Records of a page of a result. */
  pageRecords = 1_000;
  readonly #connection: DuckDBConnection;
  readonly #tokens = new Map<string, string>();

  private constructor(connection: DuckDBConnection) {
    super(request => this.#serve(request));
    this.#connection = connection;
  }

  /** `setup` makes the tables, and those of the catalogue that are asked for. */
  static async open(setup: readonly string[]): Promise<RedshiftDouble> {
    const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
    for (const statement of setup) await connection.run(statement);
    const double = new RedshiftDouble(connection);
    await double.start();
    return double;
  }

  #serve({ operation, body }: ServiceRequest): ServiceResponse {
    const input = JSON.parse(body.toString()) as Input;
    if (operation === 'ExecuteStatement') return this.#execute(input);
    const run = this.statements.find(({ id }) => id === input['Id']);
    if (!run) return jsonFault(400, 'ResourceNotFoundException', 'Query does not exist.');
    switch (operation) {
      case 'DescribeStatement': {
        const Duration = run.status === 'FINISHED' ? 4_000_000 : -1;
        const HasResultSet = run.columns.length > 0;
        return jsonAnswer({ Id: run.id, Status: run.status, Error: run.error, Duration, HasResultSet });
      }
      case 'GetStatementResult':
        return this.#page(run, Number(input['NextToken'] ?? 0));
      case 'CancelStatement':
        if (['FINISHED', 'FAILED', 'ABORTED'].includes(run.status)) {
          return jsonFault(
            400,
            'ValidationException',
            `Could not cancel a query that is already in ${run.status} state`,
          );
        }
        run.status = 'ABORTED';
        return jsonAnswer({ Status: true });
      default:
        return jsonFault(400, 'ValidationException', `no ${operation}`);
    }
  }

  #execute(input: Input): ServiceResponse {
    const known = this.#tokens.get(String(input['ClientToken']));
    if (known !== undefined) return jsonAnswer({ Id: known });
    const refused = refusal(input);
    if (refused !== undefined) return jsonFault(400, 'ValidationException', refused);
    const run: Run = {
      id: `statement-${this.statements.length}`,
      input,
      status: 'SUBMITTED',
      columns: [],
      records: [],
    };
    this.statements.push(run);
    this.#tokens.set(String(input['ClientToken']), run.id);
    void this.#run(run);
    return jsonAnswer({ Id: run.id, WorkgroupName: input['WorkgroupName'], Database: input['Database'] });
  }

  async #run(run: Run): Promise<void> {
    const end = (status: Status): void => {
      if (run.status !== 'ABORTED') run.status = status;
    };
    end('STARTED');
    const text = String(run.input['Sql']);
    if (text.includes(forever)) return;
    try {
      const result = await this.#connection.runAndReadAll(bound(text, (run.input['Parameters'] ?? []) as Parameter[]));
      const types = result.columnNames().map((_, index) => String(result.columnType(index)));
      run.columns = result
        .columnNames()
        .map((name, index) => ({ name, label: name, typeName: typeName(types[index]!) }));
      run.records = result.getRows().map(row => row.map((value, index) => fieldOf(value, types[index]!)));
      end('FINISHED');
    } catch (error) {
      run.error = errorOf(error instanceof Error ? error.message : String(error));
      end('FAILED');
    }
  }

  #page({ status, columns, records }: Run, from: number): ServiceResponse {
    if (status !== 'FINISHED') return jsonFault(400, 'ResourceNotFoundException', 'Query does not have result.');
    const page = records.slice(from, from + this.pageRecords);
    const next = from + page.length;
    return jsonAnswer({
      ColumnMetadata: columns,
      Records: page,
      TotalNumRows: records.length,
      ...(next < records.length && { NextToken: String(next) }),
    });
  }
}

/** What is refused before a statement begins. */
function refusal(input: Input): string | undefined {
  const parameters = input['Parameters'] as Parameter[] | undefined;
  if (!input['Database'] || !input['WorkgroupName']) return 'Database and WorkgroupName are required.';
  if (parameters?.length === 0) return 'Parameters must have length greater than or equal to 1';
  if (parameters?.some(({ value }) => value.length < 1)) return 'Member must have length greater than or equal to 1';
  const named = new Set([...outside(String(input['Sql']))].flatMap(([, name]) => name ?? []));
  const given = new Set(parameters?.map(({ name }) => name));
  if (named.size !== given.size || ![...named].every(name => given.has(name))) {
    return 'Parameters list contains a different set of names than the statement.';
  }
  return undefined;
}

/** Texts in quotes, or names of parameters. */
const outside = (text: string) => text.matchAll(/'(?:[^']|'')*'|(?<!:):([0-9a-zA-Z_]+)/g);

/** Values without a type take the one that is wanted where they stand. */
const bound = (text: string, parameters: readonly Parameter[]): string =>
  text.replace(/'(?:[^']|'')*'|(?<!:):([0-9a-zA-Z_]+)/g, (found, name: string | undefined) => {
    if (name === undefined) return found;
    const value = parameters.find(parameter => parameter.name === name)?.value ?? '';
    return `'${value.replaceAll("'", "''")}'`;
  });

const typeNames: Readonly<Record<string, string>> = {
  BIGINT: 'int8',
  HUGEINT: 'int8',
  INTEGER: 'int4',
  VARCHAR: 'varchar',
  DOUBLE: 'float8',
  BOOLEAN: 'bool',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
};
const typeName = (duckdb: string): string =>
  duckdb.startsWith('DECIMAL') ? 'numeric' : (typeNames[duckdb] ?? 'super');

function fieldOf(value: unknown, type: string): Record<string, unknown> {
  if (value === null || value === undefined) return { isNull: true };
  // JSON carries whole numbers of any size; it is the reader who loses them.
  if (['BIGINT', 'HUGEINT', 'INTEGER'].includes(type)) return { longValue: Number(value) };
  if (type === 'DOUBLE') return { doubleValue: Number.isFinite(value) ? value : String(value) };
  if (type === 'BOOLEAN') return { booleanValue: value };
  return { stringValue: String(value) };
}

function errorOf(message: string): string {
  const table = /Table with name (\S+) does not exist/.exec(message)?.[1];
  if (table) return `ERROR: relation "${table}" does not exist`;
  return `ERROR: ${message.split('\n')[0]}`;
}
