import * as v from 'valibot';
import type { KeptDocument } from '../ports/documents.ts';
import { ReportRuleSchema } from './rule.ts';

/** Kind of the documents that hold reports. */
export const reportKind = 'report';

export const RunSchema = v.object({
  runId: v.string(),
  /** When it was to come, and how many before it did not. */
  scheduledFor: v.string(),
  missed: v.number(),
  by: v.picklist(['schedule', 'hand']),
  status: v.picklist(['sent', 'failed']),
  reason: v.optional(v.string()),
  answered: v.number(),
  /** Tiles that had no answer. */
  without: v.array(v.string()),
  files: v.array(v.string()),
  finishedAt: v.string(),
});
/** One making and sending of a report. */
export type Run = v.InferOutput<typeof RunSchema>;

const KeptReportSchema = v.object({
  rule: ReportRuleSchema,
  persona: v.string(),
  createdAt: v.string(),
  changedAt: v.string(),
  changedBy: v.string(),
  nextRunAt: v.string(),
  /** What could not be sent is tried again then. */
  retryAt: v.optional(v.string()),
  attempts: v.optional(v.number(), 0),
  /** How often it was asked for besides its schedule: a run serves what was asked before it began. */
  asked: v.optional(v.number(), 0),
  lastRun: v.optional(RunSchema),
});
export type KeptReport = v.InferOutput<typeof KeptReportSchema>;

export interface Report extends KeptReport {
  readonly id: string;
  /** Who made it: it is made with the owner's rights of the moment. */
  readonly owner: string;
  readonly version: number;
}

export const reportOf = ({ id, owner, version, document }: KeptDocument): Report => ({
  ...v.parse(KeptReportSchema, document),
  id,
  owner,
  version,
});

export const keptReportOf = ({ id: _, owner: __, version: ___, ...kept }: Report): KeptReport => kept;

export const reportStream = (id: string): string => `report:${id}`;

/** Where a run keeps its files: `reports/rep_…/20260302T080000Z/`. */
export const filesPrefix = (id: string, runId = ''): string => `reports/${id}/${runId === '' ? '' : `${runId}/`}`;

/** A run's id: its time, so that what is done again writes the same files. */
export const runIdOf = (scheduledFor: Date): string => scheduledFor.toISOString().replace(/[-:]|\.\d+/g, '');
