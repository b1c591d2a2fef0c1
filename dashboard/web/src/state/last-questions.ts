import type { HistoryTurn } from '../api/types.ts';
import type { Turn } from './thread.ts';

/** Questions of the list beside the page, at most. */
export const LAST_QUESTIONS = 8;

export interface LastQuestion {
  readonly key: string;
  readonly question: string;
  /** Undefined while the server has not taken it. */
  readonly queryId?: string | undefined;
  readonly sessionId?: string | undefined;
}

/**
 * The last questions, newest first, each once: those of the history, before them those of this thread that it does
 * not list yet. So a question takes its place when it is asked, and the list stands still when its answer arrives.
 */
export function lastQuestions(history: readonly HistoryTurn[], turns: readonly Turn[]): readonly LastQuestion[] {
  const listed = new Set(history.map(turn => turn.query_id));
  const newest = turns.slice(turns.findLastIndex(turn => turn.queryId !== undefined && listed.has(turn.queryId)) + 1);
  const shown = [
    // What was opened from the history has the server's key; it may be older than the list.
    ...newest.filter(turn => turn.key !== turn.queryId).toReversed(),
    ...history.map(turn => ({ ...turn, key: turn.query_id, queryId: turn.query_id, sessionId: turn.session_id })),
  ];
  return shown
    .filter((turn, at) => shown.findIndex(({ question }) => question === turn.question) === at)
    .slice(0, LAST_QUESTIONS);
}
