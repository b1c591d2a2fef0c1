import type { Persona } from '../identity/persona.ts';
import type { Call, Expression } from '../semantic/expression/nodes.ts';
import { printExpression } from '../semantic/expression/print.ts';
import { children } from '../semantic/expression/walk.ts';
import type { Dataset, Field, Metric, SemanticModel } from '../semantic/model/types.ts';
import { nameWords } from './words.ts';

/** What the planner knows of a model: kinds of fields, what a metric counts, and how datasets reach each other. */

export type FieldKind = 'text' | 'number' | 'time' | 'boolean';

export interface FieldInfo {
  /** `dataset.field` */
  readonly id: string;
  readonly dataset: string;
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly field: Field;
  /** Part of a key of its dataset. */
  readonly isKey: boolean;
  /** Values are whole numbers that name a thing rather than measure one. */
  readonly isIdentifier: boolean;
}

export interface MetricInfo {
  readonly name: string;
  readonly label: string;
  readonly metric: Metric;
  /** Datasets whose fields it aggregates, the finest first. */
  readonly datasets: readonly string[];
  readonly home: string;
  /** Sums over groups give the total: SUM and COUNT of rows, not distinct counts, averages or ratios. */
  readonly additive: boolean;
  /** The dataset whose rows it counts, when it is a plain count. */
  readonly counts: string | undefined;
  /** Canonical text of the expression, for finding an equal one. */
  readonly text: string;
}

export type Reach =
  | { readonly kind: 'same' | 'up'; readonly distance: number }
  /** Over 1:N first: `ascends` when N:1 edges follow; `partOf` when every 1:N child is a part of its parent. */
  | { readonly kind: 'down'; readonly distance: number; readonly ascends: boolean; readonly partOf: boolean }
  | { readonly kind: 'none' };

export interface Catalogue {
  readonly model: SemanticModel;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly fields: ReadonlyMap<string, FieldInfo>;
  readonly metrics: ReadonlyMap<string, MetricInfo>;
  fieldsOf(dataset: string): readonly FieldInfo[];
  reach(from: string, to: string): Reach;
  /** The field that names an entity to people, and the one that identifies it. */
  nameField(dataset: string): FieldInfo | undefined;
  keyField(dataset: string): FieldInfo | undefined;
  countMetric(dataset: string): MetricInfo | undefined;
  metricByText(text: string): MetricInfo | undefined;
}

export const labelOf = (described: { name: string; label?: string | undefined }): string => {
  const words = described.label ?? nameWords(described.name).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** @param kinds the kind of each `dataset.field`, from its datatype or from its values */
export function createCatalogue(
  model: SemanticModel,
  kinds: ReadonlyMap<string, FieldKind>,
  persona: Persona,
): Catalogue {
  const seen = (dataset: Dataset) =>
    (persona.datasets === '*' || persona.datasets.includes(dataset.name)) && !dataset.extension.hidden;
  const datasets = new Map(model.datasets.filter(seen).map(dataset => [dataset.name, dataset]));
  const fields = new Map<string, FieldInfo>();
  for (const dataset of datasets.values())
    for (const field of dataset.fields) {
      if (field.private || field.extension.hidden) continue;
      const info = fieldInfo(dataset, field, kinds.get(`${dataset.name}.${field.name}`) ?? 'text');
      fields.set(info.id, info);
    }
  const graph = joinGraph(model);
  const metrics = new Map<string, MetricInfo>();
  for (const metric of model.metrics) {
    const allowed = persona.metrics === '*' || persona.metrics.includes(metric.name);
    if (!allowed || metric.private || metric.extension.hidden) continue;
    const info = metricInfo(model, metric, graph);
    if (info) metrics.set(metric.name, info);
  }
  const byDataset = Map.groupBy(fields.values(), field => field.dataset);
  const counts = new Map<string, MetricInfo>();
  for (const metric of metrics.values())
    if (metric.counts && !counts.has(metric.counts)) counts.set(metric.counts, metric);
  const byText = new Map([...metrics.values()].reverse().map(metric => [metric.text, metric]));
  const names = new Map(
    [...datasets.values()].map(dataset => [dataset.name, chooseNameField(dataset, byDataset.get(dataset.name) ?? [])]),
  );
  return {
    model,
    datasets,
    fields,
    metrics,
    fieldsOf: dataset => byDataset.get(dataset) ?? [],
    reach: graph.reach,
    nameField: dataset => names.get(dataset),
    keyField: dataset =>
      (byDataset.get(dataset) ?? []).find(field => field.isKey && datasets.get(dataset)?.primaryKey.length === 1),
    countMetric: dataset => counts.get(dataset),
    metricByText: text => byText.get(text),
  };
}

const identifierWords = new Set([
  'id',
  'number',
  'no',
  'key',
  'code',
  'identifier',
  'nr',
  'zip',
  'postcode',
  'phone',
  'sku',
]);

function fieldInfo(dataset: Dataset, field: Field, kind: FieldKind): FieldInfo {
  const keys = [dataset.primaryKey, ...dataset.uniqueKeys].flat().map(k => k.toLowerCase());
  const column = field.expression.kind === 'reference' ? field.expression.parts.at(-1)?.name.toLowerCase() : undefined;
  const isKey = column !== undefined && keys.includes(column);
  const words = nameWords(field.name);
  const named = words.some(word => identifierWords.has(word)) && !words.includes('of');
  return {
    id: `${dataset.name}.${field.name}`,
    dataset: dataset.name,
    name: field.name,
    label: labelOf(field),
    kind: field.isTime && kind !== 'number' ? 'time' : kind,
    field,
    isKey,
    isIdentifier: kind === 'number' && (isKey || named || /_(id|key|no)$/i.test(field.name)),
  };
}

function chooseNameField(dataset: Dataset, fields: readonly FieldInfo[]): FieldInfo | undefined {
  const singular = nameWords(dataset.name)
    .join(' ')
    .replace(/ies$/, 'y')
    .replace(/(ch|sh|x|ss)es$/, '$1')
    .replace(/s$/, '');
  const own = (field: FieldInfo) =>
    [field.name, field.field.label ?? '', ...field.field.aiContext.synonyms].some(
      text => nameWords(text).join(' ') === singular,
    );
  const text = fields.filter(field => field.kind === 'text');
  return (
    text.find(own) ??
    text.find(
      field => nameWords(field.name).join(' ') === `${singular} name` || nameWords(field.name).join(' ') === 'name',
    ) ??
    text.find(field => nameWords(field.name).at(-1) === 'name') ??
    text.find(field => nameWords(field.name).at(-1) === 'title') ??
    (fields.length > 0 && text.length === 1 && dataset.primaryKey.length <= 1 && fields.length <= 2
      ? text[0]
      : undefined) ??
    fields.find(field => field.isKey && dataset.primaryKey.length === 1)
  );
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

function metricInfo(model: SemanticModel, metric: Metric, graph: JoinGraph): MetricInfo | undefined {
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
    additive: isAdditive(expanded) && !metric.extension.semiAdditive,
    counts: countedDataset(model, expanded, datasets),
    text: printExpression(expanded),
  };
}

/** How many of the others it reaches N:1: the finest reaches all. */
const fineness = (graph: JoinGraph, used: ReadonlySet<string>, dataset: string): number =>
  [...used].filter(other => other !== dataset && graph.reach(dataset, other).kind === 'up').length;

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
  return wholeKey || (inKey && !expression.distinct) ? dataset.name : undefined;
}

