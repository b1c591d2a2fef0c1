import { SophiaError } from '../../errors.ts';
import type { Call, FieldReference } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { fieldsOf } from '../resolve/shape.ts';
import type { Compilation } from './compilation.ts';

const datasetsOf = (fields: readonly FieldReference[]): readonly string[] => [
  ...new Set(fields.map(field => field.dataset)),
];

/**
 * The dataset whose rows are the finest among the given ones: each of its rows has one row of all the others.
 * Where none of them is, the one bridge dataset that has one row of each.
 */
export function finestOf(datasets: readonly string[], compilation: Compilation): string | undefined {
  const { router, model } = compilation;
  const finest = (candidate: string) => datasets.every(other => router.reachesOne(candidate, other));
  const among = datasets.find(finest);
  if (among !== undefined || datasets.length === 0) return among;
  const bridges = model.graph.datasets.filter(finest);
  // A bridge that another bridge reaches is the coarser of the two, and enough.
  const coarsest = bridges.filter(
    bridge => !bridges.some(other => other !== bridge && router.reachesOne(bridge, other)),
  );
  return coarsest.length === 1 ? coarsest[0] : undefined;
}

/** Raises why no dataset is the finest: not connected, many to many, or several equally fine. */
export function noFinest(datasets: readonly string[], compilation: Compilation, measure: string): never {
  const { router, model } = compilation;
  for (const left of datasets) {
    const apart = datasets.find(right => !model.graph.connected(left, right));
    if (apart !== undefined) throw new SophiaError('E3013_NO_STITCHING_DIMENSION', [], { left, right: apart });
  }
  for (const left of datasets) {
    const manyToMany = model.graph
      .steps(left)
      .find(step => !step.toOne && !step.fromOne && datasets.includes(step.target));
    if (manyToMany) throw new SophiaError('E3012_MN_NO_SAFE_REWRITE', [], { from: left, to: manyToMany.target });
  }
  const finest = datasets.filter(left => !datasets.some(right => right !== left && router.reachesOne(right, left)));
  throw new SophiaError('E_AMBIGUOUS_MEASURE_GRAIN', [], { measure, datasets: finest });
}

/**
 * The dataset whose rows an aggregate is over: the finest of those its fields come from, unless the measure
 * says otherwise. An aggregate without fields, as COUNT(*), is over the finest dataset that the query touches.
 * @throws SophiaError E_AMBIGUOUS_MEASURE_GRAIN, E3012, E3013, E_UNAGGREGATED_FINER_GRAIN_REFERENCE
 */
export function homeOf(
  aggregate: Call,
  over: string | undefined,
  touched: readonly string[],
  compilation: Compilation,
): string {
  const fields = fieldsOf(aggregate);
  if (over !== undefined) {
    const finer = fields.find(field => !compilation.router.reachesOne(over, field.dataset));
    if (finer)
      throw new SophiaError('E_UNAGGREGATED_FINER_GRAIN_REFERENCE', [], { name: printExpression(finer), grain: over });
    return over;
  }
  const datasets = fields.length > 0 ? datasetsOf(fields) : touched;
  const finest = finestOf(datasets, compilation);
  if (finest !== undefined) return finest;
  if (datasets.length > 0) return noFinest(datasets, compilation, printExpression(aggregate));
  throw new SophiaError('E_AMBIGUOUS_MEASURE_GRAIN', [], {
    measure: printExpression(aggregate),
    datasets: compilation.model.graph.datasets,
  });
}
