import type { Dimension, PlanInput, Step } from '../../plan/schema.ts';
import type { BuildContext } from './context.ts';

/** "what share of revenue do the top 10 customers bring": of all of them together, as one number. */
export function shareOfTop(
  { draft }: BuildContext,
  plan: PlanInput,
  dimensions: readonly Dimension[],
  steps: readonly Step[],
): PlanInput | undefined {
  const { rank, share, subject } = draft;
  const [step, ...more] = steps;
  if (!rank?.count || rank.count < 2 || !share || (share.ofTotal && !share.together) || share.at > rank.at)
    return undefined;
  if (
    step?.kind !== 'shareOfTotal' ||
    more.length > 0 ||
    plan.time?.grain ||
    !subject ||
    subject.kind === 'time' ||
    subject.kind === 'part'
  )
    return undefined;
  const own = dimensions.every(({ field }) =>
    subject.kind === 'entity'
      ? field.startsWith(`${subject.dataset}.`)
      : subject.choice.options.some(option => option.field.id === field),
  );
  if (!own) return undefined;
  return {
    ...plan,
    steps: [step, { kind: 'rank', name: 'place', measure: step.measure, direction: rank.direction }],
    having: [...(plan.having ?? []), { column: 'place', operator: '<=', values: [rank.count] }],
    summarise: { function: 'sum', column: step.name, name: step.name, label: `Share of the ${rank.count} together` },
  };
}
