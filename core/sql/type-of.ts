import { functionNamed } from '../semantic/expression/functions.ts';
import type { Call, CastType, Expression, LiteralType } from '../semantic/expression/nodes.ts';

/**
 * What an expression's type is for sure; undefined when the tree doesn't tell. Dialects use it where an engine
 * needs to know (Redshift truncates dates to timestamps, Athena can't take the hour of a date).
 */
export function typeOf(e: Expression): LiteralType | undefined {
  switch (e.kind) {
    case 'literal':
    case 'parameter':
      return e.type === 'null' ? undefined : e.type;
    case 'column':
      return e.type === 'null' ? undefined : e.type;
    case 'isNull':
    case 'like':
    case 'between':
    case 'in':
      return 'boolean';
    case 'unary':
      return e.operator === 'NOT' ? 'boolean' : typeOf(e.operand);
    case 'binary':
      return typeOfOperation(e.operator, typeOf(e.left), typeOf(e.right));
    case 'case':
      return common([...e.branches.map(branch => branch.then), ...(e.otherwise ? [e.otherwise] : [])]);
    case 'cast':
      return castTypes[e.type];
    case 'call':
      return typeOfCall(e);
    case 'window':
      return typeOfCall(e.call);
    case 'reference':
    case 'field':
    case 'metric':
    case 'star':
      return undefined;
  }
}

const castTypes: Readonly<Record<CastType, LiteralType>> = {
  VARCHAR: 'string',
  INTEGER: 'integer',
  BIGINT: 'integer',
  DECIMAL: 'decimal',
  DOUBLE: 'float',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIME: 'time',
};

const numbers: readonly (LiteralType | undefined)[] = ['integer', 'decimal', 'float'];

function typeOfOperation(
  operator: string,
  left: LiteralType | undefined,
  right: LiteralType | undefined,
): LiteralType | undefined {
  if (operator === '||') return 'string';
  if (operator === '/') return 'float';
  if (!['+', '-', '*', '%'].includes(operator)) return 'boolean';
  if (!numbers.includes(left) || !numbers.includes(right)) return undefined;
  return numbers[Math.max(numbers.indexOf(left), numbers.indexOf(right))];
}

/** The one type of all the values; constants NULL have none and don't count. */
function common(values: readonly Expression[]): LiteralType | undefined {
  const types = values.filter(value => !(value.kind === 'literal' && value.type === 'null')).map(typeOf);
  return types.every(type => type === types[0]) ? types[0] : undefined;
}

/** Parts of a day: adding one to a date, or cutting a date at one, gives a timestamp. */
const finer = new Set(['hour', 'minute', 'second', 'millisecond']);

function typeOfCall(node: Call): LiteralType | undefined {
  const [first, , third] = node.arguments;
  const part = first?.kind === 'literal' ? String(first.value).toLowerCase() : '';
  switch (node.name) {
    case 'DATE_TRUNC':
    case 'DATEADD': {
      const value = node.name === 'DATEADD' ? third : node.arguments[1];
      return finer.has(part) ? 'timestamp' : value && typeOf(value);
    }
    case 'COALESCE':
    case 'GREATEST':
    case 'LEAST':
      return common(node.arguments);
    case 'IF':
      return common(node.arguments.slice(1));
    case 'AVG':
      return 'float';
    case 'SUM':
    case 'MIN':
    case 'MAX':
    case 'ABS':
    case 'NULLIF':
    case 'ANY_VALUE':
    case 'LAG':
    case 'LEAD':
    case 'FIRST_VALUE':
    case 'LAST_VALUE':
    case 'NTH_VALUE':
      return first && typeOf(first);
    default: {
      const returns = functionNamed(node.name)?.returns;
      return returns === 'argument' || returns === 'number' ? undefined : returns;
    }
  }
}
