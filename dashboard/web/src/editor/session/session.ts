import type { DashboardConflict, DashboardFault } from '../../../../../core/dashboards/errors.ts';
import type { Operation } from '../../../../../core/dashboards/operations/schema.ts';
import type { AcceptedEdit } from '../../../../../core/dashboards/rebase.ts';
import type { DashboardSpec } from '../../../../../core/dashboards/spec.ts';

/** A dashboard as the server has it. */
export interface Saved {
  readonly spec: DashboardSpec;
  readonly revision: number;
}

/** One thing that a person did: it is sent as one edit, and undone as one. */
export interface Gesture {
  readonly key: string;
  /** What was done, for lists and messages: "Move Revenue". */
  readonly label: string;
  readonly operations: readonly Operation[];
  /** The revision whose changes of others were seen when it was done: later ones may meet it. */
  readonly seen: number;
  readonly kind: 'do' | 'undo' | 'redo';
  /** Of undo and redo: the key of what is taken back. */
  readonly of?: string | undefined;
  /** It was sent once: the server may have it though its answer was lost. */
  readonly tried?: boolean | undefined;
}

/** What can be taken back: the operations that do it, the server's as soon as it has answered. */
export interface Step {
  readonly key: string;
  readonly label: string;
  readonly inverse: readonly Operation[];
  /** The revision that it became; undefined until it is accepted. */
  readonly revision?: number | undefined;
  /** As {@link Gesture.seen}. */
  readonly seen: number;
}

/** Why the first of the queue is not accepted; nothing is sent until it is settled. */
export type Trouble =
  | { readonly kind: 'conflict'; readonly conflicts: readonly DashboardConflict[]; readonly revision: number }
  | { readonly kind: 'refused'; readonly message: string; readonly faults: readonly DashboardFault[] }
  | { readonly kind: 'forbidden'; readonly message: string }
  | { readonly kind: 'gone'; readonly message: string };

/**
 * The state of editing: what the server has, what was done since and is not accepted yet, in order, and what can be
 * undone. Changed by `sessionAfter` only; nothing that was done leaves it without being accepted or told.
 */
export interface EditSession {
  readonly saved: Saved;
  /** Edits of others since the session began, up to `saved`. */
  readonly others: readonly AcceptedEdit[];
  readonly queue: readonly Gesture[];
  /** The first of the queue is on its way. */
  readonly sending: boolean;
  /** The server did not answer: the queue is kept, and sent again. */
  readonly lost: boolean;
  readonly trouble?: Trouble | undefined;
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
}

export type SessionEvent =
  /** `seen`: the revision that it was made on; the one that is saved when left out. */
  | {
      readonly kind: 'did';
      readonly key: string;
      readonly label: string;
      readonly operations: readonly Operation[];
      readonly seen?: number | undefined;
    }
  | { readonly kind: 'undid' | 'redid'; readonly key: string }
  | { readonly kind: 'sent' }
  /** The first of the queue is revision `became`; `edits` are those of others between what was saved before and now. */
  | {
      readonly kind: 'accepted';
      readonly saved: Saved;
      readonly became: number;
      readonly inverse: readonly Operation[];
      readonly edits: readonly AcceptedEdit[];
    }
  /** What the server has now, with the edits of others since `saved`. */
  | { readonly kind: 'synced'; readonly saved: Saved; readonly edits: readonly AcceptedEdit[] }
  | { readonly kind: 'lost' }
  | { readonly kind: 'stopped'; readonly trouble: Trouble }
  /** theirs: mine is dropped. apart: of mine what meets nothing. mine: over theirs, or once more. */
  | { readonly kind: 'settled'; readonly by: 'theirs' | 'apart' | 'mine' };

export const openSession = (saved: Saved, queue: readonly Gesture[] = []): EditSession => ({
  saved,
  others: [],
  queue,
  sending: false,
  lost: false,
  undo: [],
  redo: [],
});

/** Whether everything that was done is stored. */
export const isSaved = ({ queue }: EditSession): boolean => queue.length === 0;
