import type { PlanInput } from '../../plan/schema.ts';
import { resolveTimeRange } from '../../plan/time.ts';
import type { BuildContext } from './context.ts';
import { countsThings } from './measures.ts';

/**
 * "days in 2023 with fewer than 3 orders": those without any are such days too, as far as the stretch is named and over.
 * Where they can't be known, it is told that only those are looked at that have any.
 */
export function withEmptyPeriods(context: BuildContext, { time, dimensions = [] }: PlanInput): PlanInput['time'] {
  const { draft, now } = context;
  const few = draft.having.filter(
    ({ operator, values: [value] }) => /^<=?$/.test(operator) || (operator === '=' && value === 0),
  );
  if (!time?.grain || few.length === 0) return time;
  const { end } = time.range ? resolveTimeRange(time.range, now) : {};
  const isOver = end !== undefined && end <= now.toISOString();
  if (isOver && dimensions.length === 0 && few.every(({ measure }) => countsThings(context, measure)))
    return { ...time, fillGaps: true };
  const text = `Only ${time.grain}s that have any rows are looked at`;
  context.assumptions.push({ id: 'empty', kind: 'reading', text, chosen: 'empty', choices: [] });
  return time;
}
