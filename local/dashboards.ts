import { generatorByModel } from '../core/dashboards/generate/by-model.ts';
import { createLoader } from '../core/dashboards/load.ts';
import { modelOf } from '../core/dashboards/persona-for.ts';
import { refreshCost } from '../core/dashboards/refresh-cost.ts';
import { createDashboardService } from '../core/dashboards/service.ts';
import { athenaPrices } from '../core/ledger/prices.ts';
import { allDashboardRoutes } from '../lambdas/dashboard-generator/routes.ts';
import type { LogEntry } from '../lambdas/query-orchestrator/dependencies.ts';
import { faultOf } from '../lambdas/query-orchestrator/problem.ts';
import type { Route } from '../lambdas/query-orchestrator/route.ts';
import type { Platform } from './platform.ts';

/** The dashboards of a platform, served beside its questions. */
export function localDashboardRoutes(platform: Platform, log: (entry: LogEntry) => void): Route[] {
  const { model, models, stores, clock, answerer, personas, planners, engine } = platform;
  const { dashboards: store, audit, ledger } = stores;
  const dashboards = createDashboardService({ store, audit, clock, model, models });
  const loader = createLoader({
    answerer,
    model,
    models,
    ledger,
    audit,
    clock,
    onFault: (error, tile) => log({ level: 'error', message: 'A tile failed', tile, fault: faultOf(error) }),
  });
  return allDashboardRoutes({
    dashboards,
    loader,
    model,
    models,
    generator: generatorByModel(models, planners, clock),
    refreshCost: (persona, spec) =>
      refreshCost({ model: modelOf(spec, models), engine, prices: athenaPrices }, persona, spec, clock.now()),
    personas,
    clock,
  });
}
