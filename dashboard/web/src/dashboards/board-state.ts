import type { ApiProblem } from '../api/problem.ts';
import type { Loaded } from '../state/app-state.ts';
import type { Picked } from '../tiles/tile-body.ts';
import type { DashboardSpec, FilterEvent, LoadEvent, OpenedDashboard, TileEvent, View } from './dashboards-api.ts';

/** What is known of a tile. The last answer stays while the next is on its way. */
export interface TileState {
  readonly event?: TileEvent | undefined;
  readonly waiting: boolean;
  /** Why no answer came: the connection, not the tile's own failure. */
  readonly problem?: ApiProblem | undefined;
  /** Epoch milliseconds at which the last answer came. */
  readonly at?: number | undefined;
}

/** A step down: what was clicked, and how it reads. */
export interface DrillStep extends Picked {
  readonly label: string;
}

/** What is looked at behind a tile's numbers. */
export interface Drill {
  readonly steps: readonly DrillStep[];
  readonly event?: TileEvent | undefined;
  readonly waiting: boolean;
  readonly problem?: ApiProblem | undefined;
}

/** All that the page of one dashboard knows; changed by `boardAfter` only. */
export interface BoardState {
  readonly dashboard: Loaded<OpenedDashboard>;
  readonly view: View;
  readonly tiles: Readonly<Record<string, TileState>>;
  readonly filters: Readonly<Record<string, FilterEvent>>;
  /** By tile: fields that were found not to narrow it. */
  readonly unreached: Readonly<Record<string, readonly string[]>>;
  readonly drills: Readonly<Record<string, Drill>>;
  readonly editing: boolean;
  /** While editing: the newest revision that was told of. */
  readonly latest?: number | undefined;
  /** The tile that fills the page. */
  readonly full?: string | undefined;
  /** The tile whose details are open. */
  readonly details?: string | undefined;
  /** Epoch milliseconds of the last whole load. */
  readonly loadedAt?: number | undefined;
  /** What was seen by then: a stream goes on from it. */
  readonly live?: string | undefined;
  /** Dollars of the last whole load. */
  readonly cost?: number | undefined;
  /** What there is to tell of the line that keeps it up to date: lost since an epoch millisecond, or just back. */
  readonly line?: { readonly kind: 'lost'; readonly since: number } | { readonly kind: 'back' } | undefined;
}

export type BoardEvent =
  | { readonly kind: 'opened'; readonly dashboard: OpenedDashboard }
  | { readonly kind: 'unopened'; readonly problem: ApiProblem }
  | { readonly kind: 'asked'; readonly tiles: readonly string[] }
  | { readonly kind: 'came'; readonly events: readonly LoadEvent[]; readonly at: number }
  /** A load is over: what no answer came for has a problem, or is let go where there is none. */
  | { readonly kind: 'over'; readonly tiles: readonly string[]; readonly problem?: ApiProblem | undefined }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'full' | 'details'; readonly tile: string | undefined }
  | { readonly kind: 'unchanged'; readonly tile: string; readonly freshness: string | null; readonly at: number }
  | { readonly kind: 'editing'; readonly editing: boolean }
  | { readonly kind: 'latest'; readonly revision: number }
  | { readonly kind: 'line'; readonly line: BoardState['line'] }
  | { readonly kind: 'drilled'; readonly tile: string; readonly drill: Drill | undefined };

export const firstBoard = (view: View): BoardState => ({
  dashboard: { kind: 'loading' },
  view,
  tiles: {},
  filters: {},
  unreached: {},
  drills: {},
  editing: false,
});

const nothing: TileState = { waiting: false };

/** The state of a tile that was not asked for yet is empty. */
export const tileState = (state: BoardState, id: string): TileState => state.tiles[id] ?? nothing;

export const specOf = ({ dashboard }: BoardState): DashboardSpec | undefined =>
  dashboard.kind === 'ready' ? dashboard.value.spec : undefined;

export function boardAfter(state: BoardState, event: BoardEvent): BoardState {
  switch (event.kind) {
    case 'opened':
      return { ...state, dashboard: { kind: 'ready', value: event.dashboard } };
    case 'unopened':
      return { ...state, dashboard: { kind: 'failed', problem: event.problem } };
    case 'asked':
      return withTiles(state, event.tiles, tile => ({ ...tile, waiting: true, problem: undefined }));
    case 'came':
      return event.events.reduce((next, one) => cameOne(next, one, event.at), state);
    case 'over':
      return withTiles(state, event.tiles, tile =>
        tile.waiting ? { ...tile, waiting: false, problem: event.problem } : tile,
      );
    case 'view':
      return { ...state, view: event.view };
    case 'full':
    case 'details':
      return { ...state, [event.kind]: event.tile };
    case 'editing':
      return { ...state, editing: event.editing, latest: undefined };
    case 'latest':
      return { ...state, latest: event.revision };
    case 'line':
      return { ...state, line: event.line };
    case 'unchanged':
      return withTiles(state, [event.tile], tile => ({
        ...tile,
        at: event.at,
        event: tile.event === undefined ? undefined : { ...tile.event, freshness: event.freshness },
      }));
    case 'drilled': {
      const { [event.tile]: _, ...others } = state.drills;
      return { ...state, drills: event.drill === undefined ? others : { ...others, [event.tile]: event.drill } };
    }
  }
}

function withTiles(state: BoardState, ids: readonly string[], change: (tile: TileState) => TileState): BoardState {
  const changed = ids.map(id => [id, change(tileState(state, id))] as const);
  return { ...state, tiles: { ...state.tiles, ...Object.fromEntries(changed) } };
}

function cameOne(state: BoardState, event: LoadEvent, at: number): BoardState {
  switch (event.kind) {
    case 'tile': {
      const { tile_id: id } = event;
      const tile = { event, waiting: false, at };
      const missed = event.not_applied.flatMap(one => (one.what === 'filter' && one.field ? [one.field] : []));
      const known = state.unreached[id] ?? [];
      const unreached = missed.every(field => known.includes(field))
        ? state.unreached
        : { ...state.unreached, [id]: [...new Set([...known, ...missed])] };
      return { ...state, tiles: { ...state.tiles, [id]: tile }, unreached };
    }
    case 'filter':
      return { ...state, filters: { ...state.filters, [event.filter_id]: event } };
    case 'end':
      return { ...state, loadedAt: at, live: event.live, cost: event.cost.total_cost };
    default:
      return state;
  }
}
