import { openDashboardStores } from '../../adapters/dynamodb/dashboard-stores.ts';
import { openS3ObjectStore } from '../../adapters/s3-object-store.ts';
import { type Scheduler, systemScheduler } from '../../core/ports/scheduler.ts';
import type { CloudPlatform } from '../query-orchestrator/cloud/platform.ts';
import { faultOf } from '../query-orchestrator/problem.ts';
import type { Route } from '../query-orchestrator/route.ts';
import type { Telemetry } from '../telemetry.ts';
import { installOnce } from './cloud/built-ins.ts';
import { openNotifier } from './cloud/notifier.ts';
import { openDashboards } from './platform/dashboards.ts';
import type { DashboardPlatform } from './platform/platform.ts';
import { openSharing } from './platform/sharing.ts';
import type { DashboardSettings } from './settings.ts';

export interface DashboardCloudOptions {
  readonly telemetry: Telemetry;
  /** Whether dashboards can be followed, and computed ahead: only where a process stays. */
  readonly follow: boolean;
  /** What waits where a process stays. Default: its own timers. */
  readonly scheduler?: Scheduler | undefined;
  /** Milliseconds that a load may take, where somebody gives up before; as long as it takes when left out. */
  readonly loadMilliseconds?: number | undefined;
  /** Bytes that a load may take, where no more pass; as many as it takes when left out. */
  readonly loadBytes?: number | undefined;
}

export interface DashboardCloud {
  readonly routes: readonly Route[];
  /** Puts the built-in dashboards in place. What goes wrong is logged, and done by the next start. */
  install(): Promise<void>;
  /** Checks the alerts and sends the reports that are due. Rejects when that can't be begun. */
  round(): Promise<void>;
  /** Ends streams and what goes on by itself; requests that run are answered still. */
  stop(): Promise<void>;
  /** Lets go of the stores. */
  close(): Promise<void>;
}

/** Nothing comes by itself: a schedule of the account calls for each round of alerts and reports. */
const never: Scheduler = { after: () => () => undefined };

const microDollarsPerCent = 10_000;

/**
 * The dashboards of a platform on AWS, with sharing, alerts and reports.
 *
 * @throws EnvironmentFault
 */
export function openDashboardCloud(
  cloud: CloudPlatform,
  settings: DashboardSettings,
  { telemetry, follow, loadMilliseconds, loadBytes, scheduler = systemScheduler }: DashboardCloudOptions,
): DashboardCloud {
  const { log } = telemetry;
  const limits = { loadMilliseconds, loadBytes };
  const { sessions, identities, secret, serverId } = cloud;
  const kept = openDashboardStores({ table: settings.SOPHIA_DASHBOARDS_TABLE });
  const { dashboards: store, documents, journal, leases } = kept;
  // DynamoDB forgets by itself what is old.
  const usage = { ...kept.usage, deleteBefore: async () => 0 };
  const stores = { ...cloud.stores, dashboards: store, documents, journal, leases, usage };
  const platform: DashboardPlatform = { ...cloud, stores };
  const objects = openS3ObjectStore({
    bucket: settings.SOPHIA_RESULTS_BUCKET,
    prefix: 'reports/',
    endpoint: settings.AWS_ENDPOINT_URL_S3 ?? settings.AWS_ENDPOINT_URL,
  });
  const precomputeBudget = (settings.SOPHIA_PRECOMPUTE_CENTS ?? 0) * microDollarsPerCent;
  const own = { sessions, objects, follow, scheduler: follow ? scheduler : never, precomputeBudget };
  const dashboards = openDashboards(platform, { ...own, ...limits, holder: serverId, log });
  const sharing = openSharing({
    ...{ platform, sessions, identities, secret, serverId, log, ...limits, scheduler: never },
    notifier: openNotifier(settings),
    objects,
    embedOrigins: settings.SOPHIA_EMBED_ORIGINS ?? [],
    linkTo: path => `${settings.SOPHIA_PAGE_URL}${path}`,
  });
  return {
    routes: [...dashboards.routes, ...sharing.routes],
    install: () =>
      installOnce(platform, { settings, holder: serverId, log }).catch(error =>
        log({ level: 'error', message: 'Built-in dashboards could not be put in place', fault: faultOf(error) }),
      ),
    round: sharing.checkDue,
    async stop() {
      dashboards.stop();
      await sharing.stop();
    },
    close: () => kept.close(),
  };
}
