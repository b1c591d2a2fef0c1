import type { AcceptedEdit } from '../../../../../core/dashboards/rebase.ts';
import type { EditSession, Gesture, SessionEvent, Step } from './session.ts';
import { shownSpec, tryApply } from './shown-spec.ts';

type EventOf<K extends SessionEvent['kind']> = Extract<SessionEvent, { kind: K }>;

export function sessionAfter(session: EditSession, event: SessionEvent): EditSession {
  switch (event.kind) {
    case 'did':
      return afterDid(session, event);
    case 'undid':
      return takenBack(session, event.key, 'undo', 'redo');
    case 'redid':
      return takenBack(session, event.key, 'redo', 'undo');
    case 'sent':
      return {
        ...session,
        sending: true,
        queue: session.queue.map((one, i) => (i === 0 ? { ...one, tried: true } : one)),
      };
    case 'accepted':
      return afterAccepted(session, event);
    case 'synced':
      return { ...session, saved: event.saved, others: joined(session.others, event.edits), lost: false };
    case 'lost':
      return { ...session, sending: false, lost: true };
    case 'stopped':
      return { ...session, sending: false, lost: false, trouble: event.trouble };
    case 'settled':
      return afterSettled(session, event.by);
  }
}

function afterDid(session: EditSession, event: EventOf<'did'>): EditSession {
  const { key, label, operations, seen = session.saved.revision } = event;
  const inverse = tryApply(shownSpec(session), operations)?.inverse ?? [];
  return {
    ...session,
    queue: [...session.queue, { key, label, operations, seen, kind: 'do' }],
    undo: [...session.undo, { key, label, inverse, seen }],
    redo: [],
  };
}

/** Undo and redo are edits like any other; what takes them back goes to the other list. */
function takenBack(session: EditSession, key: string, from: 'undo' | 'redo', to: 'undo' | 'redo'): EditSession {
  const step = session[from].at(-1);
  if (!step) return session;
  const { label, inverse: operations } = step;
  const seen = step.revision ?? step.seen;
  const inverse = tryApply(shownSpec(session), operations)?.inverse ?? [];
  const gesture: Gesture = { key, label, operations, seen, kind: from, of: step.key };
  return {
    ...session,
    queue: [...session.queue, gesture],
    [from]: session[from].slice(0, -1),
    [to]: [...session[to], { key, label, inverse, seen }],
  };
}

const joined = (known: readonly AcceptedEdit[], more: readonly AcceptedEdit[]): readonly AcceptedEdit[] => {
  const revisions = new Set(known.map(({ revision }) => revision));
  return [...known, ...more.filter(({ revision }) => !revisions.has(revision))];
};

/** What takes it back is what the server says from now on, also where that waits in the queue already. */
function afterAccepted(session: EditSession, { saved, became, inverse, edits }: EventOf<'accepted'>): EditSession {
  const [first, ...rest] = session.queue;
  if (!first) return session;
  const steps = (list: readonly Step[]) =>
    list
      .map(step => (step.key === first.key ? { ...step, inverse, revision: became } : step))
      .filter(step => step.key !== first.key || inverse.length > 0);
  return {
    ...session,
    saved,
    others: joined(session.others, edits),
    queue: rest.map(one => (one.of === first.key ? { ...one, operations: inverse, seen: became } : one)),
    sending: false,
    lost: false,
    undo: steps(session.undo),
    redo: steps(session.redo),
  };
}

function afterSettled(session: EditSession, by: EventOf<'settled'>['by']): EditSession {
  const { trouble, ...rest } = session;
  const [first, ...later] = session.queue;
  if (!trouble || !first) return rest;
  // Over theirs; of what was refused otherwise, once more.
  if (by === 'mine') {
    const seen = trouble.kind === 'conflict' ? trouble.revision : first.seen;
    return { ...rest, queue: [{ ...first, seen }, ...later] };
  }
  const met = trouble.kind === 'conflict' ? new Set(trouble.conflicts.map(({ operation }) => operation)) : undefined;
  const apart = by === 'apart' && met ? first.operations.filter((_, i) => !met.has(i)) : [];
  if (apart.length > 0) return { ...rest, queue: [{ ...first, operations: apart }, ...later] };
  return withoutGesture(rest, first.key);
}

/** Without it, and without what takes it back. */
function withoutGesture(session: EditSession, key: string): EditSession {
  const gone = new Set([key]);
  for (const one of session.queue) if (one.of !== undefined && gone.has(one.of)) gone.add(one.key);
  const kept = <T extends { readonly key: string }>(list: readonly T[]) => list.filter(one => !gone.has(one.key));
  return { ...session, queue: kept(session.queue), undo: kept(session.undo), redo: kept(session.redo) };
}
