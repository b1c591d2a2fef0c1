import { type DashboardCaller, requireRole } from '../dashboards/access.ts';
import type { Loader } from '../dashboards/load.ts';
import { personaFor } from '../dashboards/persona-for.ts';
import type { DashboardService, OpenedDashboard } from '../dashboards/service.ts';
import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { randomId } from '../identity/secrets.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, Journal, JournalEntry } from '../ports/documents.ts';
import type { Notification } from '../ports/notifier.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { AuditLog } from '../ports/stores.ts';
import type { Models } from '../semantic/models.ts';
import { mayChange, mayKnow, seesNumbers } from '../sharing/known.ts';
import { composeReport, reportNotification } from './compose.ts';
import { removeFiles } from './files.ts';
import {
  filesPrefix,
  type KeptReport,
  keptReportOf,
  type Report,
  reportKind,
  reportOf,
  reportStream,
} from './report.ts';
import type { ReportRule } from './rule.ts';
import { timeAfter, timesAfter } from './schedule.ts';

export interface ReportsOptions {
  readonly documents: DocumentStore;
  readonly journal: Journal;
  readonly objects: ObjectStore;
  readonly dashboards: DashboardService;
  readonly loader: Loader;
  readonly models: Models;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** The address of a page of the platform. */
  linkTo(path: string): string;
}

export interface ReportRequest {
  readonly rule: ReportRule;
  /** One of the caller's; the one that the dashboard is shown with when left out. */
  readonly persona?: Persona | undefined;
}

export interface Reports {
  /** The report as it would be now, and when it would come; nothing is kept or sent. @throws as create */
  preview(caller: DashboardCaller, request: ReportRequest): Promise<{ message: Notification; next: readonly Date[] }>;
  /** @throws dashboard.*, report.schedule_invalid, report.time_zone_unknown, report.never, report.limit */
  create(caller: DashboardCaller, request: ReportRequest): Promise<Report>;
  /** @throws report.unknown, report.not_yours, report.other_dashboard, and as create */
  change(caller: DashboardCaller, id: string, request: ReportRequest): Promise<Report>;
  /** Those that the caller may know of, of a dashboard or all. */
  list(caller: DashboardCaller, dashboardId?: string): Promise<readonly Report[]>;
  /** @throws report.unknown */
  get(caller: DashboardCaller, id: string): Promise<Report>;
  /** Its runs, newest first. @throws report.unknown */
  history(
    caller: DashboardCaller,
    id: string,
    page: { limit: number; before?: string | undefined },
  ): Promise<readonly JournalEntry[]>;
  /** A file of a run, for those who have the report's persona. @throws report.unknown, report.file_unknown */
  file(caller: DashboardCaller, id: string, runId: string, name: string): Promise<Uint8Array>;
  /** It comes at the next round, besides its schedule; once more where it is being sent. @throws report.unknown, report.not_yours */
  sendNow(caller: DashboardCaller, id: string): Promise<Report>;
  /** @throws report.unknown, report.not_yours */
  remove(caller: DashboardCaller, id: string): Promise<void>;
}

const mostReports = 500;

/** Whether it was asked for besides its schedule: what failed is tried again after an attempt. */
const isAwaited = ({ retryAt, attempts }: KeptReport): boolean => retryAt !== undefined && attempts === 0;

/** Where the files of a run are fetched. */
export const filePath = (id: string, runId: string, name: string): string =>
  `/api/v1/reports/${id}/runs/${runId}/files/${name}`;

