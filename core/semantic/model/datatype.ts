import type { Entry } from './entry.ts';
import type { FaultLog } from './faults.ts';
import { present, readText } from './read.ts';
import type { DataType } from './types.ts';

const STANDARD: readonly DataType[] = [
  'String',
  'Integer',
  'Decimal',
  'Float',
  'Boolean',
  'Date',
  'Time',
  'DateTime',
  'DateTimeTz',
  'Opaque',
];

/** SQL's names for them, as `data_type` gives them in older files. */
const SQL_NAMES: Readonly<Record<string, DataType>> = {
  VARCHAR: 'String',
  CHAR: 'String',
  TEXT: 'String',
  INT: 'Integer',
  BIGINT: 'Integer',
  SMALLINT: 'Integer',
  TINYINT: 'Integer',
  NUMERIC: 'Decimal',
  NUMBER: 'Decimal',
  DOUBLE: 'Float',
  REAL: 'Float',
  BOOL: 'Boolean',
  TIMESTAMP: 'DateTime',
  TIMESTAMP_NTZ: 'DateTime',
  TIMESTAMP_TZ: 'DateTimeTz',
  TIMESTAMP_LTZ: 'DateTimeTz',
  TIMESTAMPTZ: 'DateTimeTz',
};

const TEMPORAL = new Set<DataType>(['Date', 'Time', 'DateTime', 'DateTimeTz']);

/** Whether a field of this type is a time dimension unless its file says otherwise. */
export const isTemporal = (type: DataType | undefined): boolean => type !== undefined && TEMPORAL.has(type);

/** `datatype`, one of the standard's, or `data_type`, any SQL type: what is not portable is Opaque. */
export function readDataType(map: Entry, faults: FaultLog): DataType | undefined {
  const entry = present(map, 'datatype');
  const text = readText(map, entry ? 'datatype' : 'data_type', faults);
  if (!text) return undefined;
  const type = dataTypeNamed(text);
  if (type || !entry) return type ?? 'Opaque';
  faults.add(entry, 'model.unknown_value', { what: 'datatype', value: text, known: STANDARD.join(', ') });
  return undefined;
}

function dataTypeNamed(text: string): DataType | undefined {
  const name = text.replace(/\s*\(.*\)$/, '').toUpperCase();
  return (
    STANDARD.find(type => type.toUpperCase() === name) ?? (Object.hasOwn(SQL_NAMES, name) ? SQL_NAMES[name] : undefined)
  );
}
