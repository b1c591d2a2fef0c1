import type { TimeRange } from '../../../../core/plan/schema.ts';

const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour'] as const;
type Unit = (typeof UNITS)[number];
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/;

/** A stretch of time as one word: `past_30_day`, `between_2026-01-01_2026-02-01`. */
export function writePeriod(range: TimeRange): string {
  switch (range.kind) {
    case 'between':
      return `between_${range.start}_${range.end}`;
    case 'since':
      return `since_${range.start}`;
    case 'before':
      return `before_${range.end}`;
    case 'current':
    case 'toDate':
      return `${range.kind}_${range.unit}`;
    default:
      return `${range.kind}_${range.count}_${range.unit}`;
  }
}

/** Undefined where the word is none of a stretch of time. */
export function parsePeriod(text: string): TimeRange | undefined {
  const [kind, first = '', second = '', ...rest] = text.split('_');
  if (rest.length > 0) return undefined;
  const unit = (word: string): Unit | undefined => UNITS.find(known => known === word);
  switch (kind) {
    case 'between':
      return DATE.test(first) && DATE.test(second) && first < second ? { kind, start: first, end: second } : undefined;
    case 'since':
      return DATE.test(first) && second === '' ? { kind, start: first } : undefined;
    case 'before':
      return DATE.test(first) && second === '' ? { kind, end: first } : undefined;
    case 'current':
    case 'toDate': {
      const of = unit(first);
      return of !== undefined && second === '' ? { kind, unit: of } : undefined;
    }
    case 'previous':
    case 'past':
    case 'next': {
      const of = unit(second);
      const count = /^[1-9]\d{0,3}$/.test(first) ? Number(first) : undefined;
      return of !== undefined && count !== undefined ? { kind, unit: of, count } : undefined;
    }
    default:
      return undefined;
  }
}
