import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The bare engine over the same files, as its vendor's client opens it: a view per file, nothing else. */
export interface DirectEngine {
  /** Runs to the last row. */
  run(sql: string): Promise<void>;
  close(): void;
}

export async function openDirectEngine(dataDirectory: string): Promise<DirectEngine> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  // The platform's connections count in UTC too.
  await connection.run("SET TimeZone = 'UTC'");
  for (const file of (await readdir(dataDirectory)).filter(name => name.endsWith('.parquet'))) {
    const path = join(dataDirectory, file).replaceAll("'", "''");
    await connection.run(`CREATE VIEW "${parse(file).name}" AS SELECT * FROM read_parquet('${path}')`);
  }
  return {
    async run(sql) {
      const reader = await connection.runAndReadAll(sql);
      reader.getRows();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
