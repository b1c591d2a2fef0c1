import type { Catalogue } from './catalogue.ts';
import { conditionsOf } from './conditions.ts';
import type { DraftFilter, DraftMeasure } from './draft.ts';

/** The dataset whose things a number counts, each once; undefined for any other number. */
export function thingsCounted(catalogue: Catalogue, measure: DraftMeasure | undefined): string | undefined {
  if (measure?.kind === 'count') return measure.dataset;
  return measure?.kind === 'metric' ? catalogue.metrics.get(measure.metric)?.counts : undefined;
}

/** Whether it is a number of things, and no sum or average of them. */
export const countsRows = ({ catalogue }: { readonly catalogue: Catalogue }, measure: DraftMeasure): boolean =>
  measure.kind === 'countDistinct' || thingsCounted(catalogue, measure) !== undefined;

/** The rows that a number counts: of which dataset, and which of them where it does not count them all. */
export function countedRows(
  catalogue: Catalogue,
  measure: DraftMeasure,
): { readonly dataset: string; readonly filters?: readonly DraftFilter[] } | undefined {
  if (measure.kind === 'count') return { dataset: measure.dataset };
  if (measure.kind !== 'metric') return undefined;
  const info = catalogue.metrics.get(measure.metric);
  if (info?.counts !== undefined) return { dataset: info.counts };
  const conditions = conditionsOf(catalogue, measure.metric);
  if (!info || !conditions) return undefined;
  const filters = conditions.map(({ field, operator, values }) => ({
    options: [{ field, values, weight: 1, partial: false }],
    operator,
    scope: field.dataset,
    text: info.label,
    at: measure.at,
  }));
  return { dataset: info.home, filters };
}
