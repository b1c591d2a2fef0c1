import { additivityOf } from '../plan/additivity.ts';
import { sameName } from '../plan/names.ts';
import type { Plan } from '../plan/schema.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import type { AnswerColumn } from './types.ts';

/**
 * The columns of a plan's answer whose values of several groups add up to the value of all of them. Only
 * those may be stacked: averages, ratios, extremes and counts of distinct things may not.
 */
export function additiveColumns(plan: Plan, model: SemanticModel): ReadonlySet<string> {
  if (plan.summarise) return new Set(plan.summarise.function === 'count' ? [plan.summarise.name] : []);
  const measures = plan.measures.filter(measure => additivityOf(measure, model) === 'additive');
  const found = new Set(measures.map(measure => measure.name));
  const adds = (name: string) => [...found].some(one => sameName(one, name));
  // A step is made of measures and of steps before it.
  for (const step of plan.steps) {
    const isAdditive =
      step.kind === 'difference'
        ? adds(step.left) && adds(step.right)
        : step.kind === 'comparison'
          ? step.output !== 'growth' && adds(step.measure)
          : (step.kind === 'shareOfTotal' || step.kind === 'runningTotal') && adds(step.measure);
    if (isAdditive) found.add(step.name);
  }
  return found;
}

/** Steps that are the answer themselves; a comparison only adds to the measure that it compares. */
const asked: ReadonlySet<Plan['steps'][number]['kind']> = new Set([
  'ratio',
  'difference',
  'growth',
  'shareOfTotal',
  'runningTotal',
  'movingAverage',
]);

/** The number that was asked for: what the rows are ranked by, else what was worked out last, else the first. */
export function mainMeasure(plan: Plan, columns: readonly AnswerColumn[]): AnswerColumn | undefined {
  const measures = columns.filter(column => column.role === 'measure');
  const named = (name: string | undefined) =>
    name === undefined ? undefined : measures.find(column => sameName(column.name, name));
  const step = plan.steps.findLast(one => asked.has(one.kind) && named(one.name));
  return named(plan.orderBy[0]?.column) ?? named(step?.name) ?? measures[0];
}

/** Changes and growths beside the numbers that they are between: to be read, not to be drawn beside those. */
export const derivedColumns = (plan: Plan): ReadonlySet<string> =>
  new Set(plan.steps.flatMap(step => (step.kind === 'comparison' && step.output !== 'value' ? [step.name] : [])));
