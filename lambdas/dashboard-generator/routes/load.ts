import { stream } from 'hono/streaming';
import { LoadEventSchema } from '../../../core/dashboards/load-document.ts';
import { defineRoute, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, personaOf } from '../caller.ts';
import type { DashboardDependencies } from '../dependencies.ts';
import { LoadSchema } from '../schemas.ts';

export function loadRoutes({ dashboards, loader, personas }: DashboardDependencies): Route[] {
  const load = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards/{id}/load',
    operationId: 'loadDashboard',
    summary: 'All tiles of a dashboard: a line of JSON for each as it is ready, between a start and an end.',
    tag: 'Dashboards',
    access: 'session',
    body: LoadSchema,
    responses: {
      200: { description: 'Events, one a line', schema: LoadEventSchema, contentType: 'application/x-ndjson' },
    },
    async handle({ c, caller, body, param }) {
      const persona = personaOf(caller, personas, body.persona);
      const { spec, revision } = await dashboards.open(callerOf(caller, personas), param('id'), body.revision);
      const events = loader.load({
        username: caller.identity.username,
        persona,
        spec,
        revision,
        view: body.view,
        tiles: body.tiles && new Set(body.tiles),
        filters: body.filters,
        signal: c.req.raw.signal,
      });
      // Compressed, lines would wait for one another.
      c.header('content-type', 'application/x-ndjson; charset=utf-8');
      c.header('cache-control', 'no-store, no-transform');
      return stream(c, async out => {
        for await (const event of events) await out.write(`${JSON.stringify(event)}\n`);
      });
    },
  });

  return [load];
}
