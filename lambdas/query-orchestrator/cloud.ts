import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openCognito } from '../../adapters/cognito.ts';
import { sharedSecret } from '../../adapters/dynamodb/secret.ts';
import { openDynamoStores } from '../../adapters/dynamodb/stores.ts';
import { createLruCache } from '../../adapters/lru-cache.ts';
import { createAgents } from '../../core/agents/agents.ts';
import { createAnswerer, runPlan } from '../../core/answer/answerer.ts';
import { createCatalogue } from '../../core/answer/catalogue.ts';
import { createExecutor } from '../../core/answer/execute.ts';
import { createPlanners } from '../../core/answer/planners.ts';
import { createAnswerService } from '../../core/answer/service.ts';
import { createSuggestions } from '../../core/answer/suggestions.ts';
import { createPlanner } from '../../core/ask/planner.ts';
import { createDirectorySessions } from '../../core/identity/directory-sessions.ts';
import { loadPersonas } from '../../core/identity/load-personas.ts';
import { analyst, type Persona } from '../../core/identity/persona.ts';
import { randomId } from '../../core/identity/secrets.ts';
import { CircuitBreaker } from '../../core/language-model/circuit-breaker.ts';
import { createReader, type Reader } from '../../core/language-model/reader.ts';
import { athenaPrices, type PriceTable } from '../../core/ledger/prices.ts';
import { type Clock, systemClock } from '../../core/ports/clock.ts';
import type { QueryEngine } from '../../core/ports/query-engine.ts';
import type { ResultCache } from '../../core/ports/result-cache.ts';
import type { Ledger } from '../../core/ports/stores.ts';
import { loadModel } from '../../core/semantic/model/load.ts';
import { type ResolvedModel, resolveModel } from '../../core/semantic/resolve/model.ts';
import { embedSources } from '../../core/semantic/sources.ts';
import { EnvironmentFault } from '../environment.ts';
import type { Telemetry } from '../telemetry.ts';
import { cachedRun } from './cached-run.ts';
import type { OrchestratorDependencies } from './dependencies.ts';
import { measuredAnswers, measuredEngine, measuredModel } from './measured.ts';
import { faultOf } from './problem.ts';
import type { CloudSettings } from './settings.ts';

export interface CloudOptions {
  readonly telemetry: Telemetry;
  readonly version: string;
  readonly clock?: Clock | undefined;
  /** Seconds that a query may run. Default 60. */
  readonly timeoutSeconds?: number | undefined;
  readonly waitSeconds?: number | undefined;
  readonly alwaysWait?: boolean | undefined;
  readonly addressOf: OrchestratorDependencies['addressOf'];
}

const maxRows = 10_000;
const cacheSeconds = 24 * 60 * 60;
/** Pico-dollars of a gigabyte-millisecond on arm64: $0.0000133334 a GB-second (https://aws.amazon.com/lambda/pricing/). */
const armGigabyteMillisecond = 13_333.4;

/**
 * All that the API stands on, on AWS: the same parts as on one machine, over other adapters.
 *
 * @throws EnvironmentFault, model.invalid, personas.invalid, storage.failed
 */
