import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { type Manifest, manifestFile, writeManifest } from './manifest.ts';
import { masterData } from './master.ts';
import { orderHeaders } from './order-headers.ts';
import { orderLines } from './order-lines.ts';
import { orders } from './orders.ts';
import { products } from './products.ts';
import { purchasing } from './purchasing.ts';
import { type Part, type Settings, settingsFor } from './settings.ts';
import { shipments } from './shipments.ts';
import { quoted } from './sql.ts';
import { stock } from './stock.ts';

export interface GenerateOptions {
  /** Folder to write to; made if missing. Files of an earlier run are replaced, others are left alone. */
  readonly directory: string;
  /** 1 is about a million sales order lines. */
  readonly scale: number;
  /** Whole number; the same seed, scale and last day give the same rows. Default 1. */
  readonly seed?: number;
  /** Last day of the data, YYYY-MM-DD, in UTC. */
  readonly until: string;
  /** DuckDB's memory limit. Default 1200MB, enough for scale 10. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Told before each part of the work and at the end. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

const parts = (settings: Settings): readonly Part[] =>
  [masterData, products, orders, orderLines, shipments, orderHeaders, purchasing, stock].map(part => part(settings));

/**
 * Writes the supply chain data set as one Parquet file a table, and a manifest. Everything is made in a folder
 * beside the target and moved in at the end, so that a run that fails leaves no half data set behind.
 */
export async function generateData(options: GenerateOptions): Promise<Manifest> {
  const { directory, scale, seed = 1, until } = options;
  const settings = settingsFor(scale, seed, until);
  await mkdir(directory, { recursive: true });
  const staging = await mkdtemp(path.join(directory, '.making-'));
  try {
    const rowCounts = await writeTables(parts(settings), staging, options);
    const manifest: Manifest = { format: 1, scale, seed, start: settings.start, until, tables: rowCounts };
    await writeManifest(staging, manifest);
    await publish(staging, directory, Object.keys(rowCounts));
    return manifest;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function writeTables(work: readonly Part[], staging: string, options: GenerateOptions) {
  const database = await DuckDBInstance.create(path.join(staging, 'work.duckdb'), {
    memory_limit: options.memoryLimit ?? '1200MB',
    temp_directory: staging,
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  });
  const connection = await database.connect();
  const rowCounts: Record<string, number> = {};
  try {
    for (const [done, part] of work.entries()) {
      options.onProgress?.({ done, total: work.length, label: part.label });
      for (const statement of part.statements) await connection.run(statement);
      for (const { name, query } of part.tables) rowCounts[name] = await writeTable(connection, name, query, staging);
    }
    options.onProgress?.({ done: work.length, total: work.length, label: 'done' });
    return rowCounts;
  } finally {
    connection.closeSync();
    database.closeSync();
  }
}

async function writeTable(connection: DuckDBConnection, name: string, query: string, staging: string) {
  const file = quoted(path.join(staging, `${name}.parquet`));
  const result = await connection.run(
    `COPY (${query}) TO ${file} (FORMAT PARQUET, COMPRESSION ZSTD, ROW_GROUP_SIZE 122880)`,
  );
  return result.rowsChanged;
}

/** The manifest goes first and comes last: while tables are being replaced the folder doesn't claim to be a data set. */
async function publish(staging: string, directory: string, tables: readonly string[]): Promise<void> {
  await rm(path.join(directory, manifestFile), { force: true });
  for (const table of tables)
    await rename(path.join(staging, `${table}.parquet`), path.join(directory, `${table}.parquet`));
  await rename(path.join(staging, manifestFile), path.join(directory, manifestFile));
}
