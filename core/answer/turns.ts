import type { PreviousTurn } from '../ask/types.ts';
import { isSophiaError, SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { parsePlan } from '../plan/parse.ts';
import type { Plan } from '../plan/schema.ts';
import type { ConversationStore, SessionStore, Turn } from '../ports/stores.ts';
import { type AnswerDocument, answerDocument, type TurnFacts } from './document.ts';
import { noAnswer } from './no-answer.ts';
import type { Answer } from './types.ts';

/** Turns of conversations: how they end, how they read, whose they are and what they mean to the next. */

export const factsOf = (turn: Turn): TurnFacts => ({
  sessionId: turn.sessionId,
  question: turn.question,
  askedAt: turn.askedAt,
  persona: turn.persona,
  replaces: replacedBy(turn),
});

export const endOf = (asked: Turn, document: AnswerDocument): Turn => ({
  ...asked,
  status: document.status,
  answer: document,
});

/** The end of a question, whatever it was; only faults of the asker's or the engine's are put into words. */
export async function settled(asked: Turn, answering: Promise<Answer>): Promise<{ answer: Answer; error?: unknown }> {
  try {
    return { answer: await answering };
  } catch (error) {
    if (isSophiaError(error) && error.code === 'engine.cancelled') {
      return { answer: { ...failure(asked.queryId, error.message), status: 'cancelled' }, error };
    }
    const reason = isSophiaError(error) ? error.message : 'Something went wrong on our side. It has been logged.';
    return { answer: failure(asked.queryId, reason), error };
  }
}

export const failure = (queryId: string, sentence: string): Answer => ({
  queryId,
  status: 'failed',
  sentence,
  ...noAnswer,
});

/** The turn in whose place another stands; known from the start, and in its answer when it has one. */
const replacedBy = (turn: Turn): string | undefined => (turn.answer as { replaces?: string } | undefined)?.replaces;

/** The process that runs a turn, as `detached` noted it. */
const serverOf = (turn: Turn): string | undefined => (turn.answer as { server_id?: string } | undefined)?.server_id;

/** Until when a turn counts as running, as whoever runs it said last: ISO 8601. */
const runningUntil = (turn: Turn): string | undefined =>
  (turn.answer as { running_until?: string } | undefined)?.running_until;

/** A turn as it is remembered while it runs: with who runs it and, where that is said, until when it surely does. */
export const detached = (asked: Turn, serverId: string, until?: string): Turn => ({
  ...asked,
  answer: {
    ...(asked.answer as object | undefined),
    server_id: serverId,
    ...(until !== undefined && { running_until: until }),
  },
});

/** Whether a turn that is remembered as running still does. */
export type IsRunning = (queryId: string, serverId: string | undefined, until: string | undefined) => boolean;

/** The document of a turn; one that a process left running when it died reads as failed. */
export function stored(turn: Turn, isRunning: IsRunning): AnswerDocument {
  if (turn.status !== 'running') return turn.answer as AnswerDocument;
  const runs = isRunning(turn.queryId, serverOf(turn), runningUntil(turn));
  const sentence = runs ? 'Still running.' : 'The server stopped before it was answered. Ask again.';
  return answerDocument({ ...failure(turn.queryId, sentence), status: runs ? 'running' : 'failed' }, factsOf(turn));
}

/**
 * A user's conversation: one that the user has asked in, or the user's own sign-in session, under whose id a
 * conversation may be kept.
 */
export async function turnsOf(
  stores: { readonly conversations: ConversationStore; readonly sessions: SessionStore },
  username: string,
  sessionId: string,
  limit: number,
): Promise<readonly Turn[]> {
  const turns = await stores.conversations.list(sessionId, limit);
  const owner = turns[0]?.username ?? (await stores.sessions.get(sessionId))?.username;
  if (owner !== username) throw new SophiaError('conversation.unknown', ['session_id'], {});
  return turns;
}

/**
 * The turns of a conversation as they are shown: one that was asked again with another choice gives its place
 * to the newest of those. One that failed or was cancelled replaces nothing.
 */
export function inPlace(turns: readonly Turn[]): Turn[] {
  const shown: Turn[] = [];
  const places = new Map<string, number>();
  for (const turn of turns) {
    const replaced = replacedBy(turn);
    const place = replaced === undefined ? undefined : places.get(replaced);
    if (place === undefined) {
      places.set(turn.queryId, shown.push(turn) - 1);
    } else {
      places.set(turn.queryId, place);
      if (turn.status !== 'failed' && turn.status !== 'cancelled') shown[place] = turn;
    }
  }
  return shown;
}

/** The turns that came before the place of one. @throws query.unknown when the conversation has no such turn */
export function turnsBefore(turns: readonly Turn[], queryId: string): Turn[] {
  const end = turns.findIndex(turn => turn.queryId === queryId);
  if (end < 0) throw new SophiaError('query.unknown', ['replaces'], {});
  const first = (turn: Turn): string => {
    const replaced = replacedBy(turn);
    const before = replaced === undefined ? undefined : turns.find(other => other.queryId === replaced);
    return before ? first(before) : turn.queryId;
  };
  const root = first(turns[end]!);
  const start = turns.findIndex(turn => turn.queryId === root);
  return inPlace(turns.slice(0, start));
}

/** Ends of a question that say something to the next one. */
const concluded: readonly Turn['status'][] = ['answered', 'refused', 'clarify'];

/**
 * What later questions refer to: turns of the same persona, those that were answered with their plans, which must
 * still be plans.
 */
export function contextOf(turns: readonly Turn[], persona: Persona): PreviousTurn[] {
  return turns
    .filter(turn => concluded.includes(turn.status) && turn.persona === persona.name)
    .map(turn => {
      const { plan } = turn.answer as AnswerDocument;
      return { question: turn.question, plan: plan && turn.status === 'answered' ? knownPlan(plan) : undefined };
    });
}

/** A plan as this version reads it; undefined for one that another version wrote and this one can't read. */
function knownPlan(plan: unknown): Plan | undefined {
  try {
    return parsePlan(plan);
  } catch (error) {
    if (isSophiaError(error)) return undefined;
    throw error;
  }
}
