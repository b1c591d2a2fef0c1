import * as v from 'valibot';
import { exportedTile, tileCsv } from '../../../core/dashboards/export-tile.ts';
import { ViewSchema } from '../../../core/dashboards/view.ts';
import { defineRoute, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, personaOn } from '../caller.ts';
import type { SharingDependencies } from '../sharing-dependencies.ts';

const ExportQuerySchema = v.object({
  format: v.optional(v.picklist(['csv', 'json']), 'csv'),
  persona: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  /** As JSON. */
  view: v.optional(v.pipe(v.string(), v.maxLength(8_000), v.parseJson(), ViewSchema), '{}'),
});

/** The data of tiles, to be taken along. */
export function exportRoutes({ dashboards, loader, models, personas, audit, clock }: SharingDependencies): Route[] {
  const download = defineRoute({
    method: 'GET',
    path: '/api/v1/dashboards/{id}/tiles/{tile}/export',
    operationId: 'exportTile',
    summary:
      'The rows of a tile as the persona sees them in the view. Where there are more rows than are given, the file’s ' +
      'name and X-Sophia-Truncated say so.',
    tag: 'Dashboards',
    access: 'session',
    query: ExportQuerySchema,
    responses: {
      200: { description: 'CSV, or JSON with columns, rows and how they came about', contentType: 'text/csv' },
    },
    async handle({ c, caller, query, param }) {
      const { spec, revision } = await dashboards.open(callerOf(caller, personas), param('id'));
      const persona = personaOn({ model: models.first, models, personas }, caller, spec, query.persona);
      const { username } = caller.identity;
      const tileId = param('tile');
      const signal = c.req.raw.signal;
      const event = await exportedTile(loader, { username, persona, spec, revision, view: query.view, tileId, signal });
      const { rows, truncated } = event.results;
      await audit.append({
        at: clock.now().toISOString(),
        actor: username,
        action: 'dashboard.export',
        target: spec.id,
        outcome: 'ok',
        details: { tile: tileId, format: query.format, persona: persona.name, rows: rows.length, view: query.view },
      });
      const isCsv = query.format === 'csv';
      const name = `${spec.id}-${tileId}${truncated ? `-first-${rows.length}-rows` : ''}.${query.format}`;
      return c.body(isCsv ? tileCsv(event) : JSON.stringify({ dashboard_id: spec.id, revision, ...event }), 200, {
        'content-type': isCsv ? 'text/csv; charset=utf-8; header=present' : 'application/json',
        'content-disposition': `attachment; filename="${name}"`,
        'x-sophia-truncated': String(truncated),
        'cache-control': 'no-store',
      });
    },
  });
  return [download];
}
