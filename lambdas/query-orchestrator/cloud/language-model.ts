import type { ModelService } from '../../../core/language-model/asker.ts';
import { CircuitBreaker } from '../../../core/language-model/circuit-breaker.ts';
import { createReader, type Reader } from '../../../core/language-model/reader.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Ledger } from '../../../core/ports/stores.ts';
import type { ResolvedModel } from '../../../core/semantic/resolve/model.ts';
import { EnvironmentFault } from '../../environment.ts';
import type { Telemetry } from '../../telemetry.ts';
import { measuredModel } from '../measured.ts';
import type { CloudSettings } from '../settings.ts';

/** The language model of the settings, with the one breaker of all that ask it. @throws EnvironmentFault */
export async function openModelService(
  settings: CloudSettings,
  clock: Clock,
  telemetry: Telemetry,
): Promise<ModelService | undefined> {
  const modelId = settings.SOPHIA_LANGUAGE_MODEL;
  if (modelId === undefined) return undefined;
  const { openBedrock } = await import('../../../adapters/bedrock.ts');
  const { bedrockPrices } = await import('../../../core/ledger/bedrock-prices.ts');
  const prices = settings.SOPHIA_LANGUAGE_MODEL_PRICES ?? bedrockPrices(modelId);
  if (!prices) {
    const mend = 'Give its prices in SOPHIA_LANGUAGE_MODEL_PRICES.';
    throw new EnvironmentFault([`SOPHIA_LANGUAGE_MODEL: the price of ${modelId} is not known. ${mend}`]);
  }
  const languageModel = measuredModel(openBedrock({ modelId, prices }), telemetry);
  return { languageModel, breaker: new CircuitBreaker(clock) };
}

/** What asks it for plans, by the semantic model that they are over. */
export async function openReaders(
  service: ModelService,
  ledger: Ledger,
  clock: Clock,
  telemetry: Telemetry,
): Promise<(model: ResolvedModel) => Reader> {
  const { planJsonSchema } = await import('../../../adapters/plan-json-schema.ts');
  const planSchema = planJsonSchema();
  return model =>
    createReader({
      ...{ ...service, model, ledger, clock, planSchema },
      onOutcome: (outcome, error) => {
        const level = error === undefined ? 'info' : 'warning';
        telemetry.log({ level, message: 'A language model was asked', outcome, fault: error && String(error) });
      },
    });
}
