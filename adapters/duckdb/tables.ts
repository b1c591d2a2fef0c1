import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineColumn } from '../../core/ports/query-engine.ts';
import { columnType } from './columns.ts';
import { exactPath, quoteName, quoteText } from './quoting.ts';

/** A readable table: its columns, rows and the bytes each column takes in its files. */
export interface Table {
  readonly name: string;
  readonly columns: readonly EngineColumn[];
  /** Of each column, as the engine writes it: `DECIMAL(12,2)`. */
  readonly types: readonly string[];
  readonly rowCount: number;
  /** Compressed bytes by column, names in lower case. */
  readonly columnBytes: ReadonlyMap<string, number>;
  /** Its Parquet files; a CSV's is its converted copy. */
  readonly paths: readonly string[];
  /** The call of the engine that reads them. */
  readonly reader: string;
}

export interface ParquetFiles {
  readonly name: string;
  readonly paths: readonly string[];
  readonly partitioned: boolean;
}

const pathList = (paths: readonly string[]): string => `[${paths.map(path => quoteText(exactPath(path))).join(', ')}]`;

/** A nested column's parts are listed as `column, part…` or `column.part…`: they count for the column. */
function ownerOf(path: string, columns: readonly string[]): string | undefined {
  const owners = columns.filter(name => path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}, `));
  return owners.sort((a, b) => b.length - a.length)[0];
}

async function bytesByColumn(
  connection: DuckDBConnection,
  files: string,
  columns: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const sums = await connection.runAndReadAll(
    `SELECT path_in_schema, CAST(sum(total_compressed_size) AS DOUBLE) FROM parquet_metadata(${files}) GROUP BY ALL`,
  );
  const bytes = new Map(columns.map(name => [name, 0]));
  for (const [path, size] of sums.getRowsJson()) {
    const owner = ownerOf(String(path).toLowerCase(), columns);
    if (owner !== undefined) bytes.set(owner, bytes.get(owner)! + Number(size));
  }
  return bytes;
}

function readerOf({ paths, partitioned }: ParquetFiles): string {
  const options = paths.length > 1 ? ', union_by_name = true' : '';
  return `read_parquet(${pathList(paths)}${options}, hive_partitioning = ${partitioned})`;
}

/** Makes the name of a table stand for what a relation of the engine gives; in the place of what it stood for. */
export async function makeView(connection: DuckDBConnection, name: string, relation: string): Promise<void> {
  await connection.run(`CREATE OR REPLACE VIEW ${quoteName(name)} AS SELECT * FROM ${relation}`);
}

/** Columns and types of a view. */
export async function describe(connection: DuckDBConnection, name: string): Promise<Pick<Table, 'columns' | 'types'>> {
  const described = await connection.prepare(`SELECT * FROM ${quoteName(name)}`);
  const indices = Array.from({ length: described.columnCount }, (_, index) => index);
  const types = indices.map(index => described.columnType(index));
  const columns = indices.map(index => ({ name: described.columnName(index), type: columnType(types[index]!) }));
  described.destroySync();
  return { columns, types: types.map(String) };
}

/** Makes the view of a table and reads its facts from the files' footers; the engine's error when they are damaged. */
export async function makeTable(connection: DuckDBConnection, source: ParquetFiles): Promise<Table> {
  const files = pathList(source.paths);
  const reader = readerOf(source);
  await makeView(connection, source.name, reader);
  const { columns, types } = await describe(connection, source.name);
  const counted = await connection.runAndReadAll(
    `SELECT CAST(coalesce(sum(num_rows), 0) AS DOUBLE) FROM parquet_file_metadata(${files})`,
  );
  const names = columns.map(column => column.name.toLowerCase());
  return {
    name: source.name,
    columns,
    types,
    rowCount: Number(counted.getRowsJson()[0]?.[0]),
    columnBytes: await bytesByColumn(connection, files, names),
    paths: source.paths,
    reader,
  };
}
