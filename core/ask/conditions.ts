import type { COMPARISONS, Filter } from '../plan/schema.ts';
import type { Binary, Expression, Literal } from '../semantic/expression/nodes.ts';
import { expandMetrics } from './catalogue/metric-info.ts';
import type { Catalogue, FieldInfo } from './catalogue.ts';
import type { DraftFilter } from './draft.ts';

/** One comparison of a field with constants. */
export interface Condition {
  readonly field: FieldInfo;
  readonly operator: DraftFilter['operator'];
  readonly values: readonly (string | number | boolean)[];
}

/**
 * What a metric that counts only some rows asks of them: delayed flights, counted as
 * `SUM(CASE WHEN flights.delay > 15 THEN 1 ELSE 0 END)`, are flights whose delay is above 15.
 * Undefined when the metric does anything else.
 */
export function conditionsOf(catalogue: Catalogue, metric: string): readonly Condition[] | undefined {
  const info = catalogue.metrics.get(metric);
  if (!info) return undefined;
  const when = countedWhen(expandMetrics(catalogue.model, info.metric.expression, 0));
  return when && conjunction(catalogue, when);
}

/** The condition of the rows that are counted, of `SUM(CASE WHEN … THEN 1 ELSE 0 END)` and the like. */
function countedWhen(expression: Expression): Expression | undefined {
  if (expression.kind !== 'call' || !['SUM', 'COUNT'].includes(expression.name)) return undefined;
  const [only, ...more] = expression.arguments;
  if (only?.kind !== 'case' || more.length > 0 || only.operand || only.branches.length !== 1) return undefined;
  const [branch] = only.branches;
  const nothingElse =
    only.otherwise === undefined || isNumber(only.otherwise, '0') || (only.otherwise as Literal).type === 'null';
  const countsOne = expression.name === 'COUNT' || (branch !== undefined && isNumber(branch.then, '1'));
  if (!branch || !countsOne || (expression.name === 'COUNT' && isNumber(only.otherwise, '0')) || !nothingElse)
    return undefined;
  return branch.when;
}

/**
 * Of a metric that counts the rows in which one field is above another, that comparison: lines received after the day
 * that was promised.
 */
export function comparisonOf(catalogue: Catalogue, metric: string): Filter | undefined {
  const info = catalogue.metrics.get(metric);
  const when = info && countedWhen(expandMetrics(catalogue.model, info.metric.expression, 0));
  const operator = when?.kind === 'binary' ? operators[when.operator] : undefined;
  if (when?.kind !== 'binary' || operator === undefined) return undefined;
  const [left, right] = [fieldOf(catalogue, when.left), fieldOf(catalogue, when.right)];
  const rows = left && right && left.dataset === right.dataset && left.dataset === info?.home;
  return rows ? { field: left.id, operator, to: right.id } : undefined;
}

const isNumber = (expression: Expression | undefined, value: string): boolean =>
  expression?.kind === 'literal' && Number(expression.value) === Number(value) && expression.type !== 'null';

function conjunction(catalogue: Catalogue, expression: Expression): Condition[] | undefined {
  if (expression.kind === 'binary' && expression.operator === 'AND') {
    const left = conjunction(catalogue, expression.left);
    const right = conjunction(catalogue, expression.right);
    return left && right ? [...left, ...right] : undefined;
  }
  const one = comparison(catalogue, expression);
  return one ? [one] : undefined;
}

const operators: Partial<Record<Binary['operator'], (typeof COMPARISONS)[number]>> = {
  '=': '=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function comparison(catalogue: Catalogue, expression: Expression): Condition | undefined {
  if (expression.kind === 'in' && !expression.negated) {
    const field = fieldOf(catalogue, expression.operand);
    const values = expression.items.map(constantOf);
    return field && values.every(v => v !== undefined) ? { field, operator: 'in', values } : undefined;
  }
  if (expression.kind === 'isNull') {
    const field = fieldOf(catalogue, expression.operand);
    return field && { field, operator: expression.negated ? 'isPresent' : 'isMissing', values: [] };
  }
  // CASE WHEN repairs.is_late THEN …
  const flag = fieldOf(catalogue, expression);
  if (flag?.kind === 'boolean') return { field: flag, operator: 'in', values: [true] };
  if (expression.kind !== 'binary') return undefined;
  const operator = operators[expression.operator];
  const field = fieldOf(catalogue, expression.left);
  const value = constantOf(expression.right);
  return operator && field && value !== undefined ? { field, operator, values: [value] } : undefined;
}

function fieldOf(catalogue: Catalogue, expression: Expression): FieldInfo | undefined {
  const [dataset, name] =
    expression.kind === 'field'
      ? [expression.dataset, expression.field]
      : expression.kind === 'reference' && expression.parts.length === 2
        ? expression.parts.map(part => part.name)
        : [];
  return [...catalogue.fields.values()].find(
    field => field.dataset.toLowerCase() === dataset?.toLowerCase() && field.name.toLowerCase() === name?.toLowerCase(),
  );
}

function constantOf(expression: Expression): string | number | undefined {
  if (expression.kind !== 'literal') return undefined;
  if (expression.type === 'string') return String(expression.value);
  return ['integer', 'decimal', 'float'].includes(expression.type) ? Number(expression.value) : undefined;
}
