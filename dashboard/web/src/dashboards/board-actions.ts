import { type Api, asProblem } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Store } from '../state/store.ts';
import { groupOf } from '../tiles/group-key.ts';
import { preloadBodies } from '../tiles/registry.ts';
import type { BoardEvent, BoardState, Drill, DrillStep } from './board-state.ts';
import { specOf } from './board-state.ts';
import { concernedTiles, contentChanged, loadedTiles } from './concerned.ts';
import {
  type DashboardSpec,
  drillTile,
  type LoadEvent,
  loadTiles,
  type OpenedDashboard,
  openDashboard,
  type TileEvent,
  type View,
  wholeLoad,
} from './dashboards-api.ts';

export type BoardStore = Store<BoardState, BoardEvent>;

export interface BoardActions {
  /** Opens the dashboard and loads its tiles, or tries that again. */
  open(): Promise<void>;
  /** Loads tiles anew; all, with what filters can be set to, when left out. */
  load(tiles?: readonly string[]): Promise<void>;
  /** Looks at it otherwise: the tiles that the change concerns are loaded. */
  setView(view: View): void;
  /** Another revision is there: tiles whose content changed are loaded. */
  took(dashboard: OpenedDashboard): void;
  /** Takes the latest revision, where the one here is older than this one. */
  sync(revision: number): Promise<void>;
  setEditing(editing: boolean): void;
  setFull(tile: string | undefined): void;
  setDetails(tile: string | undefined): void;
  /** An answer that came by itself. */
  came(event: TileEvent): void;
  /** Looks behind a tile's numbers; without steps everything that it counts, undefined leaves. */
  drill(tile: string, steps: readonly DrillStep[] | undefined): Promise<void>;
  /** Ends all that runs: the page is left. */
  close(): void;
}

export interface BoardSurroundings {
  readonly store: BoardStore;
  readonly api: Api;
  readonly id: string;
  readonly persona: string;
  readonly now: () => number;
  /** The view is kept in the address, so that a link shows the same. */
  readonly keepView: (view: View) => void;
}

