import type { SemanticModel } from '../semantic/model/types.ts';
import type { FieldComparison } from './field-comparison.ts';
import { fieldWords } from './field-words.ts';
import { lowerFirst } from './labels.ts';
import { findDataset, findField, humanName } from './names.ts';
import { recurringWords } from './recurring-words.ts';
import type { Filter } from './schema.ts';
import { listed, rangeWords, valueWords } from './words.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  '<': 'under',
  '<=': 'at most',
  '>': 'over',
  '>=': 'at least',
  contains: 'containing',
  notContains: 'not containing',
  startsWith: 'starting with',
  endsWith: 'ending with',
};
const TIME_OPERATORS: Readonly<Record<string, string>> = { '<': 'before', '<=': 'up to', '>': 'after', '>=': 'from' };

/** Values that a sentence still holds; the plan and its SQL have them all. */
const MANY = 8;

const few = (values: readonly string[]): readonly string[] =>
  values.length > MANY ? [...values.slice(0, MANY - 2), `one of ${values.length - MANY + 2} more`] : values;

/** An operator and its values: over 100, between 1 and 5. */
export function conditionWords(operator: string, values: readonly string[], isTime = false): string {
  if (operator === 'between') return `between ${values[0]} and ${values[1]}`;
  if (operator === 'in' || operator === 'notIn') return listed(few(values), 'or');
  return `${(isTime && TIME_OPERATORS[operator]) || OPERATORS[operator] || ''} ${values[0]}`.trim();
}

const DAYS_APART = /^DATEDIFF\('day', ([^()]+), ([^()]+)\) ([<>]=?|=) (\d+)$/;
const MONTHS_APART = /^([^()]+) ([<>]=?|=) DATEADD\('month', (\d+), ([^()]+)\)$/;

/** How far two dates are apart: where delivery date is over 3 days after ship date. */
function apartWords(expression: string, model: SemanticModel): string | undefined {
  const [, first, last, is, days] = DAYS_APART.exec(expression) ?? [];
  if (days) return apart(first!, last!, is!, `${days} day`, model);
  const [, later, isThen, months, earlier] = MONTHS_APART.exec(expression) ?? [];
  return months && apart(earlier!, later!, isThen!, `${months} month`, model);
}

function apart(first: string, last: string, operator: string, length: string, model: SemanticModel) {
  if (!findField(model, first) || !findField(model, last)) return undefined;
  const span = conditionWords(operator, [/^1 /.test(length) ? length : `${length}s`]);
  return `where ${fieldWords(last, model)} is ${span} after ${fieldWords(first, model)}`;
}

const saidPlainly = (expression: string, model: SemanticModel): string | undefined =>
  recurringWords(expression, model) ?? apartWords(expression, model);

/** A filter as part of a sentence: only status Completed. */
export function filterWords(filter: Filter, model: SemanticModel, now: Date): string {
  if ('expression' in filter) return saidPlainly(filter.expression, model) ?? `where ${filter.expression}`;
  if ('anyOf' in filter)
    return `either ${listed(
      filter.anyOf.map(one => filterWords(one, model, now)),
      'or',
    )}`;
  if ('related' in filter) return relatedWords(filter, model, now);
  const field = fieldWords(filter.field, model);
  if ('period' in filter) return `${field} ${rangeWords(filter.period, now)}`;
  if ('to' in filter) return `where ${field} is ${comparedWords(filter, model)} ${fieldWords(filter.to, model)}`;
  if (!('values' in filter)) return filter.operator === 'isMissing' ? `without ${field}` : `with ${field}`;
  const found = findField(model, filter.field)?.field;
  const values = filter.values.map(value => valueWords(value, found?.extension.format));
  const words = `${field} ${conditionWords(filter.operator, values, found?.isTime)}`;
  if (filter.operator === '!=' || filter.operator === 'notIn') return `except ${words}`;
  return filter.operator === '=' || filter.operator === 'in' ? `only ${words}` : `${words}`;
}

const SAME_OR_NOT = { '=': 'the same as', '!=': 'not the same as' } as const;
const THAN_FIELD = { ...SAME_OR_NOT, '<': 'under', '<=': 'at most', '>': 'over', '>=': 'at least' } as const;
const THAN_DATE = { ...SAME_OR_NOT, '<': 'before', '<=': 'not after', '>': 'after', '>=': 'not before' } as const;

/** How a field stands to another one: after, in the same year as. */
function comparedWords({ field, operator, grain }: FieldComparison, model: SemanticModel): string {
  const found = findField(model, field)?.field;
  if (!grain) return (found?.isTime ? THAN_DATE : THAN_FIELD)[operator];
  const within = grain === 'day' ? 'on' : 'in';
  const article = grain === 'hour' ? 'an' : 'a';
  const words = {
    '=': `${within} the same ${grain} as`,
    '!=': `${within} another ${grain} than`,
    '<': `${within} ${article} ${grain} before that of`,
    '<=': `${within} no ${grain} after that of`,
    '>': `${within} ${article} ${grain} after that of`,
    '>=': `${within} no ${grain} before that of`,
  };
  return words[operator];
}

/** What the rows of a dataset are called. */
export const datasetWords = (name: string, model: SemanticModel): string =>
  lowerFirst(humanName(findDataset(model, name)?.name ?? name));

function relatedWords(filter: Extract<Filter, { related: string }>, model: SemanticModel, now: Date): string {
  const dataset = datasetWords(filter.related, model);
  const inner = filter.where.map(one => filterWords(one, model, now)).join(', ');
  return `${filter.negated ? 'without any' : 'with'} ${dataset}${inner === '' ? '' : ` (${inner})`}`;
}
