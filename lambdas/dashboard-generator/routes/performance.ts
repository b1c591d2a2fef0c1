import { dashboardRole } from '../../../core/dashboards/access.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, personaOn } from '../caller.ts';
import type { DashboardDependencies } from '../dependencies.ts';
import { performanceDocument } from '../performance-document.ts';
import { PerformanceQuerySchema, PerformanceSchema } from '../performance-schemas.ts';

const paths = [
  ['/api/dashboards/{id}/performance', 'readPerformance'],
  ['/api/v1/dashboards/{id}/performance', 'readDashboardPerformance'],
] as const;

/** How dashboards perform, from what was measured. */
export function performanceRoutes(dependencies: DashboardDependencies): Route[] {
  const { dashboards, personas, clock, performance } = dependencies;
  if (!performance) return [];
  return paths.map(([path, operationId]) =>
    defineRoute({
      method: 'GET',
      path,
      operationId,
      summary:
        'How a dashboard performs: measured before and after it was computed ahead, its slowest tiles, and tables that ' +
        'would make them faster, as proposals.',
      tag: 'Dashboards',
      access: 'session',
      query: PerformanceQuerySchema,
      responses: { 200: { description: 'Figures of its loads', schema: PerformanceSchema } },
      async handle({ c, caller, query, param }) {
        const who = callerOf(caller, personas);
        const opened = await dashboards.open(who, param('id'));
        const persona = personaOn(dependencies, caller, opened.spec, query.persona);
        const { days, measure } = query;
        const found = await performance({ opened, persona, username: who.username, days, measure });
        const showViewers = dashboardRole(who) !== 'viewer';
        const context = { opened, persona: persona.name, now: clock.now(), days, showViewers };
        return json(c, performanceDocument(found, context));
      },
    }),
  );
}
