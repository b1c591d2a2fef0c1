import type { SophiaError } from '../errors.ts';
import { byLine } from './model/faults.ts';
import type { Extension, ModelFault, Place, SemanticModel } from './model/types.ts';
import { resolveModel } from './resolve/model.ts';
import { fieldsOf } from './resolve/shape.ts';
import type { ResolvedModel } from './resolve/types.ts';
import type { Failure } from './trial.ts';

/** A part of a model that can't be asked for, with what is wrong with it. */
interface Part {
  readonly place: Place;
  readonly fault: Pick<ModelFault, 'code' | 'message' | 'mend'>;
}

/** What is left out, by name; fields as `dataset.field`. */
interface LeftOut {
  readonly datasets: Map<string, Part>;
  readonly fields: Map<string, Part>;
  readonly metrics: Map<string, Part>;
}

/**
 * The model without what an engine can't compute and all that is made of it, so that the rest can be asked for. What
 * was left out is among its faults.
 */
export function withoutFailures(model: ResolvedModel, failures: readonly Failure[], file: string): ResolvedModel {
  if (failures.length === 0) return model;
  const left = leftOutOf(model, failures);
  const rest = resolveModel(remainder(model.model, left), { file });
  const parts = [...left.datasets.values(), ...left.fields.values(), ...left.metrics.values()];
  const faults = parts.map(({ place: { line, path }, fault }): ModelFault => ({ ...fault, file, line, path }));
  return { ...rest, faults: byLine([...faults, ...rest.faults]) };
}

function leftOutOf(model: ResolvedModel, failures: readonly Failure[]): LeftOut {
  const { datasets, metrics } = model;
  const left: LeftOut = { datasets: new Map(), fields: new Map(), metrics: new Map() };
  const ofDatasets = failures.filter(failure => failure.of !== 'metric');
  const failed = new Map(ofDatasets.map(failure => [idOf(failure.dataset, failure.field), failure]));
  for (const [name, { dataset }] of datasets) {
    const failure = failed.get(name);
    if (failure) left.datasets.set(name, { place: dataset.place, fault: faultOf(failure) });
  }
  const isOut = (dataset: string, field: string) =>
    left.datasets.has(dataset) || failed.has(idOf(dataset, field)) || left.fields.has(idOf(dataset, field));
  const all = [...datasets.values()].flatMap(one => [...one.fields.values()].filter(({ field }) => field));
  // Until nothing is left that is made of what is left out.
  for (let before = -1; before < left.fields.size; ) {
    before = left.fields.size;
    for (const { dataset, name, field, expression } of all) {
      const id = idOf(dataset, name);
      if (left.datasets.has(dataset) || left.fields.has(id)) continue;
      const used = fieldsOf(expression).find(other => isOut(other.dataset, other.field));
      const failure = failed.get(id);
      if (used)
        left.fields.set(id, {
          place: field!.place,
          fault: dependent(`The field ${id}`, idOf(used.dataset, used.field)),
        });
      else if (failure) left.fields.set(id, { place: field!.place, fault: faultOf(failure) });
    }
  }
  for (const [name, { metric, expression, fault }] of metrics) {
    if (fault) continue;
    const date = partsOf(metric.extension.timeField);
    const used = [...fieldsOf(expression), ...date].find(other => isOut(other.dataset, other.field));
    if (used)
      left.metrics.set(name, {
        place: metric.place,
        fault: dependent(`The metric ${name}`, idOf(used.dataset, used.field)),
      });
  }
  leaveOutMetrics(model, failures, left);
  return left;
}

/** Metrics that fail by themselves, by way of the metrics that they are made of too. */
function leaveOutMetrics({ metrics }: ResolvedModel, failures: readonly Failure[], left: LeftOut): void {
  for (const failure of failures) {
    if (failure.of !== 'metric' || left.metrics.has(failure.metric)) continue;
    const { metric } = metrics.get(failure.metric)!;
    left.metrics.set(failure.metric, { place: metric.place, fault: faultOf(failure) });
  }
}

