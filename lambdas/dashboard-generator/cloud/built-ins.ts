import type { BuiltInOutcome } from '../../../core/dashboards/built-in.ts';
import { pathOf } from '../../query-orchestrator/cloud/models.ts';
import type { LogEntry } from '../../query-orchestrator/dependencies.ts';
import { faultOf } from '../../query-orchestrator/problem.ts';
import type { DashboardPlatform } from '../platform/platform.ts';
import type { DashboardSettings } from '../settings.ts';

export interface InstallOptions {
  readonly settings: DashboardSettings;
  /** Names this process among those that share the stores. */
  readonly holder: string;
  log(entry: LogEntry): void;
}

const leaseName = 'built-in dashboards';
/** Far longer than it takes. */
const leaseMilliseconds = 2 * 60_000;

/** Puts the dashboards of the archive in place, in one process at a time: of several that start, the others go on. */
export async function installOnce(
  platform: DashboardPlatform,
  { settings, holder, log }: InstallOptions,
): Promise<void> {
  const folder = settings.SOPHIA_DASHBOARDS_FOLDER;
  if (folder === undefined) return;
  const { leases } = platform.stores;
  const now = platform.clock.now();
  const until = new Date(now.getTime() + leaseMilliseconds).toISOString();
  if (!(await leases.take(leaseName, holder, now.toISOString(), until))) return;
  try {
    // Files of dashboards are read with a parser of their own, which answers don't wait for.
    const { installFolder } = await import('../platform/built-ins.ts');
    for (const outcome of await installFolder(platform, pathOf(settings, folder))) tell(outcome, log);
  } finally {
    await leases.release(leaseName, holder);
  }
}

function tell({ file, id, what, error }: BuiltInOutcome, log: InstallOptions['log']): void {
  if (what === 'current') return;
  const fault = error === undefined ? {} : { fault: faultOf(error) };
  const level = what === 'invalid' ? 'warning' : 'info';
  log({ level, message: 'A built-in dashboard was looked at', file, dashboard: id, what, ...fault });
}
