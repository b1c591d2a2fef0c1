import type * as v from 'valibot';
import type { Alert } from '../../core/alerts/alert.ts';
import type { Previewed } from '../../core/alerts/alerts.ts';
import type { AlertRule } from '../../core/alerts/rule.ts';
import { signalOf } from '../../core/alerts/state.ts';
import { conditionText, shownNumber } from '../../core/alerts/words.ts';
import type { DashboardCaller } from '../../core/dashboards/access.ts';
import type { JournalEntry } from '../../core/ports/documents.ts';
import { seesNumbers } from '../../core/sharing/known.ts';
import type { AlertHistorySchema, AlertPreviewSchema, AlertSchema } from './alert-schemas.ts';

export function alertDocument(alert: Alert, caller: DashboardCaller): v.InferOutput<typeof AlertSchema> {
  const { rule, state, column } = alert;
  const value = seesNumbers(caller, alert) ? state.value : null;
  return {
    alert_id: alert.id,
    owner: alert.owner,
    persona: alert.persona,
    rule,
    condition: conditionText(rule.condition, column),
    state: state.state,
    since: state.since,
    value,
    value_text: value === null ? null : shownNumber(value, rule.condition, column),
    error: state.error ?? null,
    checked_at: state.checkedAt ?? null,
    next_check_at: alert.nextCheckAt,
    muted_until: alert.mutedUntil ?? null,
    muted_by: alert.mutedBy ?? null,
    created_at: alert.createdAt,
    changed_at: alert.changedAt,
    changed_by: alert.changedBy,
  };
}

export function previewDocument(
  { persona, reading, column }: Previewed,
  { condition }: AlertRule,
): v.InferOutput<typeof AlertPreviewSchema> {
  const value = reading.kind === 'number' ? reading.value : null;
  const error = reading.kind === 'error' ? { code: reading.code, message: reading.message } : null;
  return {
    persona: persona.name,
    value,
    value_text: value === null ? null : shownNumber(value, condition, column),
    signal: (reading.kind === 'error' ? undefined : signalOf(condition, reading)) ?? 'error',
    error,
  };
}

/** What happened, newest first; numbers for those alone who may see them. */
export function historyDocument(
  { rule, column }: Pick<Alert, 'rule' | 'column'>,
  entries: readonly JournalEntry[],
  limit: number,
  mayRead: boolean,
): v.InferOutput<typeof AlertHistorySchema> {
  const events = entries.map(({ at, entry }) => {
    const event = entry as { kind: string; value?: number | null };
    if (!('value' in event)) return { at, ...event };
    const value = mayRead ? (event.value ?? null) : null;
    return { at, ...event, value, value_text: value === null ? null : shownNumber(value, rule.condition, column) };
  });
  return { events, next: entries.length === limit ? (entries.at(-1)?.cursor ?? null) : null };
}
