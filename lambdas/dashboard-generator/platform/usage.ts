import type { Loader } from '../../../core/dashboards/load.ts';
import { modelOf } from '../../../core/dashboards/persona-for.ts';
import type { DashboardService } from '../../../core/dashboards/service.ts';
import type { DashboardSpec } from '../../../core/dashboards/spec.ts';
import { createActivity } from '../../../core/dashboards/usage/activity.ts';
import { type Performance, type PerformanceRequest, performanceOf } from '../../../core/dashboards/usage/optimiser.ts';
import { createPrecomputer } from '../../../core/dashboards/usage/precompute.ts';
import { recordedLoader } from '../../../core/dashboards/usage/recorded-loader.ts';
import { isSophiaError } from '../../../core/errors.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import { athenaPrices } from '../../../core/ledger/prices.ts';
import type { Scheduler } from '../../../core/ports/scheduler.ts';
import type { LogEntry } from '../../query-orchestrator/dependencies.ts';
import { faultOf } from '../../query-orchestrator/problem.ts';
import type { DashboardPlatform } from './platform.ts';

export interface UsageOptions {
  /** What people load with. */
  readonly loader: Loader;
  /** The same without writing down that somebody loads. */
  readonly quietLoader: Loader;
  readonly dashboards: DashboardService;
  readonly scheduler: Scheduler;
  readonly holder: string;
  /** Micro-dollars a day. */
  readonly precomputeBudget: number;
  refreshCost(persona: Persona, spec: DashboardSpec): Promise<number>;
  log(entry: LogEntry): void;
}

export interface Usage {
  /** Records what is loaded by it. */
  readonly loader: Loader;
  performance(request: PerformanceRequest): Promise<Performance>;
  stop(): void;
}

/** How dashboards are used: recorded, told, and made use of by computing ahead. */
export function openUsage(platform: DashboardPlatform, options: UsageOptions): Usage {
  const { models, stores, clock, engine, personas, executor, answerer } = platform;
  const { usage, ledger, leases } = stores;
  const { dashboards, scheduler, holder, precomputeBudget: budgetPerDay, refreshCost, log } = options;
  const onFault = (message: string) => (error: unknown) => log({ level: 'error', message, fault: faultOf(error) });
  const activity = createActivity(clock, () => {
    const { engineRuns, sharedRuns } = executor.statistics();
    return engineRuns + sharedRuns;
  });
  /** Sees every dashboard, whoever it is for: what is computed is computed as the persona that will look. */
  const everybody = { username: holder, roles: ['admin'], personas };
  const precomputer = createPrecomputer({
    ...{ usage, ledger, leases, activity, personas, clock, scheduler, budgetPerDay, holder, refreshCost },
    loader: options.quietLoader,
    open: id =>
      dashboards.open(everybody, id).catch(error => {
        if (isSophiaError(error) && error.code === 'dashboard.unknown') return undefined;
        throw error;
      }),
    dataVersion: () => engine.dataVersion(),
    onFault: onFault('Computing dashboards ahead failed'),
  });
  precomputer.start();
  const recording = { usage, ledger, clock, activity, onFault: onFault('A load could not be recorded') };
  return {
    loader: recordedLoader(options.loader, recording),
    performance: performanceOf({
      ...{ usage, ledger, engine, answerer, clock, budgetPerDay, prices: athenaPrices },
      modelOf: spec => modelOf(spec, models),
    }),
    stop: () => precomputer.stop(),
  };
}
