import type * as v from 'valibot';
import type { OpenedDashboard, SavedDashboard } from '../../core/dashboards/service.ts';
import type { DashboardRevision, DashboardSummary } from '../../core/ports/stores.ts';
import type { DashboardSchema, HistorySchema, SavedSchema, SummarySchema } from './schemas.ts';

/** Where the page shows a dashboard. */
const urlOf = (id: string): string => `/dashboards/${id}`;

export const summaryDocument = (summary: DashboardSummary): v.InferOutput<typeof SummarySchema> => ({
  id: summary.id,
  url: urlOf(summary.id),
  revision: summary.revision,
  title: summary.title,
  description: summary.description ?? null,
  folder: summary.folder ?? null,
  model: summary.model ?? null,
  personas: summary.personas ? [...summary.personas] : null,
  tiles: summary.tiles,
  created_at: summary.createdAt,
  created_by: summary.createdBy,
  updated_at: summary.updatedAt,
  updated_by: summary.updatedBy,
});

export const dashboardDocument = (opened: OpenedDashboard): v.InferOutput<typeof DashboardSchema> => ({
  dashboard_id: opened.spec.id,
  revision: opened.revision,
  url: urlOf(opened.spec.id),
  spec: opened.spec,
  updated_at: opened.updatedAt,
  updated_by: opened.updatedBy,
});

export const savedDocument = (saved: SavedDashboard): v.InferOutput<typeof SavedSchema> => ({
  ...dashboardDocument(saved),
  operations: [...saved.operations],
  inverse: [...saved.inverse],
  unchanged: saved.unchanged ?? false,
});

type Revision = v.InferOutput<typeof HistorySchema>['revisions'][number];

export const revisionDocument = (one: DashboardRevision): Revision => ({
  revision: one.revision,
  at: one.at,
  by: one.by,
  note: one.note ?? null,
  operations: one.operations as Revision['operations'],
  inverse: one.inverse as Revision['inverse'],
});
