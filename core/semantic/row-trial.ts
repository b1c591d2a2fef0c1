import type { SophiaError } from '../errors.ts';
import { trialOverRows } from './compile/trial.ts';
import type { Expression } from './expression/nodes.ts';
import { someExpression } from './expression/walk.ts';
import { reasonOf } from './left-out.ts';
import type { ModelFault, Place } from './model/types.ts';
import type { ResolvedDataset, ResolvedModel } from './resolve/types.ts';
import { failureOf, metricsQuery, type RunQuery } from './trial.ts';

/** A part of a model that an engine can't compute at some of the rows that there are. */
export interface RowFault extends ModelFault {
  /** The metric, or the dataset and the field. */
  readonly part: { readonly metric: string } | { readonly dataset: string; readonly field: string };
  /** The engine's own words: what a question that meets such a row fails with. */
  readonly reason: string;
}

/**
 * Computes what may fail at a row over all rows: fields that are more than a column, metrics of more than fields. One
 * query after the other, since people ask meanwhile.
 */
export async function tryRows(model: ResolvedModel, file: string, run: RunQuery): Promise<readonly RowFault[]> {
  const faults: RowFault[] = [];
  for (const dataset of model.datasets.values()) faults.push(...(await tryFields(model, dataset, file, run)));
  for (const [name, { metric, expression, fault }] of model.metrics) {
    const query = fault || isPlain(expression) ? undefined : metricsQuery(model, [name]);
    const error = query && (await failureOf(() => run(query)));
    const isTold = error && faults.some(({ reason }) => reason === reasonOf(error));
    if (error && !isTold)
      faults.push(rowFault({ metric: name }, `The metric ${name}`, { ...metric.place, file }, error));
  }
  return faults;
}

async function tryFields(
  model: ResolvedModel,
  { dataset: { name: dataset }, fields }: ResolvedDataset,
  file: string,
  run: RunQuery,
): Promise<RowFault[]> {
  const attempt = (names: readonly string[]) => failureOf(() => run(trialOverRows(model, dataset, names)));
  const tried = [...fields.values()].filter(({ field, expression }) => field && expression.kind !== 'column');
  if (tried.length === 0 || !(await attempt(tried.map(({ name }) => name)))) return [];
  const faults: RowFault[] = [];
  for (const { name, field } of tried) {
    const error = await attempt([name]);
    const place = { ...field!.place, file };
    if (error) faults.push(rowFault({ dataset, field: name }, `The field ${dataset}.${name}`, place, error));
  }
  return faults;
}

/** Aggregates of fields, and what is computed of them: nothing of it fails at a row. */
const isPlain = (expression: Expression): boolean =>
  !someExpression(
    expression,
    node =>
      node.kind === 'cast' ||
      (node.kind === 'call' && node.arguments.some(({ kind }) => !['field', 'star', 'literal'].includes(kind))),
  );

const rowFault = (
  part: RowFault['part'],
  what: string,
  { line, path, file }: Place & { readonly file: string },
  error: SophiaError,
): RowFault => ({
  ...{ part, file, line, path, code: error.code, reason: reasonOf(error) },
  message: `${what} can't be computed at every row: ${reasonOf(error)}`,
  mend: 'Give such rows a value of their own (TRY_CAST, CASE): a question that meets one of them has no answer.',
});
