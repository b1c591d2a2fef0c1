import { openCognito } from '../../../adapters/cognito.ts';
import { sharedSecret } from '../../../adapters/dynamodb/secret.ts';
import { type DynamoStores, openDynamoStores } from '../../../adapters/dynamodb/stores.ts';
import { type Answerer, createAnswerer } from '../../../core/answer/answerer.ts';
import { byModel, type ModelParts } from '../../../core/answer/by-model.ts';
import { type Catalogue, createCatalogue } from '../../../core/answer/catalogue.ts';
import { createExecutor, type Executor } from '../../../core/answer/execute.ts';
import { usualRows } from '../../../core/answer/most-rows.ts';
import { createPlanners, type Planners } from '../../../core/answer/planners.ts';
import { runPlan } from '../../../core/answer/run-plan.ts';
import { createSuggestions, type Suggestions } from '../../../core/answer/suggestions.ts';
import { createDirectorySessions } from '../../../core/identity/directory-sessions.ts';
import type { Persona } from '../../../core/identity/persona.ts';
import { randomId } from '../../../core/identity/secrets.ts';
import type { Sessions } from '../../../core/identity/sessions.ts';
import type { ModelService } from '../../../core/language-model/asker.ts';
import { athenaPrices, type PriceTable } from '../../../core/ledger/prices.ts';
import { type Clock, systemClock } from '../../../core/ports/clock.ts';
import type { IdentityProvider } from '../../../core/ports/identity-provider.ts';
import type { QueryEngine } from '../../../core/ports/query-engine.ts';
import type { ResultCache } from '../../../core/ports/result-cache.ts';
import type { ParseText } from '../../../core/semantic/model/entry.ts';
import type { Models } from '../../../core/semantic/models.ts';
import type { ResolvedModel } from '../../../core/semantic/resolve/model.ts';
import type { Telemetry } from '../../telemetry.ts';
import { cachedRun } from '../cached-run.ts';
import { measuredEngine } from '../measured.ts';
import type { CloudSettings } from '../settings.ts';
import { openCache } from './cache.ts';
import { openEngine } from './engine.ts';
import { openModelService, openReaders } from './language-model.ts';
import { openModels } from './models.ts';

export interface CloudPlatformOptions {
  readonly telemetry: Telemetry;
  /** Reads the form that files of models and personas are written in. */
  readonly parse: ParseText;
  readonly clock?: Clock | undefined;
  /** Seconds that a query may run. Default 60. */
  readonly timeoutSeconds?: number | undefined;
}

/** All that answers on AWS in one process: the same parts as on one machine, over other adapters. */
export interface CloudPlatform {
  /** The first of the models. */
  readonly model: ResolvedModel;
  readonly models: Models;
  readonly personas: readonly Persona[];
  readonly engine: QueryEngine;
  readonly stores: DynamoStores;
  readonly cache: ResultCache;
  readonly executor: Executor;
  readonly planners: Planners;
  readonly answerer: Answerer;
  readonly catalogue: Catalogue;
  readonly suggestions: Suggestions;
  readonly identities: IdentityProvider;
  readonly sessions: Sessions;
  /** The installation's own, the same for all servers. */
  readonly secret: Uint8Array;
  /** Names this process among the servers. */
  readonly serverId: string;
  readonly clock: Clock;
  /** The language model, where one is configured. */
  readonly modelService?: ModelService | undefined;
  close(): Promise<void>;
}

const cacheSeconds = 24 * 60 * 60;

/**
 * Opens the platform over the services of AWS.
 *
 * @throws EnvironmentFault, model.invalid, personas.invalid, storage.failed
 */
export async function openCloudPlatform(
  settings: CloudSettings,
  { telemetry, parse, clock = systemClock, timeoutSeconds = 60 }: CloudPlatformOptions,
): Promise<CloudPlatform> {
  // Read while the services are waited for, and not before anything at all is asked.
  const modules = Promise.all([import('../../../core/agents/agents.ts'), import('../../../core/ask/planner.ts')]);
  modules.catch(() => undefined);
  const { models, personas } = await openModels(settings, parse);
  const engine = measuredEngine(await openEngine(settings, personas), telemetry);
  const stores = openStores(settings);
  const table = settings.SOPHIA_SESSIONS_TABLE;
  const [cache, secret] = await Promise.all([openCache(settings, telemetry), sharedSecret({ table })]);
  const directory = openCognito({
    userPoolId: settings.SOPHIA_USER_POOL_ID,
    clientId: settings.SOPHIA_USER_POOL_CLIENT_ID,
    endpoint: settings.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? settings.AWS_ENDPOINT_URL,
  });
  const { ledger, audit, sessions: store } = stores;
  const shared = { engine, clock, maxRows: usualRows, prices: pricesOf(settings) };
  const executor = createExecutor({
    ...{ ...shared, cache, ledger, cacheSeconds },
    timeoutMilliseconds: timeoutSeconds * 1_000,
  });
  const modelService = await openModelService(settings, clock, telemetry);
  const readerOf = modelService && (await openReaders(modelService, ledger, clock, telemetry));
  const [{ createAgents }, { createPlanner }] = await modules;
  const { planners, answerer, catalogue } = byModel(models, (model): ModelParts => {
    const run = cachedRun(
      async (persona, plan, rows) => runPlan({ model, engine, clock }, persona, plan, rows),
      engine,
      cache,
    );
    const own = createPlanners(engine, persona =>
      createPlanner({ model, persona, run: (plan, rows) => run(persona, plan, rows) }),
    );
    return {
      planners: own,
      answerer: createAnswerer({
        ...{ ...shared, agents: createAgents, model, executor, planners: own },
        reader: readerOf?.(model),
      }),
      catalogue: createCatalogue({ model, engine, planners: own, run }),
    };
  });
  return {
    ...{ model: models.first, models, personas, engine, stores, cache, executor, planners, answerer, catalogue },
    suggestions: createSuggestions(planners, stores.conversations),
    identities: directory,
    sessions: createDirectorySessions({ directory, store, audit, clock, secret }),
    ...{ secret, serverId: randomId('srv'), clock, modelService },
    async close() {
      await Promise.all([engine.close(), stores.close(), cache.close(), directory.close()]);
    },
  };
}

function openStores(settings: CloudSettings): DynamoStores {
  const { SOPHIA_SESSIONS_TABLE: sessions, SOPHIA_CONVERSATIONS_TABLE: conversations } = settings;
  const { SOPHIA_LEDGER_TABLE: ledger, SOPHIA_AUDIT_TABLE: audit } = settings;
  return openDynamoStores({ tables: { sessions, conversations, ledger, audit } });
}

function pricesOf({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: megabytes }: CloudSettings): PriceTable {
  if (megabytes === undefined) return athenaPrices;
  return { ...athenaPrices, computeGigabytes: megabytes / 1024 };
}
