import type { Dimension, PlanInput, Step } from '../../plan/schema.ts';
import type { DraftDimension } from '../draft.ts';
import { Refusal } from '../refusal.ts';
import { stemOf } from '../words.ts';
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
  if (!areOfSubject(subject, dimensions)) return undefined;
  const label = `Share of the ${rank.count} together`;
  return summed(plan, [step], step.measure, { ...rank, count: rank.count }, { column: step.name, label });
}

const together = new Set(['together', 'combined', 'altogether'].map(stemOf));

/** "revenue of the top 10 customers together": one number, of what adds up. */
export function totalOfTop(
  { draft, catalogue }: BuildContext,
  plan: PlanInput,
  dimensions: readonly Dimension[],
  steps: readonly Step[],
): PlanInput | undefined {
  const { rank, share, subject } = draft;
  const [measure, ...more] = plan.measures ?? [];
  const said = [...together].some(stem => draft.said.has(stem));
  if (!said || share || !rank?.count || rank.count < 2 || !measure || !subject) return undefined;
  if (subject.kind === 'time' || subject.kind === 'part' || !areOfSubject(subject, dimensions)) return undefined;
  const info = catalogue.metrics.get(measure.metric ?? '');
  const adds = info?.additive ?? /^(SUM|COUNT)\((?!DISTINCT)/.test(measure.expression ?? '');
  if (!adds || more.length + steps.length > 0 || plan.time?.grain)
    throw new Refusal(`Only one number that adds up can be told of the ${rank.count} together.`);
  const label = `${measure.label ?? info?.label ?? ''} of the ${rank.count} together`;
  return summed(plan, [], measure.name, { ...rank, count: rank.count }, { column: measure.name, label });
}

/** One number over those in the first places. */
const summed = (
  plan: PlanInput,
  steps: readonly Step[],
  measure: string,
  { direction, count }: { readonly direction: 'ASC' | 'DESC'; readonly count: number },
  { column, label }: { readonly column: string; readonly label: string },
): PlanInput => ({
  ...plan,
  steps: [...steps],
  topPerGroup: { by: [], column: measure, direction, count },
  summarise: { function: 'sum', column, name: steps.length > 0 ? column : `total_${column}`, label },
});

/** Split by nothing but what is ranked. */
const areOfSubject = (
  subject: Exclude<DraftDimension, { kind: 'time' | 'part' }>,
  dimensions: readonly Dimension[],
): boolean =>
  dimensions.every(({ field }) =>
    subject.kind === 'entity'
      ? field.startsWith(`${subject.dataset}.`)
      : subject.choice.options.some(option => option.field.id === field),
  );
