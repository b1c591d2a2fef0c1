import type { Expression } from '../semantic/expression/nodes.ts';
import { addStage, type PlanContext, type Stage } from './context.ts';
import { sameName } from './names.ts';
import type { Operands } from './operands.ts';
import type { Plan } from './schema.ts';
import { call, column, named, select, windowOf } from './sql.ts';
import { asDouble } from './steps.ts';

type Having = Plan['having'][number];

/** What the conditions on groups that name no value compare with. */
export type Against = ReadonlyMap<Having, Expression>;

/** A stage with a column for each of those. */
export interface AgainstStage {
  readonly stage: Stage;
  readonly against: Against;
}

/** The measures that groups are compared with, over all of them together; asked for before the operands are joined. */
export const overallOf = ({ plan }: PlanContext, operands: Operands): Against =>
  new Map(
    plan.having.flatMap(having =>
      having.to === 'overall' ? [[having, operands.overall(having.column)] as const] : [],
    ),
  );

/** The means of what the groups have, each as a column; periods that were filled in are no groups. */
export function withMeans(
  context: PlanContext,
  stage: Stage,
  presence: string | undefined,
  overall: Against,
): AgainstStage {
  const compared = context.plan.having.filter(having => having.to === 'meanOfGroups');
  if (compared.length === 0) return { stage, against: overall };
  const within = presence === undefined ? [] : [column(undefined, presence)];
  const means = compared.map(having => {
    const of = stage.columns.find(name => sameName(name, having.column)) ?? having.column;
    const mean = windowOf(call('AVG', asDouble(column(undefined, of))), within);
    return { having, expression: mean, alias: context.hiddenNames.take(`${of}_mean`) };
  });
  const own = stage.columns.map(name => ({ expression: column(undefined, name), alias: name }));
  const columns = [...own, ...means.map(({ expression, alias }) => ({ expression, alias }))];
  const added = addStage(
    context,
    'with_means',
    select({ columns, from: named(stage.name) }),
    columns.map(({ alias }) => alias),
  );
  return {
    stage: added,
    against: new Map([...overall, ...means.map(({ having, alias }) => [having, column(undefined, alias)] as const)]),
  };
}
