import { SophiaError } from '../../errors.ts';
import type { CommonTable, Join, Relation, Select } from '../../sql/nodes.ts';
import type { Expression } from '../expression/nodes.ts';
import { printExpression } from '../expression/print.ts';
import { Aliases } from './aliases.ts';
import type { Branch } from './branch.ts';
import { layOut } from './branch.ts';
import { binary, call, column, conjunction, integer, isNotNull, named, nullLiteral, select } from './build.ts';
import type { Compilation } from './compilation.ts';
import type { Atom, Grain, Group } from './grain.ts';

/** The rows of groups of all branches together, and how to read a column of them. */
export interface Stitched {
  readonly with: readonly CommonTable[];
  readonly from: Relation | undefined;
  readonly joins: readonly Join[];
  readonly where: readonly Expression[];
  readonly value: (name: string) => Expression;
}

/** Rows of groups: the columns for the groups, and those of some aggregates. */
interface Part {
  readonly name: string;
  readonly atoms: readonly Atom[];
  /** Column that is 1 for the groups that the result shows. */
  readonly present: boolean;
}

/** Name of that column; nothing else among the rows of groups may have it. */
export const PRESENT = 'present';

/**
 * Computes every branch as a common table of one row a group and brings them together. Two tables meet by UNION
 * ALL and one more GROUP BY: as FULL OUTER JOIN with keys compared null-safe, which not every engine has. Each
 * side has at most one row a group, so MAX merely picks the one value there is. Without groups every branch is
 * one row, and they are put side by side.
 */
export function stitch(branches: readonly Branch[], grain: Grain, compilation: Compilation): Stitched {
  const names = new Aliases(tableNames(compilation));
  const marked = branches.some(branch => !branch.shown) && grain.groups.length > 0;
  const tables: CommonTable[] = [];
  const parts = branches.map((branch): Part => {
    const sql = layOut(branch, grain.groups, compilation, new Aliases());
    if (sql.fanned) refuseWindows(branch, grain);
    const name = names.unique(`${branch.home}_groups`);
    const columns = [...grain.groups, ...branch.atoms].map(item => ({
      expression: sql.value(item.name),
      alias: item.name,
    }));
    const mark = marked ? [{ expression: branch.shown ? integer(1) : nullLiteral, alias: PRESENT }] : [];
    tables.push({ name, query: select({ ...sql.rows, columns: [...columns, ...mark], groupBy: sql.groupBy }) });
    return { name, atoms: branch.atoms, present: marked };
  });
  const [first, ...others] = parts;
  if (!first) return { with: [], from: undefined, joins: [], where: [], value: name => column(undefined, name) };
  if (grain.groups.length === 0) return sideBySide(tables, first, others);
  const whole = others.reduce((left, right) => {
    const name = names.unique('stitched');
    tables.push({ name, query: merged(left, right, grain.groups) });
    return { name, atoms: [...left.atoms, ...right.atoms], present: marked };
  }, first);
  return {
    with: tables,
    from: named(whole.name),
    joins: [],
    where: marked ? [isNotNull(column(whole.name, PRESENT))] : [],
    value: readerOf(whole, grain, parts.length > 1),
  };
}

function merged(left: Part, right: Part, groups: readonly Group[]): Select {
  const atoms = [...left.atoms, ...right.atoms];
  const side = (part: Part) =>
    select({
      columns: [
        ...groups.map(group => ({ expression: column(part.name, group.name), alias: group.name })),
        ...atoms.map(atom => ({
          expression: part.atoms.includes(atom) ? column(part.name, atom.name) : nullLiteral,
          alias: atom.name,
        })),
        ...(part.present ? [{ expression: column(part.name, PRESENT), alias: PRESENT }] : []),
      ],
      from: named(part.name),
    });
  const rows = 'stacked';
  const kept = groups.map(group => column(rows, group.name));
  return select({
    columns: [
      ...groups.map((group, index) => ({ expression: kept[index]!, alias: group.name })),
      ...[...atoms.map(atom => atom.name), ...(left.present ? [PRESENT] : [])].map(name => ({
        expression: call('MAX', column(rows, name)),
        alias: name,
      })),
    ],
    from: { kind: 'subquery', query: { kind: 'unionAll', queries: [side(left), side(right)] }, alias: rows },
    groupBy: kept,
  });
}

function sideBySide(tables: readonly CommonTable[], first: Part, others: readonly Part[]): Stitched {
  const parts = [first, ...others];
  return {
    with: tables,
    from: named(first.name),
    joins: others.map(part => ({ type: 'CROSS', relation: named(part.name) })),
    where: [],
    value: name => column(parts.find(part => part.atoms.some(atom => atom.name === name))?.name, name),
  };
}

const COUNTS = new Set(['COUNT', 'APPROX_COUNT_DISTINCT']);

/**
 * A dataset without rows in a group counts 0 there, as COUNT over no rows does; other aggregates are null. In
 * the group of rows whose dimension is not known, a count is not known either.
 */
function readerOf(part: Part, grain: Grain, stitched: boolean): (name: string) => Expression {
  const known = conjunction(
    grain.groups.filter(group => !group.hidden).map(group => isNotNull(column(part.name, group.name))),
  );
  const counts = new Set(part.atoms.filter(atom => COUNTS.has(atom.call.name)).map(atom => atom.name));
  return name => {
    const value = column(part.name, name);
    if (!stitched || !counts.has(name)) return value;
    const missing = binary('AND', Object.freeze({ kind: 'isNull', operand: value, negated: false }), known);
    return Object.freeze({ kind: 'case', branches: [{ when: missing, then: integer(0) }], otherwise: value });
  };
}

/** @throws SophiaError E_WINDOW_OVER_FANOUT_REWRITE when a window would add up groups that share rows */
function refuseWindows(branch: Branch, grain: Grain): void {
  const found = grain.windowed.find(({ atom }) => branch.atoms.includes(atom));
  if (found)
    throw new SophiaError('E_WINDOW_OVER_FANOUT_REWRITE', [], {
      window: printExpression(found.window),
      home: branch.home,
    });
}

/** Common tables may not be named as a table that is read. */
const tableNames = ({ model }: Compilation): readonly string[] =>
  model.model.datasets.flatMap(({ name, source }) => [
    name,
    ...(source.kind === 'table' ? source.parts.slice(-1) : []),
  ]);
