import { matchScore } from '../shell/palette-entries.ts';
import type { DashboardSummary } from './dashboards-api.ts';

/** A folder with what is in it; the first one has no name and holds what is in none. */
export interface Folder {
  /** Names divided by "/"; empty for none. */
  readonly path: string;
  readonly dashboards: readonly DashboardSummary[];
}

const byTitle = (a: DashboardSummary, b: DashboardSummary): number =>
  a.title.localeCompare(b.title) || a.id.localeCompare(b.id);

/** Dashboards by folder, both in the order of the alphabet. */
export function foldersOf(dashboards: readonly DashboardSummary[]): Folder[] {
  const folders = Map.groupBy(dashboards, ({ folder }) => folder ?? '');
  return [...folders]
    .map(([path, inside]) => ({ path, dashboards: inside.toSorted(byTitle) }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** Those whose title or folder a query finds. */
export const foundDashboards = (dashboards: readonly DashboardSummary[], query: string): DashboardSummary[] =>
  dashboards.filter(
    ({ title, folder }) => matchScore(query, title) > 0 || (folder !== null && matchScore(query, folder) > 1),
  );

/** `a/b` as it is read. */
export const folderName = (path: string): string => path.split('/').join(' / ');
