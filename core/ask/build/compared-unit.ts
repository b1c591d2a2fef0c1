import { DAY, shift } from '../../plan/instant.ts';
import type { Plan } from '../../plan/schema.ts';
import { closed, shiftToPrevious, stretchOf } from '../../plan/time.ts';
import type { Grain } from '../../semantic/model/types.ts';
import { Refusal } from '../refusal.ts';

/**
 * "the month before" is one month: the numbers must be of one, or by month. The year before shifts anything by a
 * year, but for what is longer than one.
 */
export function checkComparedUnit(time: Plan['time'], unit: Grain | undefined, now: Date): void {
  if (!time || unit === undefined) return;
  if (time.grain !== undefined) {
    if (unit === 'year' || time.grain === unit) return;
    throw new Refusal(`The numbers are by ${time.grain}, so it is not clear which ${unit} before is meant.`);
  }
  if (!time.range) return;
  const { start, end } = closed(stretchOf(time.range, now), now);
  const step = shiftToPrevious(time.range, now);
  const fits =
    unit === 'year'
      ? start !== undefined && end <= shift(start, 'year', 1) + DAY
      : step !== undefined && start !== undefined && shift(start, unit, 1) === end;
  if (!fits)
    throw new Refusal(`The numbers are not of one ${unit}, so it is not clear what to compare: name both periods.`);
}
