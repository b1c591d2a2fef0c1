import type { CompiledQuery } from '../semantic/compile/compile.ts';
import type { QueryTree } from '../semantic/query/query-tree.ts';
import type { Query, Select } from '../sql/nodes.ts';
import type { PlanContext } from './context.ts';
import { fieldReference, requireField } from './field-expressions.ts';
import { type GroupOptions, groupOf, groupTree, type MeasureGroup, shownTree } from './groups.ts';
import { fieldText, sameName } from './names.ts';
import type { Measure } from './schema.ts';
import { binary, call, column, select, windowOf } from './sql.ts';

/** Where a number can be read: a common table and its column. */
export interface MeasureSource {
  readonly table: string;
  readonly by: readonly string[];
  readonly column: string;
}

interface Collected {
  readonly group: MeasureGroup;
  readonly table: string;
  readonly measures: Measure[];
  /** Its rows are those that are shown: what there is nothing to say of is left out. */
  shown?: boolean;
}

/** Compiles a semantic query; the plan's compiler gives its options with it. */
export type CompileTree = (tree: QueryTree) => CompiledQuery;

/** Gathers the measures that a plan needs, as asked, in total and earlier, each group of them once. */
export class MeasureGroups {
  readonly #context: PlanContext;
  readonly #collected = new Map<string, Collected>();

  constructor(context: PlanContext) {
    this.#context = context;
  }

  /** Makes sure that a measure is computed, and tells where. `wish` names the table if it is the first of its group. */
  add(measure: Measure | undefined, options: GroupOptions, wish: string): MeasureSource {
    const group = groupOf(this.#context, measure, options);
    let collected = this.#collected.get(group.key);
    if (!collected) {
      collected = { group, table: this.#context.tableNames.take(wish), measures: [] };
      this.#collected.set(group.key, collected);
    }
    if (measure && !collected.measures.some(other => sameName(other.name, measure.name))) {
      collected.measures.push(measure);
    }
    return { table: collected.table, by: group.by, column: measure?.name ?? '' };
  }

  /** The table is all that is measured. */
  show(table: string): void {
    for (const collected of this.#collected.values()) if (collected.table === table) collected.shown = true;
  }

  /** The one group, when the plan needs no other and it is plain: its query can be the whole statement. */
  get single(): { readonly tree: QueryTree } | undefined {
    const [only, ...others] = this.#collected.values();
    if (!only || others.length > 0 || only.group.snapshot) return undefined;
    return { tree: this.#tree(only) };
  }

  /** One common table a group, in the order in which they were first needed. */
  compile(compileTree: CompileTree): { readonly name: string; readonly query: Query }[] {
    return [...this.#collected.values()].map(one => ({ name: one.table, query: this.#query(one, compileTree) }));
  }

  #tree({ group, measures, shown }: Collected): QueryTree {
    return shown ? shownTree(this.#context, group, measures) : groupTree(this.#context, group, measures);
  }

  #query(collected: Collected, compileTree: CompileTree): Query {
    const { group, measures } = collected;
    const tree = this.#tree(collected);
    if (!group.snapshot) return compileTree(tree).query;
    const snapshot = this.#context.hiddenNames.take('state_date');
    const dimension = { alias: snapshot, expression: fieldReference(group.snapshot) };
    const states = compileTree({ ...tree, dimensions: [...tree.dimensions, dimension] }).query;
    return lastStates(states, snapshot, group, measures, this.#context);
  }
}

/** The field that a column of the result is grouped by. */
function dimensionFieldOf({ names, plan, model }: PlanContext, name: string): string | undefined {
  const dimension = plan.dimensions[names.dimensions.indexOf(name)];
  return dimension && fieldText(requireField(model, dimension.field));
}

/**
 * Of a level, the states at the last date of each period, the dates themselves among them (of all, without periods). No state is added to
 * another: each is one aggregated row of its date.
 */
function lastStates(
  states: Select,
  snapshot: string,
  group: MeasureGroup,
  measures: readonly Measure[],
  context: PlanContext,
): Select {
  const { by } = group;
  const { time } = context.names;
  const last = context.hiddenNames.take('last_date');
  const numbers = measures.map(measure => measure.name);
  const isPeriod = (name: string) => name === time || dimensionFieldOf(context, name) === fieldText(group.snapshot!);
  const period = by.filter(isPeriod).map(name => column(undefined, name));
  const dated = select({
    columns: [
      ...[...by, ...numbers, snapshot].map(name => ({ expression: column(undefined, name), alias: name })),
      { expression: windowOf(call('MAX', column(undefined, snapshot)), period), alias: last },
    ],
    from: { kind: 'subquery', query: states, alias: 'states' },
  });
  // Without dimensions there is always one row, as of every aggregation; MAX of one value is that value.
  const number = (name: string) => (by.length === 0 ? call('MAX', column(undefined, name)) : column(undefined, name));
  return select({
    columns: [
      ...by.map(name => ({ expression: column(undefined, name), alias: name })),
      ...numbers.map(name => ({ expression: number(name), alias: name })),
    ],
    from: { kind: 'subquery', query: dated, alias: 'dated' },
    where: [binary('=', column(undefined, snapshot), column(undefined, last))],
  });
}
