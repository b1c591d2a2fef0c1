import type { Expression } from '../semantic/expression/nodes.ts';
import { additivityOf, isSemiAdditive } from './additivity.ts';
import { addStage, groupColumns, measureNamed, type PlanContext, type Stage } from './context.ts';
import type { FilledStage } from './fill.ts';
import { sameName } from './names.ts';
import { countsOnceOverTime } from './once-over-time.ts';
import { growth, notAdditive, type Operands } from './operands.ts';
import type { Step } from './schema.ts';
import { binary, call, column, named, ordered, select, windowOf } from './sql.ts';
import { operandsOf } from './structure.ts';

/**
 * Adds the columns of the steps. Steps that are made of measures come first, together; those made of steps
 * after them, one stage a level, for a window can't be inside another.
 */
export function addSteps(context: PlanContext, filled: FilledStage, operands: Operands): Stage {
  const { steps } = context.plan;
  const expressions = new Map(steps.map(step => [step, stepExpression(context, step, operands, filled.presence)]));
  let stage = operands.stage();
  for (const level of levelsOf(steps)) {
    const own = stage.columns.map(name => ({ expression: column(undefined, name), alias: name }));
    const added = level.map(step => ({ expression: expressions.get(step)!, alias: step.name }));
    const query = select({ columns: [...own, ...added], from: named(stage.name) });
    stage = addStage(context, 'with_steps', query, [...stage.columns, ...level.map(step => step.name)]);
  }
  return stage;
}

/** Steps by how many steps they build on. */
function levelsOf(steps: readonly Step[]): Step[][] {
  const levels: Step[][] = [];
  const levelOf = new Map<string, number>();
  for (const step of steps) {
    const below = operandsOf(step).map(([, name]) => levelOf.get(name.toLowerCase()) ?? -1);
    const level = Math.max(-1, ...below) + 1;
    levelOf.set(step.name.toLowerCase(), level);
    levels[level] = [...(levels[level] ?? []), step];
  }
  return levels;
}

function stepExpression(
  context: PlanContext,
  step: Step,
  operands: Operands,
  presence: string | undefined,
): Expression {
  const of = (name: string): Expression => column(undefined, spelled(context, name));
  switch (step.kind) {
    case 'ratio':
      return binary('/', of(step.numerator), of(step.denominator));
    case 'difference':
      return binary('-', of(step.left), of(step.right));
    case 'growth':
      return growth(of(step.current), of(step.base));
    case 'shareOfTotal':
      return binary('/', of(step.measure), operands.total(step.measure, step));
    case 'overall':
      return operands.overall(step.measure);
    case 'runningTotal':
      checkRunning(context, step, step.measure);
      return overPeriods(context, call('SUM', of(step.measure)), 'all');
    case 'movingAverage':
      return overPeriods(context, call('AVG', asDouble(of(step.measure))), step.periods - 1);
    case 'comparison':
      return compared(step, of(step.measure), operands.earlier(step.measure, step));
    case 'rank': {
      const within = [...(step.within ?? []).map(of), ...(presence === undefined ? [] : [column(undefined, presence)])];
      return windowOf(call('RANK'), within, [ordered(of(step.measure), step.direction)]);
    }
  }
}

/** The spelling of the measure or step that has the name. */
const spelled = ({ names }: PlanContext, name: string): string =>
  [...names.measures, ...names.steps, ...names.dimensions, names.time ?? ''].find(one => sameName(one, name)) ?? name;

/** Averages of whole numbers and of decimals keep their fractions. */
export const asDouble = (operand: Expression): Expression => ({ kind: 'cast', operand, type: 'DOUBLE', safe: false });

/** A window over the periods, for each group of the other dimensions. */
function overPeriods(context: PlanContext, windowed: ReturnType<typeof call>, rows: number | 'all'): Expression {
  const time = context.names.time!;
  const others = groupColumns(context).filter(name => name !== time);
  return windowOf(
    windowed,
    others.map(name => column(undefined, name)),
    [ordered(column(undefined, time), 'ASC')],
    rows,
  );
}

function compared(step: Extract<Step, { kind: 'comparison' }>, now: Expression, before: Expression): Expression {
  if (step.output === 'value') return before;
  return step.output === 'change' ? binary('-', now, before) : growth(now, before);
}

/** Only what adds up over time can be totalled over time. */
function checkRunning(context: PlanContext, step: Step, name: string): void {
  const measure = measureNamed(context, name);
  if (measure) {
    if (isSemiAdditive(measure, context.model)) throw notAdditive(step, name, 'a level is not added over time');
    if (additivityOf(measure, context.model) === 'additive') return;
    const date = measure.timeField ?? context.plan.time?.field;
    if (date !== undefined && countsOnceOverTime(measure, context.model, date)) return;
    throw notAdditive(step, name, 'only sums and counts of rows add up over time');
  }
  const made = context.plan.steps.find(other => sameName(other.name, name));
  if (made?.kind !== 'difference') throw notAdditive(step, name, 'only sums and counts of rows add up over time');
  checkRunning(context, step, made.left);
  checkRunning(context, step, made.right);
}
