import type { Expression } from '../semantic/expression/nodes.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import { additivityOf } from './additivity.ts';
import { sameName } from './names.ts';
import type { Measure, Plan } from './schema.ts';
import { binary, call, integer } from './sql.ts';

/**
 * The measure that this one is shown as a part of: the same number over more rows. "What share of the late lines were
 * returned" of none that were is 0 of them, and not unknown, as the sum of no rows is by itself.
 */
export function wholeOf(plan: Plan, model: SemanticModel, part: Measure): Measure | undefined {
  const ratios = plan.steps.filter(step => step.kind === 'ratio' && sameName(step.numerator, part.name));
  return ratios.length === 0
    ? undefined
    : plan.measures.find(
        whole =>
          ratios.some(step => step.kind === 'ratio' && sameName(step.denominator, whole.name)) &&
          isNarrowed(part, whole) &&
          additivityOf(part, model) === 'additive',
      );
}

/** A number of the part where it has rows, 0 where only the whole has. */
export const orNoneOf = (part: Expression, whole: Expression): Expression =>
  call('COALESCE', part, binary('*', whole, integer(0)));

function isNarrowed(part: Measure, whole: Measure): boolean {
  const [narrow, wide] = [part, whole].map(({ filters = [] }) => filters.map(filter => JSON.stringify(filter)));
  return (
    JSON.stringify(numberOf(part)) === JSON.stringify(numberOf(whole)) &&
    (narrow?.length ?? 0) > (wide?.length ?? 0) &&
    wide?.every(filter => narrow?.includes(filter)) === true
  );
}

/** What is measured, without what it is called and which rows it is of. */
const numberOf = ({ metric, expression, over, period, timeField, timeFields }: Measure) => [
  ...[metric, expression, over, period, timeField, timeFields],
];
