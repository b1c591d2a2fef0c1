import { DuckDBInstance } from '@duckdb/node-api';

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Writes the rows of a query to Parquet files, with an engine of its own. */
export async function writeParquet(files: Readonly<Record<string, string>>, options = ''): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  for (const [path, query] of Object.entries(files)) {
    await connection.run(`COPY (${query}) TO ${quoted(path)} (FORMAT parquet${options})`);
  }
  connection.disconnectSync();
  instance.closeSync();
}
