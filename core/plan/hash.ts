import { createHash } from 'node:crypto';
import type { SemanticModel } from '../semantic/model/types.ts';
import { canonicalPlan, stableJson } from './canonical.ts';
import type { Filter, Plan, TimeRange } from './schema.ts';
import { earlier, resolveTimeRange, shiftToPrevious, stretchOf } from './time.ts';

/**
 * SHA-256, hexadecimal, of the canonical plan: equal for plans that ask the same.
 *
 * With `now`, relative ranges count as the days they mean, so yesterday's "today" is another plan, and last
 * quarter is the same plan all quarter long. A result is kept under the hash with `now`; where the answer
 * depends on today otherwise (gaps filled up to today, expressions that ask the engine for the date), so
 * does the hash.
 * @throws SophiaError expression.* for an expression that does not parse
 */
export function planHash(plan: Plan, model: SemanticModel, now?: Date): string {
  const canonical = canonicalPlan(plan, model);
  const subject = now ? { plan: resolved(canonical, now), today: todayOf(canonical, model, now) } : canonical;
  return createHash('sha256').update(stableJson(subject)).digest('hex');
}

/** The plan with each range as the stretch it means, and the stretch it is compared with. */
function resolved(plan: Plan, now: Date): unknown {
  const compares = plan.steps.some(step => step.kind === 'comparison');
  const change = (range: TimeRange): unknown => {
    const by = compares ? shiftToPrevious(range, now) : undefined;
    const before = by && earlier(stretchOf(range, now), by);
    return { ...resolveTimeRange(range, now), ...(before && { before }) };
  };
  // The resolved stretch stands in the range's place for the hash alone; it is no plan any more.
  return mapRanges(plan, range => change(range) as TimeRange);
}

const ASKS_FOR_NOW = /\b(current_(date|time|timestamp)|localtime(stamp)?|now\s*\(|getdate|sysdate|today\s*\()/i;

/** The day, where the answer depends on it beyond its ranges; the minute where the time of day counts. */
function todayOf(plan: Plan, model: SemanticModel, now: Date): string | undefined {
  const texts = [...modelTexts(model), stableJson(plan)].filter(text => ASKS_FOR_NOW.test(text));
  const minute = texts.some(text => /timestamp|current_time|localtime|now\s*\(|getdate|sysdate/i.test(text));
  if (minute) return now.toISOString().slice(0, 16);
  const closesToday = [plan.time?.range, ...plan.measures.map(measure => measure.period)].some(
    range => range?.kind === 'since',
  );
  const fills = plan.time?.fillGaps || plan.steps.some(step => step.kind === 'movingAverage');
  const compares = plan.steps.some(step => step.kind === 'comparison');
  const daily = texts.length > 0 || (closesToday && (fills || compares)) || (fills && plan.time?.range === undefined);
  return daily ? now.toISOString().slice(0, 10) : undefined;
}

function* modelTexts(model: SemanticModel): Generator<string> {
  for (const { source, fields } of model.datasets) {
    if (source.kind === 'query') yield source.text;
    for (const field of fields) yield field.text;
  }
  for (const metric of model.metrics) yield metric.text;
}

/** Every time range of a plan replaced by another; ranges inside filters too. */
function mapRanges(plan: Plan, change: (range: TimeRange) => TimeRange): Plan {
  const inFilters = (filters: readonly Filter[]): Filter[] => filters.map(inFilter);
  const inFilter = (filter: Filter): Filter => {
    if ('period' in filter) return { ...filter, period: change(filter.period) };
    if ('anyOf' in filter) return { anyOf: inFilters(filter.anyOf) };
    return 'related' in filter ? { ...filter, where: inFilters(filter.where) } : filter;
  };
  return {
    ...plan,
    where: inFilters(plan.where),
    measures: plan.measures.map(measure => ({
      ...measure,
      ...(measure.filters && { filters: inFilters(measure.filters) }),
      ...(measure.period && { period: change(measure.period) }),
    })),
    ...(plan.time?.range && { time: { ...plan.time, range: change(plan.time.range) } }),
  };
}
