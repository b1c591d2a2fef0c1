import type { DashboardRevision, DashboardSummary } from '../ports/stores.ts';
import type { DashboardSpec } from './spec.ts';

/** What lists show of a revision. */
export function summaryOf(
  { revision, at, by, spec }: DashboardRevision & { readonly spec: DashboardSpec },
  { createdAt, createdBy }: Pick<DashboardSummary, 'createdAt' | 'createdBy'>,
): DashboardSummary {
  const { id, title, folder, model, personas, tiles } = spec;
  return {
    id,
    revision,
    title,
    ...(folder !== undefined && { folder }),
    model,
    ...(personas !== undefined && { personas }),
    tiles: tiles.length,
    createdAt,
    createdBy,
    updatedAt: at,
    updatedBy: by,
  };
}
