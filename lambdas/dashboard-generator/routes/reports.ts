import { defineRoute, json, type Route } from '../../query-orchestrator/route.ts';
import { PageQuerySchema } from '../alert-schemas.ts';
import { callerOf, namedPersona } from '../caller.ts';
import { reportDocument, runsDocument } from '../report-documents.ts';
import {
  ReportBodySchema,
  ReportHistorySchema,
  ReportPreviewSchema,
  ReportSchema,
  ReportsQuerySchema,
  ReportsSchema,
} from '../report-schemas.ts';
import type { SharingDependencies } from '../sharing-dependencies.ts';

const tag = 'Reports';
const access = 'session';

/** Dashboards that are sent at set times. */
export function reportRoutes({ reports, personas }: SharingDependencies): Route[] {
  const list = defineRoute({
    method: 'GET',
    path: '/api/v1/reports',
    operationId: 'listReports',
    summary: 'The reports that the caller may know of, newest first: of a dashboard, or all.',
    tag,
    access,
    query: ReportsQuerySchema,
    responses: { 200: { description: 'Reports', schema: ReportsSchema } },
    async handle({ c, caller, query }) {
      const found = await reports.list(callerOf(caller, personas), query.dashboard_id);
      return json(c, { reports: found.map(reportDocument) });
    },
  });

  const preview = defineRoute({
    method: 'POST',
    path: '/api/v1/reports/preview',
    operationId: 'previewReport',
    summary: 'The report as it would be now, and the next times that it would come; nothing is sent.',
    tag,
    access,
    body: ReportBodySchema,
    responses: { 200: { description: 'The message', schema: ReportPreviewSchema } },
    async handle({ c, caller, body }) {
      const request = { rule: body.rule, persona: namedPersona(caller, personas, body.persona) };
      const { message, next } = await reports.preview(callerOf(caller, personas), request);
      return json(c, { subject: message.subject, text: message.text, next: next.map(time => time.toISOString()) });
    },
  });

  const create = defineRoute({
    method: 'POST',
    path: '/api/v1/reports',
    operationId: 'createReport',
    summary: 'A dashboard that is sent at set times, made with the rights that its maker has then.',
    tag,
    access,
    body: ReportBodySchema,
    responses: { 200: { description: 'Made', schema: ReportSchema } },
    async handle({ c, caller, body }) {
      const request = { rule: body.rule, persona: namedPersona(caller, personas, body.persona) };
      return json(c, reportDocument(await reports.create(callerOf(caller, personas), request)));
    },
  });

  const read = defineRoute({
    method: 'GET',
    path: '/api/v1/reports/{id}',
    operationId: 'readReport',
    summary: 'A report and its last run.',
    tag,
    access,
    responses: { 200: { description: 'The report', schema: ReportSchema } },
    async handle({ c, caller, param }) {
      return json(c, reportDocument(await reports.get(callerOf(caller, personas), param('id'))));
    },
  });

  const change = defineRoute({
    method: 'POST',
    path: '/api/v1/reports/{id}',
    operationId: 'changeReport',
    summary: 'Another rule for a report, also paused. For who made it, and administrators.',
    tag,
    access,
    body: ReportBodySchema,
    responses: { 200: { description: 'Changed', schema: ReportSchema } },
    async handle({ c, caller, body, param }) {
      const request = { rule: body.rule, persona: namedPersona(caller, personas, body.persona) };
      return json(c, reportDocument(await reports.change(callerOf(caller, personas), param('id'), request)));
    },
  });

  const history = defineRoute({
    method: 'GET',
    path: '/api/v1/reports/{id}/history',
    operationId: 'readReportHistory',
    summary: 'Every run: when it was to come, what was missed before it, whether it was sent; newest first.',
    tag,
    access,
    query: PageQuerySchema,
    responses: { 200: { description: 'Runs', schema: ReportHistorySchema } },
    async handle({ c, caller, query, param }) {
      const entries = await reports.history(callerOf(caller, personas), param('id'), query);
      return json(c, runsDocument(param('id'), entries, query.limit));
    },
  });

  const send = defineRoute({
    method: 'POST',
    path: '/api/v1/reports/{id}/send',
    operationId: 'sendReport',
    summary: 'It is sent within seconds, besides its schedule.',
    tag,
    access,
    responses: { 200: { description: 'The report', schema: ReportSchema } },
    async handle({ c, caller, param }) {
      return json(c, reportDocument(await reports.sendNow(callerOf(caller, personas), param('id'))));
    },
  });

  const file = defineRoute({
    method: 'GET',
    path: '/api/v1/reports/{id}/runs/{run}/files/{name}',
    operationId: 'readReportFile',
    summary: 'A file of a run, for those who have the report’s persona.',
    tag,
    access,
    responses: { 200: { description: 'The rows of a tile', contentType: 'text/csv' } },
    async handle({ c, caller, param }) {
      const bytes = await reports.file(callerOf(caller, personas), param('id'), param('run'), param('name'));
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="${param('run')}-${param('name')}"`,
        'cache-control': 'no-store',
      });
    },
  });

  const remove = defineRoute({
    method: 'DELETE',
    path: '/api/v1/reports/{id}',
    operationId: 'removeReport',
    summary: 'Takes a report away, with its files.',
    tag,
    access,
    responses: { 204: { description: 'Taken away' } },
    async handle({ c, caller, param }) {
      await reports.remove(callerOf(caller, personas), param('id'));
      return c.body(null, 204);
    },
  });

  return [list, preview, create, read, change, history, send, file, remove];
}
