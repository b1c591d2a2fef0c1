import { createLoader } from '../core/dashboards/load.ts';
import { createDashboardService } from '../core/dashboards/service.ts';
import { allDashboardRoutes } from '../lambdas/dashboard-generator/routes.ts';
import type { LogEntry } from '../lambdas/query-orchestrator/dependencies.ts';
import { faultOf } from '../lambdas/query-orchestrator/problem.ts';
import type { Route } from '../lambdas/query-orchestrator/route.ts';
import type { Platform } from './platform.ts';

/** The dashboards of a platform, served beside its questions. */
export function localDashboardRoutes(platform: Platform, log: (entry: LogEntry) => void): Route[] {
  const { model, stores, clock, answerer, personas } = platform;
  const { dashboards: store, audit, ledger } = stores;
  const dashboards = createDashboardService({ store, audit, clock, model });
  const loader = createLoader({
    answerer,
    model,
    ledger,
    audit,
    clock,
    onFault: (error, tile) => log({ level: 'error', message: 'A tile failed', tile, fault: faultOf(error) }),
  });
  return allDashboardRoutes({ dashboards, loader, personas, clock });
}
