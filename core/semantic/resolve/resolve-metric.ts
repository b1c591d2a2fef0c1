import { SophiaError } from '../../errors.ts';
import type { Expression } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { mapExpression } from '../expression/walk.ts';
import type { Metric } from '../model/types.ts';
import type { Namespace } from './names.ts';
import { nameNotFound } from './names.ts';
import { nestedAggregateIn, windowIn } from './shape.ts';
import type { ResolvedMetric } from './types.ts';

/** Names of a global scope: metrics by their bare name, fields as `dataset.field`. Models see their private names too. */
function resolveGlobalNames(expression: Expression, names: Namespace): Expression {
  return mapExpression(expression, node => {
    if (node.kind !== 'reference') return node;
    const [first, second, ...more] = node.parts;
    const metric = second ? undefined : names.metrics.find(first!);
    if (metric) return Object.freeze({ kind: 'metric', metric: metric.name });
    const dataset = second && more.length === 0 ? names.datasets.find(first!) : undefined;
    const field = dataset && names.fields(dataset).find(second!);
    if (!dataset || !field) throw nameNotFound(node.parts, names);
    return Object.freeze({ kind: 'field', dataset: dataset.name, field: field.name });
  });
}

/** @throws SophiaError E_NESTED_AGGREGATION_DEFERRED */
export function checkNesting(expression: Expression): void {
  const nested = nestedAggregateIn(expression);
  if (!nested) return;
  const [outer, inner] = [printExpression(nested.outer), printExpression(nested.inner)];
  throw new SophiaError('E_NESTED_AGGREGATION_DEFERRED', [], { outer, inner });
}

type Outcome = { readonly expression: Expression } | { readonly fault: SophiaError };

/** Resolves metrics, each once, and puts the metrics that one uses in the place of their names. */
export function resolveMetrics(metrics: readonly Metric[], names: Namespace): readonly ResolvedMetric[] {
  const done = new Map<string, Outcome>();
  const resolve = (metric: Metric, using: readonly string[]): Outcome => {
    const known = done.get(metric.name);
    if (known) return known;
    const outcome = attempt(() => {
      if (using.includes(metric.name)) {
        throw new SophiaError('model.cycle', metric.place.path, {
          names: [...using.slice(using.indexOf(metric.name)), metric.name],
        });
      }
      const expression = mapExpression(resolveGlobalNames(metric.expression, names), node => {
        if (node.kind !== 'metric') return node;
        const operand = metrics.find(candidate => candidate.name === node.metric)!;
        const resolved = resolve(operand, [...using, metric.name]);
        if ('fault' in resolved) throw resolved.fault;
        if (windowIn(resolved.expression)) {
          throw new SophiaError('E_WINDOWED_METRIC_COMPOSITION', metric.place.path, {
            metric: operand.name,
            by: metric.name,
          });
        }
        return resolved.expression;
      });
      checkNesting(expression);
      return expression;
    });
    done.set(metric.name, outcome);
    return outcome;
  };
  return metrics.map(metric => {
    const outcome = resolve(metric, []);
    return 'fault' in outcome
      ? { metric, expression: metric.expression, windowed: false, fault: outcome.fault }
      : { metric, expression: outcome.expression, windowed: windowIn(outcome.expression) !== undefined };
  });
}

function attempt(work: () => Expression): Outcome {
  try {
    return { expression: work() };
  } catch (error) {
    if (error instanceof SophiaError) return { fault: error };
    throw error;
  }
}
