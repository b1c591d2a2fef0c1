import { seesNumbers } from '../../../core/sharing/known.ts';
import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { alertDocument, historyDocument, previewDocument } from '../alert-documents.ts';
import {
  AlertBodySchema,
  AlertHistorySchema,
  AlertPreviewSchema,
  AlertSchema,
  AlertsQuerySchema,
  AlertsSchema,
  MuteSchema,
  PageQuerySchema,
} from '../alert-schemas.ts';
import { callerOf, namedPersona } from '../caller.ts';
import type { SharingDependencies } from '../sharing-dependencies.ts';

const tag = 'Alerts';
const access = 'session';

/** Alerts on numbers. */
export function alertRoutes({ alerts, personas }: SharingDependencies): Route[] {
  const list = defineRoute({
    method: 'GET',
    path: '/api/v1/alerts',
    operationId: 'listAlerts',
    summary: 'The alerts that the caller may know of, newest first: of a dashboard, or all.',
    tag,
    access,
    query: AlertsQuerySchema,
    responses: { 200: { description: 'Alerts', schema: AlertsSchema } },
    async handle({ c, caller, query }) {
      const who = callerOf(caller, personas);
      const found = await alerts.list(who, query.dashboard_id);
      return json(c, { alerts: found.map(alert => alertDocument(alert, who)) });
    },
  });

  const preview = defineRoute({
    method: 'POST',
    path: '/api/v1/alerts/preview',
    operationId: 'previewAlert',
    summary: 'The number that an alert would watch, as it is now; nothing is made.',
    tag,
    access,
    body: AlertBodySchema,
    responses: { 200: { description: 'The number', schema: AlertPreviewSchema } },
    async handle({ c, caller, body }) {
      const { rule } = body;
      const request = { rule, persona: namedPersona(caller, personas, body.persona) };
      return json(c, previewDocument(await alerts.preview(callerOf(caller, personas), request), rule));
    },
  });

  const create = defineRoute({
    method: 'POST',
    path: '/api/v1/alerts',
    operationId: 'createAlert',
    summary: 'An alert on the number of a tile or of a plan, checked with the rights that its maker has then.',
    tag,
    access,
    body: AlertBodySchema,
    responses: { 200: { description: 'Made; it is checked for the first time soon', schema: AlertSchema } },
    async handle({ c, caller, body }) {
      const who = callerOf(caller, personas);
      const request = { rule: body.rule, persona: namedPersona(caller, personas, body.persona) };
      return json(c, alertDocument(await alerts.create(who, request), who));
    },
  });

  const read = defineRoute({
    method: 'GET',
    path: '/api/v1/alerts/{id}',
    operationId: 'readAlert',
    summary: 'An alert and its state.',
    tag,
    access,
    responses: { 200: { description: 'The alert', schema: AlertSchema } },
    async handle({ c, caller, param }) {
      const who = callerOf(caller, personas);
      return json(c, alertDocument(await alerts.get(who, param('id')), who));
    },
  });

  const change = defineRoute({
    method: 'POST',
    path: '/api/v1/alerts/{id}',
    operationId: 'changeAlert',
    summary: 'Another rule for an alert; it begins anew. For who made it, and administrators.',
    tag,
    access,
    body: AlertBodySchema,
    responses: { 200: { description: 'Changed', schema: AlertSchema } },
    async handle({ c, caller, body, param }) {
      const who = callerOf(caller, personas);
      const request = { rule: body.rule, persona: namedPersona(caller, personas, body.persona) };
      return json(c, alertDocument(await alerts.change(who, param('id'), request), who));
    },
  });

  const history = defineRoute({
    method: 'GET',
    path: '/api/v1/alerts/{id}/history',
    operationId: 'readAlertHistory',
    summary: 'Every change of state, and who was told, muted or changed it: newest first.',
    tag,
    access,
    query: PageQuerySchema,
    responses: { 200: { description: 'What happened', schema: AlertHistorySchema } },
    async handle({ c, caller, query, param }) {
      const who = callerOf(caller, personas);
      const alert = await alerts.get(who, param('id'));
      const entries = await alerts.history(who, param('id'), query);
      return json(c, historyDocument(alert, entries, query.limit, seesNumbers(who, alert)));
    },
  });

  const mute = defineRoute({
    method: 'POST',
    path: '/api/v1/alerts/{id}/mute',
    operationId: 'muteAlert',
    summary: 'Tells nobody anything until a moment; null ends it. What still holds then is told then.',
    tag,
    access,
    body: MuteSchema,
    responses: { 200: { description: 'The alert', schema: AlertSchema } },
    async handle({ c, caller, body, param }) {
      const who = callerOf(caller, personas);
      const until = body.until === null ? undefined : new Date(body.until).toISOString();
      return json(c, alertDocument(await alerts.mute(who, param('id'), until), who));
    },
  });

  const remove = defineRoute({
    method: 'DELETE',
    path: '/api/v1/alerts/{id}',
    operationId: 'removeAlert',
    summary: 'Takes an alert away; what happened to it stays in the audit log.',
    tag,
    access,
    responses: { 204: { description: 'Taken away' } },
    async handle({ c, caller, param }) {
      await alerts.remove(callerOf(caller, personas), param('id'));
      return c.body(null, 204);
    },
  });

  return [list, preview, create, read, change, history, mute, remove];
}
