import { additivityOf } from '../../plan/additivity.ts';
import type { Dimension, Filter, PlanInput } from '../../plan/schema.ts';
import type { DraftDimension, DraftHaving, DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { type BuildContext, datasetsOfMeasure, wordsOf } from './context.ts';

type To = NonNullable<NonNullable<PlanInput['having']>[number]['to']>;

interface Groups {
  readonly dimensions: readonly Dimension[];
  readonly subject: DraftDimension | undefined;
  readonly hasGrain: boolean;
  /** What is kept is counted, and nothing else of it is asked for. */
  readonly isCounted: boolean;
}

/**
 * "above the average": of an average or a rate that of all together, as the mean of the groups is no average of the
 * whole; of a total or a count the mean of what the groups have. Which it is is told.
 * @throws Refusal where it is not clear of what the average is
 */
export function comparedWithAll(context: BuildContext, having: DraftHaving, groups: Groups): { to?: To } {
  const { against, measure } = having;
  if (!against) return {};
  requireOneKind(context, groups);
  requireOfEach(context, measure, groups);
  const { ofEach, said } = against;
  if (ofEach !== undefined) {
    requireRowsOf(context, ofEach, groups);
    const left = against.all ? '' : ' that the other conditions leave';
    tell(context, `The average is that of all ${wordsOf(ofEach)}${left}.`);
    return { to: 'overall' };
  }
  if (isTotal(context, measure)) {
    if (said === 'overall') throw new Refusal(reasons.totalAllMore);
    tell(context, reasons.averageMeanThey);
    return { to: 'meanOfGroups' };
  }
  if (!isAverage(context, measure)) throw new Refusal(reasons.unclearAverageNumber);
  const rows = wordsOf(datasetsOfMeasure(context, measure));
  tell(
    context,
    `The average is that over all ${rows} that the other conditions leave, and not the mean of the groups.`,
  );
  return { to: 'overall' };
}

/** Groups of one kind of things: of months, or of things in each country, another average could be meant. */
function requireOneKind({ draft, catalogue }: BuildContext, { dimensions, hasGrain, subject }: Groups): void {
  const main = subject ?? draft.subject;
  const home = main?.kind === 'entity' ? main.dataset : undefined;
  const datasets = [...new Set(dimensions.map(({ field }) => field.split('.')[0] ?? ''))];
  const isOne = home === undefined ? dimensions.length === 1 : datasets.every(each => catalogue.hasOne(home, each));
  if (dimensions.length === 0) throw new Refusal(reasons.unclearThingsCompared, draft.problems);
  if (
    hasGrain ||
    !isOne ||
    draft.rank ||
    draft.share ||
    draft.having.length > 1 ||
    draft.times.some(({ both }) => both)
  )
    throw new Refusal(reasons.unclearOverGroups, draft.problems);
}

/** "revenue from orders worth more than the average": one number over those that are kept, and not one for each. */
function requireOfEach({ draft }: BuildContext, compared: DraftMeasure, { isCounted }: Groups): void {
  const others = draft.measures.some(
    measure => JSON.stringify({ ...measure, at: 0 }) !== JSON.stringify({ ...compared, at: 0 }),
  );
  if (!others || isCounted || draft.subjectOwns || draft.dimensions.length > 0) return;
  throw new Refusal(reasons.unclearWhetherNumber, draft.problems);
}

/** Rows of none of the things are no group of theirs: they may not be part of the mean of the groups. */
export const rowsOfThings = (
  having: NonNullable<PlanInput['having']>,
  things: NonNullable<PlanInput['having']>,
  dimensions: readonly Dimension[],
): Filter[] =>
  having.some(({ to }) => to === 'meanOfGroups')
    ? things.flatMap(({ column }) => {
        const field = dimensions.find(({ name }) => name === column)?.field;
        return field === undefined ? [] : [{ field, operator: 'isPresent' as const }];
      })
    : [];

/** A number of each customer has an average over customers, and not over their countries. */
function requireRowsOf({ draft }: BuildContext, dataset: string, { subject }: Groups): void {
  const main = subject ?? draft.subject;
  if (main?.kind === 'entity' && main.dataset === dataset) return;
  throw new Refusal(
    `It is a number of each of the ${wordsOf(dataset)}: ask which of them are above it.`,
    draft.problems,
  );
}

const textOf = ({ catalogue }: BuildContext, measure: DraftMeasure): string =>
  measure.kind === 'metric' ? (catalogue.metrics.get(measure.metric)?.text ?? '') : '';

const isTotal = ({ catalogue }: BuildContext, measure: DraftMeasure): boolean =>
  measure.kind === 'count' ||
  measure.kind === 'countDistinct' ||
  (measure.kind === 'metric' && additivityOf({ name: 'total', metric: measure.metric }, catalogue.model) !== 'none');

const isAverage = (context: BuildContext, measure: DraftMeasure): boolean =>
  (measure.kind === 'aggregate' && measure.function === 'AVG') || /^AVG\([^()]*\)$|\//.test(textOf(context, measure));

const tell = ({ assumptions }: BuildContext, text: string): void => {
  assumptions.push({ id: 'average', kind: 'reading', text: text.replace(/\.$/, ''), chosen: 'average', choices: [] });
};
