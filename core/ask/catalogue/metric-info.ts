import type { Call, Expression } from '../../semantic/expression/nodes.ts';
import { printExpression } from '../../semantic/expression/print.ts';
import { children, expressionsOf } from '../../semantic/expression/walk.ts';
import type { Dataset, Metric, SemanticModel } from '../../semantic/model/types.ts';
import { nameWords, stemOf } from '../words.ts';
import type { JoinGraph } from './join-graph.ts';
import { labelOf } from './label.ts';

/** What the planner knows of a metric. */
export interface MetricInfo {
  readonly name: string;
  readonly label: string;
  readonly metric: Metric;
  /** Datasets whose fields it aggregates, the finest first. */
  readonly datasets: readonly string[];
  readonly home: string;
  /** Datasets whose rows it puts together, each by itself: what came back as a part of what was sold. */
  readonly parts: readonly string[];
  /** Those whose rows it only counts, of which the rows of its parts have one each: the buyers of what was sold. */
  readonly counted: readonly string[];
  /** Sums over groups give the total: SUM and COUNT of rows, not distinct counts, averages or ratios. */
  readonly additive: boolean;
  /** The dataset whose rows it counts, when it is a plain count. */
  readonly counts: string | undefined;
  /** Canonical text of the expression, for finding an equal one. */
  readonly text: string;
}

const aggregates = new Set([
  'SUM',
  'COUNT',
  'AVG',
  'MIN',
  'MAX',
  'MEDIAN',
  'STDDEV',
  'STDDEV_POP',
  'VARIANCE',
  'VAR_POP',
  'PERCENTILE_CONT',
  'PERCENTILE_DISC',
  'APPROX_COUNT_DISTINCT',
  'APPROX_PERCENTILE',
]);

/** Reads a metric's expression; undefined where it uses no dataset. */
export function metricInfo(model: SemanticModel, metric: Metric, graph: JoinGraph): MetricInfo | undefined {
  const expanded = expandMetrics(model, metric.expression, 0);
  const used = new Set<string>();
  collectDatasets(model, expanded, used);
  const datasets = [...used].sort((a, b) => fineness(graph, used, b) - fineness(graph, used, a));
  const home = datasets[0];
  if (home === undefined) return undefined;
  return {
    name: metric.name,
    label: labelOf(metric),
    metric,
    datasets,
    home,
    ...partsOf(model, expanded, graph),
    additive: isAdditive(expanded) && !metric.extension.semiAdditive,
    counts: countedDataset(model, expanded, datasets),
    text: printExpression(expanded),
  };
}

/** The finest dataset of each aggregate. */
function partsOf(
  model: SemanticModel,
  expression: Expression,
  graph: JoinGraph,
): Pick<MetricInfo, 'parts' | 'counted'> {
  const homes = [...expressionsOf(expression)].flatMap(e => {
    if (e.kind !== 'call' || !aggregates.has(e.name)) return [];
    const used = new Set<string>();
    collectDatasets(model, e, used);
    const [home] = [...used].sort((a, b) => fineness(graph, used, b) - fineness(graph, used, a));
    return home === undefined ? [] : [{ home, counts: e.name === 'COUNT' }];
  });
  const all = new Set(homes.map(({ home }) => home));
  const isCounted = (home: string) =>
    homes.every(one => one.home !== home || one.counts) &&
    [...all].some(other => graph.reach(other, home).kind === 'up' && graph.reach(home, other).kind !== 'up');
  return { parts: [...all].filter(home => !isCounted(home)), counted: [...all].filter(isCounted) };
}

/** How many of the others it reaches N:1: the finest reaches all. */
const fineness = (graph: JoinGraph, used: ReadonlySet<string>, dataset: string): number =>
  [...used].filter(other => other !== dataset && graph.reach(dataset, other).kind === 'up').length;

/** The expression with metrics that it names written out, at most 20 deep. */
export function expandMetrics(model: SemanticModel, expression: Expression, depth: number): Expression {
  if (depth > 20) return expression;
  const own =
    expression.kind === 'reference' && expression.parts.length === 1
      ? expression.parts[0]?.name
      : expression.kind === 'metric'
        ? expression.metric
        : undefined;
  if (own !== undefined) {
    const found = model.metrics.find(m => m.name.toLowerCase() === own.toLowerCase());
    return found ? expandMetrics(model, found.expression, depth + 1) : expression;
  }
  return mapChildren(expression, child => expandMetrics(model, child, depth + 1));
}

