import type { Answer, AnswerColumn } from '../answer/types.ts';
import { sameName } from '../plan/names.ts';
import type { Measure, Plan, Step } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import type { Tile } from './spec.ts';
import { summedFields } from './summed-fields.ts';

/** Whether a tile has a row of totals that its plan's rows are added up for. */
export const wantsTotals = ({ kind, encoding }: Tile): boolean => kind === 'table' && encoding?.totals === true;

/** The columns of a listing with which of them add up; those of other answers say so already. */
export function withSummed(
  columns: readonly AnswerColumn[],
  plan: Plan,
  model: ResolvedModel,
): readonly AnswerColumn[] {
  if (plan.fields.length === 0) return columns;
  const summed = summedFields(plan.fields, model);
  return columns.map((column, at) => (summed.has(at) ? { ...column, additivity: 'additive' as const } : column));
}

/** Whether there are more rows than an answer has: its rows do not add up to the whole. */
export const isCut = ({ plan, results }: Pick<Answer, 'plan' | 'results'>): boolean =>
  results !== undefined &&
  (results.truncated ||
    plan?.topPerGroup !== undefined ||
    results.rows.length >= (plan?.limit ?? Number.POSITIVE_INFINITY));

/**
 * What adds up the columns of a plan over all the rows that it is about, however many of them are shown: the same
 * conditions and window, no groups, no limit. Its measures and steps have their columns' names. Undefined where rows
 * are kept by what they come to (`having`, the first of each group, summaries): their whole is no query of its own.
 */
export function totalsPlan(plan: Plan, columns: readonly AnswerColumn[]): Plan | undefined {
  const { having, topPerGroup: _, orderBy: __, limit: ___, time, ...rest } = plan;
  if (having.length > 0 || plan.topPerGroup || plan.summarise) return undefined;
  const undivided = time && { field: time.field, ...(time.range && { range: time.range }) };
  const whole = { ...rest, dimensions: [], fields: [], having: [], orderBy: [], ...(undivided && { time: undivided }) };
  if (plan.fields.length > 0) {
    const measures = sumsOf(plan, columns);
    return measures.length > 0 ? { ...whole, measures, steps: [] } : undefined;
  }
  const acrossPeriods = columns.some(({ role }) => role === 'time');
  const adds = (name: string) => columns.some(column => sameName(column.name, name) && addsUp(column, acrossPeriods));
  const steps = plan.steps.filter(step => isOfWhole(step, time?.grain !== undefined) && adds(step.name));
  const shown = plan.measures.some(({ name, hidden }) => !hidden && adds(name));
  if (!shown && steps.length === 0) return undefined;
  // A measure without a total may be what a step is made of.
  const measures = plan.measures.map(measure => (adds(measure.name) ? measure : { ...measure, hidden: true }));
  return { ...whole, measures, steps };
}

const sumsOf = (plan: Plan, columns: readonly AnswerColumn[]): Measure[] =>
  columns.flatMap(({ additivity }, at) =>
    additivity === undefined ? [] : [{ name: `total_${at}`, expression: `SUM(${plan.fields[at]})` }],
  );

/** Differences and what was before mean the same of a whole; of a series, what was before is of each period. */
const isOfWhole = (step: Step, isSeries: boolean): boolean =>
  step.kind === 'difference' || (step.kind === 'comparison' && step.output !== 'growth' && !isSeries);

const addsUp = ({ role, additivity }: AnswerColumn, acrossPeriods: boolean): boolean =>
  role === 'measure' && (additivity === 'additive' || (additivity === 'semiAdditive' && !acrossPeriods));

/** The totals by the columns of the rows that they are of: null where a column has none. */
export function totalCells(asked: Plan, columns: readonly AnswerColumn[], { results }: Answer) {
  const cellOf = (name: string) => {
    const at = results?.columns.findIndex(column => sameName(column.name, name)) ?? -1;
    return at < 0 ? null : (results?.rows[0]?.[at] ?? null);
  };
  return columns.map(({ name }, at) => cellOf(asked.fields.length > 0 ? `total_${at}` : name));
}
