import { instantOf } from '../format.ts';

const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7 };

/** The instant a period ends that starts at `start` (epoch milliseconds, UTC); undefined for an unknown grain. */
export function periodEnd(start: number, grain: string | undefined): number | undefined {
  if (grain === undefined) return undefined;
  if (grain === 'hour') return start + 3_600_000;
  const days = DAYS[grain];
  if (days !== undefined) return start + days * 86_400_000;
  const months = MONTHS[grain];
  if (months === undefined) return undefined;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate());
}

/** Whether the period that starts at `start` was not over at `asOf`: its number will still change. */
export function isPartial(start: string, grain: string | undefined, asOf: number): boolean {
  const instant = instantOf(start);
  if (instant === undefined) return false;
  const end = periodEnd(instant, grain);
  return end !== undefined && end > asOf;
}
