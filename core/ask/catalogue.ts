import type { Persona } from '../identity/persona.ts';
import type { Dataset, Field, SemanticModel } from '../semantic/model/types.ts';
import { joinGraph, type Reach } from './catalogue/join-graph.ts';
import { labelOf } from './catalogue/label.ts';
import { type MetricInfo, metricInfo } from './catalogue/metric-info.ts';
import { nameWords } from './words.ts';

/** What the planner knows of a model: kinds of fields, what a metric counts, and how datasets reach each other. */

export type FieldKind = 'text' | 'number' | 'time' | 'boolean';

/** What the planner knows of a field. */
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

/** A model as the planner looks things up in it. */
export interface Catalogue {
  readonly model: SemanticModel;
  readonly datasets: ReadonlyMap<string, Dataset>;
  readonly fields: ReadonlyMap<string, FieldInfo>;
  readonly metrics: ReadonlyMap<string, MetricInfo>;
  fieldsOf(dataset: string): readonly FieldInfo[];
  reach(from: string, to: string): Reach;
  /** Whether each row of one dataset is of the other, or has one row of it. */
  hasOne(from: string, to: string): boolean;
  /** The field that names an entity to people, and the one that identifies it. */
  nameField(dataset: string): FieldInfo | undefined;
  keyField(dataset: string): FieldInfo | undefined;
  countMetric(dataset: string): MetricInfo | undefined;
  metricByText(text: string): MetricInfo | undefined;
}

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
    hasOne: (from, to) => /^(same|up)$/.test(graph.reach(from, to).kind),
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