/** What the page of a dashboard does: effects here, decisions in the reducer and the pure functions beside. */
export function createBoardActions({ store, api, id, persona, now, keepView }: BoardSurroundings): BoardActions {
  const leaving = new AbortController();
  /** By tile the load whose answer counts: an older one that comes late is dropped. */
  const latest = new Map<string, number>();
  let loads = 0;
  /** The revision that was loaded last. */
  let loaded = 0;
  let whole: AbortController | undefined;

  async function run(
    tiles: readonly string[],
    filters: boolean,
    abort: AbortController,
    onFirst?: () => void,
  ): Promise<void> {
    loads += 1;
    const load = loads;
    const mine = (tile: string) => latest.get(tile) === load;
    for (const tile of tiles) latest.set(tile, load);
    store.dispatch({ kind: 'asked', tiles });
    const signal = AbortSignal.any([leaving.signal, abort.signal]);
    const { view } = store.get();
    try {
      // All tiles are asked for by naming none: only that counts as somebody looking at the dashboard.
      const body = filters ? wholeLoad(persona, view) : { persona, view, filters, tiles };
      for await (const events of loadTiles(api, id, body, signal)) {
        events.forEach(syncAfter);
        const fresh = events.filter(event => event.kind !== 'tile' || mine(event.tile_id));
        store.dispatch({ kind: 'came', events: filters ? fresh : fresh.filter(notEnd), at: now() });
        onFirst?.();
      }
      store.dispatch({ kind: 'over', tiles: tiles.filter(mine), problem: cutShort() });
    } catch (thrown) {
      if (signal.aborted) return;
      store.dispatch({ kind: 'over', tiles: tiles.filter(mine), problem: asProblem(thrown) });
    }
  }

  /** Somebody may have edited it since it was opened; while it is edited here, the editor sees to that. */
  const syncAfter = (event: LoadEvent) => {
    if (event.kind !== 'start') return;
    loaded = event.revision;
    syncOlder();
  };
  const syncOlder = () => {
    const { dashboard, editing } = store.get();
    if (!editing && dashboard.kind === 'ready') void actions.sync(loaded);
  };

  /** One after the other: several may tell of one edit. */
  let syncing = Promise.resolve();
  const syncTo = async (revision: number): Promise<void> => {
    if (hereAt() >= revision) return;
    const latest = await openDashboard(api, id, leaving.signal).catch(() => undefined);
    if (latest !== undefined && latest.revision !== hereAt()) actions.took(latest);
  };
  /** The revision that is shown; where none is, it is not for following edits to bring one. */
  const hereAt = (): number => {
    const { dashboard } = store.get();
    return dashboard.kind === 'ready' ? dashboard.value.revision : Number.POSITIVE_INFINITY;
  };

  const loadChanged = (before: DashboardSpec | undefined, after: DashboardSpec) => {
    const tiles = before === undefined ? loadedTiles(after) : contentChanged(before, after);
    if (tiles.length > 0) void actions.load(tiles);
  };

  const actions: BoardActions = {
    async open() {
      let dashboard: OpenedDashboard;
      try {
        dashboard = await openDashboard(api, id, leaving.signal);
      } catch (thrown) {
        if (!leaving.signal.aborted) store.dispatch({ kind: 'unopened', problem: asProblem(thrown) });
        return;
      }
      preloadBodies(dashboard.spec.tiles.map(tile => tile.kind));
      whole?.abort();
      whole = new AbortController();
      // Tiles that a cache has are about to come: drawn with them at once, the page is not drawn twice.
      const { promise: first, resolve } = Promise.withResolvers<void>();
      const done = run(loadedTiles(dashboard.spec), true, whole, resolve);
      await Promise.race([first, done, wait(drawMilliseconds)]);
      if (leaving.signal.aborted) return;
      store.dispatch({ kind: 'opened', dashboard });
      syncOlder();
      await done;
    },
    async load(tiles) {
      const spec = specOf(store.get());
      if (spec === undefined) return;
      if (tiles !== undefined) return run(tiles, false, new AbortController());
      whole?.abort();
      whole = new AbortController();
      await run(loadedTiles(spec), true, whole);
    },
    setView(view) {
      const before = store.get();
      const spec = specOf(before);
      store.dispatch({ kind: 'view', view });
      keepView(view);
      if (spec === undefined) return;
      const tiles = concernedTiles(spec, before.view, view, before.unreached);
      if (tiles.length > 0) void actions.load(tiles);
      for (const [tile, drill] of Object.entries(before.drills)) void actions.drill(tile, drill.steps);
    },
    took(dashboard) {
      const before = specOf(store.get());
      store.dispatch({ kind: 'opened', dashboard });
      loadChanged(before, dashboard.spec);
    },
    sync(revision) {
      syncing = syncing.then(() => syncTo(revision));
      return syncing;
    },
    setEditing(editing) {
      store.dispatch({ kind: 'editing', editing });
      // What the editor drew and did not store gives way to what is stored.
      if (!editing) void openDashboard(api, id, leaving.signal).then(actions.took, () => undefined);
    },
    setFull: tile => store.dispatch({ kind: 'full', tile }),
    setDetails: tile => store.dispatch({ kind: 'details', tile }),
    came: event => store.dispatch({ kind: 'came', events: [event], at: now() }),
    async drill(tile, steps) {
      if (steps === undefined) return store.dispatch({ kind: 'drilled', tile, drill: undefined });
      const before = store.get().drills[tile];
      const asked: Drill = { steps, waiting: true, event: before?.steps === steps ? before.event : undefined };
      store.dispatch({ kind: 'drilled', tile, drill: asked });
      const settle = (drill: Partial<Drill>) => {
        if (store.get().drills[tile] === asked)
          store.dispatch({ kind: 'drilled', tile, drill: { ...asked, waiting: false, ...drill } });
      };
      const values = steps.map(({ field, value }) => ({ ...groupOf(field), value }));
      const body = { tile_id: tile, values, persona, view: store.get().view };
      try {
        settle({ event: await drillTile(api, id, body, leaving.signal), problem: undefined });
      } catch (thrown) {
        settle({ problem: asProblem(thrown) });
      }
    },
    close: () => leaving.abort(),
  };
  return actions;
}

/** What is told at a tile that the server ended without. */
const cutShort = (): ApiProblem =>
  new ApiProblem({
    type: 'urn:sophia:problem:page.cut_short',
    status: 0,
    title: 'No answer came',
    detail: 'The server ended before it answered this tile. Try again.',
  });

/** For so long an empty frame may be held back. */
const drawMilliseconds = 60;
const wait = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

const notEnd = (event: { readonly kind: string }): boolean => event.kind !== 'end';
