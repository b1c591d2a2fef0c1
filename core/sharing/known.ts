import { type DashboardCaller, dashboardRole } from '../dashboards/access.ts';
import type { DashboardService } from '../dashboards/service.ts';
import { isSophiaError } from '../errors.ts';

/** Something that is done with the rights of its owner, as one persona. */
export interface InNameOf {
  readonly owner: string;
  readonly persona: string;
}

/** Whether the caller may know its numbers: they are those of its persona. */
export const seesNumbers = ({ personas }: DashboardCaller, { persona }: Pick<InNameOf, 'persona'>): boolean =>
  personas.some(({ name }) => name === persona);

/** Whether the caller may change it: its owner may, and an admin. */
export const mayChange = (caller: DashboardCaller, { owner }: Pick<InNameOf, 'owner'>): boolean =>
  owner === caller.username || dashboardRole(caller) === 'admin';

/**
 * Whether the caller may know that it is there: its owner may, an admin, and who has its persona and sees its dashboard.
 *
 * @param dashboardId left out, it belongs to none
 */
export async function mayKnow(
  dashboards: DashboardService,
  caller: DashboardCaller,
  one: InNameOf,
  dashboardId: string | undefined,
): Promise<boolean> {
  if (mayChange(caller, one)) return true;
  if (!seesNumbers(caller, one)) return false;
  if (dashboardId === undefined) return true;
  try {
    await dashboards.open(caller, dashboardId);
    return true;
  } catch (error) {
    if (isSophiaError(error) && error.code.startsWith('dashboard.')) return false;
    throw error;
  }
}
