import type { PlanInput } from '../../plan/schema.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, capital, wordsOf } from './context.ts';

/**
 * "return rate in 2001", of what came back as a part of what was sold: the day on which it came back, and why, is known
 * of no sale that was kept, so that the whole would shrink to what came back.
 */
export function refusePartsApart({ catalogue }: BuildContext, plan: PlanInput): void {
  const split = [
    ...(plan.time ? [plan.time.field] : []),
    ...(plan.dimensions ?? []).map(({ field }) => field),
    ...(plan.where ?? []).flatMap(filter => ('field' in filter ? [filter.field] : [])),
  ].flatMap(id => catalogue.fields.get(id) ?? []);
  for (const { metric } of plan.measures ?? []) {
    const { sums = [], name = '' } = (metric && catalogue.metrics.get(metric)) || {};
    // what came back belongs to one sale, but not every sale has some
    const isPart = (sum: string, dataset: string) =>
      sum !== dataset && (sums.includes(dataset) || catalogue.reach(sum, dataset).kind === 'down');
    const field = split.find(({ dataset }) => sums.some(sum => isPart(sum, dataset)));
    if (sums.length > 1 && field)
      throw new Refusal(
        `${capital(wordsOf(name))} is made of ${sums.map(wordsOf).join(' and ')}, and not all of them have a ${field.label.toLowerCase()}: ask for each number on its own.`,
      );
  }
}
