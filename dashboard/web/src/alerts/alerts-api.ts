import type { AlertRule as Rule } from '../../../../core/alerts/rule.ts';
import type { Api } from '../api/client.ts';

/** Alerts in the HTTP API, name for name. */
export type AlertRule = Rule;
export type Condition = AlertRule['condition'];

export interface Alert {
  readonly alert_id: string;
  readonly owner: string;
  readonly persona: string;
  readonly rule: AlertRule;
  readonly condition: string;
  readonly state: 'new' | 'ok' | 'pending' | 'firing' | 'error';
  readonly since: string;
  readonly value: number | null;
  readonly value_text: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly checked_at: string | null;
  readonly muted_until: string | null;
}

export interface AlertPreview {
  readonly value_text: string | null;
  readonly signal: 'breach' | 'inside' | 'clear' | 'error';
  readonly error: { readonly message: string } | null;
}

/** One thing that happened to an alert. */
export interface AlertEvent {
  readonly at: string;
  readonly kind: 'created' | 'changed' | 'muted' | 'unmuted' | 'state' | 'told' | 'telling_failed';
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly value_text?: string | null;
  readonly error?: { readonly message: string };
  readonly what?: 'change' | 'reminder';
  readonly state?: string;
  readonly until?: string;
  readonly reason?: string;
}

export interface AlertBody {
  readonly rule: unknown;
  readonly persona: string;
}

const at = (id: string, below = ''): string => `/api/v1/alerts/${encodeURIComponent(id)}${below}`;

export const listAlerts = async (api: Api, dashboard: string): Promise<readonly Alert[]> =>
  (await api.json<{ alerts: Alert[] }>('GET', `/api/v1/alerts?dashboard_id=${encodeURIComponent(dashboard)}`)).alerts;

export const previewAlert = (api: Api, body: AlertBody, signal?: AbortSignal): Promise<AlertPreview> =>
  api.json('POST', '/api/v1/alerts/preview', body, signal);

/** A new one, or another rule for the one that is there. */
export const saveAlert = (api: Api, body: AlertBody, id?: string): Promise<Alert> =>
  api.json('POST', id === undefined ? '/api/v1/alerts' : at(id), body);

export const muteAlert = (api: Api, id: string, until: string | null): Promise<Alert> =>
  api.json('POST', at(id, '/mute'), { until });

export const removeAlert = async (api: Api, id: string): Promise<void> => {
  await api.request('DELETE', at(id));
};

export const alertHistory = async (api: Api, id: string): Promise<readonly AlertEvent[]> =>
  (await api.json<{ events: AlertEvent[] }>('GET', at(id, '/history?limit=50'))).events;
