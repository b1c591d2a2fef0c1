import { generatorByModel } from '../core/dashboards/generate/by-model.ts';
import { announced } from '../core/dashboards/live/announced.ts';
import { createLiveHub } from '../core/dashboards/live/hub.ts';
import { markedLoader } from '../core/dashboards/live/marked-loader.ts';
import { createLoader, type LoaderOptions } from '../core/dashboards/load.ts';
import { modelOf } from '../core/dashboards/persona-for.ts';
import { refreshCost } from '../core/dashboards/refresh-cost.ts';
import { createDashboardService } from '../core/dashboards/service.ts';
import type { Sessions } from '../core/identity/sessions.ts';
import { athenaPrices } from '../core/ledger/prices.ts';
import { type Scheduler, systemScheduler } from '../core/ports/scheduler.ts';
import { createVisits } from '../core/sharing/visits.ts';
import { allDashboardRoutes } from '../lambdas/dashboard-generator/routes.ts';
import type { LogEntry } from '../lambdas/query-orchestrator/dependencies.ts';
import { faultOf } from '../lambdas/query-orchestrator/problem.ts';
import type { Route } from '../lambdas/query-orchestrator/route.ts';
import type { Platform } from './platform.ts';

export interface LocalDashboardsOptions {
  readonly sessions: Sessions;
  /** Default: timers of the process. */
  readonly scheduler?: Scheduler | undefined;
  /** Dashboards that one user follows at the same time at most. Default 12. */
  readonly streamsPerUser?: number | undefined;
  log(entry: LogEntry): void;
}

export interface LocalDashboards {
  readonly routes: readonly Route[];
  /** Ends what goes on by itself. */
  stop(): void;
}

/** The dashboards of a platform, served beside its questions. */
export function openLocalDashboards(
  platform: Platform,
  { sessions, scheduler = systemScheduler, streamsPerUser, log }: LocalDashboardsOptions,
): LocalDashboards {
  const { model, models, stores, clock, answerer, personas, planners, engine } = platform;
  const { dashboards: store, audit, ledger } = stores;
  const dashboards = createDashboardService({ store, audit, clock, model, models });
  const loading: LoaderOptions = {
    answerer,
    model,
    models,
    ledger,
    audit,
    clock,
    onFault: (error, tile) => log({ level: 'error', message: 'A tile failed', tile, fault: faultOf(error) }),
  };
  const loader = markedLoader(createLoader(loading));
  const hub = createLiveHub({
    dashboards,
    loader: createLoader(unrecorded(loading)),
    audit,
    clock,
    scheduler,
    streamsPerUser,
    onFault: error => log({ level: 'error', message: 'Following a dashboard failed', fault: faultOf(error) }),
  });
  const routes = allDashboardRoutes({
    dashboards: announced(dashboards, id => hub.changed(id)),
    loader,
    live: { hub, sessions },
    model,
    models,
    generator: generatorByModel(models, planners, clock),
    refreshCost: (persona, spec) =>
      refreshCost({ model: modelOf(spec, models), engine, prices: athenaPrices }, persona, spec, clock.now()),
    personas,
    clock,
    opened: createVisits({ documents: stores.documents, dashboards, clock }).opened,
  });
  return { routes, stop: () => hub.close() };
}

/** Looking again is no load of somebody: only what runs on the engine is entered into the ledger. */
const unrecorded = (options: LoaderOptions): LoaderOptions => ({
  ...options,
  ledger: { ...options.ledger, settle: async () => undefined },
  audit: { ...options.audit, append: async () => undefined },
});
