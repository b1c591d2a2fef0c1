import type { LiteralType, Parameter } from '../semantic/expression/nodes.ts';
import type { DataType, Field } from '../semantic/model/types.ts';
import { instantOf, isoOf } from './instant.ts';
import type { FilterValue } from './schema.ts';

/** What a value is compared as: by the field's datatype, where the model tells, else by the value itself. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'date' | 'timestamp' | 'time' | 'other';

const KINDS: Record<DataType, ValueKind> = {
  String: 'text',
  Integer: 'number',
  Decimal: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Date: 'date',
  Time: 'time',
  DateTime: 'timestamp',
  DateTimeTz: 'timestamp',
  Opaque: 'other',
};

/** How values of a field are compared; undefined where neither its datatype nor `is_time` tells. */
export function kindOfField(field: Pick<Field, 'datatype' | 'isTime'>): ValueKind | undefined {
  if (field.datatype && field.datatype !== 'Opaque') return KINDS[field.datatype];
  return field.isTime ? 'date' : undefined;
}

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const CLOCK = /^\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$/;

const numberType = (value: string | number): LiteralType => {
  const text = String(value);
  if (/^[+-]?\d+$/.test(text)) return 'integer';
  return NUMBER.test(text) ? 'decimal' : 'float';
};

/**
 * A filter's value as the parameter that is bound. Undefined where the value can't be one of that kind:
 * `banana` is no date.
 */
export function parameterOf(value: FilterValue, kind: ValueKind | undefined): Parameter | undefined {
  switch (kind ?? naturalKind(value)) {
    case 'number':
      if (typeof value === 'boolean' || (typeof value === 'string' && !NUMBER.test(value.trim()))) return undefined;
      if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
      return { kind: 'parameter', value: typeof value === 'string' ? value.trim() : value, type: numberType(value) };
    case 'boolean':
      return booleanOf(value);
    case 'date':
    case 'timestamp':
      return instantParameter(value);
    case 'time':
      return typeof value === 'string' && CLOCK.test(value) ? { kind: 'parameter', value, type: 'time' } : undefined;
    default:
      return { kind: 'parameter', value: String(value), type: 'string' };
  }
}

const naturalKind = (value: FilterValue): ValueKind =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';

function booleanOf(value: FilterValue): Parameter | undefined {
  const text = String(value).toLowerCase();
  if (text !== 'true' && text !== 'false' && text !== '1' && text !== '0') return undefined;
  return { kind: 'parameter', value: text === 'true' || text === '1', type: 'boolean' };
}

/** A day is bound as a date, a time of day as a timestamp. */
function instantParameter(value: FilterValue): Parameter | undefined {
  const at = typeof value === 'string' ? instantOf(value) : undefined;
  if (at === undefined) return undefined;
  const iso = isoOf(at);
  return {
    kind: 'parameter',
    value: iso,
    type: iso.length === 10 && String(value).length === 10 ? 'date' : 'timestamp',
  };
}
