import { SophiaError } from '../../errors.ts';
import type { Expression, Reference } from '../expression/nodes.ts';
import { mapExpression } from '../expression/walk.ts';
import { nameNotFound } from '../resolve/names.ts';
import type { ResolvedModel } from '../resolve/types.ts';

/** Clauses of a query, for what a name may mean there. */
export type Clause = 'dimensions' | 'measures' | 'fields' | 'where' | 'having' | 'orderBy';

/**
 * Makes the names of a query's expression definite: metrics by bare name, fields as `dataset.field`. Private
 * names are not there for queries.
 * @param alias what a bare name stands for when no metric has it: a projected entry
 * @throws SophiaError E_NAME_NOT_FOUND; E_DEFERRED_KEY_REJECTED for EXISTS_IN; E_AGGREGATE_IN_SCALAR_QUERY for `dataset.metric` among fields
 */
export function resolveReferences(
  expression: Expression,
  model: ResolvedModel,
  clause: Clause,
  alias: (reference: Reference) => Expression | undefined = () => undefined,
): Expression {
  const resolve = (reference: Reference): Expression => {
    const [first, second, ...more] = reference.parts;
    if (!second) {
      const metric = model.names.metrics.find(first!);
      if (metric && !metric.private) return Object.freeze({ kind: 'metric', metric: metric.name });
      const projected = alias(reference);
      if (projected) return projected;
      throw nameNotFound(reference.parts, model.names);
    }
    const dataset = more.length === 0 ? model.names.datasets.find(first!) : undefined;
    const field = dataset && model.names.fields(dataset).find(second);
    if (dataset && field && !field.private)
      return Object.freeze({ kind: 'field', dataset: dataset.name, field: field.name });
    const metric = dataset && model.names.metrics.find(second);
    if (dataset && metric && !field && !metric.private) {
      const windowField = model.datasets.get(dataset.name)?.fields.get(metric.name);
      if (windowField) return Object.freeze({ kind: 'field', dataset: dataset.name, field: metric.name });
      if (clause === 'fields') throw new SophiaError('E_AGGREGATE_IN_SCALAR_QUERY', [], { expression: metric.name });
    }
    throw nameNotFound(reference.parts, model.names);
  };
  return mapExpression(expression, node => {
    if (node.kind === 'call' && DEFERRED_CALLS.has(node.name)) {
      const mend = 'filter on the fields of a related dataset instead';
      throw new SophiaError('E_DEFERRED_KEY_REJECTED', [], { key: node.name, mend });
    }
    return node.kind === 'reference' ? resolve(node) : node;
  });
}

/** Semi-joins as functions, which the standard keeps for a later proposal. */
const DEFERRED_CALLS = new Set(['EXISTS_IN', 'NOT_EXISTS_IN']);
