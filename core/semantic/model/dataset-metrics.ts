import { normalizedIdentifier } from '../expression/identifier.ts';
import type { Expression, Identifier } from '../expression/nodes.ts';
import { mapExpression } from '../expression/walk.ts';
import { normalizedName } from './described.ts';
import type { Dataset, Metric } from './types.ts';

/** A metric that stood inside a dataset, and that dataset. */
export interface DatasetMetric {
  readonly dataset: Dataset;
  readonly metric: Metric;
}

/**
 * Makes metrics of datasets metrics of the model. Inside them, bare names mean fields of their own dataset, else
 * metrics; so they are written out as `dataset.field` here. A name that another metric or dataset of the
 * model has too gets its dataset's name in front, and stays a synonym. References `dataset.metric` of any
 * metric follow the new name.
 */
export function liftDatasetMetrics(
  own: readonly DatasetMetric[],
  model: readonly Metric[],
  datasets: readonly Dataset[],
): readonly Metric[] {
  const counts = new Map<string, number>();
  for (const element of [...own.map(item => item.metric), ...model, ...datasets]) {
    const name = normalizedName(element);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const renamed = own.map(({ dataset, metric }) => {
    const isUnique = counts.get(normalizedName(metric)) === 1;
    return { dataset, metric, name: isUnique ? metric.name : `${dataset.name}_${metric.name}` };
  });
  const nameOf = (dataset: string, metric: string) =>
    renamed.find(item => normalizedName(item.dataset) === dataset && normalizedName(item.metric) === metric);

  const lifted = renamed.map(({ dataset, metric, name }) => {
    const inside = qualify(metric.expression, dataset, reference => nameOf(normalizedName(dataset), reference)?.name);
    const synonyms = name === metric.name ? metric.aiContext.synonyms : [...metric.aiContext.synonyms, metric.name];
    return { ...metric, name, aiContext: { ...metric.aiContext, synonyms }, expression: inside };
  });
  return [...model, ...lifted].map(metric =>
    Object.freeze({
      ...metric,
      expression: mapExpression(metric.expression, e => {
        if (e.kind !== 'reference' || e.parts.length !== 2) return e;
        const [first, second] = e.parts.map(normalizedIdentifier) as [string, string];
        const target = hasField(datasets, first, second) ? undefined : nameOf(first, second);
        return target ? Object.freeze({ ...e, parts: [metricIdentifier(target.name)] }) : e;
      }),
    }),
  );
}

/** Writes bare names of a dataset's own metric out, fields first, then its metrics; others stay for the model's. */
function qualify(
  expression: Expression,
  dataset: Dataset,
  ownMetric: (name: string) => string | undefined,
): Expression {
  const owner: Identifier = { name: dataset.name, quoted: dataset.quoted ?? false };
  return mapExpression(expression, e => {
    const [part] = e.kind === 'reference' ? e.parts : [];
    if (e.kind !== 'reference' || !part || e.parts.length !== 1) return e;
    const name = normalizedIdentifier(part);
    if (hasField([dataset], normalizedName(dataset), name)) return Object.freeze({ ...e, parts: [owner, part] });
    const metric = ownMetric(name);
    return metric === undefined ? e : Object.freeze({ ...e, parts: [metricIdentifier(metric)] });
  });
}

const metricIdentifier = (name: string): Identifier => ({ name, quoted: false });

const hasField = (datasets: readonly Dataset[], dataset: string, field: string): boolean =>
  datasets.some(d => normalizedName(d) === dataset && d.fields.some(f => normalizedName(f) === field));
