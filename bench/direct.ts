import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** The bare engine over the same data, as its vendor's client opens it. */
export interface DirectEngine {
  /** Runs to the last row. */
  run(sql: string): Promise<void>;
  close(): void;
}

/** Reads the Parquet files: a view per file, nothing else. */
export const openDirectEngine = (dataDirectory: string): Promise<DirectEngine> =>
  open(async connection => {
    for (const { name, reader } of await tablesOf(dataDirectory)) {
      await connection.run(`CREATE VIEW "${name}" AS SELECT * FROM ${reader}`);
    }
  });

/** Reads tables of its own, which are put into a database file first. */
export async function openNativeEngine(dataDirectory: string, file: string): Promise<DirectEngine> {
  const path = file.replaceAll("'", "''");
  const writer = await open(async connection => {
    await connection.run(`ATTACH '${path}' AS native (STORAGE_VERSION 'latest')`);
    for (const { name, reader } of await tablesOf(dataDirectory)) {
      await connection.run(`CREATE TABLE native."${name}" AS SELECT * FROM ${reader}`);
    }
    await connection.run('DETACH native');
  });
  writer.close();
  return open(async connection => {
    await connection.run(`ATTACH '${path}' AS native (READ_ONLY)`);
    await connection.run('USE native');
  });
}

async function tablesOf(dataDirectory: string): Promise<readonly { name: string; reader: string }[]> {
  const files = (await readdir(dataDirectory)).filter(name => name.endsWith('.parquet'));
  return files.map(file => {
    const path = join(dataDirectory, file).replaceAll("'", "''");
    return { name: parse(file).name, reader: `read_parquet('${path}')` };
  });
}

async function open(setUp: (connection: DuckDBConnection) => Promise<void>): Promise<DirectEngine> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  // The platform's connections count in UTC too.
  await connection.run("SET TimeZone = 'UTC'");
  await setUp(connection);
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
