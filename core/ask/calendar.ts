import type { Grain } from '../semantic/model/types.ts';

/** Calendar arithmetic in UTC; weeks start on Monday. */

export const isoDay = (date: Date): string => date.toISOString().slice(0, 10);

export function startOf(date: Date, unit: Grain): Date {
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const day = date.getUTCDate();
  switch (unit) {
    case 'year':
      return new Date(Date.UTC(year, 0, 1));
    case 'quarter':
      return new Date(Date.UTC(year, month - (month % 3), 1));
    case 'month':
      return new Date(Date.UTC(year, month, 1));
    case 'week':
      return new Date(Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7)));
    case 'day':
      return new Date(Date.UTC(year, month, day));
    case 'hour':
      return new Date(Date.UTC(year, month, day, date.getUTCHours()));
  }
}

/** Adds whole units; a day that the target month lacks becomes its last day. */
export function addUnits(date: Date, unit: Grain, count: number): Date {
  const months = { year: 12, quarter: 3, month: 1, week: 0, day: 0, hour: 0 }[unit];
  if (months === 0)
    return new Date(
      date.getTime() +
        count * { week: 604_800_000, day: 86_400_000, hour: 3_600_000, year: 0, quarter: 0, month: 0 }[unit],
    );
  const target = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months * count, 1, date.getUTCHours(), date.getUTCMinutes()),
  );
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return target;
}
