import type { Loader } from '../../core/dashboards/load.ts';
import type { DashboardService } from '../../core/dashboards/service.ts';
import type { Persona } from '../../core/identity/persona.ts';
import type { Clock } from '../../core/ports/clock.ts';

/** All that the API of dashboards stands on. Nothing in it reads the environment. */
export interface DashboardDependencies {
  readonly dashboards: DashboardService;
  readonly loader: Loader;
  readonly personas: readonly Persona[];
  readonly clock: Clock;
}
