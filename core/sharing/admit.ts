import { personaFor } from '../dashboards/persona-for.ts';
import type { DashboardService } from '../dashboards/service.ts';
import { isSophiaError, SophiaError } from '../errors.ts';
import type { Acting } from '../identity/standing.ts';
import type { Models } from '../semantic/models.ts';
import { checkFixed, type Guest } from './guest.ts';

type Admitted = Pick<Guest, 'viewer' | 'via' | 'fixed' | 'expiresAt'> & {
  readonly dashboardId: string;
  /** The revision since which the dashboard was there when the link was made. */
  readonly since: number;
};

/**
 * A guest with the rights that the sharer has now.
 *
 * @throws share.ended when those are none any more: the persona was taken, the dashboard is gone, was gone
 * in between, is not the sharer's to see, or has no longer what the link fixes
 */
export async function guestOf(
  { dashboards, models }: { readonly dashboards: DashboardService; readonly models: Models },
  acting: Acting | undefined,
  { dashboardId, since, ...admitted }: Admitted,
): Promise<Guest> {
  if (!acting) throw new SophiaError('share.ended', [], {});
  const { standing, persona } = acting;
  try {
    const dashboard = await dashboards.open(standing, dashboardId);
    if (dashboard.since !== since) throw new SophiaError('share.ended', [], {});
    personaFor(dashboard.spec, models, [persona]);
    checkFixed(admitted.fixed, dashboard.spec);
    return { ...admitted, sharer: standing.username, persona, dashboard };
  } catch (error) {
    if (isSophiaError(error) && /^(dashboard|share)\./.test(error.code)) throw new SophiaError('share.ended', [], {});
    throw error;
  }
}
