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

export interface ShapeInput {
  readonly built: readonly Built[];
  /** Comparing values adds the field they belong to. */
  readonly dimensions: Dimension[];
  readonly filters: readonly SettledFilter[];
  readonly time: TimePart;
  readonly hasGrain: boolean;
}

export interface Shape {
  measures: Measure[];
  steps: Step[];
  where: Filter[];
  time: Plan['time'];
}

export const partLabel = (measure: Measure): string =>
  measure.label ?? capital(wordsOf(measure.metric ?? measure.name));

export const ratio = (name: string, numerator: string, denominator: string, unit?: string): Step => ({
  kind: 'ratio',
  name,
  numerator,
  denominator,
  ...(unit ? { unit } : {}),
});
