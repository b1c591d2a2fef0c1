import { type DashboardCaller, requireRole } from '../dashboards/access.ts';
import { personaFor } from '../dashboards/persona-for.ts';
import type { DashboardService } from '../dashboards/service.ts';
import { isSophiaError, SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { randomId } from '../identity/secrets.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, Journal, JournalEntry } from '../ports/documents.ts';
import type { AuditLog } from '../ports/stores.ts';
import { mayChange, mayKnow } from '../sharing/known.ts';
import {
  type Alert,
  type AlertEvent,
  alertKind,
  alertOf,
  type KeptAlert,
  keptOf,
  streamOf,
  subjectOf,
} from './alert.ts';
import { type NumberOptions, readNumber } from './number.ts';
import type { AlertRule } from './rule.ts';
import { newState } from './state.ts';

export interface AlertsOptions extends NumberOptions {
  readonly documents: DocumentStore;
  readonly journal: Journal;
  readonly dashboards: DashboardService;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export interface AlertRequest {
  readonly rule: AlertRule;
  /** One of the caller's; the one that the dashboard is shown with when left out. */
  readonly persona?: Persona | undefined;
}

export interface Alerts {
  /** What would be watched now, without making anything. @throws as create */
  preview(caller: DashboardCaller, request: AlertRequest): Promise<Previewed>;
  /** @throws dashboard.*, alert.* when there is no such number, or the caller may not see it */
  create(caller: DashboardCaller, request: AlertRequest): Promise<Alert>;
  /** Another rule for an alert; it begins anew. @throws alert.unknown, alert.not_yours */
  change(caller: DashboardCaller, id: string, request: AlertRequest): Promise<Alert>;
  /** Those that the caller may know of, of a dashboard or all. */
  list(caller: DashboardCaller, dashboardId?: string): Promise<readonly Alert[]>;
  /** @throws alert.unknown */
  get(caller: DashboardCaller, id: string): Promise<Alert>;
  /** Newest first. @throws alert.unknown */
  history(
    caller: DashboardCaller,
    id: string,
    page: { limit: number; before?: string | undefined },
  ): Promise<readonly JournalEntry[]>;
  /** Tells nobody anything until then; undefined ends it. @throws alert.unknown, dashboard.forbidden */
  mute(caller: DashboardCaller, id: string, until: string | undefined): Promise<Alert>;
  /** @throws alert.unknown, alert.not_yours */
  remove(caller: DashboardCaller, id: string): Promise<void>;
}

export type Previewed = Awaited<ReturnType<typeof readNumber>> & { readonly persona: Persona };

/** Alerts of all at most: each is checked over and over. */
const mostAlerts = 1_000;

/** Alerts on numbers, each with the rights of who made it. */
export function createAlerts(options: AlertsOptions): Alerts {
  const { documents, journal, dashboards, audit, clock } = options;
  const now = () => clock.now().toISOString();
  const wrote = async (caller: DashboardCaller, action: string, { id, rule }: Alert, event?: AlertEvent) => {
    const at = now();
    if (event) await journal.append(streamOf(id), at, event);
    const target = subjectOf(rule.of);
    await audit.append({
      at,
      actor: caller.username,
      action,
      target,
      outcome: 'ok',
      details: { alert: id, title: rule.title },
    });
  };

  /** The persona that the number is read as. */
  const personaOf = async (caller: DashboardCaller, { rule, persona }: AlertRequest): Promise<Persona> => {
    if (!('dashboard_id' in rule.of)) {
      const found = persona ?? caller.personas[0];
      if (found) return found;
      throw new SophiaError('persona.unknown', ['persona'], { persona: '(any)' });
    }
    const { spec } = await dashboards.open(caller, rule.of.dashboard_id);
    return personaFor(spec, options.models, persona ? [persona] : caller.personas);
  };

  const previewed = async (caller: DashboardCaller, request: AlertRequest): Promise<Previewed> => {
    requireRole(caller, 'editor', 'make alerts');
    const persona = await personaOf(caller, request);
    try {
      const acting = { standing: caller, persona };
      return { ...(await readNumber(options, acting, request.rule, clock.now())), persona };
    } catch (error) {
      // That there is nothing to compare with today is no fault of the rule.
      if (!isSophiaError(error) || !/^(alert\.before_|engine\.)/.test(error.code)) throw error;
      return { reading: { kind: 'error', code: error.code, message: error.message }, persona };
    }
  };

  const get = async (caller: DashboardCaller, id: string): Promise<Alert> => {
    const kept = await documents.get(alertKind, id);
    const alert = kept && alertOf(kept);
    if (!alert || !(await isKnown(options, caller, alert))) throw new SophiaError('alert.unknown', ['id'], {});
    return alert;
  };

  /** Changes an alert, whoever else does at the same moment. */
  const changed = async (
    caller: DashboardCaller,
    id: string,
    work: (alert: Alert) => Partial<KeptAlert>,
    owned: boolean,
  ): Promise<Alert> => {
    for (;;) {
      const alert = await get(caller, id);
      if (owned) requireOwner(caller, alert);
      const next = { ...alert, ...work(alert) };
      if (await documents.replace(alertKind, id, alert.version, keptOf(next))) {
        return { ...next, version: alert.version + 1 };
      }
    }
  };

  const begun = (caller: DashboardCaller, { persona, column }: Previewed, rule: AlertRule) => {
    const at = now();
    const fresh = { rule, persona: persona.name, changedAt: at, changedBy: caller.username };
    return { ...fresh, state: newState(at), nextCheckAt: at, column: column && shownOf(column) };
  };

  return {
    preview: previewed,
    get,

    async create(caller, request) {
      const found = await previewed(caller, request);
      if ((await documents.list(alertKind)).length >= mostAlerts) {
        throw new SophiaError('alert.limit', [], { limit: mostAlerts });
      }
      const { rule } = request;
      const id = randomId('alr');
      const document: KeptAlert = { createdAt: now(), ...begun(caller, found, rule) };
      const kept = { kind: alertKind, id, owner: caller.username, subject: subjectOf(rule.of), document };
      await documents.create(kept);
      const alert = { ...document, id, owner: caller.username, version: 1 };
      await wrote(caller, 'alert.create', alert, { kind: 'created', by: caller.username, rule });
      return alert;
    },

    async change(caller, id, request) {
      const before = await get(caller, id);
      requireOwner(caller, before);
      requireSameDashboard(before, request.rule);
      const found = await previewed(caller, request);
      const { rule } = request;
      const alert = await changed(
        caller,
        id,
        latest => {
          requireSameDashboard(latest, rule);
          return begun(caller, found, rule);
        },
        true,
      );
      await wrote(caller, 'alert.change', alert, { kind: 'changed', by: caller.username, rule });
      return alert;
    },

    async list(caller, dashboardId) {
      const kept = await documents.list(alertKind, { subject: dashboardId });
      const alerts = kept.map(alertOf);
      const known = await Promise.all(alerts.map(alert => isKnown(options, caller, alert)));
      return alerts.filter((_, index) => known[index]).toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    },

    async history(caller, id, page) {
      await get(caller, id);
      return journal.list(streamOf(id), page);
    },

    async mute(caller, id, until) {
      requireRole(caller, 'editor', 'mute alerts');
      const work = () => ({ mutedUntil: until, mutedBy: until === undefined ? undefined : caller.username });
      const alert = await changed(caller, id, work, false);
      const event: AlertEvent = { kind: until === undefined ? 'unmuted' : 'muted', by: caller.username, until };
      await wrote(caller, 'alert.mute', alert, event);
      return alert;
    },

    async remove(caller, id) {
      for (;;) {
        const alert = await get(caller, id);
        requireOwner(caller, alert);
        if (!(await documents.remove(alertKind, id, alert.version))) continue;
        return wrote(caller, 'alert.remove', alert);
      }
    },
  };
}

function requireOwner(caller: DashboardCaller, alert: Alert): void {
  if (!mayChange(caller, alert)) throw new SophiaError('alert.not_yours', [], {});
}

/** Who sees an alert, and what takes it away, is settled by its dashboard: another one is another alert. */
function requireSameDashboard({ rule: { of: from } }: Alert, { of: to }: AlertRule): void {
  if (subjectOf(from) === subjectOf(to)) return;
  throw new SophiaError('alert.other_dashboard', ['of'], {
    from: 'plan' in from ? 'a plan of its own' : `a tile of the dashboard ${from.dashboard_id}`,
    to: 'plan' in to ? 'on that plan' : `on the dashboard ${to.dashboard_id}`,
  });
}

/** An alert says numbers of its persona. */
const isKnown = ({ dashboards }: AlertsOptions, caller: DashboardCaller, alert: Alert): Promise<boolean> => {
  const { of } = alert.rule;
  return mayKnow(dashboards, caller, alert, 'dashboard_id' in of ? of.dashboard_id : undefined);
};

/** What of a column its number is shown by. */
export const shownOf = (column: NonNullable<KeptAlert['column']>): NonNullable<KeptAlert['column']> => {
  const { name, label, type, unit, format, decimals } = column;
  return {
    name,
    label,
    type,
    ...(unit && { unit }),
    ...(format && { format }),
    ...(decimals !== undefined && { decimals }),
  };
};
