import type * as v from 'valibot';
import { costDocument } from '../../../core/answer/document.ts';
import { requireRole } from '../../../core/dashboards/access.ts';
import { differences } from '../../../core/dashboards/differences.ts';
import type { Generated, Speaker } from '../../../core/dashboards/generate/generator.ts';
import type { SavedDashboard } from '../../../core/dashboards/service.ts';
import type { DashboardSpec } from '../../../core/dashboards/spec.ts';
import { isSophiaError } from '../../../core/errors.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import type { Authenticated } from '../../../core/identity/sessions.ts';
import { noCost, toDollars } from '../../../core/ledger/cost.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf, personaOf, personaOn } from '../caller.ts';
import type { DashboardDependencies } from '../dependencies.ts';
import { savedDocument } from '../documents.ts';
import { AddComponentSchema, GeneratedSchema, GenerateSchema, ModifySchema } from '../generate-schemas.ts';

const tag = 'Dashboards by words';
const access = 'session';
const responses = { 200: { description: 'What came of the words', schema: GeneratedSchema } };

const speakerOf = ({ identity }: Authenticated, signal: AbortSignal): Speaker => ({
  username: identity.username,
  signal,
});

/** Dashboards made and changed by words. */
export function generateRoutes(dependencies: DashboardDependencies): Route[] {
  const { dashboards, generator, personas } = dependencies;

  const documentOf = async (
    persona: Persona,
    generated: Generated,
    saved: SavedDashboard,
    before: DashboardSpec | undefined,
    dry_run: boolean,
  ): Promise<v.InferOutput<typeof GeneratedSchema>> => {
    const { added, removed, changed, dashboard } = differences(before, saved.spec);
    return {
      ...savedDocument(saved),
      unfulfilled: generated.unfulfilled.map(({ text, reason, nearest }) => ({ text, reason, nearest: [...nearest] })),
      assumptions: generated.assumptions.map(one => ({ ...one })),
      changes: {
        added: [...added],
        removed: [...removed],
        changed: changed.map(one => ({ ...one, what: [...one.what] })),
        dashboard: [...dashboard],
      },
      by_language_model: [...generated.byLanguageModel],
      cost: costDocument({ ...noCost, model: generated.cost }),
      refresh_cost: toDollars(await dependencies.refreshCost(persona, saved.spec)),
      dry_run,
    };
  };

  const generate = defineRoute({
    method: 'POST',
    path: '/generate-dashboard',
    operationId: 'generateDashboard',
    summary: 'A dashboard of words. What could not be done is told, never faked.',
    tag,
    access,
    body: GenerateSchema,
    responses,
    async handle({ c, caller, body }) {
      const who = callerOf(caller, personas);
      const persona = personaOf(caller, personas, body.persona);
      requireRole(who, body.dry_run ? 'viewer' : 'editor', 'make dashboards');
      const taken = new Set(await dashboards.takenIds());
      const make = () => {
        const { description, data_sources: dataSources, features, title } = body;
        const request = { description, type: body.type ?? undefined, dataSources, features, title, taken };
        return generator.dashboard(persona, request, speakerOf(caller, c.req.raw.signal));
      };
      if (body.dry_run) {
        const generated = await make();
        const { spec, operations } = generated;
        const at = {
          revision: 0,
          since: 0,
          updatedAt: dependencies.clock.now().toISOString(),
          updatedBy: who.username,
        };
        return json(c, await documentOf(persona, generated, { ...at, spec, operations, inverse: [] }, undefined, true));
      }
      for (;;) {
        const generated = await make();
        const { spec, operations } = generated;
        try {
          const made = await dashboards.create(who, spec, body.description.slice(0, 500));
          return json(c, await documentOf(persona, generated, { ...made, operations }, undefined, false));
        } catch (error) {
          // Somebody else's of the same name, just now, or one that was removed: the next name is free.
          if (!isSophiaError(error) || error.code !== 'dashboard.exists' || taken.has(spec.id)) throw error;
          taken.add(spec.id);
        }
      }
    },
  });

  const change = async (
    call: Parameters<ReturnType<typeof defineRoute>['handle']>[0],
    request: {
      dashboard_id: string;
      persona?: string | null | undefined;
      base_revision?: number | undefined;
      dry_run: boolean;
    },
    note: string,
    work: (persona: Persona, spec: DashboardSpec) => Promise<Generated>,
  ): Promise<Response> => {
    const who = callerOf(call.caller, personas);
    const id = request.dashboard_id;
    requireRole(who, request.dry_run ? 'viewer' : 'editor', 'edit dashboards');
    const opened = await dashboards.open(who, id, request.base_revision);
    const persona = personaOn(dependencies, call.caller, opened.spec, request.persona);
    const generated = await work(persona, opened.spec);
    const { operations } = generated;
    const edit = { operations, baseRevision: opened.revision, note: note.slice(0, 500) };
    const nothing = { ...opened, operations, inverse: [], unchanged: true };
    const saved =
      operations.length === 0
        ? nothing
        : await (request.dry_run ? dashboards.preview(who, id, edit) : dashboards.edit(who, id, edit));
    return json(call.c, await documentOf(persona, generated, saved, opened.spec, request.dry_run));
  };

  const component = defineRoute({
    method: 'POST',
    path: '/add-component',
    operationId: 'addComponent',
    summary: 'Adds tiles of words to a dashboard.',
    tag,
    access,
    body: AddComponentSchema,
    responses,
    handle(call) {
      const { description, data_source, position } = call.body;
      return change(call, call.body, description, (persona, spec) =>
        generator.component(
          persona,
          spec,
          { description, dataSource: data_source ?? undefined, position: position ?? undefined },
          speakerOf(call.caller, call.c.req.raw.signal),
        ),
      );
    },
  });

  const modify = defineRoute({
    method: 'POST',
    path: '/modify-dashboard',
    operationId: 'modifyDashboard',
    summary: 'Changes a dashboard by words; `preserve_functionality` leaves every plan as it is.',
    tag,
    access,
    body: ModifySchema,
    responses,
    handle(call) {
      const { modification, preserve_functionality } = call.body;
      return change(call, call.body, modification, (persona, spec) =>
        generator.modify(
          persona,
          spec,
          modification,
          preserve_functionality,
          speakerOf(call.caller, call.c.req.raw.signal),
        ),
      );
    },
  });

  return [generate, component, modify];
}
