import { applyAll, parseOperations } from '../../../../../core/dashboards/operations/apply.ts';
import type { Operation } from '../../../../../core/dashboards/operations/schema.ts';
import type { AcceptedEdit } from '../../../../../core/dashboards/rebase.ts';
import { stableJson } from '../../../../../core/plan/canonical.ts';
import { asProblem } from '../../api/client.ts';
import type { Store } from '../../state/store.ts';
import type { EditSession, Gesture, Saved, SessionEvent, Trouble } from './session.ts';
import { prepared, shownSpec } from './shown-spec.ts';
import { troubleOf } from './trouble.ts';

/** An edit as the history tells it. */
export interface HistoryEdit extends AcceptedEdit {
  readonly inverse: readonly Operation[];
}

/** The server, as far as editing one dashboard goes. What fails throws an ApiProblem. */
export interface EditPort {
  open(): Promise<Saved>;
  edit(
    operations: readonly Operation[],
    baseRevision: number,
    note: string,
  ): Promise<Saved & { inverse: readonly Operation[] }>;
  /** Edits after one revision and up to another, in their order. */
  history(after: number, upTo: number): Promise<readonly HistoryEdit[]>;
}

export interface DriverOptions {
  readonly store: Store<EditSession, SessionEvent>;
  readonly port: EditPort;
  /** Who edits: an edit of theirs in the history may be one whose answer was lost. */
  readonly username: string;
  readonly newKey: () => string;
  /** Calls back after the attempt's pause; gives what cancels it. */
  readonly later: (attempt: number, work: () => void) => () => void;
}

export interface Driver {
  /**
   * `seen` is the revision that it was made on, where that is another than now: a form that was open for a while.
   * @throws SophiaError with every fault of operations that do not fit; then nothing is done
   */
  edit(label: string, operations: readonly unknown[], seen?: number): void;
  undo(): void;
  redo(): void;
  settle(by: 'theirs' | 'apart' | 'mine'): void;
  /** Looks for what others did, and sends what waits. */
  sync(): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** What is under way ends; nothing more is sent. */
  stop(): void;
}

/** Sends what was done, one edit at a time, and tells the session what came of it. */
export function createDriver({ store, port, username, newKey, later }: DriverOptions): Driver {
  let busy: Promise<void> | undefined;
  let attempt = 0;
  let cancel = () => {};
  let stopped = false;

  const pump = (work: () => Promise<void> = async () => {}): Promise<void> => {
    busy ??= drain(work).finally(() => {
      busy = undefined;
    });
    return busy;
  };

  async function drain(first: () => Promise<void>): Promise<void> {
    cancel();
    try {
      await first();
      if (store.get().lost) await recover();
      while (!stopped && store.get().queue.length > 0 && store.get().trouble === undefined) await sendFirst();
      attempt = 0;
    } catch (thrown) {
      const trouble = troubleOf(asProblem(thrown));
      if (trouble === undefined) lost();
      else store.dispatch({ kind: 'stopped', trouble });
    }
  }

  async function sendFirst(): Promise<void> {
    const session = store.get();
    const ready = prepared(session);
    if ('kind' in ready) return store.dispatch({ kind: 'stopped', trouble: ready });
    const { saved } = session;
    // Others did the same: there is nothing left to send.
    if (ready.operations.length === 0) {
      return store.dispatch({ kind: 'accepted', saved, became: saved.revision, inverse: [], edits: [] });
    }
    store.dispatch({ kind: 'sent' });
    try {
      const { inverse, ...now } = await port.edit(ready.operations, saved.revision, session.queue[0]!.label);
      const between = now.revision - 1 > saved.revision ? await port.history(saved.revision, now.revision - 1) : [];
      store.dispatch({ kind: 'accepted', saved: now, became: now.revision, inverse, edits: between });
    } catch (thrown) {
      const trouble = troubleOf(asProblem(thrown));
      if (trouble?.kind !== 'conflict') throw thrown;
      await met(trouble);
    }
  }

  /** What others did is shown before it is asked what to do about it; what met may be our own, whose answer was lost. */
  async function met(trouble: Trouble): Promise<void> {
    const { key } = store.get().queue[0]!;
    await recover();
    const session = store.get();
    if (session.queue[0]?.key !== key) return;
    const again = prepared(session);
    store.dispatch({ kind: 'stopped', trouble: 'kind' in again ? again : trouble });
  }

  /** What the server has now; an edit of ours whose answer was lost is found in the history. */
  async function recover(): Promise<void> {
    const { saved, queue } = store.get();
    const now = await port.open();
    const edits = now.revision > saved.revision ? await port.history(saved.revision, now.revision) : [];
    const [first] = queue;
    const own = first?.tried ? edits.find(edit => isOurs(edit, first)) : undefined;
    if (!own) return store.dispatch({ kind: 'synced', saved: now, edits });
    const theirs = edits.filter(edit => edit !== own);
    store.dispatch({ kind: 'accepted', saved: now, became: own.revision, inverse: own.inverse, edits: theirs });
  }

  const isOurs = (edit: HistoryEdit, gesture: Gesture): boolean =>
    edit.by === username && stableJson(edit.operations) === stableJson(gesture.operations);

  function lost(): void {
    store.dispatch({ kind: 'lost' });
    attempt += 1;
    if (!stopped) cancel = later(attempt, () => void pump());
  }

  return {
    edit(label, input, seen) {
      const operations = parseOperations(input);
      applyAll(shownSpec(store.get()), operations);
      store.dispatch({ kind: 'did', key: newKey(), label, operations, seen });
      void pump();
    },
    undo() {
      if (store.get().trouble !== undefined || store.get().undo.length === 0) return;
      store.dispatch({ kind: 'undid', key: newKey() });
      void pump();
    },
    redo() {
      if (store.get().trouble !== undefined || store.get().redo.length === 0) return;
      store.dispatch({ kind: 'redid', key: newKey() });
      void pump();
    },
    settle(by) {
      store.dispatch({ kind: 'settled', by });
      void pump();
    },
    async sync() {
      await busy;
      await pump(recover);
    },
    async idle() {
      while (busy) await busy;
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
