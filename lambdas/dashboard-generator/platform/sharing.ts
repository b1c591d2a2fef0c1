import { createAlerts } from '../../../core/alerts/alerts.ts';
import { type CheckerOptions, checkDueAlerts } from '../../../core/alerts/checker.ts';
import { createLoader } from '../../../core/dashboards/load.ts';
import { createDashboardService } from '../../../core/dashboards/service.ts';
import type { Sessions } from '../../../core/identity/sessions.ts';
import type { IdentityProvider } from '../../../core/ports/identity-provider.ts';
import type { Notifier } from '../../../core/ports/notifier.ts';
import type { ObjectStore } from '../../../core/ports/object-store.ts';
import { type Scheduler, systemScheduler } from '../../../core/ports/scheduler.ts';
import { createReports } from '../../../core/reports/reports.ts';
import { type SenderOptions, sendDueReports } from '../../../core/reports/sender.ts';
import { createEmbedKeys } from '../../../core/sharing/embed-keys.ts';
import { createEmbeds } from '../../../core/sharing/embeds.ts';
import { createShares } from '../../../core/sharing/shares.ts';
import { createVisits } from '../../../core/sharing/visits.ts';
import type { LogEntry } from '../../query-orchestrator/dependencies.ts';
import { faultOf } from '../../query-orchestrator/problem.ts';
import type { Route } from '../../query-orchestrator/route.ts';
import { throughGateway } from '../gateway.ts';
import { allSharingRoutes } from '../sharing-routes.ts';
import type { DashboardPlatform } from './platform.ts';
import { startRounds } from './rounds.ts';

export interface SharingOptions {
  readonly platform: DashboardPlatform;
  readonly sessions: Sessions;
  readonly identities: IdentityProvider;
  readonly secret: Uint8Array;
  /** Names this process among those on one state folder. */
  readonly serverId: string;
  readonly notifier: Notifier;
  /** Where files of reports lie. */
  readonly objects: ObjectStore;
  readonly embedOrigins: readonly string[];
  /** Default: timers of the process. */
  readonly scheduler?: Scheduler | undefined;
  /** Milliseconds that a load may take, where somebody gives up before; as long as it takes when left out. */
  readonly loadMilliseconds?: number | undefined;
  /** Bytes that a load may take, where no more pass; as many as it takes when left out. */
  readonly loadBytes?: number | undefined;
  /** The address of a page of the platform, as people can open it. */
  linkTo(path: string): string;
  log(entry: LogEntry): void;
}

export interface Sharing {
  readonly routes: readonly Route[];
  /** One round of all that is due, as it otherwise comes by itself. */
  round(): Promise<void>;
  /** The same for whoever has rounds of its own: rejects when it can't be begun. */
  checkDue(): Promise<void>;
  /** Ends the rounds; resolves when the running one is through. */
  stop(): Promise<void>;
}

/** Milliseconds between two rounds; what is due a little late is done a little late. */
const everyMilliseconds = 15_000;

/** Links, embeddings, alerts and reports of a platform, with the rounds that check and send. */
export function openSharing(options: SharingOptions): Sharing {
  const { platform, sessions, identities, secret, notifier, embedOrigins, log } = options;
  const { stores, clock, personas, model, models, answerer } = platform;
  const { documents, journal, leases, audit, ledger } = stores;
  const dashboards = createDashboardService({ store: stores.dashboards, audit, clock, model, models });
  const onFault = (message: string) => (error: unknown, id: string) =>
    log({ level: 'error', message, id, fault: faultOf(error) });
  const loader = createLoader({ answerer, model, models, ledger, audit, clock, onFault: onFault('A tile failed') });
  const shared = { documents, identities, personas, models, dashboards, audit, clock, secret };
  const embedKeys = createEmbedKeys(shared);
  const { linkTo, objects, serverId: holder } = options;
  const rounding = { ...shared, journal, leases, notifier, holder, linkTo };
  const checking: CheckerOptions = { ...rounding, answerer, onFault: onFault('An alert could not be checked') };
  const sending: SenderOptions = { ...rounding, loader, objects, onFault: onFault('A report could not be sent') };
  const routes = allSharingRoutes({
    loader: throughGateway(loader, options),
    ...{ dashboards, models, personas, clock, audit, sessions, embedKeys, embedOrigins },
    shares: createShares(shared),
    embeds: createEmbeds({ ...shared, keys: embedKeys, origins: embedOrigins }),
    visits: createVisits(shared),
    alerts: createAlerts({ ...shared, answerer, journal }),
    reports: createReports({ ...shared, journal, objects, loader, linkTo }),
  });
  const checkDue = async () => {
    await checkDueAlerts(checking);
    await sendDueReports(sending);
  };
  const rounds = startRounds({
    scheduler: options.scheduler ?? systemScheduler,
    milliseconds: everyMilliseconds,
    work: checkDue,
    onFault: error => log({ level: 'error', message: 'A round of alerts and reports failed', fault: faultOf(error) }),
  });
  return { routes, round: rounds.now, checkDue, stop: rounds.stop };
}
