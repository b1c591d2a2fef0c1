import { CircuitBreaker } from '../../../core/language-model/circuit-breaker.ts';
import { createReader, type Reader } from '../../../core/language-model/reader.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Ledger } from '../../../core/ports/stores.ts';
import type { ResolvedModel } from '../../../core/semantic/resolve/model.ts';
import { EnvironmentFault } from '../../environment.ts';
import type { Telemetry } from '../../telemetry.ts';
import { measuredModel } from '../measured.ts';
import type { CloudSettings } from '../settings.ts';

/** What asks the language model about a semantic model. One breaker for all of them, since it is one service. */
export async function openReaders(
  settings: CloudSettings,
  ledger: Ledger,
  clock: Clock,
  telemetry: Telemetry,
): Promise<((model: ResolvedModel) => Reader) | undefined> {
  const modelId = settings.SOPHIA_LANGUAGE_MODEL;
  if (modelId === undefined) return undefined;
  const { openBedrock } = await import('../../../adapters/bedrock.ts');
  const { bedrockPrices } = await import('../../../adapters/bedrock/prices.ts');
  const { planJsonSchema } = await import('../../../adapters/plan-json-schema.ts');
  const prices = settings.SOPHIA_LANGUAGE_MODEL_PRICES ?? bedrockPrices(modelId);
  if (!prices) {
    const mend = 'Give its prices in SOPHIA_LANGUAGE_MODEL_PRICES.';
    throw new EnvironmentFault([`SOPHIA_LANGUAGE_MODEL: the price of ${modelId} is not known. ${mend}`]);
  }
  const languageModel = measuredModel(openBedrock({ modelId, prices }), telemetry);
  const shared = {
    languageModel,
    breaker: new CircuitBreaker(clock),
    ledger,
    clock,
    planSchema: planJsonSchema(),
    onOutcome: (outcome: unknown, error: unknown) => {
      const level = error === undefined ? 'info' : 'warning';
      telemetry.log({ level, message: 'A language model was asked', outcome, fault: error && String(error) });
    },
  };
  return model => createReader({ ...shared, model });
}
