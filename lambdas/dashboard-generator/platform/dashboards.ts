import { alertKind } from '../../../core/alerts/alert.ts';
import { attachmentsOf } from '../../../core/dashboards/attachments.ts';
import { generatorByModel } from '../../../core/dashboards/generate/by-model.ts';
import { dashboardHealth } from '../../../core/dashboards/health.ts';
import { announced } from '../../../core/dashboards/live/announced.ts';
import { createLiveHub } from '../../../core/dashboards/live/hub.ts';
import { markedLoader } from '../../../core/dashboards/live/marked-loader.ts';
import { createLoader, type LoaderOptions } from '../../../core/dashboards/load.ts';
import { modelOf } from '../../../core/dashboards/persona-for.ts';
import { refreshCost } from '../../../core/dashboards/refresh-cost.ts';
import { createDashboardService } from '../../../core/dashboards/service.ts';
import type { DashboardSpec } from '../../../core/dashboards/spec.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import type { Sessions } from '../../../core/identity/sessions.ts';
import { athenaPrices } from '../../../core/ledger/prices.ts';
import type { ObjectStore } from '../../../core/ports/object-store.ts';
import { type Scheduler, systemScheduler } from '../../../core/ports/scheduler.ts';
import { removeFiles } from '../../../core/reports/files.ts';
import { reportKind } from '../../../core/reports/report.ts';
import { isOpen, keptShareOf, shareKind } from '../../../core/sharing/share.ts';
import { createVisits } from '../../../core/sharing/visits.ts';
import type { LogEntry } from '../../query-orchestrator/dependencies.ts';
import { faultOf } from '../../query-orchestrator/problem.ts';
import type { Route } from '../../query-orchestrator/route.ts';
import { throughGateway } from '../gateway.ts';
import { dashboardHealthRoutes } from '../routes/health.ts';
import { allDashboardRoutes } from '../routes.ts';
import { assistantsOf } from './assistants.ts';
import type { DashboardPlatform } from './platform.ts';
import { openUsage } from './usage.ts';

export interface DashboardsOptions {
  readonly sessions: Sessions;
  /** Default: timers of the process. */
  readonly scheduler?: Scheduler | undefined;
  /** Dashboards that one user follows at the same time at most. Default 12. */
  readonly streamsPerUser?: number | undefined;
  /** Micro-dollars a day for computing dashboards ahead that will probably be opened. Default 0: nothing is. */
  readonly precomputeBudget?: number | undefined;
  /** Whether dashboards can be followed: only where a process stays. Default true. */
  readonly follow?: boolean | undefined;
  /** Milliseconds that a load may take, where somebody gives up before; as long as it takes when left out. */
  readonly loadMilliseconds?: number | undefined;
  /** Bytes that a load may take, where no more pass; as many as it takes when left out. */
  readonly loadBytes?: number | undefined;
  /** Where files of reports lie, which go with their dashboard. */
  readonly objects: ObjectStore;
  /** Names this process among those that share the stores. */
  readonly holder: string;
  log(entry: LogEntry): void;
}

export interface Dashboards {
  readonly routes: readonly Route[];
  /** Ends what goes on by itself. */
  stop(): void;
}

/** The dashboards of a platform, served beside its questions. */
export function openDashboards(platform: DashboardPlatform, options: DashboardsOptions): Dashboards {
  const { sessions, scheduler = systemScheduler, streamsPerUser, precomputeBudget = 0, holder, log } = options;
  const { follow = true } = options;
  const { model, models, stores, clock, answerer, personas, planners, engine } = platform;
  const { dashboards: store, audit, ledger } = stores;
  const attachments = attachmentsOf(stores.documents, {
    links: { kind: shareKind, holds: kept => isOpen(keptShareOf(kept), clock.now().toISOString()) },
    alerts: { kind: alertKind },
    reports: { kind: reportKind, empty: id => removeFiles(options.objects, id) },
  });
  const dashboards = createDashboardService({ store, audit, clock, model, models, attachments });
  const loading: LoaderOptions = {
    answerer,
    model,
    models,
    ledger,
    audit,
    clock,
    onFault: (error, tile) => log({ level: 'error', message: 'A tile failed', tile, fault: faultOf(error) }),
  };
  const quietLoader = createLoader(unrecorded(loading));
  const costOf = (persona: Persona, spec: DashboardSpec) =>
    refreshCost({ model: modelOf(spec, models), engine, prices: athenaPrices }, persona, spec, clock.now());
  const usage = openUsage(platform, {
    ...{
      // What was seen is told only where it can be followed from there.
      loader: follow ? markedLoader(createLoader(loading)) : createLoader(loading),
      quietLoader,
      dashboards,
      scheduler,
      holder,
      precomputeBudget,
      log,
    },
    refreshCost: costOf,
  });
  const hub = createLiveHub({
    dashboards,
    loader: quietLoader,
    audit,
    clock,
    scheduler,
    streamsPerUser,
    onFault: error => log({ level: 'error', message: 'Following a dashboard failed', fault: faultOf(error) }),
  });
  const health = (id: string) => dashboardHealth(id, { store, engine, models, personas, clock });
  const routes = allDashboardRoutes({
    dashboards: announced(dashboards, id => hub.changed(id)),
    loader: throughGateway(usage.loader, options),
    performance: usage.performance,
    live: follow ? { hub, sessions } : undefined,
    model,
    models,
    generator: generatorByModel(models, planners, clock, assistantsOf(platform, log)),
    refreshCost: costOf,
    personas,
    clock,
    opened: createVisits({ documents: stores.documents, dashboards, clock }).opened,
  });
  return {
    routes: [...routes, ...dashboardHealthRoutes({ health })],
    stop() {
      usage.stop();
      hub.close();
    },
  };
}

/** Looking again is no load of somebody: only what runs on the engine is entered into the ledger. */
const unrecorded = (options: LoaderOptions): LoaderOptions => ({
  ...options,
  ledger: { ...options.ledger, settle: async () => undefined },
  audit: { ...options.audit, append: async () => undefined },
});
