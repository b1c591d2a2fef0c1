import type { Dimension, PlanInput } from '../../plan/schema.ts';
import type { BuildContext } from '../build/context.ts';
import type { Catalogue } from '../catalogue.ts';
import type { DraftDimension } from '../draft.ts';

/** The things that an answer is by: one row each, or a group of them. */
export const thingsShown = (
  catalogue: Catalogue,
  { dimensions = [], fields = [] }: Pick<PlanInput, 'dimensions' | 'fields'>,
): string[] =>
  [...dimensions.map(({ field }) => field), ...fields].flatMap(id => {
    const field = catalogue.fields.get(id);
    return field?.isKey ? [field.dataset] : [];
  });

/** Whether what was named is a field of the last answer: the field itself, or the name or key of the entity. */
export function names(context: BuildContext, dimension: DraftDimension, { field, part }: Dimension): boolean {
  if (dimension.kind === 'part') return dimension.part === part;
  if (part !== undefined) return false;
  if (dimension.kind === 'field') return dimension.choice.options.some(o => o.field.id === field);
  if (dimension.kind === 'time') return false;
  const { catalogue } = context;
  return [catalogue.nameField(dimension.dataset), catalogue.keyField(dimension.dataset)].some(f => f?.id === field);
}
