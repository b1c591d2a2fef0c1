import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBEngine, openDuckDb } from '../adapters/duckdb.ts';
import { createLruCache } from '../adapters/lru-cache.ts';
import { openSqliteStores, type Stores } from '../adapters/sqlite/stores.ts';
import { createAgents } from '../core/agents/agents.ts';
import { type Answerer, createAnswerer } from '../core/answer/answerer.ts';
import { byModel, type ModelParts } from '../core/answer/by-model.ts';
import { type Catalogue, createCatalogue } from '../core/answer/catalogue.ts';
import { createExecutor, type Executor } from '../core/answer/execute.ts';
import { usualRows } from '../core/answer/most-rows.ts';
import { createPlanners, type Planners } from '../core/answer/planners.ts';
import { runPlan } from '../core/answer/run-plan.ts';
import { createSuggestions, type Suggestions } from '../core/answer/suggestions.ts';
import type { createPlanner } from '../core/ask/planner.ts';
import type { Persona } from '../core/identity/persona.ts';
import type { ModelService } from '../core/language-model/asker.ts';
import { CircuitBreaker } from '../core/language-model/circuit-breaker.ts';
import { createReader } from '../core/language-model/reader.ts';
import { athenaPrices } from '../core/ledger/prices.ts';
import type { Plan } from '../core/plan/schema.ts';
import { type Clock, systemClock } from '../core/ports/clock.ts';
import type { LanguageModel } from '../core/ports/language-model.ts';
import type { ResultCache } from '../core/ports/result-cache.ts';
import type { Ledger } from '../core/ports/stores.ts';
import type { ModelFault } from '../core/semantic/model/types.ts';
import type { Models } from '../core/semantic/models.ts';
import type { ResolvedModel } from '../core/semantic/resolve/model.ts';
import { draftFile, openModels, readPersonas } from './models.ts';
import { RowFaults } from './row-faults.ts';

export { ModelMismatch } from './models.ts';

export interface PlatformOptions {
  readonly dataDirectory: string;
  /** Semantic model, or several; a draft is proposed from the data when left out. */
  readonly modelFile?: string | readonly string[] | undefined;
  /** Personas, of one file or several; the analyst, who may see all, when left out. */
  readonly personasFile?: string | readonly string[] | undefined;
  /** What must survive; when left out, a temporary folder that `close` removes. */
  readonly stateDirectory?: string | undefined;
  /** Bytes beyond which the state does not grow; no limit but the disk's when left out. */
  readonly maximumStateBytes?: number | undefined;
  /**
   * Bytes of data files up to which a copy of the tables is kept in the state directory, for answers in less time; 0 keeps
   * none and removes what was kept. Left out, or without a state directory, nothing is copied.
   */
  readonly maximumCopyBytes?: number | undefined;
  /** What is waited for before a copy is begun, such as the first answers; nothing when left out. */
  readonly copyAfter?: Promise<unknown> | undefined;
  /** A cache shared with other servers; in memory when left out. */
  readonly redisUrl?: string | undefined;
  readonly clock?: Clock | undefined;
  readonly threads?: number | undefined;
  readonly memoryLimit?: string | undefined;
  /** Milliseconds between two looks whether the data has changed. Default 1,000. */
  readonly recheckMilliseconds?: number | undefined;
  /** Default 60. */
  readonly timeoutSeconds?: number | undefined;
  /** Rows of an answer at most. Default 10,000. */
  readonly maxRows?: number | undefined;
  /** Asked for questions and changes of dashboards that are not understood otherwise; nobody when left out. Closed with the platform. */
  readonly languageModel?: LanguageModel | undefined;
  /** What understands questions; the grammar over the model when left out. */
  readonly createPlanner?: typeof createPlanner | undefined;
}

/**
 * Everything that answers questions in one process: what the server, the terminal and the bench share. Its planners,
 * answerer, catalogue and suggestions are those of the model that the persona asks.
 */
export interface Platform {
  /** The first of the models. */
  readonly model: ResolvedModel;
  readonly models: Models;
  readonly personas: readonly Persona[];
  readonly engine: DuckDBEngine;
  readonly stores: Stores;
  readonly cache: ResultCache;
  readonly executor: Executor;
  readonly planners: Planners;
  readonly answerer: Answerer;
  readonly catalogue: Catalogue;
  readonly suggestions: Suggestions;
  readonly clock: Clock;
  /** The language model, where one is configured. */
  readonly modelService?: ModelService | undefined;
  /**
   * Computes over all rows what of the models may fail at one, and tells from then on with what can be asked, and in the
   * place of the engine's words, what does. For after the start: it reads all data.
   */
  tryRows(): Promise<readonly ModelFault[]>;
  close(): Promise<void>;
}

