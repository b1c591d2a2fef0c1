import type { Api } from '../api/client.ts';
import { createDashboard, type OpenedDashboard, type StoredDashboard } from './dashboards-api.ts';

/** Characters of an id that leave room for what tells copies apart. */
const ROOM = 50;

/**
 * The same dashboard once more, to be changed without changing this one. What goes with it (links, alerts, reports)
 * stays. The folder of those that came with the platform is no place for a copy. @throws ApiProblem
 */
export const duplicateBoard = (
  api: Api,
  { spec, built_in }: Pick<OpenedDashboard, 'spec' | 'built_in'>,
  now: number,
): Promise<StoredDashboard> => {
  const id = `${spec.id.slice(0, ROOM).replace(/-+$/, '')}-${now.toString(36)}`;
  const title = `${spec.title.slice(0, 112)} (copy)`;
  const { folder, ...rest } = spec;
  const kept = folder === undefined || built_in ? rest : { ...rest, folder };
  return createDashboard(api, { ...kept, id, title }, `Copy of ${spec.id}`);
};
