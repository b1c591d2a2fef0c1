import type { Expression } from '../semantic/expression/nodes.ts';
import { children, someExpression } from '../semantic/expression/walk.ts';
import type { Dataset, Metric, SemanticModel } from '../semantic/model/types.ts';
import { measureExpression, referentOf } from './lookup.ts';
import { findMetric } from './names.ts';
import type { Measure } from './schema.ts';

/**
 * How a measure behaves when groups are put together.
 * - `additive`: the whole is the sum of its parts (SUM, COUNT, their sums and differences).
 * - `distinct`: things are counted once; the parts may add up to more than the whole, but a part is a
 *   fraction of the whole all the same.
 * - `none`: averages, ratios, extremes.
 */
export type Additivity = 'additive' | 'distinct' | 'none';

const ORDER: readonly Additivity[] = ['additive', 'distinct', 'none'];
const worst = (...all: Additivity[]): Additivity => ORDER[Math.max(...all.map(one => ORDER.indexOf(one)))]!;

export function additivityOf(measure: Measure, model: SemanticModel): Additivity {
  const expression = measureExpression(measure, model);
  return expression ? classify(expression, model, 0) : 'none';
}

/** Metrics that refer to each other deeper than this are a cycle. */
const MAX_DEPTH = 64;

function classify(e: Expression, model: SemanticModel, depth: number): Additivity {
  if (depth > MAX_DEPTH) return 'none';
  const of = (inner: Expression): Additivity => classify(inner, model, depth + 1);
  switch (e.kind) {
    case 'reference':
    case 'metric': {
      const referent = referentOf(e, model);
      return referent?.kind === 'metric' ? of(referent.metric.expression) : 'none';
    }
    case 'call':
      if (e.name === 'SUM' || e.name === 'COUNT') return e.distinct ? distinctOf(e.name) : 'additive';
      if (e.name === 'APPROX_COUNT_DISTINCT') return 'distinct';
      return isZeroWhenNull(e) ? of(e.arguments[0]!) : 'none';
    case 'unary':
      return e.operator === 'NOT' ? 'none' : of(e.operand);
    case 'binary':
      if (e.operator === '+' || e.operator === '-') return worst(of(e.left), of(e.right));
      if (e.operator === '*' && isNumber(e.left)) return of(e.right);
      return (e.operator === '*' || e.operator === '/') && isNumber(e.right) ? of(e.left) : 'none';
    default:
      return 'none';
  }
}

const distinctOf = (name: string): Additivity => (name === 'COUNT' ? 'distinct' : 'none');
const isNumber = (e: Expression): boolean => e.kind === 'literal' && /^(integer|decimal|float)$/.test(e.type);
const isZero = (e: Expression | undefined): boolean => e?.kind === 'literal' && isNumber(e) && Number(e.value) === 0;

/** COALESCE(x, 0) adds up as x does. */
const isZeroWhenNull = (e: Extract<Expression, { kind: 'call' }>): boolean =>
  e.name === 'ZEROIFNULL' || (e.name === 'COALESCE' && e.arguments.length === 2 && isZero(e.arguments[1]));

/**
 * What a measure is over no rows at all: 0 for counts, null for every other aggregate, and arithmetic on
 * those, as the standard says. Undefined where the expression does not tell.
 */
export function emptyValue(measure: Measure, model: SemanticModel): number | null {
  const expression = measureExpression(measure, model);
  return (expression && emptyOf(expression, model, 0)) ?? null;
}

function emptyOf(e: Expression, model: SemanticModel, depth: number): number | null {
  if (depth > MAX_DEPTH) return null;
  const of = (inner: Expression): number | null => emptyOf(inner, model, depth + 1);
  if (e.kind === 'literal') return isNumber(e) ? Number(e.value) : null;
  if (e.kind === 'unary') return negated(e.operator, of(e.operand));
  if (e.kind === 'binary') return arithmetic(e.operator, of(e.left), of(e.right));
  if (e.kind === 'cast') return of(e.operand);
  if (e.kind === 'reference' || e.kind === 'metric') {
    const referent = referentOf(e, model);
    return referent?.kind === 'metric' ? of(referent.metric.expression) : null;
  }
  if (e.kind !== 'call') return null;
  if (e.name === 'COUNT' || e.name === 'APPROX_COUNT_DISTINCT') return 0;
  if (e.name === 'COALESCE') return e.arguments.map(of).find(value => value !== null) ?? null;
  if (e.name === 'ZEROIFNULL') return of(e.arguments[0]!) ?? 0;
  return null;
}

const negated = (operator: string, value: number | null): number | null =>
  value === null || operator === 'NOT' ? null : operator === '-' && value !== 0 ? -value : value;

function arithmetic(operator: string, left: number | null, right: number | null): number | null {
  if (left === null || right === null) return null;
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  return operator === '/' && right !== 0 ? left / right : null;
}

/** What an expression is made of: metrics, and fields directly or through metrics. */
interface Makings {
  readonly metrics: Set<Metric>;
  readonly datasets: Set<Dataset>;
}

function makingsOf(e: Expression, model: SemanticModel, found: Makings = { metrics: new Set(), datasets: new Set() }) {
  const referent = referentOf(e, model);
  if (referent?.kind === 'field') found.datasets.add(referent.found.dataset);
  if (referent?.kind === 'metric' && !found.metrics.has(referent.metric)) {
    found.metrics.add(referent.metric);
    makingsOf(referent.metric.expression, model, found);
  }
  for (const child of children(e)) makingsOf(child, model, found);
  return found;
}

/** The datasets whose fields a measure is made of, directly or through metrics. */
export function measureDatasets(measure: Measure, model: SemanticModel): ReadonlySet<Dataset> {
  const expression = measureExpression(measure, model);
  return expression ? makingsOf(expression, model).datasets : new Set();
}

/**
 * Whether a measure is a level and not a flow: its metric says so, or it is made of a metric that does, or
 * it adds up rows of a dataset of levels.
 */
export function isSemiAdditive(measure: Measure, model: SemanticModel): boolean {
  const metric = measure.metric === undefined ? undefined : findMetric(model, measure.metric);
  if (metric?.extension.semiAdditive !== undefined) return metric.extension.semiAdditive;
  const expression = measureExpression(measure, model);
  if (!expression) return false;
  const { metrics, datasets } = makingsOf(expression, model);
  if ([...metrics].some(one => one.extension.semiAdditive === true)) return true;
  // The author of a metric knows its dataset; who writes an expression may not.
  const adds = metric === undefined && someExpression(expression, e => e.kind === 'call' && e.name === 'SUM');
  return adds && [...datasets].some(dataset => dataset.extension.semiAdditive === true);
}

/** The date of a level's states: declared for its metric, for a metric it is made of, or for its dataset. */
export function levelDate(measure: Measure, model: SemanticModel): string | undefined {
  const metric = measure.metric === undefined ? undefined : findMetric(model, measure.metric);
  const expression = measureExpression(measure, model);
  if (!expression) return undefined;
  const { metrics, datasets } = makingsOf(expression, model);
  const levels = [...metrics].filter(one => one.extension.semiAdditive === true);
  const dates = [metric, ...levels, ...datasets].map(one => one?.extension.timeField);
  return dates.find(date => date !== undefined);
}
