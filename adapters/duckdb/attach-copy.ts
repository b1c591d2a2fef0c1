import { link, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from './quoting.ts';
import { describe, makeView, type Table } from './tables.ts';

/** The copy can't be used: it is cut, of another form or not of these tables. */
export class DamagedCopy extends Error {}

const catalog = 'kept_copy';

/** Folders of links end so, after the id of their process. */
export const linkFolder = 'open';

/**
 * Opens the file under a name that is gone right after. The engine lets statements open a database it has attached by its
 * path, beside the locks: nothing is there then.
 */
async function attach(connection: DuckDBConnection, path: string): Promise<void> {
  const folder = await mkdtemp(join(dirname(path), `${process.pid}-${linkFolder}-`));
  try {
    const hidden = join(folder, 'copy.duckdb');
    // Some file systems have no links: there its own name must do.
    const name = await link(path, hidden).then(
      () => hidden,
      () => path,
    );
    await connection.run(`ATTACH ${quoteText(name)} AS ${catalog} (READ_ONLY)`);
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Makes the names of the tables that a copy has stand for those of the copy.
 *
 * @param tables by lower-case name; a table that the copy lacks stays what it is
 * @returns lower-case names of the tables of the copy
 * @throws DamagedCopy also when rows or types differ from the tables' own
 */
export async function attachCopy(
  connection: DuckDBConnection,
  path: string,
  tables: ReadonlyMap<string, Table>,
): Promise<ReadonlySet<string>> {
  try {
    await attach(connection, path);
    const kept = await connection.runAndReadAll(
      `SELECT table_name, CAST(estimated_size AS DOUBLE) FROM duckdb_tables() WHERE database_name = '${catalog}'`,
    );
    const names = new Set<string>();
    for (const [name, rows] of kept.getRowsJson()) {
      const table = tables.get(String(name).toLowerCase());
      if (table === undefined || table.rowCount !== rows) throw new Error(`${name} has ${rows} rows`);
      await makeView(connection, table.name, `${catalog}.main.${quoteName(table.name)}`);
      const { columns, types } = await describe(connection, table.name);
      const isSame = columns.every(({ name: column }, at) => column === table.columns[at]?.name);
      if (!isSame || types.join() !== table.types.join()) throw new Error(`${name} has other columns`);
      names.add(table.name.toLowerCase());
    }
    return names;
  } catch (cause) {
    throw new DamagedCopy('A copy of the tables can not be used.', { cause });
  }
}
