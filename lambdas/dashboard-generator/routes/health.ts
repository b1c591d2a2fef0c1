import * as v from 'valibot';
import type { DashboardHealth } from '../../../core/dashboards/health.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';

const HealthSchema = v.object({
  status: v.literal('ok'),
  dashboard_id: v.string(),
  revision: v.number(),
  /** Tiles that show data. */
  tiles: v.number(),
  freshness: v.string(),
});

/** Whether the built-in dashboards can be shown, for monitors that do not sign in. */
export function dashboardHealthRoutes({ health }: { health(id: string): Promise<DashboardHealth> }): Route[] {
  const read = defineRoute({
    method: 'GET',
    path: '/dashboards/{id}/api/health',
    operationId: 'dashboardHealth',
    summary: 'Whether a built-in dashboard can be shown: its plans compile and its data is there; 503 tells the tile.',
    tag: 'Operation',
    access: 'public',
    responses: { 200: { description: 'It can be shown', schema: HealthSchema } },
    async handle({ c, param }) {
      const { dashboardId, revision, tiles, freshness } = await health(param('id'));
      return json(c, { status: 'ok', dashboard_id: dashboardId, revision, tiles, freshness });
    },
  });
  return [read];
}
