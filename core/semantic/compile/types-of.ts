import { functionNamed } from '../expression/functions.ts';
import type { Expression, LiteralType } from '../expression/nodes.ts';
import type { DataType } from '../model/types.ts';

const LITERAL_TYPES: Partial<Record<DataType, LiteralType>> = {
  String: 'string',
  Integer: 'integer',
  Decimal: 'decimal',
  Float: 'float',
  Boolean: 'boolean',
  Date: 'date',
  Time: 'time',
  DateTime: 'timestamp',
};

/** The type of a column for the dialects; those that differ between engines are left out. */
export const literalTypeOf = (type: DataType | undefined): LiteralType | undefined => type && LITERAL_TYPES[type];

const RETURNED: Readonly<Record<string, DataType>> = {
  string: 'String',
  integer: 'Integer',
  float: 'Float',
  boolean: 'Boolean',
  date: 'Date',
  timestamp: 'DateTime',
  time: 'Time',
};

const DATA_TYPES: Partial<Record<LiteralType, DataType>> = { ...RETURNED, decimal: 'Decimal' };

/** The type of a value as far as the model tells; undefined where it does not. */
export function dataTypeOf(
  e: Expression,
  fieldType: (dataset: string, field: string) => DataType | undefined,
): DataType | undefined {
  const of = (part: Expression | undefined): DataType | undefined => part && dataTypeOf(part, fieldType);
  switch (e.kind) {
    case 'field':
      return fieldType(e.dataset, e.field);
    case 'literal':
    case 'parameter':
      return DATA_TYPES[e.type];
    case 'call':
      return typeOfCall(e.name, e.name === 'DATE_TRUNC' ? e.arguments.slice(1) : e.arguments, of);
    case 'window':
      return of(e.call);
    case 'cast':
      return CAST[e.type];
    case 'case':
      return of(e.branches[0]?.then);
    case 'unary':
      return e.operator === 'NOT' ? 'Boolean' : of(e.operand);
    case 'binary':
      return typeOfBinary(e.operator, of(e.left), of(e.right));
    case 'between':
    case 'in':
    case 'like':
    case 'isNull':
      return 'Boolean';
    default:
      return undefined;
  }
}

const CAST: Readonly<Record<string, DataType>> = {
  VARCHAR: 'String',
  INTEGER: 'Integer',
  BIGINT: 'Integer',
  DECIMAL: 'Decimal',
  DOUBLE: 'Float',
  BOOLEAN: 'Boolean',
  DATE: 'Date',
  TIMESTAMP: 'DateTime',
  TIME: 'Time',
};

function typeOfCall(
  name: string,
  args: readonly Expression[],
  of: (part: Expression | undefined) => DataType | undefined,
): DataType | undefined {
  const returns = functionNamed(name)?.returns;
  if (name === 'IF') return of(args[1]);
  if (returns === 'argument') return of(args[0]);
  if (returns === 'number') return name === 'AVG' || name === 'MEDIAN' ? 'Float' : of(args[0]);
  return returns && RETURNED[returns];
}

const ARITHMETIC = new Set(['+', '-', '*', '%']);
const WIDENING: readonly (DataType | undefined)[] = ['Integer', 'Decimal', 'Float'];

function typeOfBinary(operator: string, left: DataType | undefined, right: DataType | undefined): DataType | undefined {
  if (operator === '||') return 'String';
  if (operator === '/') return 'Float';
  if (!ARITHMETIC.has(operator)) return 'Boolean';
  const widest = Math.max(WIDENING.indexOf(left), WIDENING.indexOf(right));
  return WIDENING.includes(left) && WIDENING.includes(right) ? WIDENING[widest] : undefined;
}
