import { SophiaError } from '../../errors.ts';
import { identifierOf } from '../expression/identifier.ts';
import type { Expression } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import type { Dataset, Relationship } from '../model/types.ts';
import type { DatasetScope } from './dataset-scope.ts';
import type { Edge } from './graph.ts';
import type { Namespace } from './names.ts';
import { nameNotFound } from './names.ts';

/**
 * A relationship with its cardinality. A side is unique when the columns joined on hold a declared key of it.
 * @throws SophiaError E_NAME_NOT_FOUND for an unknown dataset, model.key_length
 */
export function resolveEdge(
  relationship: Relationship,
  names: Namespace,
  scope: (dataset: Dataset) => DatasetScope,
): Edge {
  const [from, to] = [relationship.from, relationship.to].map(name => {
    const dataset = names.datasets.find(identifierOf(name));
    if (!dataset) throw nameNotFound([identifierOf(name)], names);
    return dataset;
  }) as [Dataset, Dataset];
  const { fromColumns, toColumns } = relationship;
  if (fromColumns.length !== toColumns.length || fromColumns.length === 0) {
    throw new SophiaError('model.key_length', relationship.place.path, { relationship: relationship.name });
  }
  const fromKeys = fromColumns.map(name => scope(from).resolveKey(name));
  const toKeys = toColumns.map(name => scope(to).resolveKey(name));
  return {
    relationship,
    from: from.name,
    to: to.name,
    fromKeys,
    toKeys,
    fromUnique: isUnique(from, fromKeys, scope(from)),
    toUnique: isUnique(to, toKeys, scope(to)),
  };
}

function isUnique(dataset: Dataset, columns: readonly Expression[], scope: DatasetScope): boolean {
  const joined = new Set(columns.map(printExpression));
  return [dataset.primaryKey, ...dataset.uniqueKeys].some(
    key => key.length > 0 && key.every(name => joined.has(printExpression(scope.resolveKey(name)))),
  );
}
