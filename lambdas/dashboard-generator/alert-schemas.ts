import * as v from 'valibot';
import { AlertRuleSchema } from '../../core/alerts/rule.ts';
import { STATES } from '../../core/alerts/state.ts';
import { IdSchema } from '../../core/dashboards/spec.ts';
import { wholeNumber } from '../query-orchestrator/whole-number.ts';

/** Bodies and responses of alerts. */

const instant = v.pipe(v.string(), v.isoTimestamp('a moment in ISO 8601, such as 2026-01-31T08:00:00Z'));
/** Pages of what happened. */
export const PageQuerySchema = v.object({
  limit: v.optional(wholeNumber(1, 500), '100'),
  before: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

export const AlertBodySchema = v.strictObject({
  rule: AlertRuleSchema,
  /** One of the caller's. */
  persona: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200)))),
});
export const MuteSchema = v.strictObject({ until: v.nullable(instant) });
export const AlertsQuerySchema = v.object({ dashboard_id: v.optional(IdSchema) });

export const AlertSchema = v.object({
  alert_id: v.string(),
  owner: v.string(),
  persona: v.string(),
  rule: AlertRuleSchema,
  /** When it fires, in words. */
  condition: v.string(),
  state: v.picklist(STATES),
  since: v.string(),
  /** Null also for those who do not have the alert's persona. */
  value: v.nullable(v.number()),
  value_text: v.nullable(v.string()),
  error: v.nullable(v.object({ code: v.string(), message: v.string() })),
  checked_at: v.nullable(v.string()),
  next_check_at: v.string(),
  muted_until: v.nullable(v.string()),
  muted_by: v.nullable(v.string()),
  created_at: v.string(),
  changed_at: v.string(),
  changed_by: v.string(),
});
export const AlertsSchema = v.object({ alerts: v.array(AlertSchema) });
export const AlertPreviewSchema = v.object({
  persona: v.string(),
  /** What the number is now; null where there is none. */
  value: v.nullable(v.number()),
  value_text: v.nullable(v.string()),
  /** What the condition would say now: `error` where it can not say anything. */
  signal: v.picklist(['breach', 'inside', 'clear', 'error']),
  error: v.nullable(v.object({ code: v.string(), message: v.string() })),
});
export const AlertHistorySchema = v.object({
  events: v.array(v.looseObject({ at: v.string(), kind: v.string() })),
  next: v.nullable(v.string()),
});
