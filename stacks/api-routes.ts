import { toJsonSchema } from '@valibot/to-json-schema';
import type { ApiRoute, JsonSchema } from '../components/internal/api-definition.ts';
import { systemClock } from '../core/ports/clock.ts';
import { orchestratorRoutes } from '../lambdas/query-orchestrator/app.ts';
import type { OrchestratorDependencies } from '../lambdas/query-orchestrator/dependencies.ts';
import type { Route } from '../lambdas/query-orchestrator/route.ts';

/** Routes say what they serve by themselves; until one is called they ask the time alone. */
const nothing = { clock: systemClock } as OrchestratorDependencies;

/** What the gateway lets through, from the very routes that answer: their bodies are checked there too. */
export function apiRoutes(): ApiRoute[] {
  return [...orchestratorRoutes(nothing).map(orchestrated), ...described, ...generated];
}

const orchestrated = ({ method, path, access, body, bodyOptional }: Route): ApiRoute => ({
  method,
  path,
  function: 'orchestrator',
  access,
  body: body && (toJsonSchema(body, { errorMode: 'ignore' }) as JsonSchema),
  bodyOptional,
});

const described: readonly ApiRoute[] = [
  { method: 'GET', path: '/openapi.json', function: 'orchestrator', access: 'public' },
];

const generated: readonly ApiRoute[] = ['/generate-dashboard', '/add-component', '/modify-dashboard'].map(path => ({
  method: 'POST',
  path,
  function: 'generator',
  access: 'session',
}));
