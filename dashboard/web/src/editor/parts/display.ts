import type { LoadEvent } from '../../../../../core/dashboards/load-document.ts';
import { parseOperations } from '../../../../../core/dashboards/operations/apply.ts';
import type { OperationInput } from '../../../../../core/dashboards/operations/schema.ts';
import type { DashboardSpec } from '../../../../../core/dashboards/spec.ts';
import type { Api } from '../../api/client.ts';
import type { BoardParts } from '../../dashboards/board-context.ts';
import { contentChanged } from '../../dashboards/concerned.ts';
import type { TileEvent } from '../../dashboards/dashboards-api.ts';
import { linesOf } from '../../dashboards/lines.ts';
import type { Store } from '../../state/store.ts';
import type { EditSession, SessionEvent } from '../session/session.ts';
import { isSaved } from '../session/session.ts';
import { pendingOperations, shownSpec, tryApply } from '../session/shown-spec.ts';

/** An edit that is looked at before it is made. */
interface Trial {
  readonly operations: readonly OperationInput[];
  /** What tiles showed before it. */
  readonly before: ReadonlyMap<string, TileEvent>;
  readonly abort: AbortController;
}

export interface Display {
  /** What is drawn now. */
  spec(): DashboardSpec;
  /** Draws what the edit would give, with data where it asks for other data. Undefined shows the dashboard again. */
  try(operations: readonly OperationInput[] | undefined): void;
  /** What is tried was made an edit: what it shows stays. */
  accept(): void;
  /** Draws that for the moment, such as while a tile is dragged: no data is asked for. */
  sketch(spec: DashboardSpec | undefined): void;
  stop(): void;
}

interface Surroundings {
  readonly board: BoardParts;
  readonly api: Api;
  readonly session: Store<EditSession, SessionEvent>;
}

/** Keeps the board at what the session says: at once in looks, in data as soon as the server knows it. */
export function createDisplay({ board, api, session }: Surroundings): Display {
  let trial: Trial | undefined;
  let sketched: DashboardSpec | undefined;
  /** What the data on the board was asked for with. */
  let loaded = session.get().saved.spec;

  const wanted = (): DashboardSpec => {
    const shown = shownSpec(session.get());
    if (sketched !== undefined) return sketched;
    return trial === undefined ? shown : (tryApply(shown, parseOperations(trial.operations))?.spec ?? shown);
  };

  function draw(): void {
    const { dashboard } = board.store.get();
    if (dashboard.kind !== 'ready') return;
    const spec = wanted();
    const { revision } = session.get().saved;
    if (dashboard.value.revision === revision && same(dashboard.value.spec, spec)) return;
    board.store.dispatch({ kind: 'opened', dashboard: { ...dashboard.value, spec, revision } });
  }

  /** Data of what changed, as soon as everything is stored. */
  function loadChanged(): void {
    const now = session.get();
    if (!isSaved(now) || now.saved.spec === loaded) return;
    const tiles = contentChanged(loaded, now.saved.spec);
    const filters = !same(loaded.filters, now.saved.spec.filters);
    loaded = now.saved.spec;
    if (filters) void board.actions.load();
    else if (tiles.length > 0) void board.actions.load(tiles);
  }

  const follow = (): void => {
    draw();
    loadChanged();
  };
  const unsubscribe = session.subscribe(follow);

  function leaveTrial(): void {
    if (trial === undefined) return;
    trial.abort.abort();
    const events = [...trial.before.values()];
    trial = undefined;
    if (events.length > 0) board.store.dispatch({ kind: 'came', events, at: Date.now() });
  }

  async function loadTrial({ operations, abort }: Trial, tiles: readonly string[]): Promise<void> {
    const { saved } = session.get();
    const body = {
      persona: board.persona,
      view: board.store.get().view,
      tiles,
      filters: false,
      revision: saved.revision,
      operations: [...pendingOperations(session.get()), ...operations],
    };
    board.store.dispatch({ kind: 'asked', tiles });
    try {
      const response = await api.request('POST', `/api/v1/dashboards/${board.id}/load`, body, abort.signal);
      for await (const lines of linesOf(response.body)) {
        if (abort.signal.aborted) return;
        const events = lines.map(line => JSON.parse(line) as LoadEvent).filter(({ kind }) => kind === 'tile');
        board.store.dispatch({ kind: 'came', events, at: Date.now() });
      }
    } catch {
      // Without data the tiles show what they would look like; accepting says what is wrong.
    }
    if (!abort.signal.aborted) board.store.dispatch({ kind: 'over', tiles });
  }

  return {
    spec: wanted,
    try(operations) {
      const known = board.store.get().tiles;
      const before = new Map(trial?.before);
      trial?.abort.abort();
      if (operations === undefined || operations.length === 0) {
        leaveTrial();
        return draw();
      }
      const base = shownSpec(session.get());
      const after = tryApply(base, parseOperations(operations))?.spec ?? base;
      const tiles = contentChanged(base, after);
      for (const id of tiles) {
        const event = known[id]?.event;
        if (event !== undefined && !before.has(id)) before.set(id, event);
      }
      trial = { operations, before, abort: new AbortController() };
      draw();
      if (tiles.length > 0) void loadTrial(trial, tiles);
    },
    accept() {
      trial?.abort.abort();
      trial = undefined;
      draw();
    },
    sketch(spec) {
      sketched = spec;
      draw();
    },
    stop() {
      unsubscribe();
      leaveTrial();
      sketched = undefined;
      draw();
    },
  };
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
