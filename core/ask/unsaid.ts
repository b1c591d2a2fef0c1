import type { Plan } from '../plan/schema.ts';
import type { Draft } from './draft.ts';
import reasons from './english/reasons.data.json' with { type: 'json' };
import { Refusal } from './refusal.ts';

/**
 * What was asked for and is not in the plan must not be passed over.
 * @throws Refusal that names it
 */
export function refuseUnplanned(draft: Draft, plan: Plan): void {
  const has = (...kinds: string[]) => plan.steps.some(step => kinds.includes(step.kind));
  if (draft.share && !has('ratio', 'shareOfTotal')) throw new Refusal(reasons.clearShareShould);
  if (draft.per && !has('ratio')) throw new Refusal(reasons.unclearNumberShould);
  if (draft.overall && !has('overall')) throw new Refusal(reasons.unclearOverall);
  if (draft.running && !has('runningTotal')) throw new Refusal(reasons.clearShouldAdded);
  if (draft.moving !== undefined && !has('movingAverage')) throw new Refusal(reasons.clearShouldAveraged);
  if ((draft.growth || draft.comparison) && !has('comparison', 'growth', 'difference'))
    throw new Refusal(reasons.unclearNumberShouldCompared);
  if (['remove', 'instead', 'same'].some(word => (draft.followUp as Set<string>).has(word)))
    throw new Refusal(reasons.thereAnswerBefore);
  if (draft.compare && !isCompared(plan)) throw new Refusal(reasons.unclearShouldCompared);
  if (draft.nth !== undefined && !has('rank')) throw new Refusal(reasons.unclearRankingPlace);
  if (draft.sort && plan.measures.length > 0 && plan.dimensions.length === 0 && !plan.time?.grain)
    throw new Refusal(reasons.thereNothingSort);
  if (draft.difference && !has('difference')) throw new Refusal(reasons.differenceBetweenTwo);
  if (
    draft.rank &&
    plan.limit === undefined &&
    !plan.topPerGroup &&
    plan.orderBy.length === 0 &&
    plan.having.length === 0
  )
    throw new Refusal(reasons.clearShouldRanked);
}

const isCompared = (plan: Plan): boolean =>
  plan.measures.length > 1 || plan.dimensions.length > 0 || plan.steps.length > 0 || plan.time?.grain !== undefined;
