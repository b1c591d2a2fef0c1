import { dashboardRole } from '../../../core/dashboards/access.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { callerOf } from '../caller.ts';
import type { DashboardDependencies } from '../dependencies.ts';
import { dashboardDocument, revisionDocument, savedDocument, summaryDocument } from '../documents.ts';
import {
  AttachedSchema,
  CreateSchema,
  EditSchema,
  HistoryQuerySchema,
  HistorySchema,
  ListSchema,
  OpenedSchema,
  OpenQuerySchema,
  RemoveQuerySchema,
  RestoreSchema,
  SavedSchema,
} from '../schemas.ts';

const tag = 'Dashboards';
const access = 'session';

/** Dashboards as documents with a history. */
export function dashboardRoutes({ dashboards, personas, opened: noteOpened }: DashboardDependencies): Route[] {
  const list = defineRoute({
    method: 'GET',
    path: '/api/v1/dashboards',
    operationId: 'listDashboards',
    summary: 'The dashboards that are for the caller.',
    tag,
    access,
    responses: { 200: { description: 'Dashboards without their specifications', schema: ListSchema } },
    async handle({ c, caller }) {
      const who = callerOf(caller, personas);
      const found = await dashboards.list(who);
      return json(c, { dashboards: found.map(summaryDocument), role: dashboardRole(who) });
    },
  });

  const create = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards',
    operationId: 'createDashboard',
    summary: 'Make a dashboard of a specification. Every fault of it is told at once.',
    tag,
    access,
    body: CreateSchema,
    responses: { 200: { description: 'Made', schema: SavedSchema } },
    async handle({ c, caller, body }) {
      return json(c, savedDocument(await dashboards.create(callerOf(caller, personas), body.spec, body.note)));
    },
  });

  const open = defineRoute({
    method: 'GET',
    path: '/api/v1/dashboards/{id}',
    operationId: 'readDashboard',
    summary: 'A dashboard as it is, or as it was at a revision.',
    tag,
    access,
    query: OpenQuerySchema,
    responses: { 200: { description: 'The dashboard', schema: OpenedSchema } },
    async handle({ c, caller, query, param }) {
      const who = callerOf(caller, personas);
      const opened = await dashboards.open(who, param('id'), query.revision);
      const { id } = opened.spec;
      const [may_remove, built_in] = await Promise.all([
        dashboards.mayRemove(who, id),
        dashboards.isBuiltIn(id),
        query.revision === undefined ? noteOpened?.(who.username, id) : undefined,
      ]);
      return json(c, { ...dashboardDocument(opened), role: dashboardRole(who), may_remove, built_in });
    },
  });

  const edit = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards/{id}/edits',
    operationId: 'editDashboard',
    summary:
      'Change a dashboard by operations, made on a revision. On top of later changes where they do not meet; ' +
      'else 409 with what met, and nothing is changed.',
    tag,
    access,
    body: EditSchema,
    responses: { 200: { description: 'Changed', schema: SavedSchema } },
    async handle({ c, caller, body, param }) {
      const { operations, base_revision: baseRevision, note } = body;
      const request = { operations, baseRevision, note };
      return json(c, savedDocument(await dashboards.edit(callerOf(caller, personas), param('id'), request)));
    },
  });

  const preview = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards/{id}/preview',
    operationId: 'previewEdit',
    summary: 'What an edit would give; nothing is changed.',
    tag,
    access,
    body: EditSchema,
    responses: { 200: { description: 'The dashboard after the edit', schema: SavedSchema } },
    async handle({ c, caller, body, param }) {
      const { operations, base_revision: baseRevision } = body;
      const request = { operations, baseRevision };
      return json(c, savedDocument(await dashboards.preview(callerOf(caller, personas), param('id'), request)));
    },
  });

  const history = defineRoute({
    method: 'GET',
    path: '/api/v1/dashboards/{id}/history',
    operationId: 'readDashboardHistory',
    summary: 'Who changed what and when, newest first; `before` is the revision to go on from.',
    tag,
    access,
    query: HistoryQuerySchema,
    responses: { 200: { description: 'Revisions', schema: HistorySchema } },
    async handle({ c, caller, query, param }) {
      const revisions = await dashboards.history(callerOf(caller, personas), param('id'), query);
      return json(c, { revisions: revisions.map(revisionDocument) });
    },
  });

  const restore = defineRoute({
    method: 'POST',
    path: '/api/v1/dashboards/{id}/restore',
    operationId: 'restoreDashboard',
    summary: 'Make the dashboard what it was at a revision, as a new one.',
    tag,
    access,
    body: RestoreSchema,
    responses: { 200: { description: 'Restored', schema: SavedSchema } },
    async handle({ c, caller, body, param }) {
      const who = callerOf(caller, personas);
      return json(c, savedDocument(await dashboards.restore(who, param('id'), body.revision, body.base_revision)));
    },
  });

  const attached = defineRoute({
    method: 'GET',
    path: '/api/v1/dashboards/{id}/attachments',
    operationId: 'readDashboardAttachments',
    summary: 'How many share links, alerts and reports would go with a dashboard, for who may take it away.',
    tag,
    access,
    responses: { 200: { description: 'How many of each', schema: AttachedSchema } },
    async handle({ c, caller, param }) {
      const { links = 0, alerts = 0, reports = 0 } = await dashboards.attached(callerOf(caller, personas), param('id'));
      return json(c, { links, alerts, reports });
    },
  });

  const remove = defineRoute({
    method: 'DELETE',
    path: '/api/v1/dashboards/{id}',
    operationId: 'removeDashboard',
    summary:
      'Take a dashboard away, with its share links, alerts and reports; `revision` is the latest that the caller saw. ' +
      'Its history stays.',
    tag,
    access,
    query: RemoveQuerySchema,
    responses: { 204: { description: 'Taken away' } },
    async handle({ c, caller, query, param }) {
      await dashboards.remove(callerOf(caller, personas), param('id'), query.revision);
      return c.body(null, 204);
    },
  });

  return [list, create, open, edit, preview, history, restore, attached, remove];
}