/** Rebuilds a node from changed children; only the kinds that metrics are made of can change. */
function mapChildren(expression: Expression, change: (e: Expression) => Expression): Expression {
  if (expression.kind === 'binary')
    return { ...expression, left: change(expression.left), right: change(expression.right) };
  if (expression.kind === 'unary') return { ...expression, operand: change(expression.operand) };
  if (expression.kind === 'cast') return { ...expression, operand: change(expression.operand) };
  if (expression.kind === 'call' && !aggregates.has(expression.name))
    return { ...expression, arguments: expression.arguments.map(change) };
  return expression;
}

function collectDatasets(model: SemanticModel, expression: Expression, used: Set<string>): void {
  const name =
    expression.kind === 'field'
      ? expression.dataset
      : expression.kind === 'reference' && expression.parts.length === 2
        ? expression.parts[0]?.name
        : undefined;
  const found = name === undefined ? undefined : model.datasets.find(d => d.name.toLowerCase() === name.toLowerCase());
  if (found) used.add(found.name);
  for (const child of children(expression)) collectDatasets(model, child, used);
}

function isAdditive(expression: Expression): boolean {
  if (expression.kind === 'call')
    return (expression.name === 'SUM' || expression.name === 'COUNT') && !expression.distinct;
  if (expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '-'))
    return isAdditive(expression.left) && isAdditive(expression.right);
  if (expression.kind === 'binary' && expression.operator === '*')
    return (
      (isAdditive(expression.left) && expression.right.kind === 'literal') ||
      (isAdditive(expression.right) && expression.left.kind === 'literal')
    );
  return expression.kind === 'unary' && expression.operator !== 'NOT' && isAdditive(expression.operand);
}

/** COUNT(*) or COUNT of a key, distinct or not, with nothing conditional: a count of a dataset's rows. */
function countedDataset(model: SemanticModel, expression: Expression, datasets: readonly string[]): string | undefined {
  if (expression.kind !== 'call' || expression.name !== 'COUNT' || datasets.length !== 1) return undefined;
  const dataset = model.datasets.find(d => d.name === datasets[0]);
  const argument = (expression as Call).arguments[0];
  if (!dataset || !argument || (argument.kind !== 'reference' && argument.kind !== 'field')) return undefined;
  const fieldName = argument.kind === 'field' ? argument.field : argument.parts.at(-1)?.name;
  const field = dataset.fields.find(f => f.name.toLowerCase() === fieldName?.toLowerCase());
  const column = field?.expression.kind === 'reference' ? field.expression.parts.at(-1)?.name : fieldName;
  const inKey = [dataset.primaryKey, ...dataset.uniqueKeys].some(key =>
    key.some(k => k.toLowerCase() === column?.toLowerCase()),
  );
  const wholeKey = [dataset.primaryKey, ...dataset.uniqueKeys].some(
    key => key.length === 1 && key[0]?.toLowerCase() === column?.toLowerCase(),
  );
  return wholeKey || namesEach(dataset, fieldName ?? '') || (inKey && !expression.distinct) ? dataset.name : undefined;
}

/** "customer name", "customer number" of customers whose key the model does not show: by it the model tells them apart. */
function namesEach({ name, primaryKey, fields }: Dataset, field: string): boolean {
  const [own, said] = [nameWords(name), nameWords(field)].map(words => words.map(stemOf));
  const shown = fields.some(
    ({ expression }) =>
      expression.kind === 'reference' && expression.parts.at(-1)?.name.toLowerCase() === primaryKey[0]?.toLowerCase(),
  );
  return (
    primaryKey.length === 1 &&
    !shown &&
    said?.length === (own?.length ?? 0) + 1 &&
    own?.every((stem, at) => said[at] === stem) === true &&
    /^(name|number|no|code|id)$/.test(nameWords(field).at(-1) ?? '')
  );
}
