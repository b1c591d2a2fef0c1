import type { Expression } from '../expression/nodes.ts';
import type { Relationship } from '../model/types.ts';

/** A relationship with its cardinality, which follows from the declared keys of both sides. */
export interface Edge {
  readonly relationship: Relationship;
  readonly from: string;
  readonly to: string;
  /** One expression a key column, in the scope of the dataset it belongs to. */
  readonly fromKeys: readonly Expression[];
  readonly toKeys: readonly Expression[];
  /** At most one row of that side has given key values. */
  readonly fromUnique: boolean;
  readonly toUnique: boolean;
}

/** One hop over a relationship, in either direction. */
export interface Step {
  readonly edge: Edge;
  readonly source: string;
  readonly target: string;
  readonly sourceKeys: readonly Expression[];
  readonly targetKeys: readonly Expression[];
  /** N:1 and 1:1: a row of the source meets at most one row of the target. */
  readonly toOne: boolean;
  /** 1:N and 1:1: a row of the target meets at most one row of the source. */
  readonly fromOne: boolean;
  /** Names this hop among all hops of the model. */
  readonly id: string;
}

export type Path = readonly Step[];

export interface JoinGraph {
  readonly datasets: readonly string[];
  /** Hops that leave a dataset, in the order the relationships are declared. */
  steps(dataset: string): readonly Step[];
  /** Whether any relationships lead from one to the other, whatever their direction and cardinality. */
  connected(left: string, right: string): boolean;
}

const forward = (edge: Edge): Step => ({
  edge,
  source: edge.from,
  target: edge.to,
  sourceKeys: edge.fromKeys,
  targetKeys: edge.toKeys,
  toOne: edge.toUnique,
  fromOne: edge.fromUnique,
  id: `${edge.relationship.name}>`,
});

const backward = (edge: Edge): Step => ({
  edge,
  source: edge.to,
  target: edge.from,
  sourceKeys: edge.toKeys,
  targetKeys: edge.fromKeys,
  toOne: edge.fromUnique,
  fromOne: edge.toUnique,
  id: `${edge.relationship.name}<`,
});

/** The way back, hop by hop. */
export const reversedPath = (path: Path): Path =>
  path.map(step => (step.id === forward(step.edge).id ? backward(step.edge) : forward(step.edge))).toReversed();

/** The graph of a model's relationships. A relationship of a dataset with itself joins nothing and is left out. */
export function createJoinGraph(datasets: readonly string[], edges: readonly Edge[]): JoinGraph {
  const steps = new Map<string, Step[]>(datasets.map(name => [name, []]));
  for (const edge of edges.filter(candidate => candidate.from !== candidate.to)) {
    steps.get(edge.from)?.push(forward(edge));
    steps.get(edge.to)?.push(backward(edge));
  }
  const components = componentsOf(datasets, steps);
  return {
    datasets,
    steps: dataset => steps.get(dataset) ?? [],
    connected: (left, right) => components.get(left) === components.get(right),
  };
}

/** The first dataset of the connected part that each dataset is in. */
function componentsOf(datasets: readonly string[], steps: ReadonlyMap<string, readonly Step[]>): Map<string, string> {
  const component = new Map<string, string>();
  for (const root of datasets) {
    if (component.has(root)) continue;
    const waiting = [root];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (component.has(next)) continue;
      component.set(next, root);
      waiting.push(...(steps.get(next) ?? []).map(step => step.target));
    }
  }
  return component;
}
