import type { Expression } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import type { Dataset, Relationship } from '../model/types.ts';
import type { DatasetScope } from './dataset-scope.ts';
import type { Edge } from './graph.ts';

/** A relationship with its cardinality. A side is unique when the columns joined on hold a declared key of it. */
export function resolveEdge(
  relationship: Relationship,
  datasets: readonly Dataset[],
  scope: (dataset: Dataset) => DatasetScope,
): Edge {
  const [from, to] = [relationship.from, relationship.to].map(name => datasets.find(dataset => dataset.name === name));
  if (!from || !to) throw new Error(`The relationship ${relationship.name} has an end that the loader let through.`);
  const { fromColumns, toColumns } = relationship;
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
