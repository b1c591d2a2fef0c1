import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { messageOf } from '../vendor-error.ts';
import { convertCsv } from './csv.ts';
import { cleanReason, mendOf, type PathOwners } from './faults.ts';
import { Pool } from './pool.ts';
import { exactPath, quoteText } from './quoting.ts';
import type { DataFolder, Source, SourceFault } from './sources.ts';
import { makeTable, type Table } from './tables.ts';

export interface DatabaseOptions {
  readonly threads: number;
  /** As the engine writes sizes, such as `2GB`. */
  readonly memoryLimit: string;
  /** Where the engine spills and converted CSV files lie; of this process alone. */
  readonly workDirectory: string;
  readonly connections: number;
}

/** One state of the data folder, opened and locked down. A changed folder gets a new one; this one is closed then. */
export interface Database {
  readonly folder: DataFolder;
  /** By lower-case name. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly faults: ReadonlyMap<string, SourceFault>;
  readonly owners: PathOwners;
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
  const facts = source.files.map(({ path, size, modifiedAt }) => `${path}\0${size}\0${modifiedAt}`).join('\n');
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
  const reason = /when sniffing file/.test(message) ? notOneForm : cleanReason(message, owners);
  if (/No space left|ENOSPC/i.test(message)) {
    return { name, reason, mend: 'Free some space for temporary files, then start again.' };
  }
  return { name, reason, mend: mendOf(name) };
}

async function setUp(connection: DuckDBConnection, folder: DataFolder, workDirectory: string) {
  const tables = new Map<string, Table>();
  const faults = new Map(folder.faults.map(fault => [fault.name.toLowerCase(), fault]));
  const owners = new Map<string, string>();
  const allowed: string[] = [];
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
      // The engine checks a path as the view names it, wild cards escaped, then as the file system does.
      allowed.push(...new Set([...paths, ...paths.map(exactPath)]));
    } catch (cause) {
      faults.set(source.name.toLowerCase(), sourceFault(source, messageOf(cause), owners));
    }
  }
  return { tables, faults, owners, allowed };
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

/** Opens one state of the data folder. A source that can't be read is a fault of its own; the others work. */
export async function openDatabase(folder: DataFolder, options: DatabaseOptions): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: options.memoryLimit,
    temp_directory: join(options.workDirectory, 'spill'),
  });
  try {
    const connection = await instance.connect();
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    const { allowed, ...state } = await setUp(connection, folder, options.workDirectory);
    await lockDown(connection, allowed);
    const others = await Promise.all(Array.from({ length: options.connections - 1 }, () => instance.connect()));
    const connections = [connection, ...others];
    const close = (): void => {
      for (const each of connections) each.disconnectSync();
      instance.closeSync();
    };
    return { folder, ...state, pool: new Pool(connections), close };
  } catch (cause) {
    instance.closeSync();
    throw cause;
  }
}