export async function openCloud(
  settings: CloudSettings,
  options: CloudOptions,
): Promise<{ dependencies: OrchestratorDependencies; close(): Promise<void> }> {
  const { telemetry } = options;
  const clock = options.clock ?? systemClock;
  const model = await openModel(settings);
  const personas = await readPersonas(settings, model);
  const engine = measuredEngine(await openEngine(settings, personas), telemetry);
  const { SOPHIA_SESSIONS_TABLE: sessions, SOPHIA_CONVERSATIONS_TABLE: conversations } = settings;
  const { SOPHIA_LEDGER_TABLE: ledger, SOPHIA_AUDIT_TABLE: audit } = settings;
  const stores = openDynamoStores({ tables: { sessions, conversations, ledger, audit } });
  const [cache, secret] = await Promise.all([openCache(settings, telemetry), sharedSecret({ table: sessions })]);
  const directory = openCognito({
    userPoolId: settings.SOPHIA_USER_POOL_ID,
    clientId: settings.SOPHIA_USER_POOL_CLIENT_ID,
    endpoint: settings.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? settings.AWS_ENDPOINT_URL,
  });
  const run = cachedRun(
    async (persona, plan, rows) => runPlan({ model, engine, clock }, persona, plan, rows),
    engine,
    cache,
  );
  const planners = createPlanners(engine, persona =>
    createPlanner({ model, persona, run: (plan, rows) => run(persona, plan, rows) }),
  );
  const prices = pricesOf(settings);
  const timeoutMilliseconds = (options.timeoutSeconds ?? 60) * 1000;
  const shared = { engine, clock, maxRows, prices };
  const executor = createExecutor({ ...shared, cache, ledger: stores.ledger, timeoutMilliseconds, cacheSeconds });
  const reader = await openReader(settings, model, stores.ledger, clock, telemetry);
  const answers = createAnswerService({
    answerer: createAnswerer({ ...shared, agents: createAgents, model, executor, planners, reader }),
    ...stores,
    clock,
    serverId: randomId('srv'),
    // Servers here know nothing of each other: a question that another was left with reads as failed.
    isAlive: () => false,
  });
  return {
    dependencies: {
      sessions: createDirectorySessions({ directory, store: stores.sessions, audit: stores.audit, clock, secret }),
      answers: measuredAnswers(answers, telemetry),
      catalogue: createCatalogue({ model, engine, planners, run }),
      suggestions: createSuggestions(planners, stores.conversations),
      personas,
      ledger: stores.ledger,
      clock,
      cacheStatistics: () => cache.statistics(),
      runStatistics: () => executor.statistics(),
      health: async () => ({ engine: engine.dialect, freshness: await engine.freshness() }),
      log: telemetry.log,
      version: options.version,
      secureCookies: true,
      waitSeconds: options.waitSeconds,
      alwaysWait: options.alwaysWait,
      addressOf: options.addressOf,
    },
    async close() {
      await answers.drain(10_000);
      await Promise.all([engine.close(), stores.close(), cache.close(), directory.close()]);
    },
  };
}

const pathOf = (settings: CloudSettings, file: string): string => resolve(settings.LAMBDA_TASK_ROOT ?? '.', file);

async function readText(settings: CloudSettings, variable: 'SOPHIA_MODEL_FILE' | 'SOPHIA_PERSONAS_FILE', file: string) {
  return readFile(pathOf(settings, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new EnvironmentFault([`${variable}: ${file} can't be read (${error.code}). Put it into the archive.`]);
  });
}

/** Of a dotted source the last part names the table: the database is a setting. */
async function openModel(settings: CloudSettings): Promise<ResolvedModel> {
  const file = settings.SOPHIA_MODEL_FILE;
  const model = loadModel(await readText(settings, 'SOPHIA_MODEL_FILE', file), { file });
  return resolveModel(embedSources(model), { file });
}

async function readPersonas(settings: CloudSettings, { model }: ResolvedModel): Promise<readonly Persona[]> {
  const file = settings.SOPHIA_PERSONAS_FILE;
  if (file === undefined) return [analyst];
  return loadPersonas(await readText(settings, 'SOPHIA_PERSONAS_FILE', file), { file, model });
}

