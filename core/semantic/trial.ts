import { isSophiaError, type SophiaError } from '../errors.ts';
import type { Select } from '../sql/nodes.ts';
import { compileQuery } from './compile/compile.ts';
import { trialQuery } from './compile/trial.ts';
import type { Expression } from './expression/nodes.ts';
import type { ResolvedDataset, ResolvedModel } from './resolve/types.ts';

/** What of a model an engine can't compute. */
export type Failure = DatasetFailure | MetricFailure;

interface DatasetFailure {
  readonly dataset: string;
  /** The field; absent where all of the dataset is concerned. */
  readonly field?: string | undefined;
  readonly of: 'source' | 'key' | 'field';
  readonly error: SophiaError;
}

export interface MetricFailure {
  readonly metric: string;
  readonly of: 'metric';
  readonly error: SophiaError;
}

/** Runs a query on the engine; what it gives is not wanted. */
export type RunQuery = (query: Select) => Promise<unknown>;

/** Tries every dataset on the engine, without reading rows: one query each, and one a part of those that fail. */
export async function tryModel(model: ResolvedModel, run: RunQuery): Promise<readonly Failure[]> {
  const tried = await Promise.all([...model.datasets.values()].map(each => tryDataset(model, each, run)));
  return tried.flat();
}

/**
 * Tries every metric of a model whose datasets can be computed, without reading rows. One that has a value for each row
 * instead of one for all is no number that could be asked for: its columns are in a function that is no aggregate.
 */
export async function tryMetrics(model: ResolvedModel, run: RunQuery): Promise<readonly MetricFailure[]> {
  const unfit: MetricFailure[] = [];
  const askable: string[] = [];
  for (const metric of model.metrics.keys()) {
    const query = compiled(model, [metric]);
    if (!isSophiaError(query)) askable.push(metric);
    else if (query.code === 'E_UNAGGREGATED_FINER_GRAIN_REFERENCE') unfit.push({ metric, of: 'metric', error: query });
  }
  return [...unfit, ...(await tryOnEngine(model, askable, run))];
}

async function tryOnEngine(
  model: ResolvedModel,
  metrics: readonly string[],
  run: RunQuery,
): Promise<readonly MetricFailure[]> {
  const errorOf = async (query: Select) => failureOf(() => run({ ...query, limit: 0 }));
  // Most models have no such fault: one query tells.
  const all = metrics.length === 0 ? undefined : metricsQuery(model, metrics);
  if (metrics.length === 0 || (all && !(await errorOf(all)))) return [];
  const tried = metrics.map(async (metric): Promise<MetricFailure[]> => {
    const query = metricsQuery(model, [metric]);
    const error = query && (await errorOf(query));
    return error ? [{ metric, of: 'metric', error }] : [];
  });
  return (await Promise.all(tried)).flat();
}

/** Metrics over all rows; undefined where they can't be asked for alone. */
export function metricsQuery(model: ResolvedModel, metrics: readonly string[]): Select | undefined {
  const query = compiled(model, metrics);
  return isSophiaError(query) ? undefined : query;
}

function compiled(model: ResolvedModel, metrics: readonly string[]): Select | SophiaError {
  const none = { dimensions: [], fields: [], where: [], having: [], orderBy: [] };
  const measures = metrics.map(metric => ({ expression: { kind: 'metric' as const, metric }, alias: metric }));
  try {
    return compileQuery({ ...none, measures }, model, { paths: 'shortest' }).query;
  } catch (error) {
    if (isSophiaError(error)) return error;
    throw error;
  }
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

/** Why a run fails, where that is the model's fault. */
export async function failureOf(work: () => Promise<unknown>): Promise<SophiaError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!isSophiaError(error)) throw error;
    return passing.includes(error.code) ? undefined : error;
  }
}
