import type { Catalogue, ToldFault } from '../core/answer/catalogue.ts';
import type { Executor } from '../core/answer/execute.ts';
import { isSophiaError, SophiaError } from '../core/errors.ts';
import type { Persona } from '../core/identity/persona.ts';
import type { QueryEngine } from '../core/ports/query-engine.ts';
import { asSentence } from '../core/semantic/left-out.ts';
import { formatPath } from '../core/semantic/model/format-fault.ts';
import type { ModelFault } from '../core/semantic/model/types.ts';
import type { Models } from '../core/semantic/models.ts';
import type { ResolvedModel } from '../core/semantic/resolve/types.ts';
import type { RowFault } from '../core/semantic/row-trial.ts';
import { rowFaultsOf } from './models.ts';

/** What of the models fails at some row of the data: found while people ask already, and told wherever it matters. */
export class RowFaults {
  readonly #engine: QueryEngine;
  readonly #models: Models;
  readonly #files: readonly string[];
  readonly #found = new Map<ResolvedModel, readonly RowFault[]>();
  #tried: { readonly dataVersion: string; readonly faults: Promise<readonly RowFault[]> } | undefined;

  /** @param files of the models, in their order */
  constructor(engine: QueryEngine, models: Models, files: readonly string[]) {
    this.#engine = engine;
    this.#models = models;
    this.#files = files;
  }

  /** Computes over all rows what may fail at one, once for each version of the data; told from then on. */
  async find(): Promise<readonly RowFault[]> {
    const dataVersion = await this.#engine.dataVersion();
    if (this.#tried?.dataVersion !== dataVersion) this.#tried = { dataVersion, faults: this.#tryAll() };
    return this.#tried.faults;
  }

  async #tryAll(): Promise<readonly RowFault[]> {
    for (const [index, model] of this.#models.all.entries()) {
      this.#found.set(model, await rowFaultsOf(this.#engine, model, this.#files[index] ?? ''));
    }
    return [...this.#found.values()].flat();
  }

  /** Tells with what can be asked what of it can't: to each persona of what it may see. */
  tellIn(catalogue: Catalogue): Catalogue {
    return {
      describe: async persona => ({
        ...(await catalogue.describe(persona)),
        faults: [...this.#leftOut(persona), ...this.#of(persona).map(told)],
      }),
    };
  }

  /** Says of a run that fails at such a row which part of the model it was. */
  nameIn(executor: Executor): Executor {
    return {
      ...executor,
      execute: async (compiled, planHash, errand, signal) => {
        try {
          return await executor.execute(compiled, planHash, errand, signal);
        } catch (error) {
          if (!isSophiaError(error) || error.code !== 'engine.failed') throw error;
          const { reason } = (error as SophiaError<'engine.failed'>).details;
          await this.find();
          const alike = this.#of(errand.persona).filter(one => one.reason === asSentence(reason));
          const plan = JSON.stringify(compiled.plan);
          const fault = alike.find(({ part }) => plan.includes(JSON.stringify(nameOf(part)))) ?? alike[0];
          if (!fault) throw error;
          const { message, mend } = fault;
          throw new SophiaError('engine.failed', [], { reason: `${message} ${mend}` }, { cause: error });
        }
      },
    };
  }

  #of(persona: Persona): readonly RowFault[] {
    const faults = this.#found.get(this.#models.of(persona)) ?? [];
    return faults.filter(({ part }) =>
      'metric' in part ? sees(persona.metrics, part.metric) : sees(persona.datasets, part.dataset),
    );
  }

  /** What is left out belongs to nothing any more that a persona may see or not: only who may see all is told. */
  #leftOut(persona: Persona): readonly ToldFault[] {
    if (persona.datasets !== '*' || persona.metrics !== '*') return [];
    return this.#models.of(persona).faults.map(told);
  }
}

const nameOf = (part: RowFault['part']): string => ('metric' in part ? part.metric : `${part.dataset}.${part.field}`);

const sees = (names: readonly string[] | '*', name: string): boolean => names === '*' || names.includes(name);

const told = ({ path, message, mend }: ModelFault): ToldFault => ({ path: formatPath(path), message, mend });
