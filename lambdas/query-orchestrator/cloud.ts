import { createAnswerService } from '../../core/answer/service.ts';
import { systemScheduler } from '../../core/ports/scheduler.ts';
import { type CloudPlatform, type CloudPlatformOptions, openCloudPlatform } from './cloud/platform.ts';
import type { OrchestratorDependencies } from './dependencies.ts';
import { measuredAnswers } from './measured.ts';
import type { CloudSettings } from './settings.ts';

/** How long a question that somebody was left with counts as running after its server said so last. */
const leaseMilliseconds = 30_000;

export interface CloudOptions extends CloudPlatformOptions {
  readonly version: string;
  readonly waitSeconds?: number | undefined;
  readonly alwaysWait?: boolean | undefined;
  readonly addressOf: OrchestratorDependencies['addressOf'];
}

export interface Cloud {
  readonly platform: CloudPlatform;
  readonly dependencies: OrchestratorDependencies;
  /** Lets the running questions end, ten seconds at most, and lets go of everything. */
  close(): Promise<void>;
}

/**
 * All that the API of questions stands on, on AWS.
 *
 * @throws EnvironmentFault, model.invalid, personas.invalid, storage.failed
 */
export async function openCloud(settings: CloudSettings, options: CloudOptions): Promise<Cloud> {
  const { telemetry } = options;
  const platform = await openCloudPlatform(settings, options);
  const { stores, cache, executor, engine, clock, answerer, serverId } = platform;
  const answers = createAnswerService({
    ...{ answerer, ...stores, clock, serverId },
    // Servers here know nothing of each other but what the store tells.
    isAlive: () => false,
    lease: { milliseconds: leaseMilliseconds, scheduler: systemScheduler },
  });
  const { sessions, catalogue, suggestions, personas } = platform;
  return {
    platform,
    dependencies: {
      ...{ sessions, catalogue, suggestions, personas, ledger: stores.ledger, clock },
      answers: measuredAnswers(answers, telemetry),
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
      await platform.close();
    },
  };
}
