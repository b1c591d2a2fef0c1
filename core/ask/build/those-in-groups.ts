import type { Dimension, Filter, PlanInput } from '../../plan/schema.ts';
import type { BuildContext } from './context.ts';
import type { Built } from './measures.ts';

/**
 * "customers by ship mode", "how many customers does each supplier serve": those that were shipped nothing are of no ship
 * mode, and none of what is asked for. A group that they would make says less than that they are left out.
 */
export function thoseInGroups(
  context: BuildContext,
  built: readonly Built[],
  dimensions: readonly Dimension[],
): Filter[] {
  if (context.draft.related.length > 0) return [];
  return farFrom(context, built, dimensions).map(dataset => ({ related: dataset, where: [] }));
}

/**
 * "how many countries does each supplier sell to": some customers of a country buy of nobody, so that a country is in
 * groups and in none as well.
 */
export function groupsThatAre(
  context: BuildContext,
  built: readonly Built[],
  dimensions: readonly Dimension[],
): NonNullable<PlanInput['having']> {
  const { related } = context.draft;
  if (related.length === 0 || related.some(({ negated }) => negated)) return [];
  const far = farFrom(context, built, dimensions);
  return dimensions.flatMap(({ field, name }) =>
    name !== undefined && far.includes(field.split('.')[0] ?? '')
      ? [{ column: name, operator: 'isPresent' as const, values: [] }]
      : [],
  );
}

/** The datasets of groups in which a thing may be several times, or not at all. */
function farFrom(
  { catalogue, countsOnly }: BuildContext,
  built: readonly Built[],
  dimensions: readonly Dimension[],
): string[] {
  const [home, ...others] = new Set(built.map(measure => measure.home));
  if (!countsOnly || home === undefined || others.length > 0) return [];
  // what has happened on a day has its lines
  if (catalogue.fieldsOf(home).some(({ kind }) => kind === 'time')) return [];
  const datasets = [...new Set(dimensions.map(({ field }) => field.split('.')[0] ?? ''))];
  const far = datasets.filter(dataset => !/^(same|up|none)$/.test(catalogue.reach(home, dataset).kind));
  return far.filter(dataset => !far.some(other => catalogue.reach(other, dataset).kind === 'up'));
}
