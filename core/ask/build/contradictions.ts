import type { Filter } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { DraftFilter } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';

/** Nothing is two values of one field at once: compared they are side by side, else the question can't be meant so. */
export function refuseContradiction(
  context: BuildContext,
  filters: { draft: DraftFilter; filter: Filter; field: FieldInfo }[],
): void {
  refuseSomeAndNone(context, filters);
  for (const [i, one] of filters.entries())
    for (const other of filters.slice(i + 1)) {
      if (one.field.id !== other.field.id || !isOneOf(one.filter) || !isOneOf(other.filter)) continue;
      const values = [...new Set([...one.filter.values, ...other.filter.values])];
      if (values.length < one.filter.values.length + other.filter.values.length) continue;
      if (!context.draft.compare && !context.draft.difference)
        throw new Refusal(`Nothing is both ${one.draft.text} and ${other.draft.text}: say “or”, or ask for each.`);
      filters[i] = { ...one, filter: { field: one.field.id, operator: 'in', values } };
      filters.splice(filters.indexOf(other), 1);
      return;
    }
}

/**
 * "suppliers that sold to Japan but not to Iraq": each sold to many, so both are of all that it sold and not of one sale.
 */
export function refuseSomeAndNone(
  { anchors, catalogue, countsOnly }: BuildContext,
  filters: readonly { draft: DraftFilter; field: FieldInfo }[],
): void {
  if (!countsOnly) return;
  for (const { draft, field } of filters.filter(each => each.draft.operator === 'in')) {
    const none = filters.find(other => other.draft.operator === 'notIn' && other.field.id === field.id);
    if (none && anchors.some(anchor => catalogue.reach(anchor, field.dataset).kind === 'down'))
      throw new Refusal(
        `Those with ${draft.text} and without ${none.draft.text} can’t be asked for at once: ask for each on its own.`,
      );
  }
}

const isOneOf = (filter: Filter): filter is Extract<Filter, { values: unknown }> & { operator: '=' | 'in' } =>
  'operator' in filter && (filter.operator === '=' || filter.operator === 'in') && 'values' in filter;
