import { specMember } from '../../../../../core/dashboards/operations/members.ts';
import type { OperationInput } from '../../../../../core/dashboards/operations/schema.ts';
import type { DashboardSpec } from '../../../../../core/dashboards/spec.ts';
import { sameValue } from './same.ts';

/** The operations that give a dashboard other settings; tiles are not among them. Filters change one by one. */
export function settingsOperations(before: DashboardSpec, after: DashboardSpec): OperationInput[] {
  const members = Object.entries(specMember).filter(([, member]) => member !== 'filters');
  return [
    ...filterOperations(before, after),
    ...members.flatMap(([kind, member]): OperationInput[] =>
      sameValue(before[member], after[member]) ? [] : [{ kind, value: after[member] ?? null } as OperationInput],
    ),
  ];
}

function filterOperations({ filters: before }: DashboardSpec, { filters: after }: DashboardSpec): OperationInput[] {
  const kept = new Set(after.map(({ id }) => id));
  const known = new Map(before.map(filter => [filter.id, filter]));
  return [
    ...before.filter(({ id }) => !kept.has(id)).map(({ id }) => ({ kind: 'removeFilter' as const, filter_id: id })),
    ...after
      .filter(filter => !sameValue(known.get(filter.id), filter))
      .map(filter => ({ kind: 'putFilter' as const, filter })),
  ];
}
