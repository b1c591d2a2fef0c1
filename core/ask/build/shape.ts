import type { Dimension, Filter, Measure, Plan, Step } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { DraftFilter } from '../draft.ts';
import { capital, wordsOf } from './context.ts';
import type { Built } from './measures.ts';
import type { TimePart } from './time.ts';

interface SettledFilter {
  readonly draft: DraftFilter;
  readonly filter: Filter;
  readonly field: FieldInfo;
}

/** What a shape is made of, settled: measures, groups, filters and time. */
export interface ShapeInput {
  readonly built: readonly Built[];
  /** Comparing values adds the field they belong to. */
  readonly dimensions: Dimension[];
  readonly filters: readonly SettledFilter[];
  readonly time: TimePart;
  readonly hasGrain: boolean;
}

/** Measures, steps, conditions and time of a plan in the making. */
export interface Shape {
  measures: Measure[];
  steps: Step[];
  where: Filter[];
  time: Plan['time'];
}

/** What a measure is called to people. */
export const partLabel = (measure: Measure): string =>
  measure.label ?? capital(wordsOf(measure.metric ?? measure.name));

/** A step that divides one column by another, by their names. */
export const ratio = (name: string, numerator: string, denominator: string, unit?: string): Step => ({
  kind: 'ratio',
  name,
  numerator,
  denominator,
  ...(unit ? { unit } : {}),
});
