import type { Api } from '../api/client.ts';
import { createDashboard, type DashboardSpec, type StoredDashboard } from './dashboards-api.ts';

/** Characters of an id that leave room for what tells copies apart. */
const ROOM = 50;

/** The same dashboard once more, to be changed without changing this one. What goes with it (links, alerts, reports) stays. @throws ApiProblem */
export const duplicateBoard = (api: Api, spec: DashboardSpec, now: number): Promise<StoredDashboard> => {
  const id = `${spec.id.slice(0, ROOM).replace(/-+$/, '')}-${now.toString(36)}`;
  const title = `${spec.title.slice(0, 112)} (copy)`;
  return createDashboard(api, { ...spec, id, title }, `Copy of ${spec.id}`);
};