const idOf = (dataset: string, field?: string): string => (field === undefined ? dataset : `${dataset}.${field}`);

function partsOf(name: string | undefined): readonly { readonly dataset: string; readonly field: string }[] {
  const [dataset, field] = name?.split('.') ?? [];
  return dataset !== undefined && field !== undefined ? [{ dataset, field }] : [];
}

const dependent = (what: string, used: string): Part['fault'] => ({
  code: 'model.left_out',
  message: `${what} uses ${used}, which can't be computed.`,
  mend: 'Mend that one.',
});

function faultOf(failure: Failure): Part['fault'] {
  const { error } = failure;
  const reason = reasonOf(error);
  const { code } = error;
  const mend = code.startsWith('engine.')
    ? 'Use functions that the engine has, over columns that the source has, of types that fit.'
    : 'Correct the expression.';
  if (failure.of === 'metric') {
    return { code, message: `The metric ${failure.metric} can't be computed: ${reason}`, mend };
  }
  const { dataset, field } = failure;
  switch (failure.of) {
    case 'source':
      return {
        code,
        message: `The source of the dataset ${dataset} can't be read: ${reason}`,
        mend: 'Write a query that runs over the tables of the data.',
      };
    case 'key':
      return {
        code,
        message: `A key or relationship of the dataset ${dataset} can't be computed: ${reason}`,
        mend: 'Name columns that its source has.',
      };
    case 'field':
      return {
        code,
        message: `The field ${idOf(dataset, field)} can't be computed: ${reason}`,
        mend,
      };
  }
}

/** The engine's words alone, as a sentence. */
export function reasonOf({ details, message }: SophiaError): string {
  return asSentence('reason' in details && typeof details.reason === 'string' ? details.reason : message);
}

export const asSentence = (reason: string): string => (/[.!?]$/.test(reason) ? reason : `${reason}.`);

/** Nothing that remains names what is left out. */
function remainder(model: SemanticModel, left: LeftOut): SemanticModel {
  const names = [...left.datasets.keys(), ...left.fields.keys(), ...left.metrics.keys()];
  const isNamed = (text: string) => names.some(name => mentions(text, name));
  const extensionOf = ({ timeField, drillPath, roles, ...rest }: Extension): Extension => ({
    ...rest,
    ...(timeField !== undefined && !isNamed(timeField) && { timeField }),
    ...(drillPath && { drillPath: drillPath.filter(name => !isNamed(name)) }),
    ...(roles && { roles: Object.fromEntries(Object.entries(roles).filter(([, text]) => !isNamed(text))) }),
  });
  const kept = <T extends { readonly extension: Extension }>(each: T): T => ({
    ...each,
    extension: extensionOf(each.extension),
  });
  return {
    ...kept(model),
    leftOut: [...left.datasets.keys(), ...left.metrics.keys()],
    datasets: model.datasets
      .filter(({ name }) => !left.datasets.has(name))
      .map(dataset => ({
        ...kept(dataset),
        fields: dataset.fields.filter(({ name }) => !left.fields.has(idOf(dataset.name, name))).map(kept),
      })),
    relationships: model.relationships.filter(({ from, to }) => !left.datasets.has(from) && !left.datasets.has(to)),
    metrics: model.metrics.filter(({ name }) => !left.metrics.has(name)).map(kept),
  };
}

/** Whether an expression has a name in it, or something of it. */
function mentions(text: string, name: string): boolean {
  const [lower, sought] = [text.toLowerCase(), name.toLowerCase()];
  for (let at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + 1)) {
    const [before = ' ', after = ' '] = [lower[at - 1], lower[at + sought.length]];
    if (!/[\w.]/.test(before) && !/\w/.test(after)) return true;
  }
  return false;
}
