import type { TimeRange } from '../../plan/schema.ts';
import type { DraftDimension } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';
import { twoPoints } from './points.ts';

/**
 * "revenue by month, 1995 vs 1996": no month is in both years, so those of the one stand beside the same months of the
 * other. So do quarters, and months of the same half of two years.
 * @throws Refusal of weeks and days, which are not the same in two years
 */
export function monthsSideBySide(context: BuildContext): void {
  const { draft } = context;
  if (!draft.compare && !draft.difference) return;
  const [one, other] = (twoPoints(context) ?? []).map(({ range }) => range);
  if (!one || !other || !areSameMonths(one, other)) return;
  draft.dimensions = draft.dimensions.flatMap((group): DraftDimension[] => {
    if (group.kind !== 'time') return [group];
    const { grain, fields, at } = group;
    // "sailed by month, 1995 vs 1996": they sailed in those years
    draft.times = draft.times.map(time => (time.fields.length > 0 ? time : { ...time, fields }));
    if (grain === 'month' || grain === 'quarter') return [{ kind: 'part', part: grain, fields, at }];
    if (grain !== 'year') throw new Refusal(reasons.twoPeriodsNamedNothing);
    // the two years are the columns
    return [];
  });
}

/** Of two years, from the same day of each to the same day: 1995 and 1996, their first halves. */
export function areSameMonths(one: TimeRange, other: TimeRange): boolean {
  if (one.kind !== 'between' || other.kind !== 'between') return false;
  const years = (range: { start: string; end: string }) =>
    Number(range.end.slice(0, 4)) - Number(range.start.slice(0, 4));
  const days = (range: { start: string; end: string }) =>
    `${range.start.slice(4)} ${range.end.slice(4)} ${years(range)}`;
  const isWithinYear = years(one) === 0 || (years(one) === 1 && one.end.slice(4) <= one.start.slice(4));
  return one.start !== other.start && isWithinYear && days(one) === days(other);
}
