import { SophiaError } from '../../errors.ts';
import type { Exists } from '../../sql/nodes.ts';
import type { Expression } from '../expression/nodes.ts';
import { mapExpression } from '../expression/walk.ts';
import type { RelatedPredicate } from '../query/query-tree.ts';
import type { Path, Step } from '../resolve/graph.ts';
import { reversedPath } from '../resolve/graph.ts';
import { describePath } from '../resolve/paths.ts';
import { fieldsOf } from '../resolve/shape.ts';
import type { Aliases } from './aliases.ts';
import { binary, call, conjunction, falseLiteral, integer, not, select } from './build.ts';
import type { Compilation } from './compilation.ts';
import { rejectsMissing } from './missing.ts';
import { Rows } from './rows.ts';

export type Filter = Expression | RelatedPredicate;

/** What is added to a where: conditions on the joined rows, and rows that must (not) exist. */
export type Condition = Expression | Exists;

/** The first hops of a way, up to and including its first 1:N hop: where rows begin to repeat. */
function branchOf(path: Path): Path {
  const at = path.findIndex(step => !step.toOne);
  return path.slice(0, at + 1);
}

const key = (path: Path): string => path.map(step => step.id).join('');

/**
 * Applies filters to rows. One on a finer dataset keeps a row when some row of that dataset passes: over the
 * joined rows when a dimension has joined them already, else by EXISTS, so that nothing is repeated. Filters on
 * the same finer dataset must hold for one and the same of its rows.
 */
export function applyFilters(
  rows: Rows,
  filters: readonly Filter[],
  compilation: Compilation,
  aliases: Aliases,
): readonly Condition[] {
  const conditions: Condition[] = [];
  const branches = new Map<string, { readonly branch: Path; readonly filters: Expression[] }>();
  for (const filter of filters) {
    if (filter.kind === 'related') {
      conditions.push(...related(rows, filter, compilation, aliases));
      continue;
    }
    const branch = finerBranch(rows, filter, compilation);
    if (!branch || rows.isJoined(branch)) conditions.push(rows.expression(filter));
    else {
      const group = branches.get(key(branch)) ?? { branch, filters: [] };
      group.filters.push(filter);
      branches.set(key(branch), group);
    }
  }
  for (const { branch, filters: group } of branches.values())
    conditions.push(...finer(rows, branch, group, compilation, aliases));
  return conditions;
}

/** The finer dataset a filter is about; undefined when a row has one value of everything in it. */
function finerBranch(rows: Rows, filter: Expression, compilation: Compilation): Path | undefined {
  const branches = new Map<string, Path>();
  for (const field of fieldsOf(filter)) {
    const { kind, path } = compilation.router.route(rows.root.dataset, field.dataset);
    if (kind === 'many') branches.set(key(branchOf(path)), branchOf(path));
  }
  const [first, second] = [...branches.values()];
  if (first && second) {
    throw new SophiaError('E3012_MN_NO_SAFE_REWRITE', [], { from: first.at(-1)!.target, to: second.at(-1)!.target });
  }
  return first;
}

/** Filters on one finer dataset. Those that a missing row could pass are applied to the joined rows, missing ones included. */
function finer(
  rows: Rows,
  branch: Path,
  filters: readonly Expression[],
  compilation: Compilation,
  aliases: Aliases,
): readonly Condition[] {
  const isFiner = (e: Expression) =>
    e.kind === 'field' && compilation.router.route(rows.root.dataset, e.dataset).kind === 'many';
  if (!filters.every(filter => rejectsMissing(filter, isFiner))) return filters.map(filter => rows.expression(filter));
  const step = branch.at(-1)!;
  const inner = new Rows(compilation, step.target, aliases);
  const resolve = (filter: Expression): Expression =>
    mapExpression(filter, node => {
      if (node.kind !== 'field') return node;
      const { kind, path } = compilation.router.route(rows.root.dataset, node.dataset);
      return kind === 'one' ? rows.field(node) : inner.fieldAlong(path.slice(branch.length), node);
    });
  const correlated = correlation(rows, branch.slice(0, -1), step, inner);
  return [exists(inner, [...correlated, ...filters.map(resolve)], false)];
}

function correlation(rows: Rows, before: Path, step: Step, inner: Rows): readonly Expression[] {
  return step.sourceKeys.map((sourceKey, index) =>
    binary('=', inner.scoped([], step.targetKeys[index]!), rows.scoped(before, sourceKey)),
  );
}

function exists(inner: Rows, conditions: readonly Condition[], negated: boolean): Exists {
  const { from, joins, where } = inner.finish();
  const query = select({
    columns: [{ expression: integer(1), alias: 'found' }],
    from,
    joins,
    where: [...where, ...conditions],
  });
  return { kind: 'exists', query, negated };
}

/** Rows that have, or have no, related row that passes the predicate's own filters. */
function related(
  rows: Rows,
  predicate: RelatedPredicate,
  compilation: Compilation,
  aliases: Aliases,
): readonly Condition[] {
  const path = relatedPath(rows.root.dataset, predicate.dataset, compilation);
  const [first, ...rest] = path;
  if (!first) {
    // The dataset is the one whose rows are filtered: the predicate is about the row itself.
    const own = rows.expression(conjunction(predicate.where));
    return [predicate.negated ? not(call('COALESCE', own, falseLiteral)) : own];
  }
  const inner = new Rows(compilation, predicate.dataset, aliases);
  const own = predicate.where.map(filter => inner.expression(filter));
  // From the related dataset back towards the rows that are filtered.
  const back = reversedPath(rest);
  const correlated = first.targetKeys.map((targetKey, index) =>
    binary('=', inner.scoped(back, targetKey), rows.scoped([], first.sourceKeys[index]!)),
  );
  return [exists(inner, [...correlated, ...own], predicate.negated)];
}

/** Any way will do for EXISTS, N:N too; without a safe one the shortest, if there is just one. */
function relatedPath(from: string, to: string, compilation: Compilation): Path {
  const { router, model } = compilation;
  if (from === to || router.reaches(from, to)) return router.route(from, to).path;
  if (!model.graph.connected(from, to)) throw new SophiaError('E_NO_PATH', [], { from, to });
  let paths: readonly Path[] = [[]];
  for (;;) {
    paths = paths.flatMap(path => {
      const visited = new Set([from, ...path.map(step => step.target)]);
      const end = path.at(-1)?.target ?? from;
      return model.graph
        .steps(end)
        .filter(step => !visited.has(step.target))
        .map(step => [...path, step]);
    });
    const found = paths.filter(path => path.at(-1)!.target === to);
    if (found.length === 1) return found[0]!;
    if (found.length > 1) throw new SophiaError('E_AMBIGUOUS_PATH', [], { from, to, paths: found.map(describePath) });
    if (paths.length === 0) throw new SophiaError('E_NO_PATH', [], { from, to });
  }
}
