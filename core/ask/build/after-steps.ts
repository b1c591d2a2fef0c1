import type { PlanInput } from '../../plan/schema.ts';
import type { Draft } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';

/**
 * "months where the running total is over 100m", "regions with an average monthly revenue over 5m": the condition would be
 * on the number of each period, and not on what is made of it.
 *
 * @throws Refusal where such a number is compared, or the highest moving average is asked for
 */
export function refuseComparedSteps({ having, measures, running, moving, perPeriod, per, rank }: Draft): void {
  const made = running || moving !== undefined;
  const compared = having.some(({ measure, ofCombined }) => !ofCombined && measures.includes(measure));
  if (compared && (made || (perPeriod && !per))) throw new Refusal(reasons.comparesWhatIsMade);
  if (made && rank) throw new Refusal(reasons.ranksWhatIsMade);
}

/** "top 3 nations by average monthly orders": the averages are ranked, and not what they are of. */
export const rankedAverages = (plan: PlanInput, direction: 'ASC' | 'DESC', limit: number): PlanInput | undefined =>
  plan.summarise?.function === 'avg'
    ? { ...plan, orderBy: [{ column: plan.summarise.name, direction }], limit }
    : undefined;
