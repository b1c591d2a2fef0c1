import type { Dimension, Filter } from '../../plan/schema.ts';
import type { BuildContext } from './context.ts';
import type { Built } from './measures.ts';

/**
 * "customers by ship mode", "how many customers does each supplier serve": those that were shipped nothing are of no ship
 * mode, and none of what is asked for. A group that they would make says less than that they are left out.
 */
export function thoseInGroups(
  { catalogue, countsOnly, draft }: BuildContext,
  built: readonly Built[],
  dimensions: readonly Dimension[],
): Filter[] {
  const [home, ...others] = new Set(built.map(measure => measure.home));
  if (!countsOnly || home === undefined || others.length > 0 || draft.related.length > 0) return [];
  // what has happened on a day has its lines
  if (catalogue.fieldsOf(home).some(({ kind }) => kind === 'time')) return [];
  const datasets = [...new Set(dimensions.map(({ field }) => field.split('.')[0] ?? ''))];
  const far = datasets.filter(dataset => !/^(same|up|none)$/.test(catalogue.reach(home, dataset).kind));
  const related = far.filter(dataset => !far.some(other => catalogue.reach(other, dataset).kind === 'up'));
  return related.map(dataset => ({ related: dataset, where: [] }));
}
