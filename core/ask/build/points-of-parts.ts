import type { Measure, Step } from '../../plan/schema.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import { startOfRange } from './growth.ts';
import type { Point } from './points.ts';
import { partLabel, type Shape } from './shape.ts';

/**
 * "share of each region in 1996 against 1997", "revenue per order, this year and last": what is divided is divided in
 * each of the two periods, and the change is that of the quotient.
 *
 * @throws Refusal where the numbers are made over the rows of one period after the other
 */
export function dividedInEach(shape: Shape, points: readonly [Point, Point]): Shape {
  const parts = points.map(point => inPeriod(shape, point));
  const [one, other] = parts.map(({ steps }) => steps);
  const [earlier, later] = startOfRange(points[0].range) <= startOfRange(points[1].range) ? [one, other] : [other, one];
  const changes = (later ?? []).map(
    (step, at): Step => ({
      kind: 'difference',
      name: `${shape.steps[at]?.name}_change`,
      left: step.name,
      right: earlier?.[at]?.name ?? '',
      label: changeLabel(shape.steps[at]),
    }),
  );
  const { field, grain } = shape.time ?? {};
  return {
    measures: parts.flatMap(({ measures }) => measures),
    steps: [...parts.flatMap(({ steps }) => steps), ...changes],
    where: shape.where,
    time: field === undefined ? shape.time : { field, ...(grain ? { grain } : {}) },
  };
}

/** A share that went from 20 % to 21 % rose by one point, which is five percent. */
const changeLabel = (step: Step | undefined): string =>
  `Change of ${(step?.label ?? 'share').toLowerCase()}${step?.kind === 'ratio' && step.unit !== '%' ? '' : ' in percentage points'}`;

function inPeriod({ measures, steps }: Shape, { range, label }: Point): { measures: Measure[]; steps: Step[] } {
  const words = label.replaceAll('_', ' ');
  const of = (name: string) => `${name}_${label}`;
  return {
    measures: measures.map(measure => ({
      ...measure,
      name: of(measure.name),
      label: `${partLabel(measure)} ${words}`,
      period: range,
    })),
    steps: steps.map((step): Step => {
      const named = { name: of(step.name), label: `${step.label ?? 'Share'} ${words}` };
      if (step.kind === 'ratio')
        return { ...step, ...named, numerator: of(step.numerator), denominator: of(step.denominator) };
      if (step.kind === 'shareOfTotal') return { ...step, ...named, measure: of(step.measure) };
      throw new Refusal(reasons.unclearShouldCompared);
    }),
  };
}
