import { SophiaError } from '../errors.ts';
import type { DocumentState, KnownDocument, StateChange } from './document.ts';

/** From each state, where a document may go. Every move can be taken back: its reverse is a move too. */
export const MOVES: Readonly<Record<DocumentState, readonly DocumentState[]>> = {
  new: ['in_review', 'rejected'],
  in_review: ['curated', 'rejected', 'outdated', 'new'],
  curated: ['outdated', 'in_review'],
  outdated: ['curated', 'in_review'],
  rejected: ['in_review', 'new'],
};

export interface Move {
  readonly to: DocumentState;
  readonly by: string;
  readonly at: string;
  readonly note?: string | undefined;
}

/**
 * The document in another state, and the line of its history.
 *
 * @throws knowledge.move_not_allowed, knowledge.note_missing when it is rejected without a reason
 */
export function moved(document: KnownDocument, move: Move): { document: KnownDocument; change: StateChange } {
  const { state: from } = document;
  const { to, by, at } = move;
  const allowed = MOVES[from];
  if (!allowed.includes(to)) throw new SophiaError('knowledge.move_not_allowed', ['to'], { from, to, allowed });
  const note = move.note?.trim() || undefined;
  // Whoever added it will ask why, and somebody else would look at it again.
  if (to === 'rejected' && note === undefined) throw new SophiaError('knowledge.note_missing', ['note'], {});
  const { note: _, ...rest } = document;
  const noted = note === undefined ? {} : { note };
  return {
    document: { ...rest, ...noted, state: to, stateAt: at, stateBy: by, version: document.version + 1 },
    change: { at, by, what: 'moved', from, to, ...noted },
  };
}
