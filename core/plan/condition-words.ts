import { isSophiaError } from '../errors.ts';
import type { Binary, Expression, Literal } from '../semantic/expression/nodes.ts';
import { parseExpression } from '../semantic/expression/parse.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { fieldWords } from './field-words.ts';
import { findDataset, findField } from './names.ts';
import { listed, valueWords } from './words.ts';

/** Where the bare names of a condition belong. */
interface Home {
  readonly dataset: string;
  readonly model: SemanticModel;
}

/**
 * A condition on the rows of a dataset as people say it, by the labels of its fields: warehouse region is
 * Europe. Undefined for one that is more than comparisons of fields with constants.
 */
export function conditionText(text: string, dataset: string, model: SemanticModel): string | undefined {
  try {
    return said(parseExpression(text), { dataset, model });
  } catch (error) {
    if (isSophiaError(error)) return undefined;
    throw error;
  }
}

function said(e: Expression, home: Home): string | undefined {
  switch (e.kind) {
    case 'binary':
      return e.operator === 'AND' || e.operator === 'OR' ? joined(e, home) : compared(e, home);
    case 'in': {
      const [field, values] = [fieldOf(e.operand, home), e.items.map(constant)];
      if (field === undefined || !values.every(value => value !== undefined)) return undefined;
      return `${field} is ${e.negated ? 'neither ' : ''}${listed(values, e.negated ? 'nor' : 'or')}`;
    }
    case 'between': {
      const [field, low, high] = [fieldOf(e.operand, home), constant(e.low), constant(e.high)];
      if (field === undefined || low === undefined || high === undefined) return undefined;
      return `${field} is ${e.negated ? 'not ' : ''}between ${low} and ${high}`;
    }
    case 'isNull': {
      const field = fieldOf(e.operand, home);
      return field && `${field} is ${e.negated ? 'known' : 'missing'}`;
    }
    case 'reference':
      return isTruth(e, home);
    case 'unary': {
      const field = e.operator === 'NOT' ? fieldOf(e.operand, home) : undefined;
      return field && `${field} is no`;
    }
    default:
      return undefined;
  }
}

const isTruth = (e: Expression, home: Home): string | undefined => {
  const field = fieldOf(e, home);
  return field && `${field} is yes`;
};

function joined({ operator, left, right }: Binary, home: Home): string | undefined {
  const [one, other] = [said(left, home), said(right, home)];
  if (one === undefined || other === undefined) return undefined;
  // Without parentheses "a and b or c" would leave it open what goes together.
  const isMixed = (e: Expression) => e.kind === 'binary' && /^(AND|OR)$/.test(e.operator) && e.operator !== operator;
  if (isMixed(left) || isMixed(right)) return undefined;
  return `${one} ${operator.toLowerCase()} ${other}`;
}

const operators: Readonly<Record<string, string>> = {
  '=': 'is',
  '<>': 'is not',
  '<': 'is under',
  '<=': 'is at most',
  '>': 'is over',
  '>=': 'is at least',
};

const dateOperators: Readonly<Record<string, string>> = {
  '<': 'is before',
  '<=': 'is up to',
  '>': 'is after',
  '>=': 'is from',
};

function compared({ operator, left, right }: Binary, home: Home): string | undefined {
  const [field, value] = [fieldOf(left, home), constant(right)];
  const isDate = right.kind === 'literal' && (right.type === 'date' || right.type === 'timestamp');
  const words = (isDate ? dateOperators[operator] : undefined) ?? operators[operator];
  return field === undefined || value === undefined || words === undefined ? undefined : `${field} ${words} ${value}`;
}

function fieldOf(e: Expression, { dataset, model }: Home): string | undefined {
  if (e.kind !== 'reference') return undefined;
  const names = e.parts.map(part => (part.quoted ? `"${part.name.replaceAll('"', '""')}"` : part.name));
  const name = names.length === 1 ? `${findDataset(model, dataset)?.name ?? dataset}.${names[0]}` : names.join('.');
  return findField(model, name) && fieldWords(name, model);
}

function constant(e: Expression): string | undefined {
  if (e.kind !== 'literal' || e.value === null) return undefined;
  return valueWords(constantOf(e));
}

const constantOf = ({ type, value }: Literal): string | number | boolean =>
  typeof value === 'string' && /^(integer|decimal|float)$/.test(type) ? Number(value) : (value ?? '');
