import type { Dataset, SemanticModel } from '../../semantic/model/types.ts';

/** How one dataset is reached from another: up over N:1 edges, down over 1:N ones, or not at all. */
export type Reach =
  | { readonly kind: 'same' | 'up'; readonly distance: number }
  /** Over 1:N first: `ascends` when N:1 edges follow; `partOf` when every 1:N child is a part of its parent. */
  | { readonly kind: 'down'; readonly distance: number; readonly ascends: boolean; readonly partOf: boolean }
  | { readonly kind: 'none' };

/** The relationships of a model as paths between datasets. */
export interface JoinGraph {
  reach(from: string, to: string): Reach;
}

/** The join graph of a model; answers are kept, for the same pairs are asked for often. */
export function joinGraph(model: SemanticModel): JoinGraph {
  const up = new Map<string, { to: string; partOf: boolean }[]>();
  const down = new Map<string, { to: string; partOf: boolean }[]>();
  const add = (map: typeof up, from: string, to: string, partOf: boolean) =>
    map.set(from, [...(map.get(from) ?? []), { to, partOf }]);
  for (const relationship of model.relationships) {
    const from = model.datasets.find(d => d.name === relationship.from);
    const to = model.datasets.find(d => d.name === relationship.to);
    if (!from || !to) continue;
    const toUnique = isUnique(to, relationship.toColumns);
    const fromUnique = isUnique(from, relationship.fromColumns);
    const partOf =
      relationship.fromColumns.every(column => from.primaryKey.includes(column)) &&
      // rows of two things belong to the one whose key comes first: lines of an order, not of a product
      relationship.fromColumns.includes(from.primaryKey[0] ?? '') &&
      from.primaryKey.length > relationship.fromColumns.length;
    if (toUnique) add(up, from.name, to.name, false);
    if (fromUnique) add(up, to.name, from.name, false);
    if (toUnique && !fromUnique) add(down, to.name, from.name, partOf);
  }
  const cache = new Map<string, Reach>();
  return {
    reach(from, to) {
      const key = `${from}\u0000${to}`;
      const known = cache.get(key) ?? findReach(up, down, from, to);
      cache.set(key, known);
      return known;
    },
  };
}

const isUnique = (dataset: Dataset, columns: readonly string[]): boolean =>
  [dataset.primaryKey, ...dataset.uniqueKeys].some(
    key => key.length > 0 && key.every(column => columns.includes(column)),
  );

type Edges = ReadonlyMap<string, readonly { readonly to: string; readonly partOf: boolean }[]>;

/** Breadth first: N:1 edges only; else 1:N edges first and N:1 edges after. */
function findReach(up: Edges, down: Edges, from: string, to: string): Reach {
  if (from === to) return { kind: 'same', distance: 0 };
  const climbed = distances(up, from);
  const direct = climbed.get(to);
  if (direct !== undefined) return { kind: 'up', distance: direct };
  let best: Reach = { kind: 'none' };
  for (const [child, steps] of descend(down, from)) {
    const rest = child === to ? 0 : distances(up, child).get(to);
    if (rest === undefined) continue;
    const distance = steps.distance + rest;
    if (best.kind !== 'down' || distance < best.distance)
      best = { kind: 'down', distance, ascends: rest > 0, partOf: steps.partOf };
  }
  return best;
}

function distances(edges: Edges, from: string): Map<string, number> {
  const found = new Map([[from, 0]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const edge of edges.get(at) ?? [])
      if (!found.has(edge.to)) {
        found.set(edge.to, (found.get(at) ?? 0) + 1);
        queue.push(edge.to);
      }
  found.delete(from);
  return found;
}

function descend(down: Edges, from: string): Map<string, { distance: number; partOf: boolean }> {
  const found = new Map<string, { distance: number; partOf: boolean }>();
  const queue: { name: string; distance: number; partOf: boolean }[] = [{ name: from, distance: 0, partOf: true }];
  for (let at = queue.shift(); at !== undefined; at = queue.shift())
    for (const edge of down.get(at.name) ?? [])
      if (!found.has(edge.to) && edge.to !== from) {
        const step = { distance: at.distance + 1, partOf: at.partOf && edge.partOf };
        found.set(edge.to, step);
        queue.push({ name: edge.to, ...step });
      }
  return found;
}
