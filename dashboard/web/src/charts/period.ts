import { isGrain, shift } from '../../../../core/plan/instant.ts';
import { instantOf } from '../format.ts';

/** The instant a period ends that starts at `start` (epoch milliseconds, UTC); undefined for an unknown grain. */
export function periodEnd(start: number, grain: string | undefined): number | undefined {
  return grain !== undefined && isGrain(grain) ? shift(start, grain, 1) : undefined;
}

/** Whether the period that starts at `start` was not over at `asOf`: its number will still change. */
export function isPartial(start: string, grain: string | undefined, asOf: number): boolean {
  const instant = instantOf(start);
  if (instant === undefined) return false;
  const end = periodEnd(instant, grain);
  return end !== undefined && end > asOf;
}
