import * as v from 'valibot';
import type { JournalEntry } from '../../core/ports/documents.ts';
import { type Report, type Run, RunSchema } from '../../core/reports/report.ts';
import { filePath } from '../../core/reports/reports.ts';
import type { ReportHistorySchema, ReportRunSchema, ReportSchema } from './report-schemas.ts';

const runDocument = (id: string, run: Run): v.InferOutput<typeof ReportRunSchema> => ({
  run_id: run.runId,
  scheduled_for: run.scheduledFor,
  missed: run.missed,
  by: run.by,
  status: run.status,
  reason: run.reason ?? null,
  answered: run.answered,
  without: run.without,
  files: run.files.map(name => ({ name, url: filePath(id, run.runId, name) })),
  finished_at: run.finishedAt,
});

export const reportDocument = (report: Report): v.InferOutput<typeof ReportSchema> => ({
  report_id: report.id,
  owner: report.owner,
  persona: report.persona,
  rule: report.rule,
  next_run_at: report.rule.paused ? null : (report.retryAt ?? report.nextRunAt),
  last_run: report.lastRun ? runDocument(report.id, report.lastRun) : null,
  created_at: report.createdAt,
  changed_at: report.changedAt,
  changed_by: report.changedBy,
});

export const runsDocument = (
  id: string,
  entries: readonly JournalEntry[],
  limit: number,
): v.InferOutput<typeof ReportHistorySchema> => ({
  runs: entries.map(({ entry }) => runDocument(id, v.parse(RunSchema, entry))),
  next: entries.length === limit ? (entries.at(-1)?.cursor ?? null) : null,
});
