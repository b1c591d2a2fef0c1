import type { PlanInput } from '../../plan/schema.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, wordsOf } from './context.ts';
import type { Built } from './measures.ts';

type Summary = NonNullable<PlanInput['summarise']>;

/**
 * "revenue of customers with more than 10 orders": one number over the things that are kept, where the numbers of each
 * add up to it; an average only of what each has one of.
 */
export function totalOfKept(context: BuildContext, shown: readonly Built[]): Summary | undefined {
  const { draft, catalogue } = context;
  const { subject } = draft;
  const [only, ...more] = shown;
  if (!draft.subjectOwns || subject?.kind !== 'entity' || draft.having.length === 0 || draft.rank || !only)
    return undefined;
  if (draft.dimensions.length > 0 || draft.share || draft.growth || draft.comparison || draft.per) return undefined;
  if (more.length > 0) return undefined;
  const { measure, metric } = only;
  const info = metric === undefined ? undefined : catalogue.metrics.get(metric);
  const summary = { column: measure.name, name: measure.name, label: measure.label ?? info?.label };
  if (info?.additive || (metric === undefined && /^(SUM|COUNT)\((?!DISTINCT)/.test(measure.expression ?? '')))
    return { function: 'sum', ...summary, name: `total_${measure.name}` };
  const text = info?.text ?? measure.expression ?? '';
  if (/^AVG\([^()]*\)$/.test(text) && only.home === subject.dataset)
    return { function: 'avg', ...summary, name: `average_of_${measure.name}` };
  throw new Refusal(
    `The ${wordsOf(measure.name)} of all of them together can't be worked out from that of each: ask for it by ${wordsOf(subject.dataset)}.`,
    draft.problems,
  );
}