const cacheSeconds = 24 * 60 * 60;

/**
 * Opens the embedded platform over a folder of files.
 *
 * @throws model.invalid, personas.invalid, engine.data_missing, storage.*, ModelMismatch
 */
export async function openPlatform(options: PlatformOptions): Promise<Platform> {
  const clock = options.clock ?? systemClock;
  const maxRows = options.maxRows ?? usualRows;
  const { dataDirectory, threads, memoryLimit, recheckMilliseconds, stateDirectory, maximumCopyBytes } = options;
  const copyDirectory =
    stateDirectory === undefined || maximumCopyBytes === undefined ? undefined : join(stateDirectory, 'tables');
  const engine = await openDuckDb({
    ...{ dataDirectory, threads, memoryLimit, recheckMilliseconds },
    ...{ copyDirectory, maximumCopyBytes, copyAfter: options.copyAfter },
  });
  const opened: { close(): Promise<void> }[] = [engine];
  try {
    const models = await openModels(engine, [options.modelFile ?? []].flat());
    const personas = await readPersonas([options.personasFile ?? []].flat(), models);
    const state = await openState(options.stateDirectory, options.maximumStateBytes);
    opened.push(state);
    const { stores } = state;
    const cache = await openCache(options.redisUrl);
    opened.push(cache);
    const build = options.createPlanner ?? (await import('../core/ask/planner.ts')).createPlanner;
    const shared = { engine, clock, maxRows, prices: athenaPrices };
    const timeoutMilliseconds = (options.timeoutSeconds ?? 60) * 1000;
    const { languageModel } = options;
    // One breaker for all that ask it, since it is one service.
    const modelService = languageModel && { languageModel, breaker: new CircuitBreaker(clock) };
    const openReaderOf = modelService && (await readerFor(modelService, stores.ledger, clock));
    if (languageModel) opened.push(languageModel);
    const rowFaults = new RowFaults(engine, models, [options.modelFile ?? draftFile].flat());
    const executor = rowFaults.nameIn(
      createExecutor({ ...shared, cache, ledger: stores.ledger, timeoutMilliseconds, cacheSeconds }),
    );
    const { planners, answerer, catalogue } = byModel(models, (model): ModelParts => {
      const run = async (persona: Persona, plan: Plan, rows: number) =>
        runPlan({ model, engine, clock }, persona, plan, rows);
      const own = createPlanners(engine, persona =>
        build({ model, persona, run: (plan, rows) => run(persona, plan, rows) }),
      );
      return {
        planners: own,
        answerer: createAnswerer({
          ...shared,
          agents: createAgents,
          model,
          executor,
          planners: own,
          reader: openReaderOf?.(model),
        }),
        catalogue: rowFaults.tellIn(createCatalogue({ model, engine, planners: own, run })),
      };
    });
    return {
      model: models.first,
      models,
      personas,
      engine,
      stores,
      cache,
      executor,
      planners,
      answerer,
      catalogue,
      suggestions: createSuggestions(planners, stores.conversations),
      clock,
      modelService,
      tryRows: () => rowFaults.find(),
      close: () => closeAll(opened),
    };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

async function readerFor(modelService: ModelService, ledger: Ledger, clock: Clock) {
  const { planJsonSchema } = await import('../adapters/plan-json-schema.ts');
  const shared = { ...modelService, ledger, clock, planSchema: planJsonSchema() };
  return (model: ResolvedModel) => createReader({ ...shared, model });
}

async function closeAll(opened: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const each of opened.toReversed()) await each.close();
}

async function openCache(url: string | undefined): Promise<ResultCache> {
  const memory = createLruCache();
  if (url === undefined) return memory;
  const { openRedisCache } = await import('../adapters/redis-cache.ts');
  const { layerCaches } = await import('../adapters/layered-cache.ts');
  return layerCaches(memory, await openRedisCache({ url }));
}

async function openState(
  directory: string | undefined,
  maximumBytes: number | undefined,
): Promise<{ stores: Stores; close(): Promise<void> }> {
  if (directory !== undefined) {
    const stores = await openSqliteStores({ directory, maximumBytes });
    return { stores, close: () => stores.close() };
  }
  const temporary = await mkdtemp(join(tmpdir(), 'sophia-state-'));
  const stores = await openSqliteStores({ directory: temporary });
  return {
    stores,
    async close() {
      await stores.close();
      await rm(temporary, { recursive: true, force: true });
    },
  };
}
