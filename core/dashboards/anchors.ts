import { datasetsOf } from '../answer/catalogue.ts';
import { findDataset, findField, findMetric } from '../plan/names.ts';
import { referencesOf } from '../plan/references.ts';
import type { Plan } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';

/** The datasets whose rows a plan counts; of a plan without measures those it lists or groups. */
export function anchorsOf(plan: Plan, model: ResolvedModel): readonly string[] {
  const found = new Set<string>();
  const part = plan.measures.length > 0 ? 'measures' : plan.fields.length > 0 ? 'fields' : 'dimensions';
  for (const { kind, name, path, asTime } of referencesOf(plan, model.model)) {
    if (path[0] !== part || asTime || path.includes('filters')) continue;
    const dataset = kind === 'dataset' ? findDataset(model.model, name) : findField(model.model, name)?.dataset;
    const metric = kind === 'metric' ? findMetric(model.model, name) : undefined;
    if (dataset) found.add(dataset.name);
    for (const one of metric ? datasetsOf(model, metric.name) : []) found.add(one);
  }
  return [...found];
}

const leadsToOne = (model: ResolvedModel, from: string, to: string): boolean =>
  from === to || ['same', 'one'].includes(model.reach(from, to));

/** Whether each row that the plan counts has at most one value of a field of that dataset: then it can be narrowed by it. */
export const canNarrow = (plan: Plan, dataset: string, model: ResolvedModel): boolean => {
  const anchors = anchorsOf(plan, model);
  // A listing has a row for each row of the one dataset that leads to all that it shows.
  const listed =
    plan.measures.length === 0 && plan.fields.length > 0
      ? anchors.find(from => anchors.every(other => leadsToOne(model, from, other)))
      : undefined;
  const counted = listed === undefined ? anchors : [listed];
  return counted.length > 0 && counted.every(from => leadsToOne(model, from, dataset));
};

/**
 * The date that a plan's window goes by: the plan's own, else the one that its metrics are all declared to be counted
 * by, else the one of its dataset. Undefined where there is none, or several.
 */
export function windowField(plan: Plan, model: ResolvedModel): string | undefined {
  if (plan.time) return plan.time.field;
  const declared = plan.measures.map(({ metric, timeField }) => {
    const own = metric === undefined ? undefined : findMetric(model.model, metric)?.extension.timeField;
    return timeField ?? own ?? datasetDate(metric, plan, model);
  });
  const dates = new Set(plan.measures.length > 0 ? declared : [datasetDate(undefined, plan, model)]);
  return dates.size === 1 ? [...dates][0] : undefined;
}

function datasetDate(metric: string | undefined, plan: Plan, model: ResolvedModel): string | undefined {
  const datasets = metric === undefined ? anchorsOf(plan, model) : [...datasetsOf(model, metric)];
  const [only] = datasets;
  return datasets.length === 1 ? findDataset(model.model, only!)?.extension.timeField : undefined;
}
