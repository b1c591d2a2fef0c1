import type { ErrorCode } from '../../errors.ts';
import { SophiaError } from '../../errors.ts';
import type { ModelFault, Place } from './types.ts';

interface Wording<D> {
  message(details: D): string;
  mend(details: D): string;
}

const wording = <D>(message: (details: D) => string, mend: (details: D) => string): Wording<D> => ({ message, mend });
const near = (nearest: string | undefined) => (nearest ? ` The nearest name is ${nearest}.` : '');

/** Every fault that a model file can have by itself, before names are resolved. */
const faultWordings = {
  'model.too_large': wording<{ length: number; limit: number }>(
    d => `The file has ${d.length} characters, more than ${d.limit}.`,
    () => 'Split it into several models.',
  ),
  'model.yaml': wording<{ reason: string }>(
    d => `The file is no valid YAML: ${d.reason}`,
    () => 'Mend the syntax at this line.',
  ),
  'model.prepared': wording(
    () => 'The file is not one that a deployment has prepared.',
    () => 'Deploy again; do not change files of the archive.',
  ),
  'model.shape': wording<{ what: string; expected: string; found: string }>(
    d => `${d.what} must be ${d.expected}, but is ${d.found}.`,
    d => `Write ${d.expected}.`,
  ),
  'model.missing': wording<{ what: string; key: string }>(
    d => `${d.what} has no ${d.key}.`,
    d => `Add ${d.key}.`,
  ),
  'model.version_unknown': wording<{ version: string }>(
    d => `The version ${d.version} of the standard is not known.`,
    () => 'Use a version from 0.1 to 1.0.',
  ),
  E_INVALID_NATURAL_GRAIN: wording<{ name: string }>(
    d => `The natural grain names ${d.name}, which is no dataset of the model.`,
    () => 'Leave natural_grain out.',
  ),
  'model.unknown_model': wording<{ name: string; known: string }>(
    d => `The file has no model ${d.name}.`,
    d => `Choose one of ${d.known}.`,
  ),
  'model.dialect_unsupported': wording<{ found: string }>(
    d => `The expression is given in ${d.found} only.`,
    () => 'Add it in the dialect Ossie_SQL_2026 or ANSI_SQL.',
  ),
  'model.expression': wording<{ reason: string }>(
    d => d.reason,
    () => 'Mend the expression.',
  ),
  'model.unknown_value': wording<{ what: string; value: string; known: string }>(
    d => `${d.what} cannot be ${d.value}.`,
    d => `Use one of ${d.known}.`,
  ),
  'model.extension': wording<{ key: string; expected: string }>(
    d => `The extension's ${d.key} is not ${d.expected}.`,
    d => `Write ${d.key} as ${d.expected}.`,
  ),
  'model.extension_json': wording<{ reason: string }>(
    d => `The data of the extension is no JSON object: ${d.reason}`,
    () => 'Write a JSON object, such as {"unit": "USD"}.',
  ),
  'model.key_length': wording<{ relationship: string; from: number; to: number }>(
    d => `The relationship ${d.relationship} has ${d.from} from_columns but ${d.to} to_columns.`,
    () => 'List as many to_columns as from_columns, in the same order.',
  ),
  E_NAME_NOT_FOUND: wording<{ name: string; nearest?: string | undefined; known: string }>(
    d => `Nothing is named ${d.name}.${near(d.nearest)}`,
    d => `Use one of ${d.known}.`,
  ),
  E_NAME_COLLISION: wording<{ name: string; kinds: string; line: number }>(
    d => `The name ${d.name} is used more than once (${d.kinds}).`,
    d => `Rename it, or the one of line ${d.line}.`,
  ),
  E_DEFERRED_KEY_REJECTED: wording<{ key: string; mend: string }>(
    d => `${d.key} is kept for a later version of the standard.`,
    d => `${d.mend.charAt(0).toUpperCase()}${d.mend.slice(1)}.`,
  ),
  E_AGGREGATE_IN_FIELD: wording<{ field: string; aggregate: string }>(
    d => `The field ${d.field} aggregates (${d.aggregate}).`,
    () => 'Move it to the metrics of the model.',
  ),
  E_UNAGGREGATED_FINER_GRAIN_REFERENCE: wording<{ metric: string }>(
    d => `The metric ${d.metric} has neither an aggregate nor another metric in it.`,
    () => 'Put its fields inside an aggregate such as SUM, COUNT or AVG, or make it a field.',
  ),
} as const;

export type FaultCode = keyof typeof faultWordings;
export type FaultDetails<C extends FaultCode> = Parameters<(typeof faultWordings)[C]['message']>[0];

export const byLine = (faults: readonly ModelFault[]): readonly ModelFault[] =>
  faults.toSorted((a, b) => a.line - b.line);

/** Collects the faults of one file, so that all are told at once. */
export class FaultLog {
  readonly #file: string;
  readonly #faults: ModelFault[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  get isEmpty(): boolean {
    return this.#faults.length === 0;
  }

  /** Every fault so far, by line. */
  get all(): readonly ModelFault[] {
    return byLine(this.#faults);
  }

  add<C extends FaultCode>(place: Place, code: C, details: FaultDetails<C>): void {
    const { message, mend } = faultWordings[code] as Wording<FaultDetails<C>>;
    this.#push(place, code, message(details), mend(details));
  }

  /** An error of an expression, told with its own code and words. */
  addError(place: Place, error: SophiaError): void {
    this.#push(place, error.code, error.message, faultWordings['model.expression'].mend({ reason: '' }));
  }

  /** @throws SophiaError model.invalid with every fault, by line, when there is any */
  throwIfAny(): void {
    if (this.isEmpty) return;
    throw new SophiaError('model.invalid', [], { faults: this.all });
  }

  #push(place: Place, code: ErrorCode | FaultCode, message: string, mend: string): void {
    this.#faults.push(Object.freeze({ file: this.#file, line: place.line, path: place.path, code, message, mend }));
  }
}