/** Reports of dashboards, each with the rights of who made it. */
export function createReports(options: ReportsOptions): Reports {
  const { documents, journal, objects, dashboards, audit, clock } = options;
  const now = () => clock.now().toISOString();
  const note = (caller: DashboardCaller, action: string, { id, rule }: Report) =>
    audit.append({
      at: now(),
      actor: caller.username,
      action,
      target: rule.dashboard_id,
      outcome: 'ok',
      details: { report: id, title: rule.title },
    });

  const checked = async (
    caller: DashboardCaller,
    { rule, persona }: ReportRequest,
  ): Promise<{ persona: Persona; dashboard: OpenedDashboard }> => {
    requireRole(caller, 'editor', 'schedule reports');
    timeAfter(rule.schedule, clock.now());
    const dashboard = await dashboards.open(caller, rule.dashboard_id);
    const known = dashboard.spec.tiles.filter(tile => tile.plan || tile.source).map(({ id }) => id);
    for (const tile of rule.attachments) {
      if (!known.includes(tile)) throw new SophiaError('dashboard.tile_unknown', ['attachments'], { tile, known });
    }
    return { persona: personaFor(dashboard.spec, options.models, persona ? [persona] : caller.personas), dashboard };
  };

  const get = async (caller: DashboardCaller, id: string): Promise<Report> => {
    const kept = await documents.get(reportKind, id);
    const report = kept && reportOf(kept);
    const isKnown = report && (await mayKnow(dashboards, caller, report, report.rule.dashboard_id));
    if (!isKnown) throw new SophiaError('report.unknown', ['id'], {});
    return report;
  };

  const changed = async (caller: DashboardCaller, id: string, work: (report: Report) => Partial<KeptReport>) => {
    for (;;) {
      const report = await get(caller, id);
      if (!mayChange(caller, report)) throw new SophiaError('report.not_yours', [], {});
      const next = { ...report, ...work(report) };
      if (await documents.replace(reportKind, id, report.version, keptReportOf(next))) {
        return { ...next, version: report.version + 1 };
      }
    }
  };

  const begun = (caller: DashboardCaller, persona: Persona, rule: ReportRule) => ({
    rule,
    persona: persona.name,
    changedAt: now(),
    changedBy: caller.username,
    nextRunAt: timeAfter(rule.schedule, clock.now()).toISOString(),
    retryAt: undefined,
    attempts: 0,
  });

  return {
    get,

    async preview(caller, request) {
      const { persona, dashboard } = await checked(caller, request);
      const report = { id: 'preview', rule: request.rule };
      const composed = await composeReport(options.loader, { standing: caller, persona }, dashboard, report);
      const due = { last: clock.now(), missed: 0, isLate: false };
      const message = reportNotification(report, composed, due, {
        dashboard: options.linkTo(`/dashboards/${request.rule.dashboard_id}`),
        file: () => '…',
      });
      return { message, next: timesAfter(request.rule.schedule, clock.now(), 3) };
    },

    async create(caller, request) {
      const { persona } = await checked(caller, request);
      if ((await documents.list(reportKind)).length >= mostReports) {
        throw new SophiaError('report.limit', [], { limit: mostReports });
      }
      const { rule } = request;
      const id = randomId('rep');
      const document: KeptReport = { createdAt: now(), asked: 0, ...begun(caller, persona, rule) };
      const owner = caller.username;
      await documents.create({ kind: reportKind, id, owner, subject: rule.dashboard_id, document });
      const report = { ...document, id, owner, version: 1 };
      await note(caller, 'report.create', report);
      return report;
    },

    async change(caller, id, request) {
      const before = await get(caller, id);
      if (!mayChange(caller, before)) throw new SophiaError('report.not_yours', [], {});
      // Who sees a report, and what takes it away, is settled by its dashboard.
      const { rule } = request;
      const [from, to] = [before.rule.dashboard_id, rule.dashboard_id];
      if (from !== to) throw new SophiaError('report.other_dashboard', ['rule', 'dashboard_id'], { from, to });
      const { persona } = await checked(caller, request);
      const report = await changed(caller, id, latest => ({
        ...begun(caller, persona, rule),
        // What was asked for and has not come yet still comes: as the report is by then.
        ...(isAwaited(latest) && { retryAt: latest.retryAt }),
      }));
      await note(caller, 'report.change', report);
      return report;
    },

    async list(caller, dashboardId) {
      const reports = (await documents.list(reportKind, { subject: dashboardId })).map(reportOf);
      const known = await Promise.all(reports.map(one => mayKnow(dashboards, caller, one, one.rule.dashboard_id)));
      return reports.filter((_, index) => known[index]).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    },

    async history(caller, id, page) {
      await get(caller, id);
      return journal.list(reportStream(id), page);
    },

    async file(caller, id, runId, name) {
      const report = await get(caller, id);
      const isName = /^\d{8}T\d{6}Z$/.test(runId) && /^[a-z0-9][a-z0-9_-]*\.csv$/.test(name);
      const bytes =
        isName && seesNumbers(caller, report) ? await objects.get(`${filesPrefix(id, runId)}${name}`) : undefined;
      if (!bytes) throw new SophiaError('report.file_unknown', [], {});
      await audit.append({
        at: now(),
        actor: caller.username,
        action: 'report.download',
        target: report.rule.dashboard_id,
        outcome: 'ok',
        details: { report: id, run: runId, file: name, persona: report.persona },
      });
      return bytes;
    },

    async sendNow(caller, id) {
      const report = await changed(caller, id, ({ asked }) => ({ retryAt: now(), attempts: 0, asked: asked + 1 }));
      await note(caller, 'report.send_now', report);
      return report;
    },

    async remove(caller, id) {
      for (;;) {
        const report = await get(caller, id);
        if (!mayChange(caller, report)) throw new SophiaError('report.not_yours', [], {});
        // Before the report itself: what a server that dies leaves behind can still be taken away.
        await removeFiles(objects, id);
        if (!(await documents.remove(reportKind, id, report.version))) continue;
        return note(caller, 'report.remove', report);
      }
    },
  };
}
