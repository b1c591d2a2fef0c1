import { SophiaError } from '../../errors.ts';
import { byLine } from '../model/faults.ts';
import type { ModelAsRead } from '../model/load-with.ts';
import type { Dataset, ModelFault, SemanticModel } from '../model/types.ts';
import { createDatasetScope, type DatasetScope } from './dataset-scope.ts';
import { resolveEdge } from './edges.ts';
import { FaultList, faultOf } from './fault.ts';
import { createJoinGraph, type JoinGraph } from './graph.ts';
import { createNamespace, type Namespace } from './names.ts';
import type { PathChoice, Router } from './paths.ts';
import { createRouter } from './paths.ts';
import { checkReach, resolveFields } from './resolve-fields.ts';
import { resolveMetrics } from './resolve-metric.ts';
import type { ResolvedDataset, ResolvedField, ResolvedModel } from './types.ts';
import { windowFieldOf } from './window-field.ts';

export type { ResolvedDataset, ResolvedField, ResolvedMetric, ResolvedModel } from './types.ts';

/**
 * Checks every expression of a loaded model and makes the names in it definite, once for all queries.
 *
 * Faults of datasets, fields and relationships make the model unusable. Faults of single metrics are listed in
 * `faults` and raised when a query uses the metric.
 * @param options.file where the model came from, for the faults; the model's name when left out
 * @throws SophiaError model.invalid with all faults, also those of metrics, each with the standard's code
 */
export function resolveModel(model: SemanticModel, options: { readonly file?: string } = {}): ResolvedModel {
  const file = options.file ?? model.name;
  const faults = new FaultList(file);
  const { names, scope, fields, graph, routers } = resolveNames(model, faults);
  checkPaths({ fields, graph, routers }, faults);
  const metrics = resolveMetrics(model.metrics, names);
  const ofMetrics = metrics.flatMap(({ fault, metric }) => (fault ? [faultOf(fault, metric.place, file)] : []));
  if (faults.faults.length > 0) {
    throw new SophiaError('model.invalid', [], { faults: byLine([...faults.faults, ...ofMetrics]) });
  }

  const windowFields = metrics.flatMap(metric => windowFieldOf(metric, routers.strict) ?? []);
  const datasets = model.datasets.map((dataset): [string, ResolvedDataset] => [
    dataset.name,
    {
      dataset,
      fields: new Map(
        [...windowFields, ...fields.values()]
          .filter(field => field.dataset === dataset.name)
          .map(field => [field.name, field]),
      ),
      primaryKey: dataset.primaryKey.map(name => scope(dataset).resolveKey(name)),
    },
  ]);
  return {
    model,
    names,
    datasets: new Map(datasets),
    metrics: new Map(metrics.map(metric => [metric.metric.name, metric])),
    faults: ofMetrics,
    graph,
    router: choice => routers[choice],
    reach(from, to) {
      if (from === to) return 'same';
      if (routers.strict.reachesOne(from, to)) return 'one';
      return routers.strict.reaches(from, to) ? 'many' : 'none';
    },
  };
}

/**
 * What is wrong with the names in a model of a file with faults, so that all are told at once. What leads from one
 * dataset to another is known only where the relationships could be read.
 */
export function faultsOfNames({ model, faults: known }: ModelAsRead, file: string): readonly ModelFault[] {
  if (!model) return [];
  const faults = new FaultList(file);
  const datasets = new Set(model.datasets.map(dataset => dataset.name));
  const relationships = model.relationships.filter(({ from, to }) => datasets.has(from) && datasets.has(to));
  const resolved = resolveNames({ ...model, relationships }, faults);
  if (!known.some(({ path }) => path.includes('relationships'))) checkPaths(resolved, faults);
  for (const { fault, metric } of resolveMetrics(model.metrics, resolved.names))
    if (fault) faults.add(fault, metric.place);
  return faults.faults;
}

interface Names {
  readonly names: Namespace;
  readonly scope: (dataset: Dataset) => DatasetScope;
  readonly fields: ReadonlyMap<string, ResolvedField>;
  readonly graph: JoinGraph;
  readonly routers: Readonly<Record<PathChoice, Router>>;
}

function resolveNames(model: SemanticModel, faults: FaultList): Names {
  const names = createNamespace(model);
  const scopes = new Map(model.datasets.map(dataset => [dataset, createDatasetScope(dataset, names)]));
  const scope = (dataset: Dataset) => scopes.get(dataset)!;
  const fields = resolveFields(model.datasets, scope, faults);
  const edges = model.relationships.map(relationship => resolveEdge(relationship, model.datasets, scope));
  const graph = createJoinGraph(
    model.datasets.map(dataset => dataset.name),
    edges,
  );
  return {
    ...{ names, scope, fields, graph },
    routers: { strict: createRouter(graph, 'strict'), shortest: createRouter(graph, 'shortest') },
  };
}

function checkPaths({ fields, graph, routers }: Pick<Names, 'fields' | 'graph' | 'routers'>, faults: FaultList): void {
  for (const field of fields.values()) {
    if (field.field) faults.attempt(field.field.place, () => checkReach(field, graph, routers.strict));
  }
}
