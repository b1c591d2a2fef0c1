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

/** 1996, 1996_q1, 1996_03 or the dates. */
function pointLabel(range: TimeRange): string {
  if (range.kind !== 'between') return columnName('unit' in range ? `${range.kind} ${range.unit}` : range.kind);
  const [year, month] = range.start.split('-');
  const days = (Date.parse(range.end) - Date.parse(range.start)) / 86_400_000;
  if (days > 360 && days < 370) return String(year);
  if (days > 88 && days < 93) return `${year}_q${Math.ceil(Number(month) / 3)}`;
  if (days > 27 && days < 32) return `${year}_${month}`;
  return `${range.start}_${range.end}`.replaceAll('-', '_');
}
