import type { Generator } from '../../core/dashboards/generate/generator.ts';
import type { LiveHub } from '../../core/dashboards/live/hub.ts';
import type { Loader } from '../../core/dashboards/load.ts';
import type { DashboardService } from '../../core/dashboards/service.ts';
import type { DashboardSpec } from '../../core/dashboards/spec.ts';
import type { Performance, PerformanceRequest } from '../../core/dashboards/usage/optimiser.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Sessions } from '../../core/identity/sessions.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Models } from '../../core/semantic/models.ts';
import type { ResolvedModel } from '../../core/semantic/resolve/types.ts';

/** All that the API of dashboards stands on. Nothing in it reads the environment. */
export interface DashboardDependencies {
  readonly dashboards: DashboardService;
  readonly loader: Loader;
  readonly generator: Generator;
  /** Micro-dollars, at most, of taking all data of a dashboard anew. */
  refreshCost(persona: Persona, spec: DashboardSpec): Promise<number>;
  readonly model: ResolvedModel;
  /** All that dashboards can be over, where there are several. */
  readonly models?: Models | undefined;
  readonly personas: readonly Persona[];
  readonly clock: Clock;
  /** Told who opened which dashboard, for the list of those opened last. */
  opened?(username: string, dashboardId: string): Promise<void>;
  /** Where dashboards can be followed: a process that stays. */
  readonly live?: { readonly hub: LiveHub; readonly sessions: Sessions } | undefined;
  /** Where it is kept how dashboards are used. */
  performance?(request: PerformanceRequest): Promise<Performance>;
}
