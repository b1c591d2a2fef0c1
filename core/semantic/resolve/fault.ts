import type { ErrorCode, SophiaError } from '../../errors.ts';
import { isSophiaError } from '../../errors.ts';
import type { ModelFault, Place } from '../model/types.ts';

const MENDS: Partial<Record<ErrorCode, string>> = {
  E_NAME_NOT_FOUND: 'Write dataset.field for a field, the bare name for a metric, or declare what is missing.',
  E_AGGREGATE_IN_FIELD: 'Move the expression to the metrics of the model.',
  E_NESTED_AGGREGATION_DEFERRED: 'Take out the inner aggregate, or the outer one.',
  E_WINDOWED_METRIC_COMPOSITION: 'Use the windowed metric by itself as a measure.',
  E_UNAGGREGATED_FINER_GRAIN_REFERENCE: 'Make it a metric with an aggregate.',
  E3012_MN_NO_SAFE_REWRITE: 'Add a bridge dataset between the two.',
  E_NO_PATH: 'Add a relationship between the two.',
  'model.cycle': 'Let one of them use physical columns.',
};

export const faultOf = (error: SophiaError, place: Place, file: string): ModelFault => ({
  ...place,
  file,
  code: error.code,
  message: error.message,
  mend: MENDS[error.code] ?? 'Correct the expression.',
});

/** Gathers faults instead of stopping at the first. */
export class FaultList {
  readonly faults: ModelFault[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(error: SophiaError, place: Place): void {
    this.faults.push(faultOf(error, place, this.#file));
  }

  /** The result, or undefined after noting the fault. Errors that are no fault of the model go on. */
  attempt<T>(place: Place, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!isSophiaError(error)) throw error;
      this.add(error, place);
      return undefined;
    }
  }
}
