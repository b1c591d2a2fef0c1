import type { DescribedDataset, DescribedMetric, Description } from '../../core/answer/catalogue.ts';
import type { ModelDocument } from './schemas.ts';

/** A description as the API gives it. */
export const modelDocument = (described: Description): ModelDocument => ({
  name: described.name,
  description: described.description ?? null,
  persona: described.persona.name,
  metrics: described.metrics.map(metricDocument),
  datasets: described.datasets.map(datasetDocument),
  examples: [...described.examples],
  freshness: described.freshness,
  faults: [...(described.faults ?? [])],
});

const metricDocument = ({ metric, label, dimensions }: DescribedMetric): ModelDocument['metrics'][number] => ({
  name: metric.name,
  label,
  description: metric.description ?? null,
  synonyms: [...metric.aiContext.synonyms],
  unit: metric.extension.unit ?? null,
  format: metric.extension.format ?? null,
  time_field: metric.extension.timeField ?? null,
  dimensions: [...dimensions],
});

const datasetDocument = ({ dataset, label, fields }: DescribedDataset): ModelDocument['datasets'][number] => ({
  name: dataset.name,
  label,
  description: dataset.description ?? null,
  fields: fields.map(({ name, label: fieldLabel, field, values }) => ({
    name,
    label: fieldLabel,
    description: field.description ?? null,
    synonyms: [...field.aiContext.synonyms],
    type: field.datatype?.toLowerCase() ?? 'unknown',
    is_time: field.isTime,
    values: [...values],
  })),
});
