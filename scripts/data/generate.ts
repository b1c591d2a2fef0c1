import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { SophiaError } from '../../core/errors.ts';
import { companyParts } from './company/company.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { masterData, placesOnly } from './master.ts';
import { orderHeaders } from './order-headers.ts';
import { orderLines } from './order-lines.ts';
import { orders } from './orders.ts';
import { products } from './products.ts';
import { assertOwn, openStaging, publish } from './publish.ts';
import { purchasing } from './purchasing.ts';
import { type Part, type Settings, settingsFor } from './settings.ts';
import { shipments } from './shipments.ts';
import { quoted } from './sql.ts';
import { stock } from './stock.ts';

export interface GenerateOptions {
  /** Folder to write to; made if missing. Files of an earlier run are replaced, others are left alone. */
  readonly directory: string;
  /** From 0.001 to 20; 1 is about a million sales order lines. */
  readonly scale: number;
  /** Whole number of 0 or more; the same seed, scale and last day give the same rows. Default 1. */
  readonly seed?: number;
  /** Last day of the data, YYYY-MM-DD, in UTC; it begins three years earlier. */
  readonly until: string;
  /** Which of the two businesses; both by default. */
  readonly only?: Business | undefined;
  /** DuckDB's memory limit; beyond it work is spilled to the folder. Default 800MB, with which scale 10 stays under 2 GB. */
  readonly memoryLimit?: string;
  /** As many as there are processors by default; it doesn't change the rows. */
  readonly threads?: number;
  /** Told before each part of the work and at the end. */
  readonly onProgress?: (progress: Progress) => void;
  /** Stops the work; nothing of it stays. */
  readonly signal?: AbortSignal;
}

export const businesses = ['supply-chain', 'company'] as const;
export type Business = (typeof businesses)[number];

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

const supplyChainParts = (settings: Settings): readonly Part[] =>
  [masterData, products, orders, orderLines, shipments, orderHeaders, purchasing, stock].map(part => part(settings));

function parts(settings: Settings, only: Business | undefined): readonly Part[] {
  if (only === 'supply-chain') return supplyChainParts(settings);
  if (only === 'company') return [placesOnly(settings), ...companyParts(settings)];
  return [...supplyChainParts(settings), ...companyParts(settings)];
}

/**
 * Writes the supply chain and the company as one Parquet file a table, and a manifest. Everything is made in a folder
 * inside the target and moved into place at the end, so that a run that fails leaves what was there as it was.
 *
 * @throws SophiaError dataset.option_invalid, dataset.foreign_file, storage.full; the signal's reason when stopped
 */
export async function generateData(options: GenerateOptions): Promise<Manifest> {
  const { directory, scale, seed = 1, until } = options;
  const settings = settingsFor(scale, seed, until);
  const work = parts(settings, options.only);
  const tables = work.flatMap(part => part.tables.map(table => table.name));
  assertOwn(directory, tables);
  const staging = await openStaging(directory, Date.now()).catch(reason => throwFault(reason, directory));
  try {
    const rows = await writeTables(work, staging, options);
    const manifest: Manifest = { format: 1, scale, seed, start: settings.start, until, tables: rows };
    await writeManifest(staging, manifest);
    await publish(staging, directory, tables);
    return manifest;
  } catch (reason) {
    options.signal?.throwIfAborted();
    return throwFault(reason, directory);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function writeTables(work: readonly Part[], staging: string, options: GenerateOptions) {
  const database = await DuckDBInstance.create(path.join(staging, 'work.duckdb'), {
    memory_limit: options.memoryLimit ?? '800MB',
    temp_directory: staging,
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  });
  const connection = await database.connect();
  const interrupt = () => connection.interrupt();
  options.signal?.addEventListener('abort', interrupt);
  const rows: Record<string, number> = {};
  try {
    for (const [done, part] of work.entries()) {
      options.onProgress?.({ done, total: work.length, label: part.label });
      for (const statement of part.statements) await run(connection, statement, options.signal);
      for (const { name, query } of part.tables) {
        const file = quoted(path.join(staging, `${name}.parquet`));
        const copy = `COPY (${query}) TO ${file} (FORMAT PARQUET, COMPRESSION ZSTD, ROW_GROUP_SIZE 122880)`;
        rows[name] = (await run(connection, copy, options.signal)).rowsChanged;
      }
    }
    options.onProgress?.({ done: work.length, total: work.length, label: 'done' });
    return rows;
  } finally {
    options.signal?.removeEventListener('abort', interrupt);
    connection.closeSync();
    database.closeSync();
  }
}

async function run(connection: DuckDBConnection, statement: string, signal: AbortSignal | undefined) {
  signal?.throwIfAborted();
  return connection.run(statement);
}

/** Node tells a full disk by a code, DuckDB by its words alone. */
function throwFault(reason: unknown, directory: string): never {
  const full =
    reason instanceof Error &&
    (('code' in reason && reason.code === 'ENOSPC') || /no space left on device/i.test(reason.message));
  throw full ? new SophiaError('storage.full', ['out'], { store: directory }, { cause: reason }) : reason;
}
