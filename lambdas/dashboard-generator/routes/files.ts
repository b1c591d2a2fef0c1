import { stableJson } from '../../../core/plan/canonical.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf } from '../caller.ts';
import type { DashboardDependencies } from '../dependencies.ts';
import { savedDocument } from '../documents.ts';
import { ImportSchema, OpenQuerySchema, SavedSchema } from '../schemas.ts';

const tag = 'Dashboards';
const access = 'session';

/** Few requests read or write YAML: the others don't wait until it is there. */
const yaml = () => import('../../../core/dashboards/yaml.ts');

/** Dashboards as files. */
export function dashboardFileRoutes({ dashboards, personas }: DashboardDependencies): Route[] {
  const download = defineRoute({
    method: 'GET',
    path: '/api/v1/dashboards/{id}/export',
    operationId: 'exportDashboard',
    summary: 'The dashboard as YAML, for version control.',
    tag,
    access,
    query: OpenQuerySchema,
    responses: { 200: { description: 'The specification', contentType: 'application/yaml' } },
    async handle({ c, caller, query, param }) {
      const { spec } = await dashboards.open(callerOf(caller, personas), param('id'), query.revision);
      const { specToYaml } = await yaml();
      return c.body(specToYaml(spec), 200, {
        'content-type': 'application/yaml; charset=utf-8',
        'content-disposition': `attachment; filename="${spec.id}.yaml"`,
        'cache-control': 'no-store',
      });
    },
  });

  const upload = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards/import',
    operationId: 'importDashboard',
    summary: 'A dashboard of YAML or JSON: a new one, or in place of the one of its id as of `base_revision`.',
    tag,
    access,
    body: ImportSchema,
    responses: { 200: { description: 'Made or replaced', schema: SavedSchema } },
    async handle({ c, caller, body }) {
      const who = callerOf(caller, personas);
      const { specFromYaml } = await yaml();
      const spec = specFromYaml(body.text);
      const { base_revision: baseRevision, note = 'Imported' } = body;
      if (baseRevision === undefined) return json(c, savedDocument(await dashboards.create(who, spec, note)));
      const head = await dashboards.open(who, spec.id);
      // The file as it is already, as a pipeline imports it each time, is no change.
      const isSame = stableJson(head.spec) === stableJson(spec);
      const operations = isSame ? [] : [{ kind: 'replaceSpec', spec }];
      return json(c, savedDocument(await dashboards.edit(who, spec.id, { operations, baseRevision, note })));
    },
  });

  return [download, upload];
}
