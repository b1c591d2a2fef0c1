import { type Api, asProblem } from '../api/client.ts';
import type { BoardParts } from './board-context.ts';
import { specOf, tileState } from './board-state.ts';
import type { TileEvent } from './dashboards-api.ts';
import { watchLine } from './line.ts';
import { intervalsOf, refreshPlan } from './refresh-plan.ts';

/** Characters of an address that get through; a longer view is asked for at intervals. */
const LONGEST = 7_500;
/** Milliseconds before a stream that was refused is tried again. */
const RETRY = 60_000;
/** Milliseconds before a server that can't be reached is tried again. */
const REACH = 3_000;
/** What a stream is made of; whatever comes is a sign of life. */
const NAMES = ['start', 'tile', 'unchanged', 'revision', 'alive'];

/**
 * Keeps a dashboard up to date while it is seen: the server sends tiles that changed and tells of edits; where it
 * sends nothing (its load did not tell what was `seen`), tiles are asked again at their intervals. Hidden pages ask for nothing and catch up when seen again.
 * `view`: as JSON. Gives what ends it.
 */
export function followBoard(
  { id, persona, store, actions }: BoardParts,
  api: Api,
  view: string,
  seen: string | undefined,
): () => void {
  let after = seen;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const later = (milliseconds: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, Math.min(milliseconds, 2_147_483_647));
  };
  const stop = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const resume = () => {
    stop();
    if (!ended && !document.hidden) open();
  };
  const line = watchLine(store, resume);
  const onVisibility = () => {
    // Hidden, nothing is followed, and nothing is lost.
    line.rest();
    resume();
  };

  function open(): void {
    const address = after === undefined ? undefined : addressOf(id, persona, view, after);
    if (address === undefined || address.length > LONGEST) {
      atIntervals(undefined);
      return;
    }
    source = new EventSource(address);
    for (const name of NAMES) source.addEventListener(name, line.heard);
    source.addEventListener('tile', message => {
      after = message.lastEventId || after;
      actions.came(JSON.parse(message.data) as TileEvent);
    });
    source.addEventListener('unchanged', message => {
      const { tile_id: tile, freshness } = JSON.parse(message.data) as { tile_id: string; freshness: string | null };
      store.dispatch({ kind: 'unchanged', tile, freshness, at: Date.now() });
    });
    // It may have been edited while nothing was followed: the beginning says the revision too.
    for (const name of ['start', 'revision']) source.addEventListener(name, onRevision);
    source.addEventListener('end', message => {
      stop();
      const { reason } = JSON.parse(message.data) as { reason: string };
      // A dashboard that is gone says so itself.
      if (reason === 'signed_out') void reach(resume);
      else void actions.open();
    });
    source.addEventListener('error', () => {
      // While it is connecting the browser tries by itself; closed, it was refused, which by whom it does not say.
      if (source?.readyState === EventSource.CLOSED) void reach(() => atIntervals(Date.now() + RETRY));
      else line.broke();
    });
  }

  /** Goes on when the server is there and the session too: it is refreshed where it can be, and asked for where not. */
  async function reach(goOn: () => void): Promise<void> {
    stop();
    try {
      await api.session();
      line.heard();
    } catch (thrown) {
      if (ended) return;
      const { status } = asProblem(thrown);
      if (status === 401) return actions.open();
      line.broke();
      return later(REACH, resume);
    }
    if (!ended) goOn();
  }

  function onRevision(message: MessageEvent<string>): void {
    const { dashboard, editing } = store.get();
    const { revision } = JSON.parse(message.data) as { revision: number };
    if (dashboard.kind !== 'ready' || revision <= dashboard.value.revision) return;
    // Who edits merges it with what is not stored yet.
    if (editing) store.dispatch({ kind: 'latest', revision });
    else void actions.sync(revision);
  }

  /** Asks for tiles whose time has come, until the stream is tried again. */
  function atIntervals(until: number | undefined): void {
    // Tiles that can't be asked say so themselves.
    line.rest();
    const spec = specOf(store.get());
    const now = Date.now();
    if (ended || spec === undefined) return;
    if (until !== undefined && now >= until) {
      resume();
      return;
    }
    const { due, wait } = refreshPlan(intervalsOf(spec), tile => tileState(store.get(), tile).at, now);
    if (due.length > 0) void actions.load(due);
    const left = until === undefined ? undefined : until - now;
    const next = Math.min(wait ?? Number.POSITIVE_INFINITY, left ?? Number.POSITIVE_INFINITY);
    if (Number.isFinite(next)) later(Math.max(next, 1_000), () => atIntervals(until));
  }

  resume();
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    ended = true;
    document.removeEventListener('visibilitychange', onVisibility);
    line.rest();
    stop();
  };
}

function addressOf(id: string, persona: string, view: string, after: string): string {
  const search = new URLSearchParams({ persona, view, after });
  return `/api/v1/dashboards/${encodeURIComponent(id)}/live?${search}`;
}
