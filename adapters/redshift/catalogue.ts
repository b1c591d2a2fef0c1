import { createHash } from 'node:crypto';
import type { Cell, EngineColumn } from '../../core/ports/query-engine.ts';
import type { Statement } from '../../core/sql/nodes.ts';
import { columnTypeOf } from './values.ts';

/** A table as Redshift's own views tell it. */
export interface RedshiftTable {
  readonly name: string;
  readonly columns: readonly EngineColumn[];
  readonly rowCount: number;
  /** Bytes that each column takes: an even share of the table's. */
  readonly columnBytes: number;
}

const mebibyte = 1024 ** 2;

export const tablesStatement = (schema: string): Statement => ({
  text: `SELECT i."table", c.column_name, c.data_type, i.size, i.tbl_rows
FROM svv_table_info i JOIN svv_columns c ON c.table_schema = i.schema AND c.table_name = i."table"
WHERE i.schema = :p1 ORDER BY i."table", c.ordinal_position`,
  values: [schema],
});

/** When data was last written, as far as the history goes (a week). */
export const writtenStatement: Statement = {
  text: `SELECT max(end_time) AS written FROM sys_query_history
WHERE status = 'success' AND query_type NOT IN ('SELECT', 'UTILITY', 'UNLOAD')`,
  values: [],
};

export function tablesOf(rows: readonly (readonly Cell[])[]): ReadonlyMap<string, RedshiftTable> {
  const byName = Map.groupBy(rows, ([name]) => String(name));
  return new Map(
    [...byName].map(([name, columns]) => {
      const [, , , size, rowCount] = columns[0] ?? [];
      const table = {
        name,
        columns: columns.map(([, column, type]) => ({ name: String(column), type: columnTypeOf(String(type)) })),
        rowCount: Number(rowCount ?? 0),
        columnBytes: Math.ceil((Number(size ?? 0) * mebibyte) / columns.length),
      };
      return [name.toLowerCase(), table];
    }),
  );
}

export const versionOf = (tables: ReadonlyMap<string, RedshiftTable>, written: Cell): string =>
  createHash('sha256')
    .update(JSON.stringify([[...tables.values()], written]))
    .digest('base64url');

/** Bytes of the columns that a text names, of the tables that it names: what a run reads at most. */
export function bytesNamed(tables: ReadonlyMap<string, RedshiftTable>, text: string): number {
  const words = new Set(text.toLowerCase().match(/[a-z_][\w$]*/g) ?? []);
  let bytes = 0;
  for (const [name, { columns, columnBytes }] of tables) {
    if (!words.has(name)) continue;
    bytes += columns.filter(column => words.has(column.name.toLowerCase())).length * columnBytes;
  }
  return bytes;
}
