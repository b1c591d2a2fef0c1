import type { ColumnMetadata, Field } from '@aws-sdk/client-redshift-data';
import { SophiaError } from '../../core/errors.ts';
import type { Cell, ColumnType, EngineColumn } from '../../core/ports/query-engine.ts';
import type { Statement } from '../../core/sql/nodes.ts';
import { replacePlaceholders } from '../read-only.ts';
import { cellOfText } from '../text-cells.ts';

const types: Readonly<Record<string, ColumnType>> = {
  varchar: 'string',
  char: 'string',
  bpchar: 'string',
  text: 'string',
  name: 'string',
  'character varying': 'string',
  character: 'string',
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'decimal',
  decimal: 'decimal',
  float4: 'float',
  float8: 'float',
  real: 'float',
  'double precision': 'float',
  bool: 'boolean',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamp',
  time: 'time',
};

export const columnTypeOf = (name: string | undefined): ColumnType =>
  types[(name ?? '').toLowerCase().replace(/\([^)]*\)/, '')] ?? 'other';

export const columnOf = ({ label, name, typeName }: ColumnMetadata): EngineColumn => ({
  name: label || name || '',
  type: columnTypeOf(typeName),
});

/** A value as the Data API tags it. A whole number that JSON can't carry exactly is refused: a near one would be wrong. */
export function cellOf(field: Field, type: ColumnType): Cell {
  if (field.isNull) return null;
  if (field.longValue !== undefined) {
    if (Number.isSafeInteger(field.longValue)) return field.longValue;
    const reason = 'a whole number is too large to be read exactly from Redshift.';
    throw new SophiaError('engine.failed', [], { reason });
  }
  if (field.doubleValue !== undefined) return Number.isFinite(field.doubleValue) ? field.doubleValue + 0 : null;
  if (field.booleanValue !== undefined) return field.booleanValue;
  return cellOfText(type, field.stringValue);
}

/**
 * Named as the Data API wants it; question marks are numbered in their order. An empty text may be no parameter (API
 * Reference, SqlParameter), so it is a constant.
 */
export function redshiftStatement({ text, values }: Statement): {
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
} {
  const named = values.map((value, place) => ({ name: `p${place + 1}`, value: String(value) }));
  return {
    text: replacePlaceholders(text, ({ place }) => (values[place] === '' ? "''" : `:p${place + 1}`)),
    parameters: named.filter(({ value }) => value !== ''),
  };
}
