import type { Route } from '../query-orchestrator/route.ts';
import { alertRoutes } from './routes/alerts.ts';
import { embedRoutes } from './routes/embeds.ts';
import { shareRoutes } from './routes/shares.ts';
import type { SharingDependencies } from './sharing-dependencies.ts';

/** What is served of sharing, alerts and reports. */
export const allSharingRoutes = (dependencies: SharingDependencies): Route[] => [
  ...shareRoutes(dependencies),
  ...embedRoutes(dependencies),
  ...alertRoutes(dependencies),
];
