import type { Loader } from '../dashboards/load.ts';
import { personaFor } from '../dashboards/persona-for.ts';
import { isGone } from '../dashboards/removal.ts';
import type { DashboardService } from '../dashboards/service.ts';
import { isSophiaError, SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { actingAs } from '../identity/standing.ts';
import { stableJson } from '../plan/canonical.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, Journal, Leases } from '../ports/documents.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { AuditLog } from '../ports/stores.ts';
import type { Models } from '../semantic/models.ts';
import { type Composed, composeReport, reportNotification } from './compose.ts';
import { removeFiles } from './files.ts';
import {
  filesPrefix,
  keptReportOf,
  type Report,
  type Run,
  reportKind,
  reportOf,
  reportStream,
  runIdOf,
} from './report.ts';
import { filePath } from './reports.ts';
import { type Due, dueSince, timeAfter } from './schedule.ts';

export interface SenderOptions {
  readonly documents: DocumentStore;
  readonly journal: Journal;
  readonly leases: Leases;
  readonly objects: ObjectStore;
  readonly identities: IdentityProvider;
  readonly personas: readonly Persona[];
  readonly dashboards: DashboardService;
  readonly loader: Loader;
  readonly models: Models;
  readonly notifier: Notifier;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Names this process among those that share the store. */
  readonly holder: string;
  linkTo(path: string): string;
  onFault(error: unknown, reportId: string): void;
}

/** How long a run has a report for itself. */
const leaseMilliseconds = 15 * 60_000;
/** Later than this after its time a report says so. */
const lateMilliseconds = 10 * 60_000;
/** What can't be sent is tried that often, so far apart, before its turn is given up. */
const mostAttempts = 3;
const retryMilliseconds = 5 * 60_000;
/** Runs whose files are kept. */
const runsKept = 30;

const dueAt = ({ retryAt, nextRunAt }: Report): string => retryAt ?? nextRunAt;
const isDue = (report: Report, now: string): boolean =>
  dueAt(report) <= now && (!report.rule.paused || report.retryAt !== undefined);

/** Sends every report whose time has come, each from one process only. Resolves when all are through. */
export async function sendDueReports(options: SenderOptions): Promise<void> {
  const now = options.clock.now().toISOString();
  const due = (await options.documents.list(reportKind)).map(reportOf).filter(report => isDue(report, now));
  // One after the other: people who ask something meanwhile should not wait behind all of them.
  for (const { id } of due) await sendAlone(options, id).catch(error => options.onFault(error, id));
}

async function sendAlone(options: SenderOptions, id: string): Promise<void> {
  const { clock, leases, holder, documents } = options;
  const name = reportStream(id);
  const hold = () => {
    const now = clock.now();
    return leases.take(name, holder, now.toISOString(), new Date(now.getTime() + leaseMilliseconds).toISOString());
  };
  if (!(await hold())) return;
  try {
    // Another process may have been through with it before the lease was ours.
    const kept = await documents.get(reportKind, id);
    const report = kept && reportOf(kept);
    if (report && isDue(report, clock.now().toISOString())) await run(options, report, hold);
  } finally {
    await leases.release(name, holder);
  }
}

async function run(options: SenderOptions, report: Report, hold: () => Promise<boolean>): Promise<void> {
  const now = options.clock.now();
  const isScheduled = !report.rule.paused && report.nextRunAt <= now.toISOString();
  const due = isScheduled ? dueSince(report.rule.schedule, new Date(report.nextRunAt), now) : { last: now, missed: 0 };
  const outcome = await made(options, report, { ...due, isLate: isLate(due, now) }, hold);
  if (!outcome) return;
  const finished: Run = {
    runId: runIdOf(due.last),
    scheduledFor: due.last.toISOString(),
    missed: due.missed,
    by: isScheduled ? 'schedule' : 'hand',
    ...outcome,
    finishedAt: options.clock.now().toISOString(),
  };
  await settled(options, report, finished, now);
  await options.journal.append(reportStream(report.id), finished.finishedAt, finished);
  await options.audit.append({
    at: finished.finishedAt,
    actor: report.owner,
    action: 'report.send',
    target: report.rule.dashboard_id,
    outcome: finished.status === 'sent' ? 'ok' : 'failed',
    details: { report: report.id, run: finished.runId, persona: report.persona, files: finished.files },
  });
}

const isLate = ({ last }: Due, now: Date): boolean => now.getTime() - last.getTime() > lateMilliseconds;

type Outcome = Pick<Run, 'status' | 'reason' | 'answered' | 'without' | 'files'>;

/** Makes and sends it; undefined when another process holds it by now, or it belongs to nothing and was taken away. */
async function made(
  options: SenderOptions,
  report: Report,
  due: Due & { isLate: boolean },
  hold: () => Promise<boolean>,
): Promise<Outcome | undefined> {
  const { objects, notifier, linkTo } = options;
  let composed: Composed;
  try {
    composed = await composedFor(options, report);
  } catch (error) {
    if (isSophiaError(error) && error.code === 'dashboard.unknown' && (await isOrphan(options, report)))
      return undefined;
    if (isLastAttempt(report)) await tellFailure(options, report, reasonOf(error));
    return failed(options, report, error);
  }
  try {
    const runId = runIdOf(due.last);
    for (const { name, bytes } of composed.files) await objects.put(`${filesPrefix(report.id, runId)}${name}`, bytes);
    if (!(await hold())) return undefined;
    const links = {
      dashboard: linkTo(`/dashboards/${report.rule.dashboard_id}`),
      file: (name: string) => linkTo(filePath(report.id, runId, name)),
    };
    await notifier.notify(reportNotification(report, composed, due, links));
    const { answered, without, files } = composed;
    return { status: 'sent', answered, without: [...without], files: files.map(({ name }) => name) };
  } catch (error) {
    return failed(options, report, error);
  }
}

/** A removal that was cut short took its dashboard away and left the report: it goes, too. */
async function isOrphan(
  { dashboards, documents, objects }: SenderOptions,
  { id, version, rule }: Report,
): Promise<boolean> {
  if (!(await isGone(dashboards, rule.dashboard_id))) return false;
  await removeFiles(objects, id);
  await documents.remove(reportKind, id, version);
  return true;
}

const isLastAttempt = ({ attempts }: Report): boolean => attempts + 1 >= mostAttempts;

/** What of a fault people are told: one of ours is in the log. */
const reasonOf = (error: unknown): string =>
  isSophiaError(error) ? error.message : 'Something went wrong on our side. It has been logged.';

function failed(options: SenderOptions, report: Report, error: unknown): Outcome {
  options.onFault(error, report.id);
  return { status: 'failed', reason: reasonOf(error), answered: 0, without: [], files: [] };
}

/** A report that does not come is missed by nobody unless it says so. */
async function tellFailure(options: SenderOptions, { id, rule }: Report, reason: string): Promise<void> {
  const text = `The report could not be made: ${reason}\n${options.linkTo(`/dashboards/${rule.dashboard_id}`)}`;
  await options.notifier
    .notify({ subject: `No report: ${rule.title}`, text, severity: 'warning' })
    .catch(error => options.onFault(error, id));
}

/** With the rights that its owner has at this moment. @throws report.owner_gone, dashboard.* */
async function composedFor(options: SenderOptions, report: Report): Promise<Composed> {
  const { owner, persona, rule } = report;
  const acting = await actingAs(options, owner, persona);
  if (!acting) throw new SophiaError('report.owner_gone', [], { owner });
  const dashboard = await options.dashboards.open(acting.standing, rule.dashboard_id);
  personaFor(dashboard.spec, options.models, [acting.persona]);
  return composeReport(options.loader, acting, dashboard, report);
}

const served = { retryAt: undefined, attempts: 0 };

/** Writes when it comes next, on top of what was changed meanwhile, and clears old files away. */
async function settled(options: SenderOptions, report: Report, finished: Run, now: Date): Promise<void> {
  const { documents } = options;
  const isOver = finished.status === 'sent' || isLastAttempt(report);
  const next = timeAfter(report.rule.schedule, now).toISOString();
  const after = isOver
    ? { nextRunAt: next, ...served }
    : { retryAt: new Date(now.getTime() + retryMilliseconds).toISOString(), attempts: report.attempts + 1 };
  for (;;) {
    const kept = await documents.get(reportKind, report.id);
    // Taken away while it was made: nobody could fetch its files any more.
    if (!kept) return removeFiles(options.objects, report.id);
    const before = reportOf(kept);
    const isSame = stableJson(before.rule) === stableJson(report.rule);
    // Asked for since this run began, it comes once more.
    const isAsked = before.asked !== report.asked;
    const changed = {
      ...before,
      ...(isSame ? after : served),
      ...(isAsked && { retryAt: before.retryAt, attempts: 0 }),
      lastRun: finished,
    };
    if (await documents.replace(reportKind, report.id, kept.version, keptReportOf(changed))) break;
  }
  if (finished.files.length > 0) await cleared(options, report.id);
}

async function cleared({ objects }: SenderOptions, id: string): Promise<void> {
  const prefix = filesPrefix(id);
  const keys = (await objects.list(prefix)).map(({ key }) => key);
  const runOf = (key: string) => key.slice(prefix.length).split('/')[0] ?? '';
  const kept = new Set([...new Set(keys.map(runOf))].toSorted().slice(-runsKept));
  for (const key of keys) if (!kept.has(runOf(key))) await objects.delete(key);
}
