import { SophiaError } from '../errors.ts';
import type { Expression } from '../semantic/expression/nodes.ts';
import { parseExpression } from '../semantic/expression/parse.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import type { RelatedPredicate } from '../semantic/query/query-tree.ts';
import { fieldComparison } from './field-comparison.ts';
import { fieldReference, requireField, timeExpression } from './field-expressions.ts';
import { DAY, instantOf, isoOf, isWritable } from './instant.ts';
import { type FoundField, findDataset } from './names.ts';
import type { Filter, FilterValue } from './schema.ts';
import { and, binary, call, instantLiteral, isNull, isPresent, or, text } from './sql.ts';
import { type Stretch, stretchOf } from './time.ts';
import { kindOfField, parameterOf, type ValueKind } from './values.ts';

/** Filters as trees. `!=`, `notIn` and `notContains` keep rows without a value. */
export function filterTree(filter: Filter, model: SemanticModel, now: Date): Expression | RelatedPredicate {
  if (!('related' in filter)) return predicate(filter, model, now);
  return {
    kind: 'related',
    dataset: findDataset(model, filter.related)!.name,
    negated: filter.negated ?? false,
    where: filter.where.map(inner => predicate(inner, model, now)),
  };
}

function predicate(filter: Filter, model: SemanticModel, now: Date): Expression {
  if ('expression' in filter) return parseExpression(filter.expression);
  if ('anyOf' in filter) return or(...filter.anyOf.map(inner => predicate(inner, model, now)));
  if ('related' in filter) throw new TypeError('A condition on related rows stands inside another: plans are checked.');
  const found = requireField(model, filter.field);
  if ('period' in filter) return withinStretch(found, stretchOf(filter.period, now));
  const reference = fieldReference(found);
  if ('to' in filter) return fieldComparison(found, filter.operator, requireField(model, filter.to), filter.grain);
  if (!('values' in filter)) return filter.operator === 'isMissing' ? isNull(reference) : isPresent(reference);
  return comparison(reference, kindOfField(found.field), filter.operator, filter.values);
}

/** `start <= field < end`: right for dates and timestamps alike, and engines prune partitions by it. */
export function withinStretch(found: FoundField, { start, end }: Stretch): Expression {
  const time = timeExpression(found);
  const bounds = [
    ...(start === undefined ? [] : [binary('>=', time, instantLiteral(start))]),
    ...(end === undefined ? [] : [binary('<', time, instantLiteral(end))]),
  ];
  return bounds.length === 0 ? isPresent(time) : and(...bounds);
}

type Operator = Extract<Filter, { values: unknown }>['operator'];

/** A comparison of any expression with values; used for filters and for `having`. */
export function comparison(
  left: Expression,
  kind: ValueKind | undefined,
  operator: Operator,
  values: readonly FilterValue[],
): Expression {
  switch (operator) {
    case 'in':
      return oneOf(left, kind, values);
    case 'notIn':
      return or(negated(oneOf(left, kind, values)), isNull(left));
    case 'between':
      return and(compared(left, kind, '>=', values[0]!), compared(left, kind, '<=', values[1]!));
    case '!=':
      return or(compared(left, kind, '!=', values[0]!), isNull(left));
    case 'contains':
    case 'notContains':
    case 'startsWith':
    case 'endsWith':
      return pattern(left, operator, String(values[0]));
    default:
      return compared(left, kind, operator, values[0]!);
  }
}

const negated = (operand: Expression): Expression => ({ kind: 'unary', operator: 'NOT', operand });
const lower = (e: Expression): Expression => call('LOWER', e);
const isText = (e: Expression): boolean => e.kind === 'parameter' && e.type === 'string';

function bound(value: FilterValue, kind: ValueKind | undefined): Expression {
  const parameter = parameterOf(value, kind);
  if (parameter) return parameter;
  const message = `${JSON.stringify(value)} is no ${kind}.`;
  throw new SophiaError('plan.invalid', [], { faults: [{ path: [], message, mend: `Give a ${kind}.` }] });
}

/** Days compared with times of day mean the whole day. */
const isInstant = (kind: ValueKind | undefined): boolean => kind === 'date' || kind === 'timestamp';

function compared(left: Expression, kind: ValueKind | undefined, operator: string, value: FilterValue): Expression {
  const right = bound(value, kind);
  if (isInstant(kind) && right.kind === 'parameter' && right.type === 'date') {
    return comparedWithDay(left, operator, String(right.value));
  }
  const equality = operator === '=' || operator === '!=';
  const sql = operator === '!=' ? '<>' : (operator as '=' | '<' | '<=' | '>' | '>=');
  return equality && isText(right) ? binary(sql, lower(left), lower(right)) : binary(sql, left, right);
}

/** After a day begins with the next one; on a day is from its start to the next one's. */
function comparedWithDay(left: Expression, operator: string, day: string): Expression {
  const at = (iso: string): Expression => ({ kind: 'parameter', value: iso, type: 'date' });
  const start = at(day);
  const after = instantOf(day)! + DAY;
  if (!isWritable(after)) return comparedWithLastDay(left, operator, start);
  const next = at(isoOf(after));
  if (operator === '=') return and(binary('>=', left, start), binary('<', left, next));
  if (operator === '!=') return or(binary('<', left, start), binary('>=', left, next));
  if (operator === '<=') return binary('<', left, next);
  return operator === '>' ? binary('>=', left, next) : binary(operator as '<' | '>=', left, start);
}

/** The last day that can be written, which stands for "no end" in much data: no day begins after it. */
function comparedWithLastDay(left: Expression, operator: string, start: Expression): Expression {
  if (operator === '=' || operator === '>=') return binary('>=', left, start);
  if (operator === '!=' || operator === '<') return binary('<', left, start);
  return operator === '<=' ? isPresent(left) : and(isPresent(left), isNull(left));
}

function oneOf(left: Expression, kind: ValueKind | undefined, values: readonly FilterValue[]): Expression {
  if (isInstant(kind)) return or(...values.map(value => compared(left, kind, '=', value)));
  const items = values.map(value => bound(value, kind));
  const texts = items.filter(isText);
  const others = items.filter(item => !isText(item));
  const lists: Expression[] = [];
  if (texts.length > 0) lists.push({ kind: 'in', operand: lower(left), items: texts.map(lower), negated: false });
  if (others.length > 0) lists.push({ kind: 'in', operand: left, items: others, negated: false });
  return or(...lists);
}

/** Wildcards in the value stand for themselves. */
const ESCAPE = '!';
const escaped = (value: string): string => value.replaceAll(/[!%_]/g, character => `${ESCAPE}${character}`);

function pattern(left: Expression, operator: Operator, value: string): Expression {
  const body = escaped(value);
  const like = `${operator === 'startsWith' ? '' : '%'}${body}${operator === 'endsWith' ? '' : '%'}`;
  const matched: Expression = {
    kind: 'like',
    operand: left,
    pattern: { kind: 'parameter', value: like, type: 'string' },
    // Some engines take a backslash for an escape when none is named.
    ...((body !== value || value.includes('\\')) && { escape: text(ESCAPE) }),
    caseInsensitive: true,
    negated: operator === 'notContains',
  };
  return operator === 'notContains' ? or(matched, isNull(left)) : matched;
}
