import type { ColumnsRead } from './statement.ts';
import type { Table } from './tables.ts';

/** Names of columns in any case, or all of them. */
type Columns = Iterable<string> | '*';

function tableBytes(table: Table, columns: Columns): number {
  const wanted = columns === '*' ? table.columnBytes.keys() : new Set([...columns].map(name => name.toLowerCase()));
  let bytes = 0;
  for (const column of wanted) bytes += table.columnBytes.get(column) ?? 0;
  return bytes;
}

/**
 * What Athena would bill for, before its minimum: the compressed size of the columns read, over all row groups of each
 * table, once a table. It is an upper bound: row groups that statistics rule out count too.
 */
export function bytesOf(tables: ReadonlyMap<string, Table>, read: ColumnsRead): number {
  let bytes = 0;
  for (const [name, columns] of read) {
    const table = tables.get(name);
    if (table) bytes += tableBytes(table, columns);
  }
  return bytes;
}

/** The same for tables named by a plan; a dotted name counts by its last part. */
export function estimateOf(
  tables: ReadonlyMap<string, Table>,
  wanted: readonly { name: string; columns: readonly string[] }[],
): number {
  const read = new Map<string, Set<string>>();
  for (const { name, columns } of wanted) {
    const table = tables.has(name.toLowerCase()) ? name.toLowerCase() : name.toLowerCase().split('.').at(-1)!;
    const known = read.get(table) ?? new Set();
    read.set(table, new Set([...known, ...columns.map(column => column.toLowerCase())]));
  }
  return bytesOf(tables, read);
}
