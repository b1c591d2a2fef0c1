import type { AnswerColumn } from '../answer/types.ts';
import type { Persona } from '../identity/persona.ts';
import { type CompiledQuery, compileQuery } from '../semantic/compile/compile.ts';
import type { QueryTree } from '../semantic/query/query-tree.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import type { Query } from '../sql/nodes.ts';
import { overallOf, withMeans } from './against.ts';
import { checkPlan } from './check.ts';
import { planColumns } from './columns.ts';
import { createContext, type PlanContext } from './context.ts';
import { fillGaps } from './fill.ts';
import { finish } from './finish.ts';
import { listingTree } from './listing.ts';
import { MeasureGroups } from './measures.ts';
import { meetMeasures } from './meet.ts';
import { Operands } from './operands.ts';
import { planOrder } from './order.ts';
import { restrictionsOf } from './policy.ts';
import type { Plan } from './schema.ts';
import { addSteps } from './steps.ts';

export interface CompilePlanOptions {
  /** What relative ranges are counted from. */
  readonly now: Date;
  /** Whose question it is; left out, everything may be seen. */
  readonly policy?: Persona | undefined;
  /** Rows that are shown at most: one more is asked for, so that it is known whether there were more. */
  readonly maxRows: number;
  readonly paths?: 'strict' | 'shortest' | undefined;
}

export interface CompiledPlan {
  readonly query: Query;
  /** In the order of the query's columns. */
  readonly columns: readonly AnswerColumn[];
  readonly plan: Plan;
  /** Rows that are shown at most, of those that the query gives. */
  readonly maxRows: number;
  /** Tables that are read, with the columns of each. */
  readonly tables: CompiledQuery['tables'];
  /** Row filters of the policy that apply, in words. */
  readonly restrictions: readonly string[];
}

/**
 * Compiles a plan to one query: measures that are counted alike in one aggregated query each, then a common
 * table for each thing the plan does with them. The SQL is the whole truth; nothing is computed after it.
 * @throws SophiaError 'plan.invalid', 'persona.forbidden', 'plan.not_additive', 'plan.unsupported',
 * 'plan.too_many_periods', and what {@link compileQuery} throws
 */
export function compilePlan(plan: Plan, model: ResolvedModel, options: CompilePlanOptions): CompiledPlan {
  const before = compiledLast.get(plan);
  if (before && before.model === model && isSame(before.options, options)) return before.compiled;
  const compiled = compileAnew(plan, model, options);
  compiledLast.set(plan, { model, options, compiled });
  return compiled;
}

/** What each plan was compiled to last: the planner tries what the answer then needs. Plans are never changed. */
const compiledLast = new WeakMap<Plan, { model: ResolvedModel; options: CompilePlanOptions; compiled: CompiledPlan }>();

const isSame = (a: CompilePlanOptions, b: CompilePlanOptions): boolean =>
  a.now.getTime() === b.now.getTime() && a.policy === b.policy && a.maxRows === b.maxRows && a.paths === b.paths;

function compileAnew(plan: Plan, model: ResolvedModel, options: CompilePlanOptions): CompiledPlan {
  checkPlan(plan, model.model, options.policy);
  const context = createContext(plan, model.model, options.now);
  const tables = new Tables();
  const compileTree = (tree: QueryTree): CompiledQuery => {
    const compiled = compileQuery(tree, model, {
      ...(options.paths && { paths: options.paths }),
      ...(options.policy && { rowFilters: options.policy.rowFilters }),
    });
    tables.add(compiled.tables);
    return compiled;
  };
  const limit = Math.min(plan.limit ?? Number.POSITIVE_INFINITY, options.maxRows + 1);
  const columns = planColumns(plan, model.model);
  const query =
    plan.fields.length > 0
      ? compileTree(listingTree(context, limit)).query
      : aggregation(context, compileTree, columns, limit);
  return {
    query,
    columns,
    plan,
    maxRows: options.maxRows,
    tables: tables.all,
    restrictions: options.policy ? restrictionsOf(tables.all, model.model, options.policy) : [],
  };
}

function aggregation(
  context: PlanContext,
  compileTree: (tree: QueryTree) => CompiledQuery,
  columns: readonly AnswerColumn[],
  limit: number,
): Query {
  const groups = new MeasureGroups(context);
  const met = meetMeasures(context, groups);
  const single = isPlain(context.plan) ? groups.single : undefined;
  if (single) return compileTree({ ...single.tree, orderBy: aliasOrder(context), limit }).query;
  const filled = fillGaps(context, met);
  const operands = new Operands(context, groups, filled);
  const overall = overallOf(context, operands);
  const against = withMeans(context, addSteps(context, filled, operands), filled.presence, overall);
  const last = finish(
    context,
    against,
    filled.presence,
    columns.map(column => column.name),
    limit,
  );
  return { ...last, with: [...groups.compile(compileTree), ...context.commonTables] };
}

/** Nothing happens to the measures once they are aggregated, all are shown, and ordered by what is shown. */
const isPlain = (plan: Plan): boolean =>
  plan.steps.length === 0 &&
  plan.having.length === 0 &&
  !plan.topPerGroup &&
  !plan.summarise &&
  !plan.time?.fillGaps &&
  !plan.dimensions.some(({ part }) => part !== undefined) &&
  !plan.measures.some(measure => measure.hidden);

const aliasOrder = ({ plan, model }: PlanContext): QueryTree['orderBy'] =>
  planOrder(plan, model).map(({ column, direction }) => ({ target: { alias: column }, direction, nulls: 'LAST' }));

/** The tables that several queries read, each once with the columns of all. */
class Tables {
  readonly #columns = new Map<string, Set<string>>();

  add(tables: CompiledQuery['tables']): void {
    for (const { name, columns } of tables) {
      this.#columns.set(name, new Set([...(this.#columns.get(name) ?? []), ...columns]));
    }
  }

  get all(): CompiledQuery['tables'] {
    return [...this.#columns].map(([name, columns]) => ({ name, columns: [...columns].sort() }));
  }
}
