import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { type GenerateOptions, generateData } from '../../scripts/data/generate.ts';

/** A made data set in a folder of its own, asked by plain SQL. */
export interface Dataset {
  readonly directory: string;
  readonly tables: Readonly<Record<string, number>>;
  rows(sql: string): Promise<readonly (readonly DuckDBValue[])[]>;
  /** The first value of the first row as a number. */
  number(sql: string): Promise<number>;
  close(): Promise<void>;
}

/** Makes a data set and opens it: a view a table. Of the wholesaler, unless another business is named. */
export async function makeDataset(options: Omit<GenerateOptions, 'directory'>): Promise<Dataset> {
  const directory = await mkdtemp(path.join(tmpdir(), 'sophia-data-'));
  const { tables } = await generateData({ only: 'supply-chain', ...options, directory });
  const connection = await openViews(directory);
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  return {
    directory,
    tables,
    rows,
    number: async sql => Number((await rows(sql))[0]?.[0]),
    close: async () => {
      connection.closeSync();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function openViews(directory: string): Promise<DuckDBConnection> {
  const database = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await database.connect();
  for (const file of await readdir(directory)) {
    if (!file.endsWith('.parquet')) continue;
    const view = `CREATE VIEW ${path.parse(file).name} AS SELECT * FROM '${path.join(directory, file)}'`;
    await connection.run(view);
  }
  return connection;
}
