import { isSophiaError, SophiaError } from '../errors.ts';
import type { Persona } from '../identity/persona.ts';
import { reserveAmount } from '../ledger/budget.ts';
import { ledgerDay } from '../ledger/cost.ts';
import type { Clock } from '../ports/clock.ts';
import type { FormRequest, LanguageModel } from '../ports/language-model.ts';
import type { Ledger } from '../ports/stores.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { mostTokens, tokenCost } from './cost.ts';

/** A service that is asked, with the one breaker of all that ask it. */
export interface ModelService {
  readonly languageModel: LanguageModel;
  readonly breaker: CircuitBreaker;
}

export interface AskerOptions extends ModelService {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly maxOutputTokens: number;
  /** Milliseconds for all attempts of an asking; as long as the model takes when left out. */
  readonly timeoutMilliseconds?: number | undefined;
}

/** What a form holds when it is looked at: what was wanted, that there is none, or what is wrong with it. */
export type Checked<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'cannot' }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/** A form to be filled in, on whose behalf. */
export interface Asking<T> {
  readonly queryId: string;
  readonly username: string;
  readonly persona: Persona;
  /** The day whose budget it is taken from. */
  readonly at: Date;
  readonly form: FormRequest['form'];
  readonly instructions: string;
  /** What the model is given, with the faults of its last attempt. */
  input(faults: readonly string[]): object;
  check(content: unknown): Checked<T>;
  readonly signal?: AbortSignal | undefined;
}

export type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'cannot' | 'invalid' | 'no_budget' | 'open' }
  | { readonly kind: 'failed'; readonly error: SophiaError };

export interface Asked<T> {
  readonly found: Found<T>;
  /** Micro-dollars spent, entered into the ledger already. */
  readonly cost: number;
}

/** What failed its checks is sent back once, with what is wrong with it. */
const attempts = 2;
const mostFaults = 10;

/**
 * Has forms filled in by a language model, within budgets: the highest cost is set aside before each attempt, and what
 * it was is entered when it ended. What keeps failing is left alone for a while. Nothing it says is believed that
 * `check` does not let through.
 */
export class Asker {
  readonly #options: AskerOptions;

  constructor(options: AskerOptions) {
    this.#options = options;
  }

  /** @throws engine.cancelled when the signal of the asking aborts */
  async ask<T>(asking: Asking<T>): Promise<Asked<T>> {
    const { breaker, timeoutMilliseconds } = this.#options;
    const limit = timeoutMilliseconds === undefined ? [] : [AbortSignal.timeout(timeoutMilliseconds)];
    const signals = [...limit, ...(asking.signal ? [asking.signal] : [])];
    const signal = signals.length === 0 ? undefined : AbortSignal.any(signals);
    const bill = { cost: 0 };
    try {
      const done = await breaker.run(
        () => this.#attempt(asking, bill, signal),
        () => !asking.signal?.aborted,
      );
      return { found: done?.value ?? { kind: 'open' }, cost: bill.cost };
    } catch (error) {
      if (asking.signal?.aborted) throw new SophiaError('engine.cancelled', [], {}, { cause: error });
      if (!isSophiaError(error) || error.code !== 'model_service.failed') throw error;
      return { found: { kind: 'failed', error }, cost: bill.cost };
    } finally {
      await this.#settle(asking, bill.cost);
    }
  }

  async #attempt<T>(asking: Asking<T>, bill: { cost: number }, signal: AbortSignal | undefined): Promise<Found<T>> {
    const { languageModel, maxOutputTokens } = this.#options;
    const { form, instructions } = asking;
    let faults: readonly string[] = [];
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const input = JSON.stringify(asking.input(faults));
      if (!(await this.#setAside(asking, instructions + input, bill.cost))) return { kind: 'no_budget' };
      const filled = await languageModel.fill({ instructions, input, form, maxOutputTokens, signal });
      bill.cost += tokenCost(filled.tokens, languageModel.prices);
      const checked = asking.check(filled.content);
      if (checked.kind !== 'faults') return checked;
      faults = checked.faults.slice(0, mostFaults);
    }
    return { kind: 'invalid' };
  }

  /** Sets aside what has been spent and what one more attempt may cost. */
  async #setAside<T>({ queryId, persona, at, form }: Asking<T>, text: string, spent: number): Promise<boolean> {
    const { languageModel, ledger, maxOutputTokens } = this.#options;
    // The form is sent too.
    const tokens = { input: mostTokens(text + JSON.stringify(form)), output: maxOutputTokens };
    try {
      await reserveAmount(ledger, { queryId, persona, at, amount: spent + tokenCost(tokens, languageModel.prices) });
      return true;
    } catch (error) {
      if (isSophiaError(error) && error.code.startsWith('budget.')) return false;
      throw error;
    }
  }

  async #settle<T>({ queryId, username, persona, at }: Asking<T>, cost: number): Promise<void> {
    const { ledger, clock } = this.#options;
    if (cost === 0) return ledger.release(queryId);
    await ledger.settle({
      queryId,
      username,
      persona: persona.name,
      day: ledgerDay(at),
      model: cost,
      database: 0,
      compute: 0,
      bytesScanned: 0,
      cached: false,
      at: clock.now().toISOString(),
    });
  }
}
