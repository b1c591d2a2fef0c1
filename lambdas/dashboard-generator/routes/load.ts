import type * as v from 'valibot';
import type { DashboardCaller } from '../../../core/dashboards/access.ts';
import { drilled } from '../../../core/dashboards/drill.ts';
import { LoadEventSchema, TileEventSchema } from '../../../core/dashboards/load-document.ts';
import { tileOf } from '../../../core/dashboards/operations/tiles.ts';
import { modelOf } from '../../../core/dashboards/persona-for.ts';
import type { OpenedDashboard } from '../../../core/dashboards/service.ts';
import { SophiaError } from '../../../core/errors.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, modelsOf, personaOn } from '../caller.ts';
import type { DashboardDependencies } from '../dependencies.ts';
import { ndjson } from '../ndjson.ts';
import { DrillSchema, LoadSchema } from '../schemas.ts';

export function loadRoutes(dependencies: DashboardDependencies): Route[] {
  const { dashboards, loader, personas } = dependencies;

  /** As it is or was, or as an edit would make it: seen before it is made, it passes the same checks. */
  const shown = async (
    who: DashboardCaller,
    id: string,
    { revision, operations }: v.InferOutput<typeof LoadSchema>,
  ): Promise<OpenedDashboard> => {
    const opened = await dashboards.open(who, id, revision);
    if (operations === undefined) return opened;
    const edited = await dashboards.preview(who, id, { operations, baseRevision: opened.revision });
    return { ...edited, revision: opened.revision };
  };

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
      const { spec, revision } = await shown(callerOf(caller, personas), param('id'), body);
      const persona = personaOn(dependencies, caller, spec, body.persona);
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
      return ndjson(c, events);
    },
  });

  const drill = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards/{id}/drill',
    operationId: 'drillDown',
    summary: 'What is behind values of a tile: its numbers by the next field of its drill path, at last the rows.',
    tag: 'Dashboards',
    access: 'session',
    body: DrillSchema,
    responses: { 200: { description: 'The answer, as a tile', schema: TileEventSchema } },
    async handle({ c, caller, body, param }) {
      const { spec, revision } = await dashboards.open(callerOf(caller, personas), param('id'));
      const persona = personaOn(dependencies, caller, spec, body.persona);
      const { plan, ...tile } = tileOf(spec, body.tile_id);
      if (!plan) {
        const known = spec.tiles.filter(tile => tile.plan).map(({ id }) => id);
        throw new SophiaError('dashboard.tile_unknown', ['tile_id'], { tile: body.tile_id, known });
      }
      const behind = drilled({ ...tile, plan }, body.values, modelOf(spec, modelsOf(dependencies)));
      const events = loader.load({
        username: caller.identity.username,
        persona,
        spec: { ...spec, tiles: [behind] },
        revision,
        view: body.view,
        filters: false,
        signal: c.req.raw.signal,
      });
      let answer: unknown;
      // To the end: what it cost and who saw it is written down there.
      for await (const event of events) if (event.kind === 'tile') answer = event;
      return json(c, answer);
    },
  });

  return [load, drill];
}
