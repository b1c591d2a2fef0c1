import type { DashboardStore } from '../ports/stores.ts';

/** Who built-in dashboards are by, in their history. No user can be called so. */
export const builtInAuthor = 'Sophia (built in)';

/** Whether a dashboard was built in when it was made, whatever people made of it since. */
export const isBuiltIn = async (store: DashboardStore, id: string): Promise<boolean> =>
  (await store.at(id, 1))?.by === builtInAuthor;
