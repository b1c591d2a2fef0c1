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
function foldersOf(dashboards: readonly DashboardSummary[]): Folder[] {
  const folders = Map.groupBy(dashboards, ({ folder }) => folder ?? '');
  return [...folders]
    .map(([path, inside]) => ({ path, dashboards: inside.toSorted(byTitle) }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** The marked ones first, by themselves, then the folders with the others. */
export function sectionsOf(dashboards: readonly DashboardSummary[], favourites: ReadonlySet<string>): Folder[] {
  const marked = dashboards.filter(({ id }) => favourites.has(id)).sort(byTitle);
  const rest = foldersOf(dashboards.filter(({ id }) => !favourites.has(id)));
  return marked.length === 0 ? rest : [{ path: FAVOURITES, dashboards: marked }, ...rest];
}

/** Not the name of a folder: a name may not be empty. */
const FAVOURITES = '/';

/** Those whose title or folder a query finds. */
export const foundDashboards = (dashboards: readonly DashboardSummary[], query: string): DashboardSummary[] =>
  dashboards.filter(
    ({ title, folder }) => matchScore(query, title) > 0 || (folder !== null && matchScore(query, folder) > 1),
  );

/** `a/b` as it is read. */
export const folderName = (path: string): string => (path === FAVOURITES ? 'Favourites' : path.split('/').join(' / '));
