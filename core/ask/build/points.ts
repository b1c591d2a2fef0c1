import { isoOf, shift } from '../../plan/instant.ts';
import type { TimeRange } from '../../plan/schema.ts';
import type { Draft } from '../draft.ts';
import type { BuildContext } from './context.ts';
import { columnName } from './measures.ts';

/** Two stretches to set side by side, in the order they were named. */
export interface Point {
  readonly range: TimeRange;
  readonly label: string;
}

/** The two points in time that are set beside each other; undefined where the question has no such two. */
export function twoPoints(context: BuildContext): readonly [Point, Point] | undefined {
  const { draft } = context;
  const times = draft.times.filter(time => !time.negated && !time.phrase.recurring);
  const [one, other] = times;
  // two dates are two questions, and a stretch of several is no point
  const alike = one && other && one.fields.map(f => f.id).join() === other.fields.map(f => f.id).join();
  const plain = times.every(time => time.phrase.list === undefined);
  const single = times.length === 1 && !comparesValues(draft) ? one?.phrase.points : undefined;
  const ranges = single ?? (times.length === 2 && alike && plain ? times.map(t => t.phrase.range) : undefined);
  const [first, second] = ranges ?? [];
  return first && second ? [pointOf(first), pointOf(second)] : undefined;
}

/** "building against furniture by year from 1993 to 1997": the two are the values, and the years are a stretch. */
const comparesValues = ({ filters, dimensions }: Draft): boolean =>
  dimensions.some(({ kind }) => kind === 'time') &&
  filters.some(({ operator, options }) => operator === 'in' && (options[0]?.values.length ?? 0) > 1);

/** A range as a point with the label of its column. */
export const pointOf = (range: TimeRange): Point => ({ range, label: pointLabel(range) });

/** 1996, 1996_h1, 1996_q1, 1996_03, or the first day and the last. */
function pointLabel(range: TimeRange): string {
  if (range.kind !== 'between') return columnName('unit' in range ? `${range.kind} ${range.unit}` : range.kind);
  const [start, end] = [new Date(range.start), new Date(range.end)];
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  const begins = /-01$/.test(range.start) && /-01$/.test(range.end);
  const months = begins ? 12 * (end.getUTCFullYear() - year) + end.getUTCMonth() - month : 0;
  const whole = months > 0 && month % months === 0;
  if (months === 12 && whole) return String(year);
  if (months === 6 && whole) return `${year}_h${1 + month / 6}`;
  if (months === 3 && whole) return `${year}_q${1 + month / 3}`;
  if (months === 1) return range.start.slice(0, 7).replace('-', '_');
  if (/T/.test(`${range.start}${range.end}`)) return columnName(`${range.start} ${range.end}`);
  const last = isoOf(shift(end.getTime(), 'day', -1));
  const days = last === range.start ? [last] : [range.start, 'to', last];
  return days.join('_').replaceAll('-', '_');
}
