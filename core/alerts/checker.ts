import { isGone } from '../dashboards/removal.ts';
import { isSophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { actingAs } from '../identity/standing.ts';
import { stableJson } from '../plan/canonical.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, Journal, Leases } from '../ports/documents.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { AuditLog } from '../ports/stores.ts';
import { type Alert, type AlertEvent, alertKind, alertOf, keptOf, streamOf, subjectOf } from './alert.ts';
import { shownOf } from './alerts.ts';
import { alertMessages } from './errors.ts';
import { type NumberOptions, type NumberRead, readNumber } from './number.ts';
import { afterCheck, afterTelling, type Telling, tellingOf } from './state.ts';
import { alertNotification } from './words.ts';

export interface CheckerOptions extends NumberOptions {
  readonly documents: DocumentStore;
  readonly journal: Journal;
  readonly leases: Leases;
  readonly identities: IdentityProvider;
  readonly personas: readonly Persona[];
  readonly notifier: Notifier;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** Names this process among those that share the store. */
  readonly holder: string;
  /** The address of a page of the platform: `/dashboards/sales` to what people can open. */
  linkTo(path: string): string;
  /** Told of faults of ours. */
  onFault(error: unknown, alertId: string): void;
}

/** Alerts that are checked at the same time. */
const atOnce = 4;
/** How long a check has an alert for itself: longer than a query may run. */
const leaseMilliseconds = 5 * 60_000;

/** Checks every alert whose time has come, each in one process only. Resolves when all are through. */
export async function checkDueAlerts(options: CheckerOptions): Promise<void> {
  const now = options.clock.now().toISOString();
  const kept = await options.documents.list(alertKind);
  const due = kept.map(alertOf).filter(({ nextCheckAt }) => nextCheckAt <= now);
  const queue = due.values();
  const worker = async () => {
    for (const { id } of queue) await checkAlone(options, id).catch(error => options.onFault(error, id));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function checkAlone(options: CheckerOptions, id: string): Promise<void> {
  const { clock, leases, holder, documents } = options;
  const now = clock.now();
  const name = streamOf(id);
  const until = new Date(now.getTime() + leaseMilliseconds).toISOString();
  if (!(await leases.take(name, holder, now.toISOString(), until))) return;
  try {
    // Another process may have been through with it before the lease was ours.
    const kept = await documents.get(alertKind, id);
    const alert = kept && alertOf(kept);
    if (alert && alert.nextCheckAt <= now.toISOString()) await check(options, alert, now);
  } finally {
    await leases.release(name, holder);
  }
}

async function check(options: CheckerOptions, alert: Alert, now: Date): Promise<void> {
  const read = await readingOf(options, alert, now);
  if (!read) {
    await options.documents.remove(alertKind, alert.id, alert.version);
    return;
  }
  const checked = await noted(options, alert, read, now.toISOString());
  if (!checked) return;
  const at = now.toISOString();
  const telling = tellingOf(checked.state, checked.rule, at, checked.mutedUntil);
  if (telling) await tell(options, checked, telling, at);
}

/**
 * What the number is now. Whatever goes wrong is a reading too: it must never look as if all were well. Undefined where
 * a removal that was cut short took the dashboard away and left the alert.
 */
async function readingOf(
  options: CheckerOptions,
  { id, owner, persona, rule }: Alert,
  now: Date,
): Promise<NumberRead | undefined> {
  const failed = (code: string, message: string): NumberRead => ({ reading: { kind: 'error', code, message } });
  try {
    const acting = await actingAs(options, owner, persona);
    if (!acting) return failed('alert.owner_gone', alertMessages['alert.owner_gone']({ owner }));
    return await readNumber(options, acting, rule, now);
  } catch (error) {
    if (isSophiaError(error) && error.code === 'dashboard.unknown') {
      const gone = { dashboard: subjectOf(rule.of), owner };
      if (await isGone(options.dashboards, gone.dashboard)) return undefined;
      return failed('alert.dashboard_hidden', alertMessages['alert.dashboard_hidden'](gone));
    }
    if (isSophiaError(error)) return failed(error.code, error.message);
    options.onFault(error, id);
    return failed('internal', 'Something went wrong on our side. It has been logged.');
  }
}

/** Writes the state after the check; undefined when the alert was changed or taken away meanwhile. */
async function noted(options: CheckerOptions, alert: Alert, read: NumberRead, at: string): Promise<Alert | undefined> {
  const { documents, journal } = options;
  const state = (before: Alert) => afterCheck(before.state, read.reading, before.rule, at);
  const nextCheckAt = new Date(Date.parse(at) + alert.rule.interval_seconds * 1000).toISOString();
  const next = await replaced(documents, alert, before => ({
    state: state(before),
    nextCheckAt,
    column: read.column ? shownOf(read.column) : before.column,
  }));
  if (!next) return undefined;
  const from = alert.state.state;
  const { state: to, value, error } = next.state;
  if (from !== to) {
    const event: AlertEvent = { kind: 'state', from, to, value, ...(error && { error }) };
    await journal.append(streamOf(alert.id), at, event);
  }
  return next;
}

/** Changes what is kept, on top of a mute at the same moment; undefined when the rule is another by now, or gone. */
async function replaced(
  documents: DocumentStore,
  alert: Alert,
  work: (before: Alert) => Partial<Alert>,
): Promise<Alert | undefined> {
  for (let before = alert; ; ) {
    const next = { ...before, ...work(before) };
    if (await documents.replace(alertKind, before.id, before.version, keptOf(next))) {
      return { ...next, version: before.version + 1 };
    }
    const kept = await documents.get(alertKind, alert.id);
    if (!kept) return undefined;
    before = alertOf(kept);
    if (stableJson(before.rule) !== stableJson(alert.rule)) return undefined;
  }
}

/** Tells people once. A message that fails is tried again with the next check: the alert still has it to tell. */
async function tell(options: CheckerOptions, alert: Alert, telling: Telling, at: string): Promise<void> {
  const { notifier, journal, documents, audit } = options;
  const stream = streamOf(alert.id);
  const { of } = alert.rule;
  const link = 'dashboard_id' in of ? options.linkTo(`/dashboards/${of.dashboard_id}`) : '';
  try {
    await notifier.notify(alertNotification(alert.rule, alert.state, telling, { column: alert.column, link }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const event: AlertEvent = { kind: 'telling_failed', state: telling.state, reason };
    await journal.append(stream, at, event);
    return;
  }
  await replaced(documents, alert, before => ({ state: afterTelling(before.state, telling, at) }));
  await journal.append(stream, at, { kind: 'told', what: telling.kind, state: telling.state } satisfies AlertEvent);
  await audit.append({
    at,
    actor: alert.owner,
    action: 'alert.tell',
    target: subjectOf(of),
    outcome: 'ok',
    details: { alert: alert.id, state: telling.state, persona: alert.persona },
  });
}
