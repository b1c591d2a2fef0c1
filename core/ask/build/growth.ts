import type { Measure, Step, TimeRange } from '../../plan/schema.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
import type { Point } from './points.ts';
import { partLabel, type Shape, type ShapeInput } from './shape.ts';

/** A text that sorts ranges by their start; those that move with now come last. */
export const startOfRange = (range: TimeRange): string =>
  'start' in range ? range.start : range.kind === 'current' || range.kind === 'toDate' ? '9999' : '9998';

/** Each period in a column of its own, with the change from the earlier to the later one. */
export function periodShape(
  context: BuildContext,
  measured: readonly Measure[],
  plain: Pick<Shape, 'where' | 'time'>,
  points: readonly [Point, Point],
): Shape {
  const { draft } = context;
  for (const { range, label } of points) tellOpen(context, range, label.replaceAll('_', ' '));
  const measures: Measure[] = [];
  const steps: Step[] = [];
  for (const measure of measured) {
    const [a, b] = points.map(point => ({
      ...measure,
      name: `${measure.name}_${point.label}`,
      label: `${partLabel(measure)} ${point.label.replaceAll('_', ' ')}`,
      period: point.range,
    }));
    if (!a || !b) continue;
    measures.push(a, b);
    const [earlier, later] = startOfRange(points[0].range) <= startOfRange(points[1].range) ? [a, b] : [b, a];
    // "by how much did it change": from the earlier to the later one, in whatever order they are said
    const [left, right] = draft.difference && !draft.growth ? [a, b] : [later, earlier];
    steps.push({
      kind: 'difference',
      name: `${measure.name}_change`,
      left: left.name,
      right: right.name,
      label: left === later ? `Change of ${partLabel(measure).toLowerCase()}` : `${left.label} less ${right.label}`,
    });
    steps.push({
      kind: 'growth',
      name: `${measure.name}_growth`,
      base: earlier.name,
      current: later.name,
      label: `Growth of ${partLabel(measure).toLowerCase()}`,
    });
  }
  return {
    measures,
    steps,
    where: plain.where,
    time: plain.time
      ? { field: plain.time.field, ...(plain.time.grain ? { grain: plain.time.grain } : {}) }
      : plain.time,
  };
}

/** "1997 vs 1998", in the middle of 1998: a whole year beside a part of one is told. */
function tellOpen({ assumptions, now }: BuildContext, range: TimeRange, label: string): void {
  const today = now.toISOString();
  if (range.kind !== 'between' || range.start > today || range.end <= today) return;
  const text = `${label} is not over: what there is of it so far is compared`;
  assumptions.push({ id: `open:${label}`, kind: 'range', text, chosen: label, choices: [] });
}

/**
 * Numbers beside those of the period before, where growth is asked for.
 * @throws Refusal without a period
 */
export function growthShape(context: BuildContext, input: ShapeInput, plain: Shape): Shape {
  const offset = context.draft.growth?.offset ?? context.draft.comparison ?? 'previousPeriod';
  if (!plain.time || (!input.hasGrain && !plain.time.range)) throw new Refusal(reasons.growthFromWhen);
  return comparisonShape(input, plain, offset);
}

/**
 * Numbers with value, change and growth against an earlier period.
 * @throws Refusal without a period
 */
export function comparisonShape(input: ShapeInput, plain: Shape, offset: 'previousPeriod' | 'previousYear'): Shape {
  if (!plain.time || (!input.hasGrain && !plain.time.range)) throw new Refusal(reasons.comparedPeriodBefore);
  const steps = plain.measures.flatMap((m): Step[] => [
    { kind: 'comparison', name: `${m.name}_before`, measure: m.name, with: offset, output: 'value' },
    { kind: 'comparison', name: `${m.name}_change`, measure: m.name, with: offset, output: 'change' },
    { kind: 'comparison', name: `${m.name}_growth`, measure: m.name, with: offset, output: 'growth' },
  ]);
  return { ...plain, steps };
}
