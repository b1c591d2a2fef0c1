import type { Dimension, PlanInput } from '../../plan/schema.ts';
import type { DraftDimension } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
import { columnName } from './measures.ts';
import type { ShapeInput } from './shape.ts';

interface Kept {
  /** Conditions on the rows of all of them. */
  readonly filters: ShapeInput['filters'];
  /** What the others are said of, a group that each of the things is in. */
  readonly dimensions: Dimension[];
  readonly having: NonNullable<PlanInput['having']>;
}

/**
 * "customers in France whose balance is above the average of all customers": the condition says which are shown, and the
 * average is of the others too.
 * @throws Refusal where that can't be said of the groups
 */
export function averageOfAll(
  { draft, catalogue }: BuildContext,
  filters: ShapeInput['filters'],
  subject: DraftDimension | undefined,
): Kept {
  if (!draft.having.some(({ against }) => against?.all)) return { filters, dimensions: [], having: [] };
  const home = subject?.kind === 'entity' ? subject.dataset : undefined;
  const kept = filters.flatMap(({ filter, field }) => {
    const isEqual = 'operator' in filter && filter.operator === '=' && 'values' in filter;
    if (!isEqual || home === undefined || !catalogue.hasOne(home, field.dataset)) return [];
    return [{ field: field.id, name: columnName(field.name), values: [...filter.values] }];
  });
  if (kept.length < filters.length || draft.related.length > 0 || draft.comparedFields.length > 0)
    throw new Refusal('Ask for the average of all first.');
  return {
    filters: [],
    dimensions: kept.map(({ field, name }) => ({ field, name })),
    having: kept.map(({ name, values }) => ({ column: name, operator: '=', values })),
  };
}
