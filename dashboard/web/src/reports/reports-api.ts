import type { ReportRule as Rule } from '../../../../core/reports/rule.ts';
import type { Api } from '../api/client.ts';

/** Scheduled reports in the HTTP API, name for name. */
export type ReportRule = Rule;

export interface ReportRun {
  readonly run_id: string;
  readonly scheduled_for: string;
  readonly missed: number;
  readonly by: 'schedule' | 'hand';
  readonly status: 'sent' | 'failed';
  readonly reason: string | null;
  readonly without: readonly string[];
  readonly files: readonly { readonly name: string; readonly url: string }[];
  readonly finished_at: string;
}

export interface Report {
  readonly report_id: string;
  readonly owner: string;
  readonly persona: string;
  readonly rule: ReportRule;
  readonly next_run_at: string | null;
  readonly last_run: ReportRun | null;
}

export interface ReportPreview {
  readonly subject: string;
  readonly text: string;
  readonly next: readonly string[];
}

export interface ReportBody {
  readonly rule: unknown;
  readonly persona: string;
}

const at = (id: string, below = ''): string => `/api/v1/reports/${encodeURIComponent(id)}${below}`;

export const listReports = async (api: Api, dashboard: string): Promise<readonly Report[]> =>
  (await api.json<{ reports: Report[] }>('GET', `/api/v1/reports?dashboard_id=${encodeURIComponent(dashboard)}`))
    .reports;

export const previewReport = (api: Api, body: ReportBody): Promise<ReportPreview> =>
  api.json('POST', '/api/v1/reports/preview', body);

/** A new one, or another rule for the one that is there. */
export const saveReport = (api: Api, body: ReportBody, id?: string): Promise<Report> =>
  api.json('POST', id === undefined ? '/api/v1/reports' : at(id), body);

export const sendReport = (api: Api, id: string): Promise<Report> => api.json('POST', at(id, '/send'), {});

export const removeReport = async (api: Api, id: string): Promise<void> => {
  await api.request('DELETE', at(id));
};

export const reportRuns = async (api: Api, id: string): Promise<readonly ReportRun[]> =>
  (await api.json<{ runs: ReportRun[] }>('GET', at(id, '/history?limit=20'))).runs;
