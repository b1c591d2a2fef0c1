import { lru } from 'tiny-lru';
import { isSophiaError } from '../../errors.ts';
import type { Persona } from '../../identity/persona.ts';
import { randomId } from '../../identity/secrets.ts';
import { Asker, type AskerOptions, type Checked, type Found } from '../../language-model/asker.ts';
import { outlineOf } from '../../language-model/catalogue.ts';
import { faultsOf, isObject } from '../../language-model/form.ts';
import { stableJson } from '../../plan/canonical.ts';
import type { ResolvedModel } from '../../semantic/resolve/types.ts';
import { type GeneratorAssumption, type Helped, noHelp, type Unfulfilled } from '../generate/outcome.ts';
import type { Operation } from '../operations/schema.ts';
import type { DashboardSpec } from '../spec.ts';
import { carryOut, type Kept, type Rules } from './carry-out.ts';
import { formDescription, formSchema, instructions, outlineOfDashboard } from './instructions.ts';
import { saidNumbers } from './numbers.ts';
import { shownWords } from './titles.ts';

/** What became of asking the model, for the log and its metrics. */
export type AssistOutcome = 'helped' | 'cannot' | 'invalid' | 'failed' | 'open' | 'no_budget';

export interface AssistantOptions extends Omit<AskerOptions, 'maxOutputTokens'> {
  readonly model: ResolvedModel;
  /** Names of all models that there are. */
  readonly models?: readonly string[] | undefined;
  /** JSON Schema of an operation; asked for once, with the first request. */
  operationSchema(): Promise<object>;
  /** Default 4,000. */
  readonly maxOutputTokens?: number | undefined;
  /** Told how each asking ended; `error` when it failed. */
  readonly onOutcome?: ((outcome: AssistOutcome, error?: unknown) => void) | undefined;
}

/** What rules over words left to do of a request, and on whose behalf. */
export interface AssistRequest {
  readonly username: string;
  readonly persona: Persona;
  /** All words of it. */
  readonly request: string;
  /** As the rules left it. */
  readonly spec: DashboardSpec;
  readonly unfulfilled: readonly Unfulfilled[];
  readonly kept: Kept;
  readonly signal?: AbortSignal | undefined;
}

export interface Assistant {
  /** @throws engine.cancelled when the signal aborts */
  help(request: AssistRequest): Promise<Helped>;
}

const rememberedRequests = 500;
const mostParts = 20;
/** People wait for it, behind gateways that do not wait for long. */
const patience = 20_000;

/**
 * Asks a language model for what the rules of the generator could not do. It writes operations, as an editor does; they
 * pass the checks of the asker's edits, one part of the request by itself, before any of them counts.
 */
export function createAssistant(options: AssistantOptions): Assistant {
  const { model, models, clock } = options;
  const { maxOutputTokens = 4_000, timeoutMilliseconds = patience } = options;
  const asker = new Asker({ ...options, maxOutputTokens, timeoutMilliseconds });
  const tell = (outcome: AssistOutcome, error?: unknown) => options.onOutcome?.(outcome, error);
  /** What was done lately: what was previewed is what is accepted, and is not paid for twice. */
  const known = lru<Helped>(rememberedRequests);
  let schema: Promise<object> | undefined;
  const form = async () => {
    schema ??= options.operationSchema().then(formSchema);
    return { name: 'operations', description: formDescription, schema: await schema };
  };

  const ask = async (request: AssistRequest, open: readonly number[], now: Date): Promise<[Helped, Found<Done>]> => {
    const { username, persona, signal, kept, unfulfilled } = request;
    const words = request.request;
    const rules: Rules = { model, models, persona, now, kept, request: words, said: saidNumbers(words) };
    const parts = new Parts(request.spec, unfulfilled, open, rules);
    const { found, cost } = await asker.ask<Done>({
      queryId: randomId('words'),
      ...{ username, persona, at: now, signal },
      form: await form(),
      instructions: instructions(outlineOf(model.model, persona)),
      input: faults => parts.input(faults),
      check: content => parts.take(content),
    });
    return [{ ...parts.done, cost }, found];
  };

  return {
    async help(request) {
      const open = request.unfulfilled.flatMap(({ final }, index) => (final ? [] : [index])).slice(0, mostParts);
      if (open.length === 0) return noHelp;
      const now = clock.now();
      const { persona, spec, unfulfilled, kept } = request;
      const hour = now.toISOString().slice(0, 13);
      const key = stableJson([persona.name, request.request, kept, hour, spec, unfulfilled.map(({ text }) => text)]);
      const before = known.get(key);
      if (before) return { ...before, cost: 0 };
      const [helped, found] = await ask(request, open, now);
      const isHelp = helped.fulfilled.length > 0;
      tell(
        isHelp ? 'helped' : found.kind === 'found' ? 'cannot' : found.kind,
        found.kind === 'failed' ? found.error : undefined,
      );
      if (isHelp || ['found', 'cannot', 'invalid'].includes(found.kind)) known.set(key, helped);
      return helped;
    },
  };
}

