import type { DashboardRevision, DashboardSummary } from '../ports/stores.ts';
import type { DashboardSpec } from './spec.ts';

/** Characters of a description that a list holds. */
const most = 200;

/** In one line; by code points, so that no letter is halved. */
function firstWords(description: string): string {
  const letters = [...description.replace(/\s+/g, ' ').trim()];
  return letters.length <= most
    ? letters.join('')
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** What lists show of a revision. */
export function summaryOf(
  { revision, at, by, spec }: DashboardRevision & { readonly spec: DashboardSpec },
  { createdAt, createdBy }: Pick<DashboardSummary, 'createdAt' | 'createdBy'>,
): DashboardSummary {
  const { id, title, description, folder, model, personas, tiles } = spec;
  return {
    id,
    revision,
    title,
    ...(description !== undefined && { description: firstWords(description) }),
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
