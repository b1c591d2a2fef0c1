import { instantOf, isoOf, shift } from '../../plan/instant.ts';
import type { TimeRange } from '../../plan/schema.ts';
import { resolveTimeRange } from '../../plan/time.ts';
import type { Draft } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';

type Span = Extract<TimeRange, { kind: 'between' }>;

/** "June orders: this year against last year": the month or quarter without a year is that of each of the two. */
export function partOfYears({ draft, now }: BuildContext): void {
  const { times } = draft;
  const [part, ...more] = times.filter(({ phrase }) => phrase.assumed !== undefined);
  const years = times.filter(({ phrase, fields }) => phrase.unit === 'year' && !phrase.list && fields.length === 0);
  const compared = draft.compare || draft.difference || draft.growth !== undefined;
  refuseUnlike(draft, compared);
  const wanted = draft.comparison === 'previousYear' ? 1 : compared ? 2 : 0;
  if (!part || more.length > 0 || wanted === 0 || years.length !== wanted || times.length !== wanted + 1) return;
  const { range, unit } = part.phrase;
  if (range.kind !== 'between' || (unit !== 'month' && unit !== 'quarter')) return;
  draft.times = years.map(({ phrase, ...time }) => {
    const year = Number(resolveTimeRange(phrase.range, now).start?.slice(0, 4));
    return { ...time, phrase: { range: inYear(range, year), unit } };
  });
}

/** "March 1996 against 1997": the whole year, or its March. */
function refuseUnlike({ times }: Draft, compared: boolean): void {
  const units = times.map(({ phrase }) => phrase.unit);
  if (
    compared &&
    times.length === 2 &&
    units.includes('year') &&
    /^(month|quarter|week|day)$/.test(units.find(unit => unit !== 'year') ?? '')
  )
    throw new Refusal(reasons.oneTwoPeriods);
}

/** The same months of another year. */
function inYear({ start, end }: Span, year: number): Span {
  const moved = [start, end].map(iso => isoOf(shift(instantOf(iso) ?? 0, 'year', year - Number(start.slice(0, 4)))));
  return { kind: 'between', start: moved[0] ?? start, end: moved[1] ?? end };
}