interface JoinGraph {
  reach(from: string, to: string): Reach;
}

function joinGraph(model: SemanticModel): JoinGraph {
  const up = new Map<string, { to: string; partOf: boolean }[]>();
  const down = new Map<string, { to: string; partOf: boolean }[]>();
  const add = (map: typeof up, from: string, to: string, partOf: boolean) =>
    map.set(from, [...(map.get(from) ?? []), { to, partOf }]);
  for (const relationship of model.relationships) {
    const from = model.datasets.find(d => d.name === relationship.from);
    const to = model.datasets.find(d => d.name === relationship.to);
    if (!from || !to) continue;
    const toUnique = isUnique(to, relationship.toColumns);
    const fromUnique = isUnique(from, relationship.fromColumns);
    const partOf =
      relationship.fromColumns.every(column => from.primaryKey.includes(column)) &&
      from.primaryKey.length > relationship.fromColumns.length;
    if (toUnique) add(up, from.name, to.name, false);
    if (fromUnique) add(up, to.name, from.name, false);
    if (toUnique && !fromUnique) add(down, to.name, from.name, partOf);
  }
  const cache = new Map<string, Reach>();
  return {
    reach(from, to) {
      const key = `${from}\u0000${to}`;
      const known = cache.get(key) ?? findReach(up, down, from, to);
      cache.set(key, known);
      return known;
    },
  };
}

const isUnique = (dataset: Dataset, columns: readonly string[]): boolean =>
  [dataset.primaryKey, ...dataset.uniqueKeys].some(
    key => key.length > 0 && key.every(column => columns.includes(column)),
  );

type Edges = ReadonlyMap<string, readonly { readonly to: string; readonly partOf: boolean }[]>;

/** Breadth first: N:1 edges only; else 1:N edges first and N:1 edges after. */
function findReach(up: Edges, down: Edges, from: string, to: string): Reach {
  if (from === to) return { kind: 'same', distance: 0 };
  const climbed = distances(up, from);
  const direct = climbed.get(to);
  if (direct !== undefined) return { kind: 'up', distance: direct };
  let best: Reach = { kind: 'none' };
  for (const [child, steps] of descend(down, from)) {
    const rest = child === to ? 0 : distances(up, child).get(to);
    if (rest === undefined) continue;
    const distance = steps.distance + rest;
    if (best.kind !== 'down' || distance < best.distance)
      best = { kind: 'down', distance, ascends: rest > 0, partOf: steps.partOf };
  }
  return best;
}

function distances(edges: Edges, from: string): Map<string, number> {
  const found = new Map([[from, 0]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const edge of edges.get(at) ?? [])
      if (!found.has(edge.to)) {
        found.set(edge.to, (found.get(at) ?? 0) + 1);
        queue.push(edge.to);
      }
  found.delete(from);
  return found;
}

function descend(down: Edges, from: string): Map<string, { distance: number; partOf: boolean }> {
  const found = new Map<string, { distance: number; partOf: boolean }>();
  const queue: { name: string; distance: number; partOf: boolean }[] = [{ name: from, distance: 0, partOf: true }];
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const edge of down.get(at.name) ?? [])
      if (!found.has(edge.to) && edge.to !== from) {
        const step = { distance: at.distance + 1, partOf: at.partOf && edge.partOf };
        found.set(edge.to, step);
        queue.push({ name: edge.to, ...step });
      }
  return found;
}
