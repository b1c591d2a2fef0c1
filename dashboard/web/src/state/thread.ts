import type { ApiProblem } from '../api/problem.ts';
import type { AnswerReply, Choices } from '../api/types.ts';

/** A question in the thread and what came of it. `pending` while it is on its way. */
export interface Turn {
  readonly key: string;
  readonly question: string;
  readonly persona: string;
  readonly choices: Choices;
  /** Epoch milliseconds, for the elapsed time shown. */
  readonly askedAt: number;
  readonly pending: boolean;
  readonly queryId?: string | undefined;
  readonly answer?: AnswerReply | undefined;
  readonly problem?: ApiProblem | undefined;
}

export interface Thread {
  readonly sessionId?: string | undefined;
  readonly turns: readonly Turn[];
  readonly loading: boolean;
  readonly problem?: ApiProblem | undefined;
  /** The turn to bring into view. */
  readonly focus?: string | undefined;
}

export const emptyThread: Thread = { turns: [], loading: false };

export type ThreadEvent =
  | { readonly kind: 'asked'; readonly turn: Turn; readonly replaces?: string | undefined }
  | { readonly kind: 'accepted'; readonly key: string; readonly queryId: string; readonly sessionId: string }
  | { readonly kind: 'answered'; readonly key: string; readonly answer: AnswerReply }
  | { readonly kind: 'stopped'; readonly key: string; readonly problem: ApiProblem }
  | { readonly kind: 'loading'; readonly sessionId?: string | undefined }
  | {
      readonly kind: 'opened';
      readonly sessionId: string;
      readonly turns: readonly Turn[];
      readonly focus?: string | undefined;
    }
  | { readonly kind: 'unopened'; readonly problem: ApiProblem }
  | { readonly kind: 'dropped'; readonly key: string };

const change = (thread: Thread, key: string, to: Partial<Turn>): Thread => ({
  ...thread,
  turns: thread.turns.map(turn => (turn.key === key ? { ...turn, ...to } : turn)),
});

const has = (thread: Thread, key: string): boolean => thread.turns.some(turn => turn.key === key);

export function threadAfter(thread: Thread, event: ThreadEvent): Thread {
  switch (event.kind) {
    case 'asked': {
      const { turn, replaces } = event;
      const turns =
        replaces !== undefined && has(thread, replaces)
          ? thread.turns.map(other => (other.key === replaces ? turn : other))
          : [...thread.turns, turn];
      return { ...thread, turns, focus: turn.key, problem: undefined };
    }
    // A turn that is gone (the thread was cleared meanwhile) changes nothing.
    case 'accepted':
      if (!has(thread, event.key)) return thread;
      return { ...change(thread, event.key, { queryId: event.queryId }), sessionId: event.sessionId };
    case 'answered': {
      if (!has(thread, event.key)) return thread;
      const { answer } = event;
      const turn = { answer, queryId: answer.query_id, pending: false, problem: undefined };
      return { ...change(thread, event.key, turn), sessionId: answer.session_id };
    }
    case 'stopped':
      return change(thread, event.key, { problem: event.problem, pending: false });
    case 'loading':
      return { turns: [], loading: true, sessionId: event.sessionId };
    case 'opened':
      return { sessionId: event.sessionId, turns: event.turns, loading: false, focus: event.focus };
    case 'unopened':
      return { turns: [], loading: false, problem: event.problem };
    case 'dropped':
      return { ...thread, turns: thread.turns.filter(turn => turn.key !== event.key) };
  }
}

/** A stored answer as a turn. */
export const turnOfAnswer = (answer: AnswerReply): Turn => ({
  key: answer.query_id,
  question: answer.question,
  persona: answer.persona,
  choices: choicesOf(answer),
  askedAt: Date.parse(answer.asked_at),
  pending: answer.status === 'running',
  queryId: answer.query_id,
  answer: answer.status === 'running' ? undefined : answer,
});

/** The choices an answer was made with: what each assumption was taken as. */
const choicesOf = (answer: Pick<AnswerReply, 'assumptions'>): Choices =>
  Object.fromEntries(answer.assumptions.map(({ id, chosen }) => [id, chosen]));

/** The turns of a stored conversation. */
export const turnsOfConversation = (answers: readonly AnswerReply[]): Turn[] => answers.map(turnOfAnswer);

/** Whether a follow-up can go on from this thread. */
export const isEmpty = (thread: Thread): boolean =>
  thread.turns.length === 0 && !thread.loading && thread.problem === undefined;
