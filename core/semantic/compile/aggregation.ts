import { SophiaError } from '../../errors.ts';
import type { Select } from '../../sql/nodes.ts';
import type { Expression, OrderItem } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { mapExpression } from '../expression/walk.ts';
import type { OrderTree, QueryTree } from '../query/query-tree.ts';
import { fieldsOf, windowIn } from '../resolve/shape.ts';
import { Aliases } from './aliases.ts';
import type { Branch } from './branch.ts';
import { layOut } from './branch.ts';
import { column, select } from './build.ts';
import type { Compilation } from './compilation.ts';
import { filterKey, Grain } from './grain.ts';
import { finestOf, noFinest } from './home.ts';
import { checkHaving } from './levels.ts';
import { orderItem } from './order.ts';
import { PRESENT, stitch } from './stitch.ts';

/** An expression over groups, and what it is for. */
interface Lifted {
  readonly measures: readonly { readonly expression: Expression; readonly alias: string }[];
  readonly having: readonly Expression[];
  readonly orderBy: readonly { readonly order: OrderTree; readonly expression?: Expression | undefined }[];
}

/**
 * Compiles an aggregation query: one row a group. Every aggregate is computed over the rows of its own dataset;
 * aggregates over different rows are computed apart and meet on the groups, so that none loses a group.
 */
export function compileAggregation(tree: QueryTree, compilation: Compilation): Select {
  if (tree.dimensions.length + tree.measures.length === 0) throw new SophiaError('E_EMPTY_AGGREGATION_QUERY', [], {});
  // Columns of the rows of groups; measures are over these and may be named alike.
  const names = new Aliases([PRESENT, ...tree.dimensions.map(entry => entry.alias)]);
  const grain = new Grain(compilation, names, touchedBy(tree));
  for (const { expression, alias, of } of tree.dimensions) {
    const own = of && new Map([...of].map(([dataset, e]) => [dataset, withConstants(e)]));
    grain.groupBy(withConstants(expression), alias, own);
  }
  tree.having.forEach((predicate, index) => {
    checkHaving(predicate, compilation.model, e => grain.isGrouped(e), ['having', index]);
  });
  checkOwn(tree, compilation);
  const lifted = liftAll(tree, grain);
  const branches = branchesOf(tree, grain, compilation);
  checkStitching(branches, compilation);
  const windowed = [
    ...lifted.measures.map(m => m.expression),
    ...lifted.having,
    ...lifted.orderBy.flatMap(o => o.expression ?? []),
  ].some(e => windowIn(e));
  return branches.length === 1 && !windowed
    ? flat(tree, grain, lifted, branches[0]!, compilation)
    : layered(tree, grain, lifted, branches, compilation);
}

/** What stands for the rows of one dataset has one value for each of them. */
function checkOwn({ dimensions, measures }: QueryTree, { router }: Compilation): void {
  for (const own of [...dimensions.map(({ of }) => of), ...measures.map(({ whereOf }) => whereOf)])
    for (const [grain, e] of own ?? []) {
      const finer = fieldsOf(e).find(field => !router.reachesOne(grain, field.dataset));
      if (finer)
        throw new SophiaError('E_UNAGGREGATED_FINER_GRAIN_REFERENCE', [], { name: printExpression(finer), grain });
    }
}

/** Datasets that COUNT(*) may be over: all that the query mentions outside of its aggregates. */
function touchedBy(tree: QueryTree): readonly string[] {
  const filters = tree.where.flatMap(filter => (filter.kind === 'related' ? [] : fieldsOf(filter)));
  const fields = [...tree.dimensions.flatMap(entry => fieldsOf(entry.expression)), ...filters];
  return [...new Set([...(tree.home === undefined ? [] : [tree.home]), ...fields.map(field => field.dataset)])];
}

/** Bound values become constants: engines do not see that a bound value is the same one in select and group by. */
const withConstants = (e: Expression): Expression =>
  mapExpression(e, node =>
    node.kind === 'parameter'
      ? Object.freeze({
          kind: 'literal',
          type: node.type,
          value: typeof node.value === 'number' ? String(node.value) : node.value,
        })
      : node,
  );

function liftAll(tree: QueryTree, grain: Grain): Lifted {
  const measures = tree.measures.map(({ expression, alias, over, where, whereOf }) => {
    // A measure that is one aggregate lends its column the measure's own name.
    const site = { name: alias, over, filters: [...tree.where, ...(where ?? [])], filtersOf: whereOf, shown: true };
    return { expression: grain.lift(expression, site), alias };
  });
  const hidden = { name: 'needed', filters: tree.where, shown: false };
  return grain.allowingWindowedMetrics(() => ({
    measures,
    having: [...tree.having.map(predicate => grain.lift(predicate, hidden)), ...keptOf(tree, measures)],
    orderBy: tree.orderBy.map(order => ({
      order,
      expression: 'expression' in order.target ? grain.lift(withConstants(order.target.expression), hidden) : undefined,
    })),
  }));
}

/** Conditions on columns, said of what the columns are of. */
function keptOf({ kept = [] }: QueryTree, measures: Lifted['measures']): Expression[] {
  const numbers = new Map(measures.map(({ expression, alias }) => [alias, expression]));
  const meant = (e: Expression) => (e.kind === 'column' ? (numbers.get(e.name) ?? column('', e.name)) : e);
  return kept.map(predicate => mapExpression(predicate, meant));
}

