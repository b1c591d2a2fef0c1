import type { Expression, ExpressionKind, OrderItem } from './nodes.ts';

type NodeOf<K extends ExpressionKind> = Extract<Expression, { kind: K }>;

/** How the nodes of one kind hold other expressions. */
interface Shape<N> {
  children(node: N): readonly Expression[];
  /** The node with every child replaced by `change` of it. */
  rebuild(node: N, change: (child: Expression) => Expression): N;
}

const leaf = { children: () => [], rebuild: <N>(node: N): N => node };

const orderExpressions = (items: readonly OrderItem[] | undefined): readonly Expression[] =>
  items?.map(item => item.expression) ?? [];
const changeOrder = (items: readonly OrderItem[], change: (child: Expression) => Expression): readonly OrderItem[] =>
  items.map(item => ({ ...item, expression: change(item.expression) }));
const present = (expression: Expression | undefined): readonly Expression[] => (expression ? [expression] : []);

/** One entry a kind: a kind without one does not compile. */
const shapes: { readonly [K in ExpressionKind]: Shape<NodeOf<K>> } = {
  literal: leaf,
  reference: leaf,
  field: leaf,
  metric: leaf,
  column: leaf,
  parameter: leaf,
  star: leaf,
  unary: {
    children: e => [e.operand],
    rebuild: (e, change) => ({ ...e, operand: change(e.operand) }),
  },
  binary: {
    children: e => [e.left, e.right],
    rebuild: (e, change) => ({ ...e, left: change(e.left), right: change(e.right) }),
  },
  between: {
    children: e => [e.operand, e.low, e.high],
    rebuild: (e, change) => ({ ...e, operand: change(e.operand), low: change(e.low), high: change(e.high) }),
  },
  in: {
    children: e => [e.operand, ...e.items],
    rebuild: (e, change) => ({ ...e, operand: change(e.operand), items: e.items.map(change) }),
  },
  like: {
    children: e => [e.operand, e.pattern, ...present(e.escape)],
    rebuild: (e, change) => ({
      ...e,
      operand: change(e.operand),
      pattern: change(e.pattern),
      ...(e.escape && { escape: change(e.escape) }),
    }),
  },
  isNull: {
    children: e => [e.operand],
    rebuild: (e, change) => ({ ...e, operand: change(e.operand) }),
  },
  case: {
    children: e => [
      ...present(e.operand),
      ...e.branches.flatMap(branch => [branch.when, branch.then]),
      ...present(e.otherwise),
    ],
    rebuild: (e, change) => ({
      ...e,
      ...(e.operand && { operand: change(e.operand) }),
      branches: e.branches.map(branch => ({ when: change(branch.when), then: change(branch.then) })),
      ...(e.otherwise && { otherwise: change(e.otherwise) }),
    }),
  },
  cast: {
    children: e => [e.operand],
    rebuild: (e, change) => ({ ...e, operand: change(e.operand) }),
  },
  call: {
    children: e => [...e.arguments, ...present(e.filter), ...orderExpressions(e.withinGroup)],
    rebuild: (e, change) => ({
      ...e,
      arguments: e.arguments.map(change),
      ...(e.filter && { filter: change(e.filter) }),
      ...(e.withinGroup && { withinGroup: changeOrder(e.withinGroup, change) }),
    }),
  },
  window: {
    children: e => [e.call, ...e.partitionBy, ...orderExpressions(e.orderBy)],
    rebuild: (e, change) => {
      const call = change(e.call);
      if (call.kind !== 'call') throw new TypeError(`The call of a window became a ${call.kind}.`);
      return { ...e, call, partitionBy: e.partitionBy.map(change), orderBy: changeOrder(e.orderBy, change) };
    },
  },
};

const shapeOf = (e: Expression): Shape<Expression> => shapes[e.kind] as Shape<Expression>;

/** The expressions directly inside one, in the order they are written. A window's call is its first child. */
export const children = (e: Expression): readonly Expression[] => shapeOf(e).children(e);

/** The node with every expression directly inside it replaced by `change` of it; what a window calls must stay a call. */
export const mapChildren = (e: Expression, change: (child: Expression) => Expression): Expression =>
  Object.freeze(shapeOf(e).rebuild(e, change));

/**
 * Replaces every node by `change` of it, bottom up: `change` sees nodes whose children are already replaced.
 * What is inside unchanged nodes is shared with the tree given. The call of a window must stay a call.
 */
export function mapExpression(e: Expression, change: (e: Expression) => Expression): Expression {
  let changed = false;
  const rebuilt = shapeOf(e).rebuild(e, child => {
    const replacement = mapExpression(child, change);
    changed ||= replacement !== child;
    return replacement;
  });
  return change(changed ? Object.freeze(rebuilt) : e);
}

/** Whether a node or anything inside it satisfies the predicate. */
export const someExpression = (e: Expression, predicate: (e: Expression) => boolean): boolean =>
  predicate(e) || children(e).some(child => someExpression(child, predicate));

/** Every node, outer before inner, left before right. */
export function* expressionsOf(e: Expression): Generator<Expression> {
  yield e;
  for (const child of children(e)) yield* expressionsOf(child);
}

/** The tree without its positions: what two texts of the same meaning have in common. */
export const withoutPositions = (e: Expression): Expression =>
  mapExpression(e, node => {
    if (node.at === undefined) return node;
    const { at: _, ...rest } = node;
    return Object.freeze(rest) as Expression;
  });

/** Levels of a tree, 1 for a leaf. Counted without recursion, so any tree can be measured. */
export function depthOf(e: Expression): number {
  let depth = 0;
  for (let level: readonly Expression[] = [e]; level.length > 0; level = level.flatMap(children)) depth += 1;
  return depth;
}
