import { isSophiaError, type SophiaError } from '../errors.ts';
import type { Select } from '../sql/nodes.ts';
import { trialQuery } from './compile/trial.ts';
import type { Expression } from './expression/nodes.ts';
import type { ResolvedDataset, ResolvedModel } from './resolve/types.ts';

/** What of a model an engine can't compute. */
export interface Failure {
  readonly dataset: string;
  /** The field; absent where all of the dataset is concerned. */
  readonly field?: string | undefined;
  readonly of: 'source' | 'key' | 'field';
  readonly error: SophiaError;
}

/** Runs a query on the engine; what it gives is not wanted. */
export type RunQuery = (query: Select) => Promise<unknown>;

/** Tries every dataset on the engine, without reading rows: one query each, and one a part of those that fail. */
export async function tryModel(model: ResolvedModel, run: RunQuery): Promise<readonly Failure[]> {
  const tried = await Promise.all([...model.datasets.values()].map(each => tryDataset(model, each, run)));
  return tried.flat();
}

async function tryDataset(
  model: ResolvedModel,
  { dataset: { name }, fields, primaryKey }: ResolvedDataset,
  run: RunQuery,
): Promise<readonly Failure[]> {
  const attempt = (parts: readonly Expression[]) => failureOf(() => run(trialQuery(model, name, parts)));
  const keys = [...primaryKey, ...model.graph.steps(name).flatMap(step => step.sourceKeys)];
  const declared = [...fields.values()].filter(({ field }) => field !== undefined);
  const ofField = (field: string): Expression => ({ kind: 'field', dataset: name, field });
  if (!(await attempt([...keys, ...declared.map(each => ofField(each.name))]))) return [];
  const ofSource = await attempt([]);
  if (ofSource) return [{ dataset: name, of: 'source', error: ofSource }];
  const ofKey = await attempt(keys);
  if (ofKey) return [{ dataset: name, of: 'key', error: ofKey }];
  const failures: Failure[] = [];
  for (const { name: field } of declared) {
    const error = await attempt([ofField(field)]);
    if (error) failures.push({ dataset: name, field, of: 'field', error });
  }
  return failures;
}

/** What says nothing of the model: a file that can be written anew, an engine that had no time. */
const passing: readonly string[] = ['engine.table_unreadable', 'engine.timeout', 'engine.cancelled'];

async function failureOf(work: () => Promise<unknown>): Promise<SophiaError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return passing.includes(error.code) ? undefined : error;
  }
}
