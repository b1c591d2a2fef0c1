import { toJsonSchema } from '@valibot/to-json-schema';
import type { ApiRoute, JsonSchema } from '../components/internal/api-definition.ts';
import { systemClock } from '../core/ports/clock.ts';
import type { DashboardDependencies } from '../lambdas/dashboard-generator/dependencies.ts';
import { documentRoutes } from '../lambdas/dashboard-generator/routes/documents.ts';
import { dashboardHealthRoutes } from '../lambdas/dashboard-generator/routes/health.ts';
import { allDashboardRoutes } from '../lambdas/dashboard-generator/routes.ts';
import type { SharingDependencies } from '../lambdas/dashboard-generator/sharing-dependencies.ts';
import { allSharingRoutes } from '../lambdas/dashboard-generator/sharing-routes.ts';
import { orchestratorRoutes } from '../lambdas/query-orchestrator/app.ts';
import type { OrchestratorDependencies } from '../lambdas/query-orchestrator/dependencies.ts';
import type { Route } from '../lambdas/query-orchestrator/route.ts';

/** Routes say what they serve by themselves; until one is called they ask the time alone. */
const nothing = { clock: systemClock };
const never = (): never => {
  throw new Error('Nothing is served here.');
};

/** What the gateway lets through, from the very routes that answer: their bodies are checked there too. */
export function apiRoutes(): ApiRoute[] {
  const questions = orchestratorRoutes(nothing as OrchestratorDependencies);
  const dashboards = [
    // How dashboards perform is told wherever it is kept how they are used, which it is.
    ...allDashboardRoutes({ ...nothing, performance: never } as unknown as DashboardDependencies),
    ...dashboardHealthRoutes({ health: never }),
    ...allSharingRoutes(nothing as SharingDependencies),
    ...documentRoutes({ personas: [] }),
  ];
  return [...questions.map(servedBy('orchestrator')), ...dashboards.map(servedBy('generator')), described];
}

const servedBy =
  (name: 'orchestrator' | 'generator') =>
  ({ method, path, access, body, bodyOptional }: Route): ApiRoute => ({
    method,
    path,
    function: name,
    access,
    body: body && (toJsonSchema(body, { errorMode: 'ignore' }) as JsonSchema),
    bodyOptional,
  });

/** The document of all of them. */
const described: ApiRoute = { method: 'GET', path: '/openapi.json', function: 'generator', access: 'public' };
