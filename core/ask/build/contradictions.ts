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

const isOneOf = (filter: Filter): filter is Extract<Filter, { values: unknown }> & { operator: '=' | 'in' } =>
  'operator' in filter && (filter.operator === '=' || filter.operator === 'in') && 'values' in filter;
