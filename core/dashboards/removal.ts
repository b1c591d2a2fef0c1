import { SophiaError } from '../errors.ts';
import type { DashboardRevision, DashboardStore } from '../ports/stores.ts';
import { type DashboardCaller, dashboardRole, isFor } from './access.ts';
import { parseSpec } from './parse-spec.ts';
import type { DashboardService } from './service.ts';
import type { DashboardSpec } from './spec.ts';
import { summaryOf } from './summary.ts';

/** Whether the caller may take a dashboard away: an admin any, an editor those that the editor made. */
export async function mayRemove(
  store: Pick<DashboardStore, 'at'>,
  caller: DashboardCaller,
  id: string,
): Promise<boolean> {
  const role = dashboardRole(caller);
  if (role !== 'editor') return role === 'admin';
  return (await store.at(id, 1))?.by === caller.username;
}

/** @throws dashboard.forbidden unless the caller may take it away */
export async function requireRemover(...of: Parameters<typeof mayRemove>): Promise<void> {
  if (await mayRemove(...of)) return;
  const action = dashboardRole(of[1]) === 'editor' ? 'remove dashboards of others' : 'remove dashboards';
  throw new SophiaError('dashboard.forbidden', [], { action, role: 'admin' });
}

/** Whether a dashboard is not there at all: not only hidden from somebody. */
export const isGone = async (dashboards: Pick<DashboardService, 'takenIds'>, id: string): Promise<boolean> =>
  !(await dashboards.takenIds()).has(id);

/**
 * Brings back a removed dashboard as what it shall be now, on top of its history.
 * @returns its revision; undefined where there is nothing to bring back, or not for the caller
 */
export async function revived(
  store: DashboardStore,
  caller: DashboardCaller,
  next: DashboardRevision & { readonly spec: DashboardSpec },
): Promise<number | undefined> {
  const { dashboardId: id, spec } = next;
  const [newest] = await store.history(id, { limit: 1 });
  const [first, last] = [await store.at(id, 1), newest && (await store.at(id, newest.revision))];
  if (!last || !first || !(await mayRemove(store, caller, id))) return undefined;
  // Whom it was for when it was removed is whom its history is for.
  if (!isFor(caller, parseSpec(last.spec).personas)) return undefined;
  const change = (to: unknown) => [{ kind: 'replaceSpec', spec: to }];
  const revision = { ...next, revision: last.revision + 1, operations: change(spec), inverse: change(last.spec) };
  const summary = summaryOf(revision, { createdAt: first.at, createdBy: first.by });
  return (await store.revive(revision, summary)) ? revision.revision : undefined;
}
