import type { AgentChoice } from '../agents/agents.ts';
import type { Choices } from '../ask/types.ts';
import { SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { randomId } from '../identity/secrets.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { AuditLog, ConversationStore, Ledger, SessionStore, Turn } from '../ports/stores.ts';
import type { Answerer } from './answerer.ts';
import { type AnswerDocument, answerDocument } from './document.ts';
import { cleanQuestion } from './question.ts';
import { auditEvent, enterCost } from './record.ts';
import {
  contextOf,
  detached,
  endOf,
  factsOf,
  failure,
  type IsRunning,
  inPlace,
  settled,
  stored,
  turnsBefore,
  turnsOf,
} from './turns.ts';
import type { Answer } from './types.ts';

export interface AskRequest {
  readonly username: string;
  readonly persona: Persona;
  readonly question: string;
  /** The conversation; a new one begins when left out. */
  readonly sessionId?: string | undefined;
  readonly choices?: Choices | undefined;
  /** Asked in place of the planner. */
  readonly agent?: AgentChoice | undefined;
  /** The query of the same conversation in whose place this one stands: the same question, another choice. */
  readonly replaces?: string | undefined;
}

/** How a question ended. `error` says why it failed. */
export interface Finished {
  readonly document: AnswerDocument;
  readonly error?: unknown;
}

/** A question that is being answered. */
export interface AskedQuestion {
  readonly queryId: string;
  readonly sessionId: string;
  /** Never rejects. */
  readonly finished: Promise<Finished>;
  /** The asker will not wait: remembers it as running, so that it can be asked for later. */
  detach(): Promise<void>;
  cancel(): void;
}

export interface AnswerService {
  /** @throws question.*, conversation.unknown, query.unknown (of `replaces`) */
  ask(request: AskRequest): Promise<AskedQuestion>;
  /** @throws query.unknown also for another user's. */
  get(username: string, queryId: string): Promise<AnswerDocument>;
  /** Stops it if it still runs. @throws query.unknown */
  cancel(username: string, queryId: string): Promise<void>;
  /** Oldest first. @throws conversation.unknown also for another user's. */
  conversation(username: string, sessionId: string): Promise<readonly AnswerDocument[]>;
  history(
    username: string,
    options: { search?: string | undefined; limit: number; before?: string | undefined },
  ): Promise<readonly Turn[]>;
  /** Waits until nothing runs; what runs longer than `milliseconds` is stopped. */
  drain(milliseconds: number): Promise<void>;
}

export interface AnswerServiceOptions {
  readonly answerer: Answerer;
  readonly conversations: ConversationStore;
  readonly sessions: SessionStore;
  readonly ledger: Ledger;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** This process, so that what it was running when it died can be told from what runs elsewhere. */
  readonly serverId: string;
  isAlive(serverId: string): boolean;
  /**
   * For servers that know nothing of each other: who runs a question says again and again, in the store, that it does.
   * Others read it as running until so many milliseconds after it was said last.
   */
  readonly lease?: { readonly milliseconds: number; readonly scheduler: Scheduler } | undefined;
}

interface Job extends AskedQuestion {
  readonly username: string;
  readonly turn: Turn;
}

/** Turns of a conversation that are shown, and those that are read for the context of the next. */
const longestConversation = 200;
const contextTurns = 20;

/** Asking over the stores: conversations, what runs, what was answered, and who may see it. */
export function createAnswerService(options: AnswerServiceOptions): AnswerService {
  const { answerer, conversations, ledger, audit, clock, lease } = options;
  const jobs = new Map<string, Job>();
  const isRunning: IsRunning = (queryId, serverId, until) => {
    if (jobs.has(queryId)) return true;
    if (serverId === undefined || serverId === options.serverId) return false;
    return options.isAlive(serverId) || (until !== undefined && until > clock.now().toISOString());
  };
  const leaseEnd = (): string | undefined =>
    lease && new Date(clock.now().getTime() + lease.milliseconds).toISOString();

  const ask = async (request: AskRequest): Promise<AskedQuestion> => {
    const question = cleanQuestion(request.question);
    const { username, persona } = request;
    const { sessionId, earlier } = await placeOf(request);
    const queryId = randomId('qry');
    const asked: Turn = {
      queryId,
      sessionId,
      username,
      persona: persona.name,
      askedAt: clock.now().toISOString(),
      question,
      status: 'running',
      ...(request.replaces === undefined ? {} : { answer: { replaces: request.replaces } }),
    };
    const controller = new AbortController();
    const conversation = contextOf(earlier, persona);
    const answering = answerer.answer({
      queryId,
      username,
      persona,
      question,
      conversation,
      choices: request.choices ?? {},
      agent: request.agent,
      signal: controller.signal,
    });
    const finished = remember(asked, persona, answering).finally(() => jobs.delete(queryId));
    const job: Job = {
      queryId,
      sessionId,
      username,
      turn: asked,
      finished,
      cancel: () => controller.abort(),
      detach: () => noteRunning(asked, finished),
    };
    jobs.set(queryId, job);
    return job;
  };

  const noteRunning = async (asked: Turn, finished: Promise<Finished>): Promise<void> => {
    const runs = () => jobs.has(asked.queryId);
    try {
      if (runs()) await conversations.put(detached(asked, options.serverId, leaseEnd()));
    } finally {
      // A store that fails once is asked again with the next beat; the beat after the end writes the end once more.
      if (lease && runs()) {
        const again = () => void noteRunning(asked, finished).catch(() => undefined);
        lease.scheduler.after(lease.milliseconds / 3, again);
      }
    }
    // It may have ended while this was written: its end must stand.
    if (!runs()) await conversations.put(endOf(asked, (await finished).document));
  };

  /** The conversation that a question belongs to, and what of it comes before. */
  const placeOf = async ({ username, sessionId, replaces }: AskRequest) => {
    if (replaces !== undefined) {
      const within = sessionId ?? (await find(username, replaces)).sessionId;
      const turns = await turnsOf(options, username, within, longestConversation);
      return { sessionId: within, earlier: turnsBefore(turns, replaces).slice(-contextTurns) };
    }
    if (sessionId === undefined) return { sessionId: randomId('con'), earlier: [] };
    return { sessionId, earlier: inPlace(await turnsOf(options, username, sessionId, contextTurns)) };
  };

  const remember = async (asked: Turn, persona: Persona, answering: Promise<Answer>): Promise<Finished> => {
    const { answer, error } = await settled(asked, answering);
    const document = answerDocument(answer, factsOf(asked));
    try {
      await Promise.all([
        conversations.put(endOf(asked, document)),
        enterCost(ledger, clock, asked, answer),
        audit.append(auditEvent(asked, persona, answer, clock.now())),
      ]);
      return { document, error };
    } catch (cause) {
      // What cannot be remembered is not shown: an answer without its record is no answer.
      const failed = failure(asked.queryId, 'The answer could not be stored. Ask again when the disk has room.');
      return { document: answerDocument(failed, factsOf(asked)), error: error ?? cause };
    }
  };

  const find = async (username: string, queryId: string): Promise<Turn> => {
    const running = jobs.get(queryId)?.turn;
    const turn = running ?? (await conversations.get(queryId));
    if (!turn || turn.username !== username) throw new SophiaError('query.unknown', ['query_id'], {});
    return turn;
  };

  return {
    ask,
    get: async (username, queryId) => stored(await find(username, queryId), isRunning),
    async cancel(username, queryId) {
      await find(username, queryId);
      const job = jobs.get(queryId);
      job?.cancel();
      await job?.finished;
    },
    async conversation(username, sessionId) {
      const turns = await turnsOf(options, username, sessionId, longestConversation);
      return inPlace(turns).map(turn => stored(turn, isRunning));
    },
    async history(username, filter) {
      const turns = await conversations.history(username, filter);
      return turns.map(turn => endOf(turn, stored(turn, isRunning)));
    },
    async drain(milliseconds) {
      const all = Promise.all([...jobs.values()].map(job => job.finished));
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, milliseconds);
      await Promise.race([all, late]);
      clearTimeout(timer);
      for (const job of jobs.values()) job.cancel();
      await all;
    },
  };
}
