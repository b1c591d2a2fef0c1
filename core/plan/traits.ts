import type { ColumnType } from '../ports/query-engine.ts';
import type { Call, Expression } from '../semantic/expression/nodes.ts';
import type { DataType, Metric, SemanticModel } from '../semantic/model/types.ts';
import { measureExpression, referentOf } from './lookup.ts';
import { findMetric } from './names.ts';
import type { Measure } from './schema.ts';

/** What a number is, as far as the model tells: how an answer shows it. */
export interface Traits {
  readonly type: ColumnType;
  readonly unit?: string | undefined;
  readonly format?: string | undefined;
  readonly decimals?: number | undefined;
}

const TYPES: Record<DataType, ColumnType> = {
  String: 'string',
  Integer: 'integer',
  Decimal: 'decimal',
  Float: 'float',
  Boolean: 'boolean',
  Date: 'date',
  Time: 'time',
  DateTime: 'timestamp',
  DateTimeTz: 'timestamp',
  Opaque: 'other',
};

/** The column's type of a field: by its datatype, of a time field without one a date, else text. */
export const fieldType = (datatype: DataType | undefined, isTime = false): ColumnType =>
  datatype ? TYPES[datatype] : isTime ? 'date' : 'string';

const COUNT: Traits = { type: 'integer', format: 'integer', decimals: 0 };
const UNKNOWN: Traits = { type: 'float' };

/** Aggregates and functions whose result is of the kind of their first argument. */
const KEEPS_KIND = new Set(
  'SUM MIN MAX ANY_VALUE COALESCE NULLIF ABS GREATEST LEAST ROUND TRUNC PERCENTILE_DISC ZEROIFNULL NULLIFZERO'.split(
    ' ',
  ),
);
const MAKES_FRACTIONS = new Set(
  'AVG MEDIAN PERCENTILE_CONT STDDEV STDDEV_POP STDDEV_SAMP APPROX_PERCENTILE'.split(' '),
);
const COUNTS = new Set(['COUNT', 'APPROX_COUNT_DISTINCT']);

/** What a measure's numbers are: its metric's extension first, else what its expression tells. */
export function measureTraits(measure: Measure, model: SemanticModel): Traits {
  const metric = measure.metric === undefined ? undefined : findMetric(model, measure.metric);
  if (metric) return metricTraits(metric, model, new Set());
  const expression = measureExpression(measure, model);
  return expression ? traitsOf(expression, model, new Set()) : UNKNOWN;
}

function metricTraits(metric: Metric, model: SemanticModel, seen: ReadonlySet<string>): Traits {
  if (seen.has(metric.name)) return UNKNOWN;
  const inferred = traitsOf(metric.expression, model, new Set([...seen, metric.name]));
  const { unit, format, decimals } = metric.extension;
  return {
    type: metric.datatype ? fieldType(metric.datatype) : inferred.type,
    unit: unit ?? inferred.unit,
    format: format ?? (unit === '%' ? 'percent' : inferred.format),
    decimals: decimals ?? inferred.decimals,
  };
}

function traitsOf(e: Expression, model: SemanticModel, seen: ReadonlySet<string>): Traits {
  const of = (inner: Expression): Traits => traitsOf(inner, model, seen);
  switch (e.kind) {
    case 'reference':
    case 'field':
    case 'metric': {
      const referent = referentOf(e, model);
      if (referent?.kind === 'metric') return metricTraits(referent.metric, model, seen);
      if (referent?.kind !== 'field') return UNKNOWN;
      const { datatype, isTime, extension } = referent.found.field;
      return { type: datatype || isTime ? fieldType(datatype, isTime) : 'float', ...kindOf(extension) };
    }
    case 'literal':
      return { type: e.type === 'integer' ? 'integer' : 'float' };
    case 'unary':
      return of(e.operand);
    case 'binary':
      return combined(e.operator, of(e.left), of(e.right));
    case 'call':
      return callTraits(e, of);
    case 'case':
      return of(e.branches[0]!.then);
    case 'cast':
      return { ...of(e.operand), type: castType(e.type) };
    case 'window':
      return of(e.call);
    default:
      return UNKNOWN;
  }
}

const kindOf = ({ unit, format, decimals }: Omit<Traits, 'type'>): Omit<Traits, 'type'> => ({ unit, format, decimals });

const castType = (type: string): ColumnType =>
  (({
    VARCHAR: 'string',
    INTEGER: 'integer',
    BIGINT: 'integer',
    DECIMAL: 'decimal',
    DATE: 'date',
    TIMESTAMP: 'timestamp',
  })[type] as ColumnType | undefined) ?? 'float';

function callTraits(call: Call, of: (e: Expression) => Traits): Traits {
  if (COUNTS.has(call.name)) return COUNT;
  const argument = call.withinGroup?.[0]?.expression ?? call.arguments[0];
  if (!argument || argument.kind === 'star') return UNKNOWN;
  if (call.name === 'DATEDIFF') return { type: 'integer', unit: dayUnit(call.arguments[0]), format: 'integer' };
  if (MAKES_FRACTIONS.has(call.name)) return fractional(of(argument));
  return KEEPS_KIND.has(call.name) ? of(argument) : UNKNOWN;
}

/** The mean of whole numbers is no whole number. */
export const fractional = (traits: Traits): Traits => ({
  type: 'float',
  unit: traits.unit,
  format: traits.format === 'integer' ? 'number' : traits.format,
  decimals: traits.format === 'integer' ? 2 : traits.decimals,
});

/** DATEDIFF counts the parts it is given: days, months. */
const dayUnit = (part: Expression | undefined): string | undefined =>
  part?.kind === 'literal' && typeof part.value === 'string' ? `${part.value.toLowerCase()}s` : undefined;

const isMoney = (traits: Traits): boolean => traits.format === 'currency' || /^[A-Z]{3}$/.test(traits.unit ?? '');

/** Units of arithmetic: like and like add, money times or per a number stays money, like per like has none. */
function combined(operator: string, left: Traits, right: Traits): Traits {
  const whole = left.type === 'integer' && right.type === 'integer' && operator !== '/';
  const type: ColumnType = whole ? 'integer' : left.type === 'decimal' && operator !== '/' ? 'decimal' : 'float';
  if (operator === '+' || operator === '-') {
    return left.unit === right.unit || right.unit === undefined ? { ...left, type } : { type };
  }
  if (operator === '/')
    return left.unit !== undefined && left.unit !== right.unit && !isMoney(right)
      ? { ...fractional(left), type }
      : { type };
  if (operator !== '*') return { type };
  if (isMoney(left) !== isMoney(right)) return { ...kindOf(isMoney(left) ? left : right), type };
  return left.unit === undefined || right.unit === undefined
    ? { ...kindOf(left.unit === undefined ? right : left), type }
    : { type };
}
