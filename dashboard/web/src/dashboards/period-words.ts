import { instantOf, isoOf } from '../../../../core/plan/instant.ts';
import type { TimeRange } from '../../../../core/plan/schema.ts';
import { formatDay } from '../format.ts';

/** Ends are exclusive inside; people are told the last day. */
export function lastDay(end: string): string {
  const at = instantOf(end);
  return at === undefined ? end : isoOf(at - 1).slice(0, 10);
}

const many = (count: number, unit: string): string => (count === 1 ? unit : `${count} ${unit}s`);

/** A stretch of time as people say it: Last 3 months, This quarter, Jan 1, 2026 – Jan 31, 2026. */
export function periodWords(range: TimeRange, locale?: string): string {
  switch (range.kind) {
    case 'between': {
      const [from, to] = [formatDay(range.start, locale), formatDay(lastDay(range.end), locale)];
      return from === to ? from : `${from} – ${to}`;
    }
    case 'since':
      return `Since ${formatDay(range.start, locale)}`;
    case 'before':
      return `Before ${formatDay(range.end, locale)}`;
    case 'current':
      return range.unit === 'day' ? 'Today' : `This ${range.unit}`;
    case 'toDate':
      return `${range.unit.charAt(0).toUpperCase()}${range.unit.slice(1)} to date`;
    case 'past':
      return `Past ${many(range.count, range.unit)}`;
    case 'next':
      return `Next ${many(range.count, range.unit)}`;
    case 'previous':
      return range.unit === 'day' && range.count === 1 ? 'Yesterday' : `Last ${many(range.count, range.unit)}`;
  }
}

/** What is offered before dates are typed. */
export const PERIODS: readonly TimeRange[] = [
  { kind: 'past', unit: 'day', count: 7 },
  { kind: 'past', unit: 'day', count: 30 },
  { kind: 'past', unit: 'day', count: 90 },
  { kind: 'current', unit: 'month' },
  { kind: 'previous', unit: 'month', count: 1 },
  { kind: 'previous', unit: 'month', count: 3 },
  { kind: 'previous', unit: 'month', count: 12 },
  { kind: 'current', unit: 'quarter' },
  { kind: 'previous', unit: 'quarter', count: 1 },
  { kind: 'toDate', unit: 'year' },
  { kind: 'previous', unit: 'year', count: 1 },
];

/** The stretch from one day to another, both included; one of them may be left open. */
export function daysBetween(first: string, last: string): TimeRange | undefined {
  const [from, to] = [instantOf(first), instantOf(last)];
  const end = to === undefined ? undefined : isoOf(to + 86_400_000);
  if (from !== undefined && end !== undefined)
    return first <= last ? { kind: 'between', start: first, end } : undefined;
  if (from !== undefined && last === '') return { kind: 'since', start: first };
  return end !== undefined && first === '' ? { kind: 'before', end } : undefined;
}
