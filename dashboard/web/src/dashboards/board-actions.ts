import { type Api, asProblem } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Store } from '../state/store.ts';
import type { BoardEvent, BoardState, Drill, DrillStep } from './board-state.ts';
import { specOf } from './board-state.ts';
import { concernedTiles, contentChanged, loadedTiles } from './concerned.ts';
import { drillTile, loadTiles, type OpenedDashboard, openDashboard, type View } from './dashboards-api.ts';

export type BoardStore = Store<BoardState, BoardEvent>;

export interface BoardActions {
  /** Opens the dashboard and loads its tiles, or tries that again. */
  open(): Promise<void>;
  /** Loads tiles anew; all, with what filters can be set to, when left out. */
  load(tiles?: readonly string[]): Promise<void>;
  /** Looks at it otherwise: the tiles that the change concerns are loaded. */
  setView(view: View): void;
  /** Another revision is shown: tiles whose content changed are loaded. */
  show(dashboard: OpenedDashboard): void;
  setFull(tile: string | undefined): void;
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
  let whole: AbortController | undefined;

  async function run(tiles: readonly string[], filters: boolean, abort: AbortController): Promise<void> {
    loads += 1;
    const load = loads;
    const mine = (tile: string) => latest.get(tile) === load;
    for (const tile of tiles) latest.set(tile, load);
    store.dispatch({ kind: 'asked', tiles });
    const signal = AbortSignal.any([leaving.signal, abort.signal]);
    const { view } = store.get();
    try {
      for await (const events of loadTiles(api, id, { persona, view, tiles, filters }, signal)) {
        const fresh = events.filter(event => event.kind !== 'tile' || mine(event.tile_id));
        store.dispatch({ kind: 'came', events: filters ? fresh : fresh.filter(notEnd), at: now() });
      }
      store.dispatch({ kind: 'over', tiles: tiles.filter(mine), problem: cutShort() });
    } catch (thrown) {
      if (signal.aborted) return;
      store.dispatch({ kind: 'over', tiles: tiles.filter(mine), problem: asProblem(thrown) });
    }
  }

  const actions: BoardActions = {
    async open() {
      try {
        const dashboard = await openDashboard(api, id, leaving.signal);
        store.dispatch({ kind: 'opened', dashboard });
      } catch (thrown) {
        if (!leaving.signal.aborted) store.dispatch({ kind: 'unopened', problem: asProblem(thrown) });
        return;
      }
      await actions.load();
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
    show(dashboard) {
      const before = specOf(store.get());
      store.dispatch({ kind: 'opened', dashboard });
      const tiles = before === undefined ? loadedTiles(dashboard.spec) : contentChanged(before, dashboard.spec);
      if (tiles.length > 0) void actions.load(tiles);
    },
    setFull: tile => store.dispatch({ kind: 'full', tile }),
    async drill(tile, steps) {
      if (steps === undefined) return store.dispatch({ kind: 'drilled', tile, drill: undefined });
      const before = store.get().drills[tile];
      const asked: Drill = { steps, waiting: true, event: before?.steps === steps ? before.event : undefined };
      store.dispatch({ kind: 'drilled', tile, drill: asked });
      const settle = (drill: Partial<Drill>) => {
        if (store.get().drills[tile] === asked)
          store.dispatch({ kind: 'drilled', tile, drill: { ...asked, waiting: false, ...drill } });
      };
      const values = steps.map(({ field, value }) => ({ field, value }));
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

const notEnd = (event: { readonly kind: string }): boolean => event.kind !== 'end';