type Done = Omit<Helped, 'cost'>;

/** The parts of a request that are left, and what has been carried out of them: it stays, whatever comes after. */
class Parts {
  #spec: DashboardSpec;
  readonly #unfulfilled: readonly Unfulfilled[];
  readonly #rules: Rules;
  #open: readonly number[];
  readonly #operations: Operation[] = [];
  readonly #fulfilled: number[] = [];
  readonly #assumptions: GeneratorAssumption[] = [];

  constructor(spec: DashboardSpec, unfulfilled: readonly Unfulfilled[], open: readonly number[], rules: Rules) {
    this.#spec = spec;
    this.#unfulfilled = unfulfilled;
    this.#open = open;
    this.#rules = rules;
  }

  get done(): Done {
    return { operations: this.#operations, fulfilled: this.#fulfilled, assumptions: this.#assumptions };
  }

  input(faults: readonly string[]): object {
    const { request, kept, now } = this.#rules;
    return {
      request,
      left_to_do: this.#open.map(part => ({ part, words: this.#unfulfilled[part]!.text })),
      dashboard: outlineOfDashboard(this.#spec),
      keep: kept,
      now: now.toISOString(),
      ...(faults.length > 0 && { faults_of_your_last_operations: faults }),
    };
  }

  /** Takes what passes the checks; the faults of the rest go back. */
  take(content: unknown): Checked<Done> {
    const parts = isObject(content) ? content['parts'] : undefined;
    if (!Array.isArray(parts)) return { kind: 'faults', faults: ['The form was not filled in.'] };
    const faults = parts.flatMap(part => this.#takePart(part));
    if (faults.length > 0) return { kind: 'faults', faults };
    return this.#fulfilled.length > 0 ? { kind: 'found', value: this.done } : { kind: 'cannot' };
  }

  #takePart(written: unknown): string[] {
    const { part, operations } = isObject(written) ? written : {};
    if (typeof part !== 'number' || !this.#open.includes(part)) return ['There is no such part left to do.'];
    if (Array.isArray(operations) && operations.length === 0) return [];
    const { text } = this.#unfulfilled[part]!;
    try {
      const { spec, operations: done } = carryOut(this.#spec, operations, text, this.#rules);
      this.#assume(this.#spec, spec);
      this.#spec = spec;
      this.#operations.push(...done);
      this.#fulfilled.push(part);
      this.#open = this.#open.filter(one => one !== part);
      return [];
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      return faultsOf(error).map(told => `part ${part}: ${told}`);
    }
  }

  /** Who reads the preview can compare what was asked with what each tile counts. */
  #assume(before: DashboardSpec, after: DashboardSpec): void {
    const { model, now } = this.#rules;
    const former = new Map(before.tiles.map(({ id, plan }) => [id, stableJson(plan ?? null)]));
    for (const { id, title, plan } of after.tiles) {
      if (!plan || former.get(id) === stableJson(plan)) continue;
      this.#assumptions.push({ text: `“${title}” shows: ${shownWords(plan, model.model, now)}`, tile_id: id });
    }
  }
}
