import type { TimeRange } from '../../plan/schema.ts';
import type { Grain } from '../../semantic/model/types.ts';

/** A time expression as understood, against a given now. */
export interface TimePhrase {
  readonly range: TimeRange;
  /** The calendar unit it is one of (a year, a month), when it is. */
  readonly unit?: Grain | undefined;
  /** The year was not said: which one was taken, for the assumption. */
  readonly assumed?: string | undefined;
  /** Bare years as numbers, for where a number was meant (more than 2000). */
  readonly numbers?: readonly number[] | undefined;
  /** Bare years as bounds, both in it, for fields that hold years as numbers. */
  readonly years?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  /** Two stretches named together, for growth and comparisons: from X to Y, X and Y. */
  readonly points?: readonly [TimeRange, TimeRange] | undefined;
  /** "between 2025 and 2024", which can only be two points to set side by side. */
  readonly reversed?: TimePhrase | undefined;
  /** Several stretches, each as good as the others: March and May 2024. `range` spans them all. */
  readonly list?: TimeList | undefined;
  /** How it was taken where the words leave that open, and the other reading, for the choice. */
  readonly said?: string | undefined;
  readonly other?: { readonly label: string; readonly range: TimeRange } | undefined;
  /** A window that moves along (trailing 12 months): with periods it would be one for each of them. */
  readonly rolling?: boolean | undefined;
  /** The one before: of now, or of what was asked about last. */
  readonly back?: boolean | undefined;
  /** 03/04/2024: the phrase with the month first, where that is another one. */
  readonly monthFirst?: TimePhrase | undefined;
  /** Not one stretch: every December, on Sundays. Months count from 1, days of the week from 0 for Sunday. */
  readonly recurring?: { readonly part: 'month' | 'dayofweek'; readonly values: readonly number[] } | undefined;
  /** "at the end of June": its last day, for what is counted on days; of all else it is vague. */
  readonly lastDay?: TimeRange | undefined;
  /** It is a time, but none that can be planned; why. */
  readonly problem?: string | undefined;
}

/** Several stretches of time that were named together. */
export interface TimeList {
  readonly ranges: readonly TimeRange[];
  readonly word: 'and' | 'or';
  /** The stretches follow each other without a gap, so that the span is the same as the list. */
  readonly gapless: boolean;
}
