import type { Route } from '../query-orchestrator/route.ts';
import type { DashboardDependencies } from './dependencies.ts';
import { dashboardRoutes } from './routes/dashboards.ts';
import { dashboardFileRoutes } from './routes/files.ts';
import { generateRoutes } from './routes/generate.ts';
import { liveRoutes } from './routes/live.ts';
import { loadRoutes } from './routes/load.ts';
import { performanceRoutes } from './routes/performance.ts';

/** What the API of dashboards serves. */
export const allDashboardRoutes = (dependencies: DashboardDependencies): Route[] => [
  // Before those with an id in the same place.
  ...dashboardFileRoutes(dependencies),
  ...dashboardRoutes(dependencies),
  ...loadRoutes(dependencies),
  ...liveRoutes(dependencies),
  ...performanceRoutes(dependencies),
  ...generateRoutes(dependencies),
];
