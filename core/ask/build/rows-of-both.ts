import type { Filter } from '../../plan/schema.ts';
import type { MetricInfo } from '../catalogue/metric-info.ts';
import type { BuildContext } from './context.ts';
import type { Built } from './measures.ts';

/**
 * "commission by channel", where commission is each sale times the rate of its agent: sales without an agent have no
 * channel and add nothing, so they make no group. Only where every number is of that kind.
 */
export function rowsOfBoth(
  { catalogue }: BuildContext,
  built: readonly Built[],
  dimensions: readonly { readonly field: string }[],
): Filter[] {
  const [metric, ...more] = [...new Set(built.map(each => each.metric))];
  const info = metric === undefined || more.length > 0 ? undefined : catalogue.metrics.get(metric);
  if (!info || dimensions.length === 0) return [];
  const needed = info.datasets.find(
    dataset =>
      catalogue.reach(info.home, dataset).kind === 'up' &&
      dimensions.every(({ field }) => catalogue.hasOne(dataset, field.split('.')[0] ?? '')),
  );
  const factor = needed === undefined ? undefined : factorOf(info, needed);
  return factor !== undefined && catalogue.fields.has(factor) ? [{ field: factor, operator: 'isPresent' }] : [];
}

/** The field of that dataset in a sum that is nothing where any part of it is missing. */
function factorOf({ text }: MetricInfo, dataset: string): string | undefined {
  const summed = /^SUM\(([\w.\s*+\-()]+)\)$/.exec(text)?.[1];
  if (summed === undefined || /SUM\(/.test(summed)) return undefined;
  return summed.match(/\w+\.\w+/g)?.find(name => name.startsWith(`${dataset}.`));
}
