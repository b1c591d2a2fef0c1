import { DAY, truncate } from '../../plan/instant.ts';
import type { Filter, Measure, PlanInput, TimeRange } from '../../plan/schema.ts';
import { closed, resolveTimeRange, stretchOf } from '../../plan/time.ts';
import type { BuildContext } from '../build/context.ts';
import { periodShape } from '../build/growth.ts';
import { areSameMonths } from '../build/months-side-by-side.ts';
import { pointOf } from '../build/points.ts';
import type { Draft } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { partOf } from './dimensions.ts';

/** "compare with 1996": one more period beside that of the last answer. */
export const comparesPeriod = (draft: Draft): boolean =>
  draft.compare &&
  draft.times.length === 1 &&
  draft.filters.length + draft.measures.length + draft.dimensions.length + draft.having.length === 0;

const lengthOf = (range: TimeRange, now: Date): number => {
  const { start, end } = closed(stretchOf(range, now), now);
  return start === undefined ? Number.POSITIVE_INFINITY : (end - start) / DAY;
};

/** Months and quarters differ by some days; a quarter beside a whole year is no comparison. */
const isAlike = (one: number, other: number): boolean => Math.max(one, other) / Math.min(one, other) < 1.15;

/** "compare with last year" of a part of this year: with the same part of it. */
const samePartOfLastYear = (range: TimeRange, other: TimeRange, now: Date): boolean =>
  other.kind === 'previous' &&
  other.unit === 'year' &&
  other.count === 1 &&
  (stretchOf(range, now).start ?? 0) >= truncate(now.getTime(), 'year');

/**
 * The last plan with another period beside its own; undefined where none is named.
 * @throws Refusal where the two are not alike
 */
export function withComparedPeriod(context: BuildContext, plan: PlanInput): PlanInput | undefined {
  const { draft } = context;
  const [time] = draft.times;
  if (!comparesPeriod(draft) || !time) return undefined;
  const range = plan.time?.range;
  const measures = [...(plan.measures ?? [])] as Measure[];
  if (range?.kind === 'current' && plan.time?.grain && samePartOfLastYear(range, time.phrase.range, context.now)) {
    besideYearBefore(draft);
    return undefined;
  }
  const months = sameMonths(context, plan, time.phrase.range);
  if (months) return months;
  const isPlain = !plan.steps?.length && !plan.having?.length && !plan.topPerGroup && plan.limit === undefined;
  if (!plan.time || !range || plan.time.grain || measures.length === 0 || !isPlain || measures.some(m => m.period))
    throw new Refusal(reasons.lastAnswerOne);
  if (!isAlike(lengthOf(range, context.now), lengthOf(time.phrase.range, context.now))) {
    if (!samePartOfLastYear(range, time.phrase.range, context.now)) throw new Refusal(reasons.thesePeriodsEqually);
    besideYearBefore(draft);
    return undefined;
  }
  const kept = { where: [...(plan.where ?? [])] as Filter[], time: plan.time };
  return {
    ...plan,
    ...periodShape(context, measures, kept, [pointOf(range), pointOf(time.phrase.range)]),
    orderBy: [],
  };
}

function besideYearBefore(draft: Draft): void {
  draft.comparison = 'previousYear';
  draft.compare = false;
  draft.times = [];
}

/** "compare with 1996", of 1997 by month: each month of the one beside the same month of the other. */
function sameMonths(context: BuildContext, plan: PlanInput, other: TimeRange): PlanInput | undefined {
  const { range, grain, field } = plan.time ?? {};
  const measures = [...(plan.measures ?? [])] as Measure[];
  const isCut = plan.steps?.length || plan.having?.length || plan.topPerGroup || plan.limit !== undefined;
  if (!range || !field || (grain !== 'month' && grain !== 'quarter') || isCut) return undefined;
  if (measures.some(measure => measure.period)) return undefined;
  const [one, two] = [range, other].map((each): TimeRange => {
    const { start, end } = resolveTimeRange(each, context.now);
    return start === undefined || end === undefined ? each : { kind: 'between', start, end };
  });
  if (!one || !two || !areSameMonths(one, two)) return undefined;
  const kept = { where: [...(plan.where ?? [])] as Filter[], time: { field } };
  const part = partOf(context, plan, { kind: 'part', part: grain, fields: [], at: 0 });
  return {
    ...plan,
    ...periodShape(context, measures, kept, [pointOf(range), pointOf(other)]),
    dimensions: [...(plan.dimensions ?? []), part],
    orderBy: [],
  };
}