async function openEngine(settings: CloudSettings, personas: readonly Persona[]): Promise<QueryEngine> {
  if (settings.SOPHIA_ENGINE === 'redshift') {
    const { openRedshift } = await import('../../adapters/redshift.ts');
    return openRedshift({
      workgroup: settings.SOPHIA_REDSHIFT_WORKGROUP ?? '',
      database: settings.SOPHIA_REDSHIFT_DATABASE ?? '',
      schema: settings.SOPHIA_REDSHIFT_SCHEMA,
      secretArn: settings.SOPHIA_REDSHIFT_SECRET_ARN,
    });
  }
  const workgroups = settings.SOPHIA_ATHENA_WORKGROUPS ?? {};
  const without = personas.filter(({ name }) => workgroups[name] === undefined);
  if (without.length > 0) {
    const names = without.map(({ name }) => name).join(', ');
    throw new EnvironmentFault([
      `SOPHIA_ATHENA_WORKGROUPS: it has no workgroup of ${names}. Name one for each persona.`,
    ]);
  }
  const { openAthena } = await import('../../adapters/athena.ts');
  return openAthena({
    database: settings.SOPHIA_ATHENA_DATABASE ?? '',
    workgroup: Object.values(workgroups)[0] ?? 'primary',
    workgroups,
    catalog: settings.SOPHIA_ATHENA_CATALOG,
    s3Endpoint: settings.AWS_ENDPOINT_URL_S3 ?? settings.AWS_ENDPOINT_URL,
  });
}

/** In memory, and what servers share behind it. A shared cache that can't be had is gone without, and logged. */
async function openCache({ SOPHIA_CACHE_SECRET_ARN: arn }: CloudSettings, telemetry: Telemetry): Promise<ResultCache> {
  const memory = createLruCache();
  if (arn === undefined) return memory;
  const { readSecretUrl } = await import('../../adapters/secrets-manager.ts');
  const { openRedisCache } = await import('../../adapters/redis-cache.ts');
  const { layerCaches } = await import('../../adapters/layered-cache.ts');
  const warn = seldom((fault: unknown) => {
    telemetry.log({ level: 'warning', message: 'The shared cache can not be used', fault: faultOf(fault) });
  });
  try {
    return layerCaches(memory, await openRedisCache({ url: await readSecretUrl(arn), onError: warn }));
  } catch (error) {
    warn(error);
    return memory;
  }
}

/** Called once a minute at most: a server that is down is tried every other second. */
function seldom<T>(work: (value: T) => void): (value: T) => void {
  let next = 0;
  return value => {
    if (performance.now() < next) return;
    next = performance.now() + 60_000;
    work(value);
  };
}

async function openReader(
  settings: CloudSettings,
  model: ResolvedModel,
  ledger: Ledger,
  clock: Clock,
  telemetry: Telemetry,
): Promise<Reader | undefined> {
  const modelId = settings.SOPHIA_LANGUAGE_MODEL;
  if (modelId === undefined) return undefined;
  const { openBedrock } = await import('../../adapters/bedrock.ts');
  const { bedrockPrices } = await import('../../adapters/bedrock/prices.ts');
  const { planJsonSchema } = await import('../../adapters/plan-json-schema.ts');
  const prices = settings.SOPHIA_LANGUAGE_MODEL_PRICES ?? bedrockPrices(modelId);
  if (!prices) {
    const mend = 'Give its prices in SOPHIA_LANGUAGE_MODEL_PRICES.';
    throw new EnvironmentFault([`SOPHIA_LANGUAGE_MODEL: the price of ${modelId} is not known. ${mend}`]);
  }
  const languageModel = measuredModel(openBedrock({ modelId, prices }), telemetry);
  return createReader({
    model,
    languageModel,
    breaker: new CircuitBreaker(clock),
    ledger,
    clock,
    planSchema: planJsonSchema(),
    onOutcome: (outcome, error) => {
      const level = error === undefined ? 'info' : 'warning';
      telemetry.log({ level, message: 'A language model was asked', outcome, fault: error && String(error) });
    },
  });
}

function pricesOf({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: megabytes }: CloudSettings): PriceTable {
  if (megabytes === undefined) return athenaPrices;
  return {
    ...athenaPrices,
    computePerGigabyteMillisecond: armGigabyteMillisecond,
    computeGigabytes: megabytes / 1024,
  };
}
