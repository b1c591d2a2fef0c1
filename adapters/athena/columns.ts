import type { ColumnInfo, Row } from '@aws-sdk/client-athena';
import type { Cell, ColumnType, EngineColumn } from '../../core/ports/query-engine.ts';
import { cellOfText } from '../text-cells.ts';

const types: Readonly<Record<string, ColumnType>> = {
  varchar: 'string',
  char: 'string',
  string: 'string',
  tinyint: 'integer',
  smallint: 'integer',
  int: 'integer',
  integer: 'integer',
  bigint: 'integer',
  decimal: 'decimal',
  real: 'float',
  float: 'float',
  double: 'float',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  'timestamp with time zone': 'timestamp',
  time: 'time',
};

/** The type that Athena or Glue names: `decimal(12,2)`, `varchar(10)`, `timestamp(3)`. */
export const columnTypeOf = (type: string | undefined): ColumnType =>
  types[(type ?? '').toLowerCase().replace(/\([^)]*\)/, '')] ?? 'other';

export const columnOf = ({ Name, Type }: ColumnInfo): EngineColumn => ({ name: Name ?? '', type: columnTypeOf(Type) });

/** A row's cells; Athena leaves the value of a missing one out. */
export const cellsOf = (row: Row, columns: readonly EngineColumn[]): Cell[] =>
  columns.map((column, index) => cellOfText(column.type, row.Data?.[index]?.VarCharValue));
