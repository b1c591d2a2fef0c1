import { SophiaError } from '../errors.ts';
import type { Expression, LiteralType } from '../semantic/expression/nodes.ts';
import type { Grain } from '../semantic/model/types.ts';
import type { Relation, Select } from '../sql/nodes.ts';
import { addStage, type PlanContext } from './context.ts';
import { type Instant, shift, truncate } from './instant.ts';
import { binary, call, column, instantLiteral, integer, movePeriods, named, select, text } from './sql.ts';
import { periodsIn, stretchOf } from './time.ts';

/** Most periods that gaps are filled with. */
const MAX_PERIODS = 10_000;
/** Up to as many periods the calendar is spelled out in the statement. */
const MAX_SPELLED = 100;
/** Digits of the numbers that an unbounded calendar counts with: two centuries at least, of hours one. */
const DIGITS: Record<Grain, number> = { year: 3, quarter: 3, month: 4, week: 5, day: 5, hour: 6 };

/** Where the periods begin and end, as far as the plan's ranges say. */
interface Bounds {
  readonly start?: Instant | undefined;
  readonly end?: Instant | undefined;
  /** An open end reaches today at least. */
  readonly reachesToday: boolean;
}

/**
 * Every period of the plan's range, as a select of one column named as the time column. Where the range is
 * open, the periods that the data spans, up to today at least when the range has a start.
 * @throws SophiaError 'plan.too_many_periods'
 */
export function calendar(context: PlanContext, data: string): Select {
  const grain = context.plan.time!.grain!;
  const time = context.names.time!;
  const bounds = boundsOf(context);
  if (bounds.start !== undefined && bounds.end !== undefined) {
    const periods = Math.max(0, periodsIn(bounds.start, bounds.end, grain));
    if (periods > MAX_PERIODS)
      throw new SophiaError('plan.too_many_periods', ['time'], { periods, limit: MAX_PERIODS, grain });
    if (periods <= MAX_SPELLED) return spelled(bounds.start, periods, grain, time);
  }
  return counted(context, bounds, grain, time, data);
}

/** Over all measures: from the first start to the last end; open when any is. */
function boundsOf({ plan, now }: PlanContext): Bounds {
  const ranges = plan.measures.map(measure => measure.period ?? plan.time?.range);
  const stretches = (ranges.length > 0 ? ranges : [plan.time?.range]).map(range =>
    range ? stretchOf(range, now) : {},
  );
  const starts = stretches.map(stretch => stretch.start);
  const ends = stretches.map(stretch => stretch.end);
  const closedStart = starts.every(start => start !== undefined);
  const closedEnd = ends.every(end => end !== undefined);
  return {
    ...(closedStart && { start: Math.min(...(starts as Instant[])) }),
    ...(closedEnd && { end: Math.max(...(ends as Instant[])) }),
    reachesToday: closedStart && !closedEnd,
  };
}

const typeOf = (grain: Grain): LiteralType => (grain === 'hour' ? 'timestamp' : 'date');

const periodLiteral = (at: Instant, grain: Grain): Expression => {
  const literal = instantLiteral(truncate(at, grain));
  return { ...literal, kind: 'literal', type: typeOf(grain) } as Expression;
};

function spelled(start: Instant, periods: number, grain: Grain, time: string): Select {
  const first = truncate(start, grain);
  const rows = Array.from({ length: periods }, (_, i) => [periodLiteral(shift(first, grain, i), grain)]);
  const alias = 'periods';
  return select({
    columns: [{ expression: column(alias, time, typeOf(grain)), alias: time }],
    from: { kind: 'values', columns: [time], rows, alias },
  });
}

/** first + n for every n up to the last period; numbers are put together from digits. */
function counted(context: PlanContext, bounds: Bounds, grain: Grain, time: string, data: string): Select {
  const type = typeOf(grain);
  const [first, last] = [column('bounds', 'first_period', type), column('bounds', 'last_period', type)];
  const places = Array.from({ length: DIGITS[grain] }, (_, place) => `digits_${place + 1}`);
  const n = places
    .map((alias, place): Expression => {
      const digit = column(alias, 'digit', 'integer');
      return place === 0 ? digit : binary('*', digit, integer(10 ** place));
    })
    .reduce((left, right) => binary('+', left, right));
  return select({
    columns: [{ expression: movePeriods(grain, column('numbers', 'n', 'integer'), first), alias: time }],
    from: { kind: 'subquery', query: boundsSelect(bounds, grain, time, data, context.now), alias: 'bounds' },
    joins: [{ type: 'CROSS', relation: numbers(context, places, n) }],
    where: [binary('<=', column('numbers', 'n', 'integer'), call('DATEDIFF', text(grain), first, last))],
  });
}

function numbers(context: PlanContext, places: readonly string[], n: Expression): Relation {
  const rows = Array.from({ length: 10 }, (_, digit) => [integer(digit)]);
  const values: Relation = { kind: 'values', columns: ['digit'], rows, alias: 'ten' };
  const ten = select({ columns: [{ expression: column('ten', 'digit', 'integer'), alias: 'digit' }], from: values });
  const { name } = addStage(context, 'digits', ten, ['digit']);
  const [first, ...others] = places.map((alias): Relation => ({ kind: 'named', name, alias }));
  const query = select({
    columns: [{ expression: n, alias: 'n' }],
    from: first!,
    joins: others.map(relation => ({ type: 'CROSS', relation })),
  });
  return { kind: 'subquery', query, alias: 'numbers' };
}

function boundsSelect(
  { start, end, reachesToday }: Bounds,
  grain: Grain,
  time: string,
  data: string,
  now: Date,
): Select {
  const period = column(data, time, typeOf(grain));
  const today = periodLiteral(now.getTime(), grain);
  const greatest = call('MAX', period);
  const open = reachesToday ? call('GREATEST', call('COALESCE', greatest, today), today) : greatest;
  return select({
    columns: [
      { expression: start === undefined ? call('MIN', period) : periodLiteral(start, grain), alias: 'first_period' },
      { expression: end === undefined ? open : periodLiteral(end - 1, grain), alias: 'last_period' },
    ],
    from: named(data),
  });
}
