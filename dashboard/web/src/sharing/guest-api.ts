import type { Api } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { DashboardSpec, OpenedDashboard } from '../dashboards/dashboards-api.ts';

/** A dashboard as a guest gets it. */
export interface GuestDashboard {
  readonly dashboard_id: string;
  readonly revision: number;
  readonly spec: DashboardSpec;
  readonly fixed: { readonly filters: readonly FixedFilter[]; readonly time: unknown };
  readonly expires_at: string;
}

export type FixedFilter = Omit<DashboardSpec['filters'][number], 'id' | 'field' | 'tiles'> & {
  readonly filter_id: string;
};

/** Where the address of this page leads: a link, or an embedding; its token stands behind the #. */
export function guestBase(path: string, hash: string): string | undefined {
  const token = encodeURIComponent(hash.replace(/^#/, ''));
  if (token === '') return undefined;
  if (path === '/shared') return `/api/v1/shared/${token}`;
  return path === '/embed' ? `/api/v1/embedded/${token}` : undefined;
}

/**
 * The API as the page of a dashboard asks it, answered by what a guest may ask: the dashboard and its tiles. What else
 * it asks is not there for guests.
 *
 * @param onOpened told of what only guests are told: what is fixed, and until when
 */
export function guestApi(api: Api, base: string, onOpened: (dashboard: GuestDashboard) => void): Api {
  const request: Api['request'] = (method, path, body, signal) => {
    if (method === 'POST' && path.endsWith('/load')) {
      const { view, tiles, filters } = body as { view: unknown; tiles?: unknown; filters?: unknown };
      return api.request('POST', `${base}/load`, { view, tiles, filters }, signal);
    }
    throw new ApiProblem({
      type: 'urn:sophia:problem:page.guest',
      status: 403,
      title: 'Not for guests',
      detail: 'This is a view to be looked at only.',
    });
  };
  const json = async <T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> => {
    if (method !== 'GET') return (await (await request(method, path, body, signal)).json()) as T;
    const opened = await api.json<GuestDashboard>('GET', base, undefined, signal);
    onOpened(opened);
    const { dashboard_id, revision, spec } = opened;
    const dashboard: OpenedDashboard = {
      ...{ dashboard_id, revision, spec, url: '', updated_at: '', updated_by: '' },
      role: 'viewer',
      may_remove: false,
      built_in: false,
    };
    return dashboard as T;
  };
  return { ...api, request, json };
}
