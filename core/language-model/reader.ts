import { LRUCache } from 'lru-cache';
import type { PlannerInput, PlannerResult } from '../ask/types.ts';
import { isSophiaError, SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { reserveAmount } from '../ledger/budget.ts';
import { ledgerDay } from '../ledger/cost.ts';
import { compilePlan } from '../plan/compile.ts';
import type { Plan } from '../plan/schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Ledger } from '../ports/stores.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { outlineOf } from './catalogue.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { mostTokens, tokenCost } from './cost.ts';
import { faultsOf, type Reading, readForm } from './form.ts';
import { formDescription, formSchema, instructions } from './instructions.ts';

/** What became of asking the model, for the log and its metrics. */
export type ReadingOutcome = 'planned' | 'cannot' | 'invalid' | 'failed' | 'open' | 'no_budget';

export interface ReaderOptions {
  readonly model: ResolvedModel;
  readonly languageModel: LanguageModel;
  readonly breaker: CircuitBreaker;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** JSON Schema of a plan. */
  readonly planSchema: object;
  /** Default 1,500. */
  readonly maxOutputTokens?: number | undefined;
  /** Told how each asking ended; `error` when it failed. */
  readonly onOutcome?: ((outcome: ReadingOutcome, error?: unknown) => void) | undefined;
}

/** A question that the planner could not place, on whose behalf. */
export interface ReadRequest {
  readonly queryId: string;
  readonly username: string;
  readonly persona: Persona;
  readonly input: PlannerInput;
  readonly signal?: AbortSignal | undefined;
}

export interface ReadResult {
  /** Undefined when the model has no plan, or may not or can not be asked: the planner's own words stand. */
  readonly result: Extract<PlannerResult, { status: 'planned' }> | undefined;
  /** Micro-dollars spent, entered into the ledger already. */
  readonly cost: number;
}

export interface Reader {
  read(request: ReadRequest): Promise<ReadResult>;
}

/** A plan that failed its checks is sent back once, with what is wrong with it. */
const attempts = 2;
const rememberedReadings = 2_000;

/**
 * Asks a language model for the plan of a question. What it says passes the checks of every other plan, under the
 * persona's policy, before anybody believes it: it can't see or name more than the asker may. Its highest cost is set
 * aside before it is asked.
 */
export function createReader(options: ReaderOptions): Reader {
  const { model, languageModel, breaker, ledger, clock } = options;
  const maxOutputTokens = options.maxOutputTokens ?? 1_500;
  const form = { name: 'plan', description: formDescription, schema: formSchema(options.planSchema) };
  const formText = JSON.stringify(form);
  const tell = (outcome: ReadingOutcome, error?: unknown) => options.onOutcome?.(outcome, error);
  const prompts = new Map<string, string>();
  /** What was read lately: the same question in the same hour is not paid for twice. */
  const known = new LRUCache<string, Found>({ max: rememberedReadings });

  const promptFor = (persona: Persona): string => {
    const key = JSON.stringify([persona.datasets, persona.metrics]);
    const prompt = prompts.get(key) ?? instructions(outlineOf(model.model, persona));
    prompts.set(key, prompt);
    return prompt;
  };

  /** Sets aside what has been spent and what one more asking may cost. */
  const setAside = async (request: ReadRequest, texts: readonly string[], spent: number): Promise<boolean> => {
    const { queryId, persona, input } = request;
    // The form is sent too.
    const tokens = { input: mostTokens([...texts, formText].join('')), output: maxOutputTokens };
    const amount = spent + tokenCost(tokens, languageModel.prices);
    try {
      await reserveAmount(ledger, { queryId, persona, at: input.now, amount });
      return true;
    } catch (error) {
      if (isSophiaError(error) && error.code.startsWith('budget.')) return false;
      throw error;
    }
  };

  const settle = async ({ queryId, username, persona, input }: ReadRequest, cost: number): Promise<void> => {
    if (cost === 0) return ledger.release(queryId);
    await ledger.settle({
      queryId,
      username,
      persona: persona.name,
      day: ledgerDay(input.now),
      model: cost,
      database: 0,
      compute: 0,
      bytesScanned: 0,
      cached: false,
      at: clock.now().toISOString(),
    });
  };

  /** The plan that the form holds, compiled on trial; or what is wrong. */
  const checked = (content: unknown, { persona, input }: ReadRequest): Reading => {
    const reading = readForm(content, model.model);
    if (reading.kind !== 'plan') return reading;
    try {
      compilePlan(reading.plan, model, { now: input.now, policy: persona, maxRows: 1_000, paths: 'shortest' });
      return reading;
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      return { kind: 'faults', faults: faultsOf(error) };
    }
  };

  const ask = async (request: ReadRequest, bill: { cost: number }): Promise<Found> => {
    const prompt = promptFor(request.persona);
    let faults: readonly string[] = [];
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const input = JSON.stringify(inputOf(request.input, faults));
      if (!(await setAside(request, [prompt, input], bill.cost))) return { kind: 'no_budget' };
      const { signal } = request;
      const filled = await languageModel.fill({ instructions: prompt, input, form, maxOutputTokens, signal });
      bill.cost += tokenCost(filled.tokens, languageModel.prices);
      const found = checked(filled.content, request);
      if (found.kind !== 'faults') return found;
      faults = found.faults.slice(0, 10);
    }
    return { kind: 'invalid' };
  };

  const askOnce = async (request: ReadRequest, key: string): Promise<ReadResult> => {
    const bill = { cost: 0 };
    try {
      const asked = await breaker.run(
        () => ask(request, bill),
        () => !request.signal?.aborted,
      );
      const found = asked?.value;
      tell(found === undefined ? 'open' : found.kind === 'plan' ? 'planned' : found.kind);
      if (found && found.kind !== 'no_budget') known.set(key, found);
      return { result: found?.kind === 'plan' ? planned(found.plan) : undefined, cost: bill.cost };
    } catch (error) {
      if (request.signal?.aborted) throw new SophiaError('engine.cancelled', [], {}, { cause: error });
      if (!isSophiaError(error) || error.code !== 'model_service.failed') throw error;
      tell('failed', error);
      return { result: undefined, cost: bill.cost };
    } finally {
      await settle(request, bill.cost);
    }
  };

  return {
    async read(request) {
      const { persona, input } = request;
      const hour = input.now.toISOString().slice(0, 13);
      const key = JSON.stringify([persona.name, input.question, input.conversation, hour]);
      const before = known.get(key);
      if (!before) return askOnce(request, key);
      return { result: before.kind === 'plan' ? planned(before.plan) : undefined, cost: 0 };
    },
  };
}

type Found = { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'cannot' | 'invalid' | 'no_budget' };

/** Questions and plans of the conversation, not its answers. */
const inputOf = ({ question, conversation, now }: PlannerInput, faults: readonly string[]): object => ({
  question,
  now: now.toISOString(),
  ...(conversation.length > 0 && {
    earlier: conversation.slice(-3).map(({ question: asked, plan }) => ({ question: asked, plan: plan ?? null })),
  }),
  ...(faults.length > 0 && { faults_of_your_last_plan: faults }),
});

const planned = (plan: Plan): ReadResult['result'] => ({
  status: 'planned',
  plan,
  assumptions: [
    {
      id: 'reading:language-model',
      kind: 'reading',
      text: 'Read by a language model: check that the explanation is what you asked',
      chosen: 'language-model',
      choices: [],
    },
  ],
});
