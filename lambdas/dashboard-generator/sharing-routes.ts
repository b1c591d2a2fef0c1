import type { Route } from '../query-orchestrator/route.ts';
import { alertRoutes } from './routes/alerts.ts';
import { auditRoutes } from './routes/audit.ts';
import { embedRoutes } from './routes/embeds.ts';
import { exportRoutes } from './routes/exports.ts';
import { reportRoutes } from './routes/reports.ts';
import { shareRoutes } from './routes/shares.ts';
import { visitRoutes } from './routes/visits.ts';
import type { SharingDependencies } from './sharing-dependencies.ts';

/** What is served of sharing, alerts and reports. */
export const allSharingRoutes = (dependencies: SharingDependencies): Route[] => [
  ...shareRoutes(dependencies),
  ...embedRoutes(dependencies),
  ...alertRoutes(dependencies),
  ...reportRoutes(dependencies),
  ...exportRoutes(dependencies),
  ...visitRoutes(dependencies),
  ...auditRoutes(dependencies),
];
