import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { messageOf } from '../vendor-error.ts';
import { attachCopy } from './attach-copy.ts';
import { convertCsv } from './csv.ts';
import { asSentence, cleanReason, mendOf, type PathOwners } from './faults.ts';
import { Pool } from './pool.ts';
import { exactPath, quoteText } from './quoting.ts';
import type { DataFolder, Source, SourceFault } from './sources.ts';
import { makeTable, makeView, type Table } from './tables.ts';

export interface DatabaseOptions {
  readonly threads: number;
  /** As the engine writes sizes, such as `2GB`. */
  readonly memoryLimit: string;
  /** Where the engine spills and converted CSV files lie; of this process alone. */
  readonly workDirectory: string;
  readonly connections: number;
}

/** What is known of a state of the data folder. */
export interface Facts {
  /** By lower-case name. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly faults: ReadonlyMap<string, SourceFault>;
  readonly owners: PathOwners;
}

/** One state of the data folder, opened and locked down. A changed folder gets a new one; this one is closed then. */
export interface Database extends Facts {
  readonly folder: DataFolder;
  /** Path of the copy that it answers from. */
  readonly copy: string | undefined;
  readonly pool: Pool<DuckDBConnection>;
  close(): void;
}

/** Paths that queries may open: a CSV's is its converted copy, kept as long as the file stays as it is. */
async function parquetPaths(
  connection: DuckDBConnection,
  source: Source,
  workDirectory: string,
): Promise<readonly string[]> {
  if (source.format === 'parquet') return source.files.map(file => file.path);
  const facts = source.files
    .map(file => `${file.path}\0${file.size}\0${file.modifiedAt}\0${file.changedAt}`)
    .join('\n');
  const target = join(workDirectory, `${createHash('sha256').update(facts).digest('hex').slice(0, 32)}.parquet`);
  if (!existsSync(target)) {
    await convertCsv(connection, source, `${target}.part`);
    await rename(`${target}.part`, target);
  }
  return [target];
}

const notOneForm =
  'its lines do not have one form: UTF-8, as many values in each line as the header has, quotes written as "".';

function sourceFault({ name }: Source, message: string, owners: PathOwners): SourceFault {
  const reason = /when sniffing file/.test(message) ? notOneForm : asSentence(cleanReason(message, owners));
  if (/No space left|ENOSPC/i.test(message)) {
    return { name, reason, mend: 'Free some space for temporary files, then start again.' };
  }
  return { name, reason, mend: mendOf(name) };
}

/** Makes the views and finds out what is known of their tables. */
async function setUp(connection: DuckDBConnection, folder: DataFolder, workDirectory: string): Promise<Facts> {
  const tables = new Map<string, Table>();
  const faults = new Map(folder.faults.map(fault => [fault.name.toLowerCase(), fault]));
  const owners = new Map<string, string>();
  for (const source of folder.sources) {
    for (const file of source.files) {
      owners.set(file.path, source.name);
      owners.set(exactPath(file.path), source.name);
    }
    try {
      const paths = await parquetPaths(connection, source, workDirectory);
      for (const path of paths) owners.set(path, source.name);
      const table = await makeTable(connection, { name: source.name, paths, partitioned: source.partitioned });
      tables.set(source.name.toLowerCase(), table);
    } catch (cause) {
      faults.set(source.name.toLowerCase(), sourceFault(source, messageOf(cause), owners));
    }
  }
  return { tables, faults, owners };
}

/** What the views that read files may open: nothing of tables that are copied. */
function allowedPaths({ tables }: Facts, copied: ReadonlySet<string>): readonly string[] {
  const read = [...tables].filter(([name]) => !copied.has(name)).flatMap(([, { paths }]) => paths);
  // The engine checks a path as the view names it, wild cards escaped, then as the file system does.
  return [...new Set([...read, ...read.map(exactPath)])];
}

/** From here on: these files, no other; no network, no extensions, no settings. */
async function lockDown(connection: DuckDBConnection, allowed: readonly string[]): Promise<void> {
  await connection.run(`SET allowed_paths = [${allowed.map(quoteText).join(', ')}]`);
  await connection.run('SET autoinstall_known_extensions = false');
  await connection.run('SET autoload_known_extensions = false');
  await connection.run('SET allow_community_extensions = false');
  await connection.run('SET allow_persistent_secrets = false');
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
}

/**
 * Opens one state of the data folder. A source that can't be read is a fault of its own; the others work.
 *
 * @param from the copy of that state to answer from, and what is known of it already
 * @throws DamagedCopy when the copy can't be used
 */
export async function openDatabase(
  folder: DataFolder,
  options: DatabaseOptions,
  from: { readonly copy?: string | undefined; readonly known?: Facts | undefined } = {},
): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: options.memoryLimit,
    temp_directory: join(options.workDirectory, 'spill'),
  });
  try {
    const connection = await instance.connect();
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    const { tables, faults, owners } = from.known ?? (await setUp(connection, folder, options.workDirectory));
    const facts = { tables, faults, owners };
    const { copy } = from;
    const copied = copy === undefined ? new Set<string>() : await attachCopy(connection, copy, tables);
    if (from.known) {
      for (const [name, table] of tables) if (!copied.has(name)) await makeView(connection, table.name, table.reader);
    }
    await lockDown(connection, allowedPaths(facts, copied));
    const others = await Promise.all(Array.from({ length: options.connections - 1 }, () => instance.connect()));
    const connections = [connection, ...others];
    const close = (): void => {
      for (const each of connections) each.disconnectSync();
      instance.closeSync();
    };
    return { folder, ...facts, copy, pool: new Pool(connections), close };
  } catch (cause) {
    instance.closeSync();
    throw cause;
  }
}
