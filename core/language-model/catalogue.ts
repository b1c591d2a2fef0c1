import type { Persona } from '../identity/persona.ts';
import type { Dataset, Field, Metric, SemanticModel } from '../semantic/model/types.ts';

/**
 * What a language model is told of a semantic model: names, labels, descriptions and types of what the persona may
 * see. No row and no value of the data is in it.
 */
export interface ModelOutline {
  readonly metrics: readonly object[];
  readonly datasets: readonly object[];
  readonly relationships: readonly string[];
}

const maySee = (names: readonly string[] | '*', thing: Dataset | Metric): boolean =>
  (names === '*' || names.includes(thing.name)) && !thing.extension.hidden;

/** Members that have a value: a shorter outline costs less. */
const given = (members: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );

const described = ({ label, description, aiContext }: Dataset | Field | Metric) => ({
  label,
  description: description?.slice(0, 300),
  synonyms: aiContext?.synonyms,
});

const fieldOutline = (field: Field): object =>
  given({
    name: field.name,
    ...described(field),
    type: field.datatype,
    time: field.isTime || undefined,
    unit: field.extension.unit,
  });

export function outlineOf(model: SemanticModel, persona: Persona): ModelOutline {
  const datasets = model.datasets.filter(dataset => maySee(persona.datasets, dataset));
  const names = new Set(datasets.map(dataset => dataset.name));
  const metrics = model.metrics.filter(metric => maySee(persona.metrics, metric) && !metric.private);
  return {
    metrics: metrics.map(metric =>
      given({
        name: metric.name,
        ...described(metric),
        unit: metric.extension.unit,
        counted_by: metric.extension.timeField,
      }),
    ),
    datasets: datasets.map(dataset =>
      given({
        name: dataset.name,
        ...described(dataset),
        fields: dataset.fields.filter(field => !field.private && !field.extension.hidden).map(fieldOutline),
      }),
    ),
    relationships: model.relationships
      .filter(({ from, to }) => names.has(from) && names.has(to))
      .map(({ from, to }) => `${from} -> ${to}`),
  };
}
