import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineColumn } from '../../core/ports/query-engine.ts';
import { columnType } from './columns.ts';
import { exactPath, quoteName, quoteText } from './quoting.ts';

/** A readable table: its columns, rows and the bytes each column takes in its files. */
export interface Table {
  readonly name: string;
  readonly columns: readonly EngineColumn[];
  readonly rowCount: number;
  /** Compressed bytes by column, names in lower case. */
  readonly columnBytes: ReadonlyMap<string, number>;
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

/** Makes the view of a table and reads its facts from the files' footers; the engine's error when they are damaged. */
export async function makeTable(connection: DuckDBConnection, source: ParquetFiles): Promise<Table> {
  const files = pathList(source.paths);
  const options = source.paths.length > 1 ? ', union_by_name = true' : '';
  const partitions = `, hive_partitioning = ${source.partitioned}`;
  const view = quoteName(source.name);
  await connection.run(`CREATE VIEW ${view} AS SELECT * FROM read_parquet(${files}${options}${partitions})`);
  const described = await connection.prepare(`SELECT * FROM ${view}`);
  const columns = Array.from({ length: described.columnCount }, (_, index) => ({
    name: described.columnName(index),
    type: columnType(described.columnType(index)),
  }));
  described.destroySync();
  const counted = await connection.runAndReadAll(
    `SELECT CAST(coalesce(sum(num_rows), 0) AS DOUBLE) FROM parquet_file_metadata(${files})`,
  );
  const names = columns.map(column => column.name.toLowerCase());
  return {
    name: source.name,
    columns,
    rowCount: Number(counted.getRowsJson()[0]?.[0]),
    columnBytes: await bytesByColumn(connection, files, names),
  };
}
