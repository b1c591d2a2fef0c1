import type { ModelDataset, ModelField, ModelMetric, ModelReply } from '../api/types.ts';

export interface FieldEntry {
  readonly field: ModelField;
  readonly dataset: ModelDataset;
  /** How the field is called in a question: with its dataset where another field of the list is called the same. */
  readonly called: string;
}

/** The fields a metric can be split by, all of them when no metric is chosen. */
export function fieldsOf(model: ModelReply, metric: ModelMetric | undefined): FieldEntry[] {
  const allowed = metric?.dimensions === undefined ? undefined : new Set(metric.dimensions);
  const entries = model.datasets.flatMap(dataset =>
    dataset.fields.filter(field => allowed?.has(field.name) ?? true).map(field => ({ dataset, field })),
  );
  const uses = Map.groupBy(entries, ({ field }) => field.label.toLocaleLowerCase());
  return entries.map(({ dataset, field }) => {
    const alone = (uses.get(field.label.toLocaleLowerCase())?.length ?? 0) < 2;
    return { dataset, field, called: alone ? field.label : `${dataset.label} ${field.label}` };
  });
}

const MOST_FIELDS = 2;

/** Fields chosen after a click: one more, or one less; the oldest goes when there are too many. */
export const toggled = (chosen: readonly string[], name: string): readonly string[] =>
  chosen.includes(name) ? chosen.filter(other => other !== name) : [...chosen, name].slice(-MOST_FIELDS);

const isShout = (text: string) => text === text.toLocaleUpperCase();
const inSentence = (text: string) => (isShout(text) ? text : text.toLocaleLowerCase());

/** The question that a metric and fields make: Revenue by region and month. */
export function composed(metric: ModelMetric | undefined, fields: readonly FieldEntry[]): string {
  if (metric === undefined) return '';
  const by = fields.map(({ called }) => inSentence(called)).join(' and ');
  return by === '' ? metric.label : `${metric.label} by ${by}`;
}

/** Whether a search finds a metric or field by its name, label, synonyms or description. */
export function finds(search: string, item: Pick<ModelMetric, 'name' | 'label' | 'description' | 'synonyms'>): boolean {
  const text = [item.name, item.label, item.description ?? '', ...(item.synonyms ?? [])].join(' ').toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}
