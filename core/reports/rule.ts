import * as v from 'valibot';
import { IdSchema } from '../dashboards/spec.ts';
import { ViewSchema } from '../dashboards/view.ts';

/** When and of what a report is made. A document: members are in snake_case. */
export const ReportRuleSchema = v.strictObject({
  title: v.pipe(v.string(), v.regex(/^[^\u0000-\u001F\u007F]*\S[^\u0000-\u001F\u007F]*$/, 'a title'), v.maxLength(120)),
  dashboard_id: IdSchema,
  schedule: v.strictObject({
    /** Minute, hour, day, month, weekday. */
    cron: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
    /** Name of the time zone database. The hour stays the same when clocks are changed. */
    time_zone: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60)), 'UTC'),
  }),
  /** The dashboard as it opens when left out. */
  view: v.optional(ViewSchema),
  /** Tiles whose rows are attached as CSV. */
  attachments: v.optional(v.pipe(v.array(IdSchema), v.maxLength(20)), []),
  /** It is not sent until this is taken away. */
  paused: v.optional(v.boolean(), false),
});
export type ReportRule = v.InferOutput<typeof ReportRuleSchema>;
