import { numberIn } from '../sharing/number-in.ts';
import type { AlertRule, Condition } from './alerts-api.ts';

/** The form of an alert as it is filled in: texts, until they are numbers. */
export interface Draft {
  readonly title: string;
  readonly tile: string;
  readonly kind: Condition['kind'];
  readonly direction: 'above' | 'below';
  readonly trigger: string;
  /** Empty: the trigger. */
  readonly clear: string;
  readonly against: 'previousPeriod' | 'previousYear';
  readonly measure: 'percent' | 'absolute';
  readonly hours: string;
  readonly checks: string;
  readonly interval: string;
  readonly reminder: string;
  readonly severity: AlertRule['severity'];
}

export const emptyDraft = (tile: string, title: string): Draft => ({
  title,
  tile,
  kind: 'threshold',
  direction: 'above',
  trigger: '',
  clear: '',
  against: 'previousPeriod',
  measure: 'percent',
  hours: '24',
  checks: '1',
  interval: '300',
  reminder: '',
  severity: 'warning',
});

/** The form of an alert that is there. */
export function draftOf({
  title,
  of,
  condition,
  checks,
  interval_seconds,
  reminder_seconds,
  severity,
}: AlertRule): Draft {
  const base = emptyDraft('tile_id' in of ? of.tile_id : '', title);
  const common = {
    ...base,
    kind: condition.kind,
    checks: String(checks.trigger),
    interval: String(interval_seconds),
    reminder: reminder_seconds ? String(reminder_seconds) : '',
    severity,
  };
  if (condition.kind === 'missing') return common;
  if (condition.kind === 'stale') return { ...common, hours: String(condition.older_than_seconds / 3600) };
  const { direction, trigger, clear } = condition;
  const level = { ...common, direction, trigger: String(trigger), clear: clear === undefined ? '' : String(clear) };
  return condition.kind === 'threshold' ? level : { ...level, against: condition.with, measure: condition.measure };
}

/** The condition that a form says; undefined while a number in it is none. */
export function conditionOf(draft: Draft): Condition | undefined {
  if (draft.kind === 'missing') return { kind: 'missing' };
  if (draft.kind === 'stale') {
    const hours = numberIn(draft.hours);
    return hours === undefined || hours <= 0
      ? undefined
      : { kind: 'stale', older_than_seconds: Math.max(60, Math.round(hours * 3600)) };
  }
  const trigger = numberIn(draft.trigger);
  const clear = draft.clear.trim() === '' ? undefined : numberIn(draft.clear);
  if (trigger === undefined || (clear === undefined && draft.clear.trim() !== '')) return undefined;
  const level = { direction: draft.direction, trigger, ...(clear !== undefined && { clear }) };
  if (draft.kind === 'threshold') return { kind: 'threshold', ...level };
  return { kind: 'change', with: draft.against, measure: draft.measure, ...level };
}

/** The rule that a form says; undefined while something is missing in it. */
export function ruleOf(draft: Draft, dashboard: string): (Omit<AlertRule, 'of'> & { of: object }) | undefined {
  const condition = conditionOf(draft);
  const checks = numberIn(draft.checks);
  if (condition === undefined || checks === undefined || draft.tile === '' || draft.title.trim() === '')
    return undefined;
  return {
    title: draft.title.trim(),
    of: { dashboard_id: dashboard, tile_id: draft.tile },
    condition,
    checks: { trigger: checks, clear: checks },
    interval_seconds: Number(draft.interval),
    ...(draft.reminder !== '' && { reminder_seconds: Number(draft.reminder) }),
    severity: draft.severity,
  };
}
