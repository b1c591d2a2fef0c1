import type { AgentChoice, AgentRequest, Agents, createAgents } from '../agents/agents.ts';
import type { Recognised } from '../agents/recognise.ts';
import type { Assumption, Choices, PlannerResult, PreviousTurn } from '../ask/types.ts';
import { isSophiaError, type SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import type { Reader } from '../language-model/reader.ts';
import { computeCost, noCost } from '../ledger/cost.ts';
import type { PriceTable } from '../ledger/prices.ts';
import { plainReason } from '../plan/plain-reason.ts';
import type { Plan } from '../plan/schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { EngineColumn, QueryEngine } from '../ports/query-engine.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { withAdditivity } from './additivity.ts';
import { withBetter } from './better.ts';
import { suggestChart } from './chart.ts';
import type { Errand, Executor } from './execute.ts';
import { noAnswer } from './no-answer.ts';
import { additiveColumns, derivedColumns, mainMeasure } from './parts.ts';
import type { Planners } from './planners.ts';
import { createPreparer, type Prepared } from './prepared.ts';
import { answerSentence } from './sentence.ts';
import { withoutNextRow } from './tied.ts';
import { Turnstile } from './turnstile.ts';
import type { Answer, AnswerColumn } from './types.ts';
import { ANSWERED_BY, agentChoices, maySpeak, offered, whoAnswered, whoAnswers, whyNotAgent } from './who-answers.ts';

/** A question with all that its answer depends on. */
export interface AnswerRequest {
  readonly queryId: string;
  readonly username: string;
  readonly persona: Persona;
  /** Clean, see question.ts. */
  readonly question: string;
  /** Planned turns of the same conversation and persona, oldest first. */
  readonly conversation: readonly PreviousTurn[];
  readonly choices: Choices;
  /** Asked in place of the planner. */
  readonly agent?: AgentChoice | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A plan to be answered as it is: what a tile shows. */
export interface PlanRequest {
  readonly queryId: string;
  readonly username: string;
  readonly persona: Persona;
  readonly plan: Plan;
  /** What its relative times are counted from. */
  readonly now: Date;
  /** Rows of the answer at most; as many as of other answers when left out. */
  readonly maxRows?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface AnswererOptions {
  readonly model: ResolvedModel;
  readonly engine: QueryEngine;
  readonly executor: Executor;
  readonly planners: Planners;
  readonly prices: PriceTable;
  readonly clock: Clock;
  /** Rows of an answer at most. */
  readonly maxRows: number;
  /** Asked for what the planner refuses or asks back; nobody when left out. */
  readonly reader?: Reader | undefined;
  /** Asked for what the planner refuses, and by their names; nobody when left out. */
  readonly agents?: typeof createAgents | undefined;
}

export interface Answerer {
  /** Plans only: what the turns of a conversation need to be its context. */
  plan(request: Omit<AnswerRequest, 'queryId' | 'username' | 'signal'>): Promise<PlannerResult>;
  /** @throws engine.* when the engine fails; a refusal, a question back and a used-up budget are answers. */
  answer(request: AnswerRequest): Promise<Answer>;
  /** As `answer`, of a plan in place of words. */
  answerPlan(request: PlanRequest): Promise<Answer>;
  /** As `answer`, of what an agent computes: what a tile shows whose source is an agent. */
  answerAgent(request: AgentRequest): Promise<Answer>;
}

/** Question to answer: plan, policy, SQL, rows, sentence, chart and cost. Remembers no answer. */
export function createAnswerer(given: AnswererOptions): Answerer {
  const { clock } = given;
  const turnstile = new Turnstile();
  const options = { ...given, prepare: createPreparer(given.model, given.engine) };

  const plan = async ({ persona, question, conversation, choices }: Asked, now = clock.now()) => {
    const planner = await options.planners.for(persona);
    await turnstile.pass();
    return planner.plan({ question, conversation, choices, now }, () => turnstile.pass(1));
  };

  const ownPlan = async (request: PlanRequest): Promise<Answer> => {
    const started = performance.now();
    await turnstile.pass();
    const planned: Planned = { status: 'planned', plan: request.plan, assumptions: [] };
    const { maxRows = options.maxRows } = request;
    return answerPlan({ ...options, maxRows }, turnstile, request, planned, {
      started,
      now: request.now,
      modelCost: 0,
    });
  };
  const agents = options.agents?.(options.model, ownPlan);
  const answerAgent = async (request: AgentRequest): Promise<Answer> =>
    agents
      ? agents.answer(request)
      : { ...noAnswer, queryId: request.queryId, status: 'refused', sentence: 'There are no agents here.' };

  /** What an agent answers to words that ask for it, or what is to be said of it beside the plan's answer. */
  const byAgent = async (
    made: Agents,
    called: Recognised,
    request: AnswerRequest,
    own: PlannerResult,
    now: Date,
  ): Promise<{ readonly answer?: Answer; readonly notes?: readonly Assumption[] }> => {
    const choices = agentChoices(request.choices, own);
    if (own.status !== 'planned') return { answer: await answerAgent({ ...request, choices, now }) };
    if (called.byName && (await followsOn(request, own, now))) return {};
    if (whoAnswers(called, own, request.choices) === 'model')
      return { notes: offered(made, called, request.persona, now) };
    const answer = await answerAgent({ ...request, choices, now });
    if (answer.status === 'answered') {
      // A plan that guesses what a word means is not offered.
      const offer = maySpeak(own) ? [whoAnswered(called, 'agent')] : [];
      return { answer: { ...answer, assumptions: [...offer, ...answer.assumptions] } };
    }
    return maySpeak(own) ? { notes: [whyNotAgent(answer.sentence)] } : { answer };
  };

  /** Whether a question is read otherwise than it would be alone: it goes on with what was talked about. */
  const followsOn = async (request: AnswerRequest, own: Planned, now: Date): Promise<boolean> => {
    if (!request.conversation.some(turn => turn.plan) || request.choices[ANSWERED_BY]) return false;
    const alone = await plan({ ...request, conversation: [] }, now);
    return alone.status !== 'planned' || JSON.stringify(alone.plan) !== JSON.stringify(own.plan);
  };

  const answer = async (request: AnswerRequest): Promise<Answer> => {
    const started = performance.now();
    const asked = clock.now();
    if (request.agent) return answerAgent({ ...request, now: asked });
    const own = await plan(request, asked);
    const called = own.status === 'refused' && own.final ? undefined : await agents?.recognises(request.question);
    const first = called && agents?.declared ? await byAgent(agents, called, request, own, asked) : {};
    if (first.answer) return first.answer;
    const { result, modelCost } = await secondReading(options.reader, request, own, asked);
    const base = { ...noAnswer, queryId: request.queryId, cost: { ...noCost, model: modelCost } };
    const seconds = () => secondsSince(started);
    if (result.status === 'planned') {
      await turnstile.pass();
      const answered = await answerPlan(options, turnstile, request, result, { started, now: asked, modelCost });
      return { ...answered, assumptions: [...(first.notes ?? []), ...answered.assumptions] };
    }
    if (result.status === 'clarify') {
      const clarification = { options: result.options };
      return { ...base, status: 'clarify', sentence: result.question, clarification, executionTime: seconds() };
    }
    const { reason, notUnderstood, suggestions } = result;
    // What an agent would compute, had the model told it its parts.
    const lacking = called && !agents?.declared ? [(await answerAgent({ ...request, now: asked })).sentence] : [];
    return {
      ...base,
      status: 'refused',
      sentence: [shortened(reason), ...lacking].join(' '),
      notUnderstood,
      suggestions,
      executionTime: seconds(),
    };
  };

  return {
    plan,
    answer,
    answerPlan: ownPlan,
    answerAgent,
  };
}

/** What the planner could not place, a language model may; where it has no plan either, the planner's words stand. */
async function secondReading(
  reader: Reader | undefined,
  request: AnswerRequest,
  own: PlannerResult,
  now: Date,
): Promise<{ result: PlannerResult; modelCost: number }> {
  const isOpen = own.status === 'clarify' || (own.status === 'refused' && !own.final);
  if (!reader || !isOpen) return { result: own, modelCost: 0 };
  const { question, conversation, choices } = request;
  const { result, cost } = await reader.read({ ...request, input: { question, conversation, choices, now } });
  return { result: result ?? own, modelCost: cost };
}

type Asked = Parameters<Answerer['plan']>[0];

/** Durations are measured, whatever the clock says that questions are asked against. Rounded to 0.1 ms. */
const secondsSince = (started: number): number => Math.round((performance.now() - started) * 10) / 10_000;

type Planned = Extract<PlannerResult, { status: 'planned' }>;

async function answerPlan(
  options: AnswererOptions & { readonly prepare: ReturnType<typeof createPreparer> },
  turnstile: Turnstile,
  request: Pick<AnswerRequest, 'queryId' | 'username' | 'persona' | 'signal'>,
  { plan, assumptions: made }: Planned,
  { started, now, modelCost }: { started: number; now: Date; modelCost: number },
): Promise<Answer> {
  const { model, engine, executor, maxRows, prices, prepare } = options;
  const { persona, queryId, username, signal } = request;
  const seconds = () => secondsSince(started);
  const assumptions = made.map(withoutStop);
  const refused = (error: SophiaError): Answer => ({
    ...noAnswer,
    queryId,
    status: 'refused',
    sentence: plainReason(error, model.model),
    plan,
    assumptions,
    cost: { ...noCost, model: modelCost },
    executionTime: seconds(),
  });

  let prepared: Prepared;
  try {
    prepared = prepare({ plan, persona, maxRows, now });
  } catch (error) {
    // What the policy or the semantics forbid is told to the asker like any other refusal.
    if (!isSophiaError(error)) throw error;
    const planner = await options.planners.for(persona);
    return { ...refused(error), suggestions: await planner.starters(3) };
  }
  const { compiled, hash } = prepared;
  const errand: Errand = { queryId, username, persona, at: now, started, modelCost };
  try {
    const executed = await executor.execute(compiled, hash, errand, signal);
    await turnstile.pass();
    const typed = typedColumns(compiled.columns, executed.columns);
    const columns = withBetter(withAdditivity(typed, plan, model), plan, model);
    const { truncated, cached, charged } = executed;
    const { rows, tied } = withoutNextRow(plan, columns, executed.rows);
    const { explanation, sql } = prepared;
    const executionTime = seconds();
    return {
      queryId,
      status: 'answered',
      sentence: answerSentence({ plan, model: model.model, explanation, columns, rows, truncated, tied, now }),
      plan,
      explanation,
      sql,
      results: { columns, rows, truncated },
      chart: suggestChart(columns, rows, {
        main: mainMeasure(plan, columns)?.name,
        additive: additiveColumns(plan, model.model),
        derived: derivedColumns(plan),
      }),
      assumptions,
      notUnderstood: [],
      suggestions: [],
      restrictions: compiled.restrictions,
      cost: { ...noCost, model: modelCost, ...(charged ?? { compute: computeCost(executionTime * 1000, prices) }) },
      executionTime,
      cached,
      freshness: await engine.freshness(),
    };
  } catch (error) {
    if (isSophiaError(error) && error.code.startsWith('budget.')) return refused(error);
    throw error;
  }
}

/** A word as long as a page is named by its beginning. */
const shortened = (reason: string): string => reason.replace(/“([^”]{40})[^”]{20,}”/gu, '“$1…”');

/** Assumptions stand side by side as labels, where a full stop ends nothing. */
const withoutStop = (assumption: Assumption): Assumption => ({
  ...assumption,
  text: assumption.text.replace(/(?<!\.)\.$/, ''),
});

/** The plan's columns with the engine's types where the model knows none. */
const typedColumns = (planned: readonly AnswerColumn[], ran: readonly EngineColumn[]): AnswerColumn[] =>
  planned.map((column, index) => (column.type === 'other' ? { ...column, type: ran[index]?.type ?? 'other' } : column));
