import type { ColumnType } from '../ports/query-engine.ts';
import type { Call, Expression } from '../semantic/expression/nodes.ts';
import type { Select } from '../sql/nodes.ts';
import type { AgainstStage } from './against.ts';
import { bandOrder } from './bands.ts';
import { addStage, groupColumns, type PlanContext, type Stage } from './context.ts';
import { datePartOrder } from './date-part.ts';
import { comparison } from './filters.ts';
import { sameName } from './names.ts';
import { planOrder } from './order.ts';
import type { Plan } from './schema.ts';
import { binary, call, column, integer, isNull, isPresent, named, ordered, select, windowOf } from './sql.ts';
import { asDouble } from './steps.ts';
import type { ValueKind } from './values.ts';

/** A stage and the conditions that its rows have still to pass. */
interface Filtered {
  readonly stage: Stage;
  readonly where: readonly Expression[];
}

/** having, topPerGroup, summarise, then the columns to show, in order, at most `limit`. */
export function finish(
  context: PlanContext,
  { stage, against }: AgainstStage,
  presence: string | undefined,
  columns: readonly string[],
  limit: number,
): Select {
  const present = presence === undefined ? [] : [isPresent(column(undefined, presence))];
  const kept: Filtered = {
    stage,
    where: [...present, ...context.plan.having.map(having => havingTree(context, having, against.get(having)))],
  };
  const { stage: last, where } = summarise(context, topPerGroup(context, kept));
  return select({
    columns: columns.map(name => ({ expression: column(undefined, name), alias: name })),
    from: named(last.name),
    where,
    orderBy: planOrder(context.plan, context.model).map(({ column: name, direction }) =>
      ordered(orderExpression(context, spelled(last, name)), direction),
    ),
    limit,
  });
}

/** Parts of dates are ordered by the calendar, bands as they are given. */
function orderExpression({ plan, names }: PlanContext, name: string): Expression {
  const { part, bands } = plan.dimensions[names.dimensions.findIndex(one => sameName(one, name))] ?? {};
  if (bands) return bandOrder(bands, name);
  return part ? datePartOrder(part, name) : column(undefined, name);
}

const spelled = (stage: Stage, name: string): string => stage.columns.find(one => sameName(one, name)) ?? name;

const KINDS: Record<ColumnType, ValueKind> = {
  string: 'text',
  integer: 'number',
  decimal: 'number',
  float: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
  time: 'time',
  other: 'other',
};

function havingTree(context: PlanContext, having: Plan['having'][number], against?: Expression): Expression {
  const found = context.columns.find(one => sameName(one.name, having.column))!;
  const left = column(undefined, found.name);
  if (having.operator === 'isMissing') return isNull(left);
  if (having.operator === 'isPresent') return isPresent(left);
  if (against) return binary(having.operator === '!=' ? '<>' : (having.operator as '='), left, against);
  // A number that is missing is not different from another: it is missing. Only text keeps the rows without.
  const tree = comparison(left, KINDS[found.type], having.operator, having.values);
  return having.operator === '!=' && found.role === 'measure' ? andPresent(tree, left) : tree;
}

const andPresent = (tree: Expression, left: Expression): Expression => binary('AND', tree, isPresent(left));

/** Numbers the rows of each group by the ranking; ties are broken by the other dimensions, so it is always the same rows. */
function topPerGroup(context: PlanContext, { stage, where }: Filtered): Filtered {
  const top = context.plan.topPerGroup;
  if (!top) return { stage, where };
  const by = top.by.map(name => spelled(stage, name));
  const place = context.hiddenNames.take('place');
  const ties = groupColumns(context)
    .filter(name => !by.includes(name) && !sameName(name, top.column))
    .sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const order = [
    ordered(column(undefined, spelled(stage, top.column)), top.direction),
    ...ties.map(name => ordered(column(undefined, name), 'ASC')),
  ];
  const numbered = windowOf(
    call('ROW_NUMBER'),
    by.map(name => column(undefined, name)),
    order,
  );
  const own = stage.columns.map(name => ({ expression: column(undefined, name), alias: name }));
  const query = select({ columns: [...own, { expression: numbered, alias: place }], from: named(stage.name), where });
  return {
    stage: addStage(context, 'ranked', query, [...stage.columns, place]),
    where: [binary('<=', column(undefined, place), integer(top.count))],
  };
}

function summarise(context: PlanContext, { stage, where }: Filtered): Filtered {
  const { summarise: summary } = context.plan;
  if (!summary) return { stage, where };
  const by = summary.by.map(name => spelled(stage, name));
  const query = select({
    columns: [
      ...by.map(name => ({ expression: column(undefined, name), alias: name })),
      { expression: summaryCall(summary, stage), alias: summary.name },
    ],
    from: named(stage.name),
    where,
    groupBy: by.map(name => column(undefined, name)),
  });
  return { stage: addStage(context, 'summary', query, [...by, summary.name]), where: [] };
}

const FUNCTIONS = { count: 'COUNT', sum: 'SUM', avg: 'AVG', min: 'MIN', max: 'MAX', median: 'MEDIAN' } as const;

function summaryCall(summary: NonNullable<Plan['summarise']>, stage: Stage): Call {
  const of = summary.column === undefined ? undefined : column(undefined, spelled(stage, summary.column));
  if (!of || summary.function === 'count') return call('COUNT', { kind: 'star' });
  return call(FUNCTIONS[summary.function], summary.function === 'avg' ? asDouble(of) : of);
}
