import type { Plan, PlanInput, Step } from '../../plan/schema.ts';
import { howChanged } from '../build/changed.ts';
import { checkComparedUnit } from '../build/compared-unit.ts';
import type { BuildContext } from '../build/context.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';

const shownMeasures = (plan: PlanInput) => (plan.measures ?? []).filter(m => !m.hidden);

const added = (plan: PlanInput, steps: readonly Step[]): PlanInput => ({
  ...plan,
  steps: [...(plan.steps ?? []).filter(s => !steps.some(n => n.name === s.name)), ...steps],
});

/** Each number as a share of its total over the groups. */
export function withShare(plan: PlanInput): PlanInput {
  if (!plan.dimensions?.length && !plan.time?.grain) throw new Refusal(reasons.thereNothingTake);
  const measures = shownMeasures(plan);
  if (measures.length === 0) throw new Refusal(reasons.lastAnswerNumber);
  return added(
    plan,
    measures.map((m): Step => ({ kind: 'shareOfTotal', name: `share_of_${m.name}`, measure: m.name })),
  );
}

/** Shares, comparisons with the period before, running totals and moving averages of the numbers that there are. */
export function withSteps(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft, now } = context;
  const measures = shownMeasures(plan);
  let next = draft.share ? withShare(plan) : plan;
  const offset = draft.comparison ?? (draft.growth ? (draft.growth.offset ?? 'previousPeriod') : undefined);
  if (draft.comparison) checkComparedUnit(plan.time as Plan['time'], draft.comparedUnit, now);
  if (offset && !plan.time?.grain && !plan.time?.range) throw new Refusal(reasons.comparedPeriodBefore);
  if ((draft.running || draft.moving !== undefined) && !plan.time?.grain) throw new Refusal(reasons.runsOverPeriods);
  if (draft.growth?.unit && plan.time?.grain !== draft.growth.unit)
    throw new Refusal(`The last answer is not by ${draft.growth.unit}: group it so first.`);
  if (offset)
    next = added(
      next,
      measures.flatMap((m): Step[] => [
        { kind: 'comparison', name: `${m.name}_before`, measure: m.name, with: offset, output: 'value' },
        { kind: 'comparison', name: `${m.name}_growth`, measure: m.name, with: offset, output: 'growth' },
      ]),
    );
  if (draft.growth && draft.rank) return grownMost(context, next);
  if (draft.running)
    next = added(
      next,
      measures.map((m): Step => ({ kind: 'runningTotal', name: `running_${m.name}`, measure: m.name })),
    );
  const { moving } = draft;
  if (moving !== undefined)
    next = added(
      next,
      measures.map(
        (m): Step => ({ kind: 'movingAverage', name: `moving_average_${m.name}`, measure: m.name, periods: moving }),
      ),
    );
  return next;
}

/** "which grew most": the one of the groups whose number changed most. */
function grownMost(context: BuildContext, plan: PlanInput): PlanInput {
  const { draft } = context;
  const { growth, rank } = draft;
  const [measure, ...more] = shownMeasures(plan);
  if (
    !growth ||
    !rank ||
    !measure ||
    more.length > 0 ||
    !plan.dimensions?.length ||
    plan.time?.grain ||
    plan.topPerGroup
  )
    throw new Refusal(reasons.numberShouldThey);
  const output = howChanged(context, growth.by);
  const { name } = measure;
  const step: Step = {
    kind: 'comparison',
    name: `${name}_${output}`,
    measure: name,
    with: growth.offset ?? 'previousPeriod',
    output,
  };
  const up = growth.falls === (rank.direction === 'ASC');
  draft.rank = undefined;
  return {
    ...added(plan, [step]),
    orderBy: [{ column: step.name, direction: up ? 'DESC' : 'ASC' }],
    limit: rank.count ?? 1,
  };
}
