import { lru } from 'tiny-lru';
import type { PlannerInput, PlannerResult } from '../ask/types.ts';
import { isSophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { compilePlan } from '../plan/compile.ts';
import type { Plan } from '../plan/schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import type { Ledger } from '../ports/stores.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import { Asker, type Checked, type Found } from './asker.ts';
import { outlineOf } from './catalogue.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { faultsOf, readForm } from './form.ts';
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

const rememberedReadings = 2_000;

/**
 * Asks a language model for the plan of a question. What it says passes the checks of every other plan, under the
 * persona's policy, before anybody believes it: it can't see or name more than the asker may.
 */
export function createReader(options: ReaderOptions): Reader {
  const { model } = options;
  const asker = new Asker({ ...options, maxOutputTokens: options.maxOutputTokens ?? 1_500 });
  const form = { name: 'plan', description: formDescription, schema: formSchema(options.planSchema) };
  const tell = (outcome: ReadingOutcome, error?: unknown) => options.onOutcome?.(outcome, error);
  const prompts = new Map<string, string>();
  /** What was read lately: the same question in the same hour is not paid for twice. */
  const known = lru<Found<Plan>>(rememberedReadings);

  const promptFor = (persona: Persona): string => {
    const key = JSON.stringify([persona.datasets, persona.metrics]);
    const prompt = prompts.get(key) ?? instructions(outlineOf(model.model, persona));
    prompts.set(key, prompt);
    return prompt;
  };

  /** The plan that the form holds, compiled on trial; or what is wrong. */
  const checked = (content: unknown, { persona, input }: ReadRequest): Checked<Plan> => {
    const reading = readForm(content, model.model);
    if (reading.kind !== 'found') return reading;
    try {
      compilePlan(reading.value, model, { now: input.now, policy: persona, maxRows: 1_000, paths: 'shortest' });
      return reading;
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      return { kind: 'faults', faults: faultsOf(error) };
    }
  };

  const askOnce = async (request: ReadRequest, key: string): Promise<ReadResult> => {
    const { queryId, username, persona, input, signal } = request;
    const { found, cost } = await asker.ask<Plan>({
      ...{ queryId, username, persona, at: input.now, form, signal },
      instructions: promptFor(persona),
      input: faults => inputOf(input, faults),
      check: content => checked(content, request),
    });
    tell(found.kind === 'found' ? 'planned' : found.kind, found.kind === 'failed' ? found.error : undefined);
    if (['found', 'cannot', 'invalid'].includes(found.kind)) known.set(key, found);
    return { result: found.kind === 'found' ? planned(found.value) : undefined, cost };
  };

  return {
    async read(request) {
      const { persona, input } = request;
      const hour = input.now.toISOString().slice(0, 13);
      const key = JSON.stringify([persona.name, input.question, input.conversation, hour]);
      const before = known.get(key);
      if (!before) return askOnce(request, key);
      return { result: before.kind === 'found' ? planned(before.value) : undefined, cost: 0 };
    },
  };
}

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
