import { GRAINS, type TimeRange } from '../../plan/schema.ts';
import type { DashboardSpec, Tile } from '../spec.ts';

export type Grain = (typeof GRAINS)[number];

/**
 * The coarsest periods of which the windows and lines are made up that the author gave the tile; undefined when it has
 * no time.
 */
export function grainOf({ plan, time, sparkline, comparison }: Tile, spec: DashboardSpec): Grain | undefined {
  const ranges = [plan?.time?.range, time?.range, spec.time?.range].filter(range => range !== undefined);
  const needed = [plan?.time?.grain, sparkline?.grain, ...ranges.map(grainOfRange)];
  if (comparison) needed.push('day');
  return finestOf(needed.filter(grain => grain !== undefined));
}

/** The coarsest periods that all of these are made up of; undefined of none. */
export function finestOf(grains: readonly Grain[]): Grain | undefined {
  const finest = grains.toSorted((a, b) => GRAINS.indexOf(b) - GRAINS.indexOf(a))[0];
  // Weeks begin in one month and end in another: both are made up of days.
  const isMixed = grains.includes('week') && grains.some(grain => grain !== 'week');
  return isMixed && finest !== 'hour' ? 'day' : finest;
}

/** The coarsest periods that a window is made up of. */
export const grainOfRange = (range: TimeRange): Grain =>
  range.kind === 'current' || range.kind === 'previous' || range.kind === 'next' ? range.unit : 'day';
