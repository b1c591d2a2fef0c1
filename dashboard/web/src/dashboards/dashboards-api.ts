import type { FilterEvent, LoadEvent, TileEvent } from '../../../../core/dashboards/load-document.ts';
import type { Operation } from '../../../../core/dashboards/operations/schema.ts';
import type { DashboardSpec, FilterControl, Tile } from '../../../../core/dashboards/spec.ts';
import type { View } from '../../../../core/dashboards/view.ts';
import type { DatePart } from '../../../../core/plan/date-part.ts';
import type { Api } from '../api/client.ts';
import { offline } from '../api/problem.ts';
import type { CostReply } from '../api/types.ts';
import type { Picked } from '../tiles/tile-body.ts';
import { linesOf } from './lines.ts';

export type { DashboardSpec, FilterControl, FilterEvent, LoadEvent, Operation, Tile, TileEvent, View };

/** The dashboards' part of the HTTP API, name for name. */
export type Role = 'viewer' | 'editor' | 'admin';

export interface DashboardSummary {
  readonly id: string;
  readonly url: string;
  readonly revision: number;
  readonly title: string;
  /** Its beginning, in one line. */
  readonly description: string | null;
  /** Names divided by "/". */
  readonly folder: string | null;
  readonly personas: readonly string[] | null;
  /** How many. */
  readonly tiles: number;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  readonly updated_by: string;
}

export interface DashboardList {
  readonly dashboards: readonly DashboardSummary[];
  readonly role: Role;
}

/** A revision of a dashboard. */
export interface StoredDashboard {
  readonly dashboard_id: string;
  readonly revision: number;
  readonly url: string;
  readonly spec: DashboardSpec;
  readonly updated_at: string;
  readonly updated_by: string;
}

export interface OpenedDashboard extends StoredDashboard {
  /** What the caller may do. */
  readonly role: Role;
  readonly may_remove: boolean;
  /** It came with the platform. */
  readonly built_in: boolean;
}

/** What a request in words came to. */
export interface Generated extends StoredDashboard {
  readonly operations: readonly Operation[];
  readonly inverse: readonly Operation[];
  readonly unfulfilled: readonly {
    readonly text: string;
    readonly reason: string;
    readonly nearest: readonly string[];
  }[];
  readonly assumptions: readonly { readonly text: string; readonly tile_id?: string }[];
  /** Words of the request that a language model read, where rules could not. */
  readonly by_language_model: readonly string[];
  readonly cost: CostReply;
  /** Dollars at most, all tiles anew. */
  readonly refresh_cost: number;
  readonly dry_run: boolean;
}

export interface LoadBody {
  readonly persona: string;
  readonly view: View;
  /** Those wanted; all when left out. */
  readonly tiles?: readonly string[] | undefined;
  readonly filters?: boolean | undefined;
}

/** Path of a dashboard, or of what is below it. */
export const at = (id: string, below = ''): string => `/api/v1/dashboards/${encodeURIComponent(id)}${below}`;

export const listDashboards = (api: Api, signal?: AbortSignal): Promise<DashboardList> =>
  api.json('GET', '/api/v1/dashboards', undefined, signal);

export interface FavouriteList {
  readonly dashboards: readonly Pick<DashboardSummary, 'id'>[];
}

/** The dashboards that the user marked. */
export const listFavourites = (api: Api, signal?: AbortSignal): Promise<FavouriteList> =>
  api.json('GET', '/api/v1/favourites', undefined, signal);

export const markFavourite = async (api: Api, id: string, marked: boolean): Promise<void> => {
  if (marked) await api.request('POST', '/api/v1/favourites', { dashboard_id: id });
  else await api.request('DELETE', `/api/v1/favourites/${encodeURIComponent(id)}`);
};

/**
 * Makes the dashboard of a file, or a new revision of the one with its id.
 * @param baseRevision the revision that was seen, where it is there already
 */
export const importDashboard = async (api: Api, file: File, baseRevision?: number): Promise<StoredDashboard> =>
  api.json('POST', '/api/v1/dashboards/import', {
    text: await file.text(),
    base_revision: baseRevision,
    note: `Imported ${file.name}`,
  });

/** The revision is the one that was seen: what others changed since is not removed unseen. */
export const removeDashboard = async (api: Api, id: string, revision: number): Promise<void> =>
  void (await api.request('DELETE', at(id, `?revision=${revision}`)));

/** What goes with a dashboard that is removed: links that still open, alerts, reports. */
export interface Attached {
  readonly links: number;
  readonly alerts: number;
  readonly reports: number;
}

export const attachedTo = (api: Api, id: string): Promise<Attached> => api.json('GET', at(id, '/attachments'));

export const openDashboard = (api: Api, id: string, signal?: AbortSignal): Promise<OpenedDashboard> =>
  api.json('GET', at(id), undefined, signal);

/** A load of all tiles, with what filters can be set to. To name no tile is what counts as somebody looking at it. */
export const wholeLoad = (persona: string, view: View): LoadBody => ({ persona, view, filters: true });

/** The events of a load as they come, those that came together as one list. @throws ApiProblem */
export async function* loadTiles(
  api: Api,
  id: string,
  body: LoadBody,
  signal: AbortSignal,
): AsyncGenerator<readonly LoadEvent[]> {
  const response = await api.request('POST', at(id, '/load'), body, signal);
  try {
    for await (const lines of linesOf(response.body)) yield lines.map(line => JSON.parse(line) as LoadEvent);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw offline();
  }
}

/** What is behind values of a tile: its numbers by the next field of its path, at last the rows. @throws ApiProblem */
export const drillTile = (
  api: Api,
  id: string,
  body: {
    readonly tile_id: string;
    readonly values: readonly (Picked & { readonly part?: DatePart })[];
    readonly persona: string;
    readonly view: View;
  },
  signal?: AbortSignal,
): Promise<TileEvent> => api.json('POST', at(id, '/drill'), body, signal);

/** A dashboard made of words; `dry_run` only shows what it would be. @throws ApiProblem */
export const generateDashboard = (
  api: Api,
  body: { readonly description: string; readonly persona: string; readonly dry_run: boolean },
  signal?: AbortSignal,
): Promise<Generated> => api.json('POST', '/generate-dashboard', body, signal);

export const createDashboard = (api: Api, spec: unknown, note?: string): Promise<StoredDashboard> =>
  api.json('POST', '/api/v1/dashboards', { spec, ...(note === undefined ? {} : { note }) });
