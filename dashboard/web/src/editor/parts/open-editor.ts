import { applyAll, parseOperations } from '../../../../../core/dashboards/operations/apply.ts';
import type { OperationInput } from '../../../../../core/dashboards/operations/schema.ts';
import { isSophiaError } from '../../../../../core/errors.ts';
import type { AppParts } from '../../context.ts';
import type { BoardParts } from '../../dashboards/board-context.ts';
import { createStore, type Store } from '../../state/store.ts';
import { pageStorage } from '../../storage.ts';
import { sameValue } from '../edits/same.ts';
import { createDriver, type Driver } from '../session/driver.ts';
import { httpPort } from '../session/http-port.ts';
import { keepSession, keptSession, reopened } from '../session/keep.ts';
import { type EditSession, openSession, type SessionEvent } from '../session/session.ts';
import { sessionAfter } from '../session/session-after.ts';
import { shownSpec } from '../session/shown-spec.ts';
import { createDisplay, type Display } from './display.ts';
import { type EditorUi, firstUi, type UiEvent, uiAfter } from './ui-state.ts';

export interface EditOptions {
  readonly notice?: boolean;
  /** The revision that it was made on, where others may have changed things since. */
  readonly seen?: number | undefined;
}

export interface EditorParts {
  readonly app: AppParts;
  readonly board: BoardParts;
  readonly session: Store<EditSession, SessionEvent>;
  readonly ui: Store<EditorUi, UiEvent>;
  readonly driver: Driver;
  readonly display: Display;
  /** Does it, and says so with `notice`; gives what is wrong with it where it does not fit. */
  edit(label: string, operations: readonly OperationInput[], options?: EditOptions): string | undefined;
  close(): void;
}

const LONGEST_PAUSE = 30_000;

/** Everything that editing one dashboard needs, with what was not stored when the page was left before. */
export async function openEditor(app: AppParts, board: BoardParts, username: string): Promise<EditorParts | undefined> {
  const { dashboard } = board.store.get();
  if (dashboard.kind !== 'ready') return undefined;
  const { spec, revision } = dashboard.value;
  const storage = pageStorage();
  const first = (await keptBefore(app, board, username)) ?? openSession({ spec, revision });
  const session = createStore(sessionAfter, first);
  const ui = createStore<EditorUi, UiEvent>(uiAfter, firstUi);
  const driver = createDriver({
    store: session,
    port: httpPort(app.api, board.id),
    username,
    newKey: () => `${Date.now()}-${Math.random().toString(36).slice(2)}`,
    later,
  });
  const display = createDisplay({ board, api: app.api, session });
  const unkeep = session.subscribe(() => keepSession(storage, username, board.id, session.get()));
  // Others' changes are told to the board: the session follows, when nothing of its own is under way.
  const catchUp = (): void => {
    const { queue, lost, saved } = session.get();
    const { latest = 0 } = board.store.get();
    if (queue.length === 0 && !lost && latest > saved.revision) void driver.sync();
  };
  const unfollow = [board.store.subscribe(catchUp), session.subscribe(catchUp)];
  const online = () => void driver.sync();
  const leaving = (event: BeforeUnloadEvent) => {
    if (session.get().queue.length > 0) event.preventDefault();
  };
  addEventListener('online', online);
  addEventListener('beforeunload', leaving);
  if (first.queue.length > 0) void driver.sync();
  return {
    app,
    board,
    session,
    ui,
    driver,
    display,
    edit(label, operations, { notice = false, seen } = {}) {
      if (operations.length === 0) return undefined;
      try {
        if (changesNothing(session.get(), operations)) {
          if (notice) ui.dispatch({ kind: 'notice', notice: { text: 'Nothing changed: it is like that already' } });
          return undefined;
        }
        driver.edit(label, operations, seen);
      } catch (error) {
        if (!isSophiaError(error)) throw error;
        return error.message;
      }
      if (notice) ui.dispatch({ kind: 'notice', notice: { text: label, undo: true } });
      return undefined;
    },
    close() {
      driver.stop();
      display.stop();
      unkeep();
      for (const end of unfollow) end();
      removeEventListener('online', online);
      removeEventListener('beforeunload', leaving);
    },
  };
}

/** @throws SophiaError of operations that do not fit */
function changesNothing(session: EditSession, input: readonly OperationInput[]): boolean {
  const shown = shownSpec(session);
  return sameValue(applyAll(shown, parseOperations(input)).spec, shown);
}

/** What was done before and is not stored, on the revision that it was done on. */
async function keptBefore({ api }: AppParts, { id }: BoardParts, username: string): Promise<EditSession | undefined> {
  const kept = keptSession(pageStorage(), username, id);
  if (kept === undefined) return undefined;
  const at = `/api/v1/dashboards/${encodeURIComponent(id)}?revision=${kept.revision}`;
  // Where the server does not answer it stays kept, for the next time.
  const base = await api.json<EditSession['saved']>('GET', at).catch(() => undefined);
  return base && reopened(kept, base.spec);
}

/** Pauses grow from one second to half a minute. */
function later(attempt: number, work: () => void): () => void {
  const timer = setTimeout(work, Math.min(LONGEST_PAUSE, 1_000 * 2 ** (attempt - 1)));
  return () => clearTimeout(timer);
}