/** The rows that the query groups, a branch a dataset and filters; dimensions alone have a branch without aggregates. */
function branchesOf(tree: QueryTree, grain: Grain, compilation: Compilation): readonly Branch[] {
  const grouped = Map.groupBy(grain.atoms, atom => `${atom.home} ${filterKey(atom.filters)}`);
  const branches: Branch[] = [...grouped.values()].map(atoms => ({
    home: atoms[0]!.home,
    filters: atoms[0]!.filters,
    atoms,
    shown: atoms.some(atom => atom.shown),
  }));
  if (branches.some(branch => branch.shown)) return branches;
  const datasets = [...new Set(grain.groups.flatMap(group => fieldsOf(group.expression)).map(field => field.dataset))];
  const home =
    finestOf(datasets, compilation) ?? (datasets.length > 0 ? noFinestDimension(datasets, compilation) : tree.home);
  if (home === undefined) return branches;
  const own = branches.find(branch => branch.home === home);
  // Aggregates over the same rows come for free; their branch then has the groups of the dimensions.
  if (own) return branches.map(branch => (branch === own ? { ...branch, shown: true } : branch));
  return [{ home, filters: tree.where, atoms: [], shown: true }, ...branches];
}

function noFinestDimension(datasets: readonly string[], compilation: Compilation): never {
  for (const from of datasets) {
    const to = datasets.find(other => !compilation.model.graph.connected(from, other));
    if (to !== undefined) throw new SophiaError('E_NO_PATH', [], { from, to });
  }
  const [from, to] = datasets;
  if (from !== undefined && to !== undefined) throw new SophiaError('E3012_MN_NO_SAFE_REWRITE', [], { from, to });
  return noFinest(datasets, compilation, 'the dimensions');
}

function checkStitching(branches: readonly Branch[], { model }: Compilation): void {
  const [first, ...others] = branches;
  const apart = first && others.find(other => !model.graph.connected(first.home, other.home));
  if (first && apart)
    throw new SophiaError('E3013_NO_STITCHING_DIMENSION', [], { left: first.home, right: apart.home });
}

/** One branch and no window: everything in one select. */
function flat(tree: QueryTree, grain: Grain, lifted: Lifted, branch: Branch, compilation: Compilation): Select {
  const { rows, value, groupBy } = layOut(branch, grain.groups, compilation, new Aliases());
  const place = (e: Expression) => Grain.place(e, value);
  return select({
    ...rows,
    columns: columnsOf(tree, grain, lifted, place),
    groupBy,
    having: lifted.having.map(place),
    orderBy: ordersOf(lifted, place),
    limit: tree.limit,
    offset: tree.offset,
  });
}

/** Groups first, each branch a common table; then windows, predicates and measures over the groups. */
function layered(
  tree: QueryTree,
  grain: Grain,
  lifted: Lifted,
  branches: readonly Branch[],
  compilation: Compilation,
): Select {
  const stitched = stitch(branches, grain, compilation);
  const place = (e: Expression) => Grain.place(e, stitched.value);
  const isLate = (e: Expression) => windowIn(e) !== undefined;
  const early = lifted.having.filter(predicate => !isLate(predicate)).map(place);
  const groups = {
    with: stitched.with,
    from: stitched.from,
    joins: stitched.joins,
    where: [...stitched.where, ...early],
  };
  const columns = columnsOf(tree, grain, lifted, place);
  const late = lifted.having.filter(isLate);
  const page = { limit: tree.limit, offset: tree.offset };
  if (late.length === 0) return select({ ...groups, columns, orderBy: ordersOf(lifted, place), ...page });

  // Predicates on windows, and what they are ordered by, become columns of one more layer.
  const names = new Aliases(columns.map(item => item.alias));
  const kept = late.map(predicate => ({ expression: place(predicate), alias: names.unique('kept') }));
  const orders = lifted.orderBy.map(({ order, expression }) => ({
    order,
    column: expression ? { expression: place(expression), alias: names.unique('ordered') } : undefined,
  }));
  const ranked = 'ranked';
  const inner = select({
    ...groups,
    with: [],
    columns: [...columns, ...kept, ...orders.flatMap(order => order.column ?? [])],
  });
  return select({
    with: stitched.with,
    columns: columns.map(({ alias }) => ({ expression: column(ranked, alias), alias })),
    from: { kind: 'subquery', query: inner, alias: ranked },
    where: kept.map(({ alias }) => column(ranked, alias)),
    orderBy: orders.map(({ order, column: extra }) =>
      orderItem(order, column(ranked, extra?.alias ?? ('alias' in order.target ? order.target.alias : ''))),
    ),
    ...page,
  });
}

function columnsOf(
  tree: QueryTree,
  grain: Grain,
  lifted: Lifted,
  place: (e: Expression) => Expression,
): Select['columns'] {
  const dimensions = tree.dimensions.map(({ alias }) => {
    const group = grain.groups.find(candidate => candidate.name === alias)!;
    return { expression: place(column('', group.name)), alias };
  });
  return [...dimensions, ...lifted.measures.map(({ expression, alias }) => ({ expression: place(expression), alias }))];
}

const ordersOf = (lifted: Lifted, place: (e: Expression) => Expression): readonly OrderItem[] =>
  lifted.orderBy.map(({ order, expression }) =>
    orderItem(
      order,
      expression ? place(expression) : column(undefined, 'alias' in order.target ? order.target.alias : ''),
    ),
  );
