import { type Assistant, createAssistant } from '../../../core/dashboards/assist/assistant.ts';
import type { ResolvedModel } from '../../../core/semantic/resolve/types.ts';
import type { LogEntry } from '../../query-orchestrator/dependencies.ts';
import { faultOf } from '../../query-orchestrator/problem.ts';
import type { DashboardPlatform } from './platform.ts';

/** What asks the platform's language model for operations; undefined where it has none. */
export function assistantsOf(
  { modelService, models, stores, clock }: DashboardPlatform,
  log: (entry: LogEntry) => void,
): ((model: ResolvedModel) => Assistant) | undefined {
  if (!modelService) return undefined;
  return model =>
    createAssistant({
      ...modelService,
      model,
      models: models.names,
      ledger: stores.ledger,
      clock,
      // Read when somebody needs it: most requests are carried out without a model.
      operationSchema: async () => (await import('../../../adapters/operations-json-schema.ts')).operationsJsonSchema(),
      onOutcome: (outcome, error) =>
        log({
          level: error === undefined ? 'info' : 'warning',
          message: 'A language model was asked to change a dashboard',
          outcome,
          ...(error !== undefined && { fault: faultOf(error) }),
        }),
    });
}
