import type { Expression } from '../semantic/expression/nodes.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { additivityOf } from './additivity.ts';
import type { PlanContext } from './context.ts';
import { measureExpression, referentOf } from './lookup.ts';
import type { Measure } from './schema.ts';
import { and, binary, integer, isPresent, or } from './sql.ts';

/**
 * What a row says that is shown: it is of something, or something was measured. "No ward: 0" beside the visits of each
 * ward is neither; it is left over of rows that the number is not about. Undefined where every row says something.
 *
 * @param columnOf the expression of a column of the row, by its name
 */
export function saysSomething(
  { plan, model }: PlanContext,
  by: readonly string[],
  columnOf: (name: string) => Expression,
): Expression | undefined {
  const { measures } = plan;
  if (by.length === 0 || measures.every(measure => countsRows(measure, model))) return undefined;
  // A group that is empty now may have had something in the period that it is compared with.
  if (plan.steps.some(step => step.kind === 'comparison')) return undefined;
  return or(
    and(...by.map(name => isPresent(columnOf(name)))),
    ...measures.map(measure => isSomething(measure, model, columnOf(measure.name))),
  );
}

/** What is added up is something unless it is 0, what is not (an average, a date) wherever there is one. */
const isSomething = (measure: Measure, model: SemanticModel, number: Expression): Expression =>
  additivityOf(measure, model) === 'none' ? isPresent(number) : binary('<>', number, integer(0));

/** A count of all rows of a group: there is one, or the group would not be. */
function countsRows(measure: Measure, model: SemanticModel): boolean {
  let expression = measureExpression(measure, model);
  const referent = expression && referentOf(expression, model);
  if (referent?.kind === 'metric') expression = referent.metric.expression;
  if (expression?.kind !== 'call' || expression.name !== 'COUNT') return false;
  const [of] = expression.arguments;
  if (of?.kind === 'star') return true;
  const counted = of && referentOf(of, model);
  if (counted?.kind !== 'field') return false;
  const { dataset, field } = counted.found;
  const column = field.expression.kind === 'reference' ? field.expression.parts.at(-1)?.name : undefined;
  const [key, ...more] = dataset.primaryKey ?? [];
  return column !== undefined && key?.toLowerCase() === column.toLowerCase() && more.length === 0;
}
