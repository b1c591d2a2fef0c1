import * as v from 'valibot';
import { IdSchema } from '../../core/dashboards/spec.ts';
import { ReportRuleSchema } from '../../core/reports/rule.ts';

/** Bodies and responses of scheduled reports. */

export const ReportBodySchema = v.strictObject({
  rule: ReportRuleSchema,
  /** One of the caller's. */
  persona: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(200)))),
});
export const ReportsQuerySchema = v.object({ dashboard_id: v.optional(IdSchema) });

export const ReportRunSchema = v.object({
  run_id: v.string(),
  scheduled_for: v.string(),
  /** Times before it that did not come, since nothing was running. */
  missed: v.number(),
  by: v.picklist(['schedule', 'hand']),
  status: v.picklist(['sent', 'failed']),
  reason: v.nullable(v.string()),
  answered: v.number(),
  /** Titles of tiles that had no answer. */
  without: v.array(v.string()),
  files: v.array(v.object({ name: v.string(), url: v.string() })),
  finished_at: v.string(),
});
export const ReportSchema = v.object({
  report_id: v.string(),
  owner: v.string(),
  persona: v.string(),
  rule: ReportRuleSchema,
  /** Null while it is paused. */
  next_run_at: v.nullable(v.string()),
  last_run: v.nullable(ReportRunSchema),
  created_at: v.string(),
  changed_at: v.string(),
  changed_by: v.string(),
});
export const ReportsSchema = v.object({ reports: v.array(ReportSchema) });
export const ReportPreviewSchema = v.object({
  subject: v.string(),
  text: v.string(),
  /** The next times that it would come. */
  next: v.array(v.string()),
});
export const ReportHistorySchema = v.object({ runs: v.array(ReportRunSchema), next: v.nullable(v.string()) });
