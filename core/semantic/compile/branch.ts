import { SophiaError } from '../../errors.ts';
import type { Relation, Select } from '../../sql/nodes.ts';
import type { Expression } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { mapChildren } from '../expression/walk.ts';
import type { Path } from '../resolve/graph.ts';
import { fieldsOf } from '../resolve/shape.ts';
import type { Aliases } from './aliases.ts';
import { column, select } from './build.ts';
import type { Compilation } from './compilation.ts';
import type { Filter } from './filters.ts';
import { applyFilters } from './filters.ts';
import { type Atom, type Group, ownOf } from './grain.ts';
import { Rows } from './rows.ts';

/** Rows of one dataset, to be grouped: all aggregates over the same rows share one. */
export interface Branch {
  readonly home: string;
  readonly filters: readonly Filter[];
  readonly atoms: readonly Atom[];
  readonly shown: boolean;
}

/** A branch laid out as SQL: rows, what to group by and the aggregates, each an expression over the rows. */
export interface BranchSql {
  readonly rows: Pick<Select, 'from' | 'joins' | 'where'>;
  readonly value: (name: string) => Expression;
  readonly groupBy: readonly Expression[];
  /** Rows of the home are in several groups. */
  readonly fanned: boolean;
}

/** Lays out one branch. Where a row of the home could come up twice in a group, rows are made distinct first. */
export function layOut(
  branch: Branch,
  groups: readonly Group[],
  compilation: Compilation,
  aliases: Aliases,
): BranchSql {
  const rows = new Rows(compilation, branch.home, aliases);
  const own = groups.map(group => ({ ...group, expression: ownOf(group, branch.home) }));
  checkOneChain(branch.home, own, compilation);
  const grouped = own.map(group => ({ ...group, value: rows.expression(group.expression) }));
  const fanned = rows.fanned;
  const conditions = applyFilters(rows, branch.filters, compilation, aliases);
  if (rows.fanned && !branch.atoms.every(ignoresRepeats)) {
    return { ...distinctRows(rows, conditions, grouped, branch, aliases), fanned };
  }
  const values = new Map<string, Expression>([
    ...grouped.map(group => [group.name, group.value] as const),
    ...branch.atoms.map(atom => [atom.name, mapChildren(atom.call, child => rows.overOwnRows(child))] as const),
  ]);
  const { from, joins, where } = rows.finish();
  return {
    rows: { from, joins, where: [...where, ...conditions] },
    value: name => found(values, name),
    groupBy: grouped.map(group => group.value),
    fanned,
  };
}

/** Aggregates that a repeated row does not change. */
const ignoresRepeats = (atom: Atom): boolean =>
  atom.call.distinct === true || atom.call.name === 'MIN' || atom.call.name === 'MAX';

type Grouped = Group & { readonly value: Expression };

/** Each row of the home once a group, with what the aggregates are over; then the aggregates over these. */
function distinctRows(
  rows: Rows,
  conditions: Select['where'],
  grouped: readonly Grouped[],
  branch: Branch,
  aliases: Aliases,
): Omit<BranchSql, 'fanned'> {
  const names = aliases.inner();
  const relation = aliases.unique(`${branch.home}_once`);
  const columns = new Map<string, { readonly expression: Expression; readonly alias: string }>();
  const add = (expression: Expression, name: string): Expression => {
    const key = printExpression(expression);
    const known = columns.get(key) ?? { expression, alias: names.unique(name) };
    columns.set(key, known);
    return column(relation, known.alias);
  };
  const values = new Map<string, Expression>(grouped.map(group => [group.name, add(group.value, group.name)]));
  for (const part of rows.identity()) add(part, part.kind === 'column' ? part.name : 'row_key');
  for (const atom of branch.atoms) {
    const overRow = (child: Expression): Expression =>
      child.kind === 'literal' || child.kind === 'star' || child.kind === 'parameter'
        ? child
        : add(rows.overOwnRows(child), `${atom.name}_of`);
    values.set(atom.name, mapChildren(atom.call, overRow));
  }
  const { from, joins, where } = rows.finish();
  const query = select({
    distinct: true,
    columns: [...columns.values()],
    from,
    joins,
    where: [...where, ...conditions],
  });
  const once: Relation = { kind: 'subquery', query, alias: relation };
  return {
    rows: { from: once, joins: [], where: [] },
    value: name => found(values, name),
    groupBy: grouped.map(group => found(values, group.name)),
  };
}

function found(values: ReadonlyMap<string, Expression>, name: string): Expression {
  const value = values.get(name);
  if (!value) throw new Error(`No column ${name} in this branch.`);
  return value;
}

/**
 * Dimensions over 1:N ways must lie on one chain of them: two separate ones would pair every row of the one with
 * every row of the other.
 */
function checkOneChain(home: string, groups: readonly Group[], compilation: Compilation): void {
  const chains: Path[] = [];
  for (const field of groups.flatMap(group => fieldsOf(group.expression))) {
    const { path } = compilation.router.route(home, field.dataset);
    const last = path.findLastIndex(step => !step.toOne);
    if (last >= 0) chains.push(path.slice(0, last + 1));
  }
  const longest = chains.reduce<Path>((best, chain) => (chain.length > best.length ? chain : best), []);
  const apart = chains.find(chain => chain.some((step, index) => step.id !== longest[index]?.id));
  if (!apart) return;
  throw new SophiaError('E3012_MN_NO_SAFE_REWRITE', [], { from: longest.at(-1)!.target, to: apart.at(-1)!.target });
}
