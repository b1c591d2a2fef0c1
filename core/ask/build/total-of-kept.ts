import type { Dimension, PlanInput } from '../../plan/schema.ts';
import { Refusal } from '../refusal.ts';
import { type BuildContext, wordsOf } from './context.ts';
import { entityFields } from './entity-fields.ts';
import type { Built } from './measures.ts';

type Summary = NonNullable<PlanInput['summarise']>;

/**
 * "revenue of customers with more than 10 orders": one number over the things that are kept, where the numbers of each
 * add up to it; an average only of what each has one of.
 */
export function totalOfKept(
  context: BuildContext,
  shown: readonly Built[],
  dimensions: readonly Dimension[],
): Summary | undefined {
  const { draft, catalogue } = context;
  const { subject } = draft;
  const [only, ...more] = shown;
  if (!draft.subjectOwns || subject?.kind !== 'entity' || draft.having.length === 0 || draft.rank || !only)
    return undefined;
  const groups = groupsBeside(context, subject.dataset, dimensions);
  if (groups === undefined || draft.share || draft.growth || draft.comparison || draft.per) return undefined;
  if (more.length > 0) return undefined;
  const { measure, metric } = only;
  const info = metric === undefined ? undefined : catalogue.metrics.get(metric);
  const label = measure.label ?? info?.label;
  const summary = { column: measure.name, name: measure.name, label, ...(groups.length > 0 ? { by: groups } : {}) };
  // each order is of one customer, so that none is counted twice
  const countsEachOnce = info?.counts !== undefined && catalogue.hasOne(info.counts, subject.dataset);
  if (
    info?.additive ||
    countsEachOnce ||
    (metric === undefined && /^(SUM|COUNT)\((?!DISTINCT)/.test(measure.expression ?? ''))
  )
    return { function: 'sum', ...summary, name: `total_${measure.name}` };
  const text = info?.text ?? measure.expression ?? '';
  if (/^AVG\([^()]*\)$/.test(text) && only.home === subject.dataset)
    return { function: 'avg', ...summary, name: `average_of_${measure.name}` };
  throw new Refusal(
    `The ${wordsOf(measure.name)} of all of them together can't be worked out from that of each: ask for it by ${wordsOf(subject.dataset)}.`,
    draft.problems,
  );
}

/**
 * The groups that were asked for besides the things themselves; each thing must be in one of them.
 * @returns undefined where they are groups by time
 */
function groupsBeside(context: BuildContext, things: string, dimensions: readonly Dimension[]): string[] | undefined {
  const { catalogue, draft } = context;
  if (draft.dimensions.some(({ kind }) => kind !== 'field' && kind !== 'entity')) return undefined;
  const own = entityFields(context, things).map(({ id }) => id);
  const groups = dimensions.filter(({ field }) => !own.includes(field));
  const other = groups.find(({ field }) => !catalogue.hasOne(things, field.split('.')[0] ?? ''));
  if (other)
    throw new Refusal(
      `It is not clear which of the ${wordsOf(things)} are kept in each ${wordsOf(other.name ?? '')}: each may be in several.`,
      draft.problems,
    );
  return groups.map(({ name = '' }) => name);
}

/** "revenue by month for orders with more than 5 lines": a row for each order in each month is not asked for. */
export function refuseKeptByTime({ draft }: BuildContext): void {
  const { subject, subjectOwns, having, rank } = draft;
  if (!subjectOwns || subject?.kind !== 'entity' || having.length === 0 || rank) return;
  throw new Refusal(
    `It is not clear whether each of the ${wordsOf(subject.dataset)} should have so many in all or in each group.`,
    draft.problems,
  );
}
