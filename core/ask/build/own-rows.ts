import type { FieldInfo } from '../catalogue.ts';
import { thingsCounted } from '../counted-rows.ts';
import type { Draft, DraftFilter, DraftHaving } from '../draft.ts';
import { type BuildContext, datasetsOfMeasure } from './context.ts';

/**
 * "lines with more than 45 pieces": the total over one line is the line's own number, so it says which lines are meant
 * instead of splitting anything.
 */
export function conditionsOnOwnRows(context: BuildContext): void {
  const { draft } = context;
  const things = thingsOf(context, draft);
  if (things === undefined || draft.having.length === 0 || draft.having.some(h => h.percent || h.ofCombined)) return;
  const kept: DraftHaving[] = [];
  for (const having of draft.having) {
    const field = having.against ? undefined : summedField(context, having, things);
    if (field) draft.filters.push(asFilter(having, field));
    else kept.push(having);
  }
  draft.having = kept;
  if (kept.length === 0 && isMeasuredItself(context, draft)) draft.subject = undefined;
}

/** The dataset whose rows are counted or shown, where nothing else is asked. */
function thingsOf(context: BuildContext, draft: Draft): string | undefined {
  const { subject, measures } = draft;
  const [measure, ...more] = measures;
  if (more.length > 0) return undefined;
  if (measure === undefined) return subject?.kind === 'entity' ? subject.dataset : undefined;
  if (isMeasuredItself(context, draft)) return datasetsOfMeasure(context, measure);
  if (subject !== undefined) return undefined;
  return thingsCounted(context.catalogue, measure);
}

/** "revenue on lines of at most 5 pieces": they are the rows that the number is of, and nothing is split by them. */
const isMeasuredItself = (context: BuildContext, { subject, subjectIs, measures, dimensions }: Draft): boolean =>
  subject?.kind === 'entity' &&
  subjectIs === 'plain' &&
  dimensions.length === 0 &&
  measures[0] !== undefined &&
  datasetsOfMeasure(context, measures[0]) === subject.dataset;

function summedField({ catalogue }: BuildContext, { measure }: DraftHaving, dataset: string): FieldInfo | undefined {
  if (measure.kind !== 'metric') return undefined;
  const text = catalogue.metrics.get(measure.metric)?.text;
  return catalogue.fieldsOf(dataset).find(field => text === `SUM(${field.dataset}.${field.name})`);
}

const asFilter = ({ measure, operator, values }: DraftHaving, field: FieldInfo): DraftFilter => ({
  options: [{ field, values, weight: 1, partial: false }],
  operator,
  scope: field.dataset,
  text: field.label,
  at: measure.at,
});
